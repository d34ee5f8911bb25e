// The address holds the state: after the # (which browsers do not send) one readable `key=value` for each thing that differs.

import { alike, DRAWN, STEPS } from "./state.js";
/** @import {State, Scene, Base, Edits} from "./types.js" */

/** @type {Map<string, string>} */
const packed = new Map();   // an uploaded file is packed once

/** What comes out of a stream that packs or unpacks; raises beyond `most` bytes.
 * @param {Uint8Array<ArrayBuffer>} bytes @param {any} stream @param {number} [most] */
async function pump(bytes, stream, most = Infinity) {
  const parts = [], reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value);
    size += part.value.length;
    if (size > most) {
      await reader.cancel();
      throw new RangeError("a small link of a large file");
    }
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** Pack an uploaded file before the first address is written, so that writing needs no waiting.
 * @param {string|null} text */
export async function prepare(text) {
  if (text === null || packed.has(text)) return;
  const bytes = await pump(new TextEncoder().encode(text), new CompressionStream("deflate-raw"));
  const letters = Array.from(bytes, (b) => String.fromCharCode(b)).join("");
  packed.set(text, btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, ""));
}

/** @param {string} text @param {number} most */
async function unpack(text, most) {
  const letters = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(letters, (c) => c.charCodeAt(0));
  return new TextDecoder("utf-8", { fatal: true }).decode(await pump(bytes, new DecompressionStream("deflate-raw"), most));
}

/** What an address calls a scenario: a past decision that is still covered by a number, since its name may tell too much.
 * @param {State} state @param {Base} base @returns {string} */
const called = ({ covered, start }, { name, toml }) => (toml === null && name === covered && start.gallery.find((/** @type {any} */ one) => one.name === name)?.unnamed) || name;

/** @param {State} state @param {URLSearchParams} query @param {string} prefix @param {Scene} scene */
function put(state, query, prefix, { base, edits }) {
  query.set(`${prefix}scenario`, called(state, base));
  if (base.toml !== null) query.set(`${prefix}toml`, packed.get(base.toml) ?? "");
  for (const [path, value] of Object.entries(edits)) query.set(`${prefix}${path}`, JSON.stringify(value));
}

/** The address of a state, with its #.
 * @param {State} state */
export function write(state) {
  const query = new URLSearchParams();
  const { a, b, story } = state;
  if (!a || !b) return "";
  put(state, query, "", b);
  if (b.base.follows) query.set("follows", "1");
  if (!alike(a, { ...b, edits: {} })) put(state, query, "A:", a);
  query.set("runs", String(state.runs));
  query.set("seed", String(state.seed));
  if (state.seat !== null) query.set("seat", state.seat);
  if (state.issue !== null) query.set("issue", state.issue);
  if (state.what !== "position") query.set("what", state.what);
  if (state.draw !== "wants") query.set("draw", state.draw);
  if (state.step !== "answer") query.set("step", state.step);
  if (state.rail) query.set("panel", state.panel);
  if (state.step === "council") query.set("council", `${story.run},${story.round}${story.of === "a" ? ",A" : ""}`);
  query.set("version", state.start.version);
  return `#${query.toString().replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%22", '"')}`;
}

export const OWN = ["scenario", "toml", "follows", "runs", "seed", "seat", "issue", "what", "draw", "step", "tab", "panel", "council", "version"];
/** What older links say for the steps and views of today. */
const TABS = { many: "answer", story: "council", pivots: "matters", bridge: "takes" };
const VIEWS = { hemicycle: "seats", both: "seats" };
const PANELS = ["member", "group", "text", "procedure", "actors"];

/** @param {string} text @param {string[]} allowed @param {{[old: string]: string}} [old] */
const oneOf = (text, allowed, old = {}) => (allowed.includes(text) ? text : old[text]);
/** @param {string} text @param {number} most */
const whole = (text, most) => (/^\d{1,16}$/.test(text) && Number(text) <= most ? Number(text) : undefined);

/** What each part of an address means; undefined if it cannot be read. @type {{[key: string]: (text: string, most: number) => any}} */
const FITS = {
  runs: (text, most) => whole(text, most) || undefined,
  seed: (text) => whole(text, Number.MAX_SAFE_INTEGER),
  what: (text) => oneOf(text, ["position", "salience", "resolve"]),
  draw: (text) => oneOf(text, DRAWN, VIEWS),
  step: (text) => oneOf(text, STEPS),
  tab: (text) => oneOf(text, [], TABS),
  panel: (text) => oneOf(text, PANELS),
  council: (text) => (/^\d{1,9},\d{1,4}(,A)?$/.test(text) ? text : undefined),
};

/** @param {URLSearchParams} query @param {string[]} odd @param {number} most @returns {{[key: string]: any}} */
function checked(query, odd, most) {
  /** @type {{[key: string]: any}} */
  const fit = {};
  for (const [key, read] of Object.entries(FITS)) {
    const text = query.get(key);
    if (text === null) continue;
    fit[key] = read(text, most);
    if (fit[key] === undefined) odd.push(`${key}=${text.slice(0, 40)}`);
  }
  return fit;
}

/** @param {URLSearchParams} query @param {string} prefix @param {string[]} odd @param {any} start @returns {Promise<{base: Base, edits: Edits}|null>} */
async function take(query, prefix, odd, { limits, gallery }) {
  const said = query.get(`${prefix}scenario`);
  if (said === null) return null;
  const name = gallery.find((/** @type {any} */ one) => one.unnamed === said)?.name ?? said;
  const toml = query.get(`${prefix}toml`);
  /** @type {Edits} */
  const edits = {};
  for (const [key, value] of query) {
    const path = key.slice(prefix.length);
    if (!key.startsWith(prefix) || path.startsWith("A:") || OWN.includes(path)) continue;
    try {
      if (path === "__proto__") throw new SyntaxError("no key of a table");
      edits[path] = JSON.parse(value);
    } catch {
      odd.push(`${path}=${value.slice(0, 40)}`);
    }
  }
  const base = { name, toml: toml === null ? null : await unpack(toml, limits.bytes) };
  return { base: query.get("follows") === "1" && prefix === "" ? { ...base, follows: true } : base, edits };
}

/** Read an address: the two scenes (`a` null if it is the file itself), the rest of the state, and what could not be read.
 * Raises for a packed file that is damaged. Null for an address that names no scenario.
 * @param {string} hash @param {State} state */
export async function read(hash, state) {
  const query = new URLSearchParams(hash.replace(/^#/, ""));
  /** @type {string[]} */
  const odd = [];
  const b = await take(query, "", odd, state.start);
  if (!b) return hash.includes("=") ? { b: null, a: null, rest: {}, version: null, odd: [hash.slice(1, 41)] } : null;
  const a = await take(query, "A:", odd, state.start);
  const fit = checked(query, odd, state.start.limits.runs);
  const [run, round, of] = (fit.council ?? "0,1").split(",");
  const rest = {
    runs: fit.runs ?? state.start.limits.full, seed: fit.seed ?? 0, seat: query.get("seat"), issue: query.get("issue"),
    what: fit.what ?? "position", draw: fit.draw ?? "wants", step: fit.step ?? fit.tab ?? "answer", rail: fit.panel !== undefined,
    panel: fit.panel ?? state.panel,
    story: { run: Number(run), round: Math.max(1, Number(round)), find: null, of: of === "A" ? "a" : "b", seats: [], acts: [] },
  };
  return { b, a, rest, version: query.get("version"), odd };
}
