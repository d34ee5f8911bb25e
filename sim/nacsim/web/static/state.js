// What is on screen: the scenario opened, the edits made to it, the pinned baseline A, undo, and the address that keeps it all.

/** The page's one state. `base` and `pinned.base` are {name, toml|null}; edits are {dotted key: value}. */
export const state = {
  start: null,          // what the server says at the start: version, limits, gallery
  base: null, view: null, edits: {},
  pinned: null,         // {base, view, edits}
  runs: 5000, seed: 0,
  seat: null, draw: "hemicycle", tab: "many", edit: "member",
  story: { run: 0, round: 1 },
  shown: {},            // {current, pinned}: the last answers
};

const past = [];
const future = [];
let mark = null;        // which control wrote last: a drag is one step of undo

const copy = (value) => JSON.parse(JSON.stringify(value));

/** The parts of a dotted key; names with other signs than letters, digits, _ and - stand in quotes, as in TOML. */
export const parts = (path) => path.match(/"(?:[^"\\]|\\.)*"|[^.]+/g).map((part) => (part[0] === '"' ? JSON.parse(part) : part));

/** Names as a dotted key. */
export const keyOf = (...names) => names.map((name) => (/^[\w-]+$/.test(name) ? name : JSON.stringify(name))).join(".");

/** The value a scenario's view holds at a dotted key. */
export function look(view, path) {
  return parts(path).reduce((node, key) => (node === null || node === undefined ? undefined : node[key]), view);
}

/** The value now at a key: edited, or as in the file. */
export function value(path, { view, edits } = state) {
  return path in edits ? edits[path] : look(view, path);
}

/** Write edits ({key: value}); a value equal to the file's is no edit. `who` names the control. */
export function edit(changes, who) {
  if (who !== mark) {
    past.push(copy(state.edits));
    if (past.length > 200) past.shift();
    mark = who;
  }
  future.length = 0;
  for (const [path, next] of Object.entries(changes)) {
    for (const below of Object.keys(state.edits)) if (below.startsWith(`${path}.`)) delete state.edits[below];
    if (same(next ?? null, look(state.view, path) ?? null)) delete state.edits[path];
    else state.edits[path] = next;
  }
}

/** The next edit starts a new step of undo, even from the same control. */
export const settle = () => (mark = null);

export const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
export const canUndo = () => past.length > 0;
export const canRedo = () => future.length > 0;

export function undo() {
  future.push(copy(state.edits));
  state.edits = past.pop();
  mark = null;
}

export function redo() {
  past.push(copy(state.edits));
  state.edits = future.pop();
  mark = null;
}

/** Back to the file as opened; can be undone. */
export function reset() {
  past.push(copy(state.edits));
  future.length = 0;
  state.edits = {};
  mark = null;
}

/** A new scenario on the page. With `keep`, the pinned baseline stays. */
export function open(base, view, keep = false) {
  Object.assign(state, { base, view, edits: {}, shown: {} });
  past.length = future.length = 0;
  mark = null;
  if (!keep || !state.pinned) pin();
  if (!view.room.includes(state.seat)) state.seat = view.room.includes("FRA") ? "FRA" : view.room[0];
}

/** What is on screen becomes A. */
export function pin() {
  state.pinned = { base: state.base, view: state.view, edits: copy(state.edits) };
}

/** The middle of a quantity: a number, or the mean of a distribution. */
export function centre(q) {
  if (q === null || q === undefined || typeof q === "number") return q ?? null;
  if ("mean" in q) return q.mean;
  if ("mode" in q) return (q.low + q.mode + q.high) / 3;
  if ("low" in q) return (q.low + q.high) / 2;
  const total = q.weights.reduce((a, b) => a + b, 0);
  return q.values.reduce((sum, v, i) => sum + (v * q.weights[i]) / total, 0);
}

/** The same quantity with its middle moved to `target`; a distribution keeps its shape, within the limits. */
export function moved(q, target, low = 0, high = 100) {
  if (q === null || q === undefined || typeof q === "number") return target;
  const by = target - centre(q);
  const kept = (v) => Math.round(Math.min(high, Math.max(low, v + by)) * 1000) / 1000;
  const next = { ...q };
  for (const key of ["mean", "low", "mode", "high"]) if (key in q) next[key] = kept(q[key]);
  if (q.values) next.values = q.values.map(kept);
  return next;
}

/** The inputs that differ between A and what is on screen: [{path, before, after}]. */
export function differences() {
  const a = state.pinned;
  if (!a || !state.view) return [];
  const keys = new Set([...Object.keys(a.edits), ...Object.keys(state.edits)]);
  if (a.view !== state.view) for (const key of [...leaves(a.view), ...leaves(state.view)]) keys.add(key);
  const both = (path) => path.startsWith("members.") === false || [a, state].every(({ view }) => parts(path)[1] in view.members);
  return [...keys].filter(both)
    .map((path) => ({ path, before: value(path, a), after: value(path) }))
    .filter(({ before, after }) => !same(before, after));
}

const INPUTS = ["issues", "members", "actors", "events", "procedure", "chair", "uncertainty", "ratification", "parameters"];
const QUANTITY = ["mean", "low", "values"];

/** Dotted keys of everything in a view that can be changed. */
export function leaves(view) {
  const found = [];
  const walk = (node, path) => {
    if (node && typeof node === "object" && !Array.isArray(node) && !QUANTITY.some((key) => key in node)) {
      for (const [key, child] of Object.entries(node)) walk(child, `${path}.${keyOf(key)}`);
    } else found.push(path);
  };
  for (const key of INPUTS) if (view[key] !== undefined) walk(view[key], key);
  return found;
}
