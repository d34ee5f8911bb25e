// Links made by chance for the page's own reading of them: node fuzzed.mjs STATIC MOST SECONDS SEED, run by experiments/fuzz.py.
//
// A link is read, its odd parts named, or (only where it holds a file) refused as damaged. Every part of it is known, an edit, or
// named as odd; what is read without a file and written again is read as the same. Prints what came of it as JSON.

import { deflateRawSync } from "node:zlib";
import { pathToFileURL } from "node:url";

const [root, most, seconds, seed] = [process.argv[2], ...process.argv.slice(3).map(Number)];
const of = (path) => import(pathToFileURL(`${root}/${path}`).href);
const [address, { initial }] = await Promise.all(["core/address.js", "core/state.js"].map(of));
const start = { version: "0", limits: { runs: 50_000, bytes: 400_000, full: 10_000 }, gallery: [] };
const state = { ...initial(), start };
const SLOW = 2000;

let lot = seed >>> 0;
/** Mulberry32: the same numbers from the same seed. */
function chance() {
  lot = (lot + 0x6d2b79f5) >>> 0;
  let t = Math.imul(lot ^ (lot >>> 15), lot | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}
const below = (n) => Math.floor(chance() * n), one = (list) => list[below(list.length)];

const KEYS = ["scenario", "toml", "follows", "runs", "seed", "seat", "issue", "what", "draw", "step", "tab", "panel", "council",
  "version", "members.A.position", "default.resolve", "A:scenario", "A:toml", "A:default.resolve", "A:A:x", "__proto__", "constructor", "", "é\u202e"];
const VALUES = ["minimal", "5", "0", "-1", "1e999", "null", "true", "{}", "[]", '"x"', '{"low":5,"high":9}', '{"__proto__":{"x":1}}', "wants", "seats",
  "answer", "many", "member", "11,2,A", "0,1", "9".repeat(20), "\ud800", "\u202e", "", "%", "[".repeat(200), "A"];
const SIGNS = ["&", "=", "%", "%zz", "%ff", "+", "#", "\0", "\u202e", "\ud800", "A:", "é", "\n", ";"];
const TEXT = 'title = "A text"\n[issues.deal]\nproposed = 80\n';

function file() {
  const packed = deflateRawSync(Buffer.from(chance() < 0.5 ? TEXT : mixed(TEXT, SIGNS))).toString("base64url");
  return chance() < 0.5 ? packed : mixed(packed, [...SIGNS, "A", "=", "-"]);
}

/** A text with a few places cut, doubled, or given a sign. */
function mixed(text, signs) {
  for (let k = 1 + below(3); k > 0; k -= 1) {
    const at = below(text.length + 1), to = at + below(9);
    text = text.slice(0, at) + one([one(signs), one(signs), "", text.slice(at, to).repeat(2)]) + text.slice(one([at, to]));
  }
  return text;
}

function made() {
  const parts = [["scenario", one(["minimal", "x", one(VALUES)])]];
  for (let k = below(6); k > 0; k -= 1) {
    const key = one(KEYS);
    parts.push([key, key.endsWith("toml") ? file() : one(VALUES)]);
  }
  const text = `#${new URLSearchParams(parts)}`;
  return chance() < 0.5 ? text : mixed(text, SIGNS);
}

/** What is wrong with how a link is read; nothing if it is read well. */
async function found(hash) {
  const query = new URLSearchParams(hash.replace(/^#/, "")), filed = query.has("toml") || query.has("A:toml");
  let read;
  try {
    read = await address.read(hash, state);
  } catch (error) {
    return filed ? "" : `${error.name}: ${error.message}`;
  }
  if (read === null || read.b === null) return "";
  const own = (key) => address.OWN.includes(key) || key.startsWith("A:");
  const lost = [...query.keys()].filter((key) => !own(key) && !Object.hasOwn(read.b.edits, key) && !read.odd.some((odd) => odd.startsWith(`${key}=`)));
  if (lost.length) return `lost: ${lost[0]}`;
  return filed ? "" : again(read);
}

/** What is wrong with how the link of a state that was read is read. */
async function again({ a, b, rest }) {
  const said = ({ edits, base }) => JSON.stringify([edits, base.name]);
  const back = await address.read(address.write({ ...state, ...rest, a: a ?? { ...b, edits: {} }, b }), state);
  const same = said(back.b) === said(b) && ["runs", "seed", "what", "draw", "step", "seat", "issue"].every((key) => back.rest[key] === rest[key]);
  return same && !back.odd.length ? "" : `not read as written: ${said(b)} as ${said(back.b)} ${back.odd}`;
}

const memory = () => process.resourceUsage().maxRSS / 1000;
const began = performance.now(), passed = () => performance.now() - began;
const wrong = {};
let tried = 0, slowest = 0, before = 0;
while (tried < most && passed() < 1000 * seconds) {
  const hash = made(), start = performance.now();
  let told = await found(hash);
  const spent = performance.now() - start;
  if (spent > SLOW) told ||= "slow: ";
  tried += 1;
  slowest = Math.max(slowest, spent);
  if (told) {
    const kind = told.split(": ")[0];
    if (!(kind in wrong)) console.error(`${told}\n    ${JSON.stringify(hash)}`);
    wrong[kind] = (wrong[kind] ?? 0) + 1;
  }
  if (!before && (tried >= most / 10 || passed() > 100 * seconds)) before = memory();
}
console.log(JSON.stringify({ tried, wrong, slowest: slowest / 1000, before, after: memory(), spent: passed() / 1000 }));
