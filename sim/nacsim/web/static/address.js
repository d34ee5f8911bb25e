// The address holds the state: after the # (which browsers do not send) one readable `key=value` for each thing that differs.

import { pin, state } from "./state.js";

const packed = new Map();   // an uploaded file is packed once

async function pump(bytes, stream) {
  const piped = new Blob([bytes]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(piped).arrayBuffer());
}

async function pack(text) {
  if (!packed.has(text)) {
    const bytes = await pump(new TextEncoder().encode(text), new CompressionStream("deflate-raw"));
    const letters = Array.from(bytes, (b) => String.fromCharCode(b)).join("");
    packed.set(text, btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, ""));
  }
  return packed.get(text);
}

async function unpack(text) {
  const letters = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(letters, (c) => c.charCodeAt(0));
  return new TextDecoder().decode(await pump(bytes, new DecompressionStream("deflate-raw")));
}

/** Pack an uploaded file before the first address is written, so that writing needs no waiting. */
export const prepare = (base) => (base.toml === null ? Promise.resolve() : pack(base.toml));

function put(query, prefix, { base, edits }) {
  query.set(`${prefix}scenario`, base.name);
  if (base.toml !== null) query.set(`${prefix}toml`, packed.get(base.toml));
  for (const [path, value] of Object.entries(edits)) query.set(`${prefix}${path}`, JSON.stringify(value));
}

/** Write what is on screen to the address, without a new entry in the browser's history. */
export function write() {
  const query = new URLSearchParams();
  put(query, "", state);
  const a = state.pinned;
  if (a.base !== state.base || Object.keys(a.edits).length) put(query, "A:", a);
  query.set("runs", state.runs);
  query.set("seed", state.seed);
  if (state.seat) query.set("seat", state.seat);
  if (state.draw !== "hemicycle") query.set("draw", state.draw);
  if (state.tab !== "many") query.set("tab", state.tab);
  if (state.tab === "story") query.set("council", `${state.story.run},${state.story.round}`);
  query.set("version", state.start.version);
  const readable = query.toString().replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%22", '"');
  history.replaceState(null, "", `#${readable}`);
}

const OWN = ["scenario", "toml", "runs", "seed", "seat", "draw", "tab", "council", "version"];

const fits = {
  runs: (text) => /^[1-9]\d*$/.test(text) && Number(text) <= state.start.limits.runs,
  seed: (text) => /^\d+$/.test(text) && Number.isSafeInteger(Number(text)),
  draw: (text) => ["hemicycle", "map", "table", "both"].includes(text),
  tab: (text) => document.querySelector(`#result-tabs [role=tab][id="tab-${CSS.escape(text)}"]`) !== null,
  council: (text) => /^\d{1,9},\d{1,4}$/.test(text),
};

/** What of the rest of a link fits; what does not is left out and named in `odd`. */
function checked(query, odd) {
  const fit = {};
  for (const [key, good] of Object.entries(fits)) {
    if (!query.has(key)) continue;
    if (good(query.get(key))) fit[key] = query.get(key);
    else odd.push(`${key}=${query.get(key).slice(0, 40)}`);
  }
  return fit;
}

/** A value as JSON; one that is none is left out and named. */
function parsed(path, text, edits, odd) {
  try {
    edits[path] = JSON.parse(text);
  } catch {
    odd.push(`${path}=${text.slice(0, 40)}`);
  }
}

async function take(query, prefix, odd) {
  const name = query.get(`${prefix}scenario`);
  if (name === null) return null;
  const toml = query.get(`${prefix}toml`);
  const edits = {};
  for (const [key, value] of query) {
    const path = key.slice(prefix.length);
    if (key.startsWith(prefix) && !path.startsWith("A:") && !OWN.includes(path)) parsed(path, value, edits, odd);
  }
  return { base: { name, toml: toml === null ? null : await unpack(toml) }, edits };
}

/** Read an address: {current, pinned} as {base, edits} (pinned null if it is the file itself), the rest of the state, and what did not fit. */
export async function read(hash) {
  const query = new URLSearchParams(hash.replace(/^#/, ""));
  const odd = [];
  const current = await take(query, "", odd);
  if (!current) return null;
  const fit = checked(query, odd);
  const [run, round] = (fit.council ?? "0,1").split(",").map(Number);
  return {
    current,
    pinned: await take(query, "A:", odd),
    rest: {
      runs: Number(fit.runs ?? state.runs), seed: Number(fit.seed ?? state.seed), seat: query.get("seat") ?? "FRA",
      draw: fit.draw ?? "hemicycle", tab: fit.tab ?? "many", story: { run: run || 0, round: round || 1 },
    },
    version: query.get("version"),
    odd,
  };
}

/** Put a read address into the state; `views` are the opened scenarios, current and pinned. */
export function restore({ current, pinned, rest }, views) {
  Object.assign(state, { base: current.base, view: views.current, edits: {} }, rest);
  if (pinned) state.pinned = { base: pinned.base, view: views.pinned, edits: pinned.edits };
  else pin();
  state.edits = current.edits;
}
