// What differs between two scenes, in words, each line with a way back where there is one.

import { has, keyOf, look, parts, same } from "./keys.js";
import { centre, isQuantity, kindOf } from "./quantity.js";
import { sameBase, value } from "./state.js";
import { joined, known, number, say, short } from "./words.js";
/** @import {Scene, View} from "./types.js" */

const INPUTS = ["issues", "members", "actors", "events", "procedure", "chair", "uncertainty", "parameters"];
const PROSE = ["note", "confidence", "source", "label", "zero", "midpoint", "hundred", "name", "reach_column"];
const MANY = 12;   // lines beyond which a list says how many more there are

/** @typedef {{path: string, before: any, after: any}} Difference */
/** @typedef {{what: string, how: string, paths: string[], note?: string}} Line */

/** Dotted keys of everything in a view that can be changed; words about it are no inputs.
 * @param {View} view @returns {string[]} */
export function leaves(view) {
  /** @type {string[]} */
  const found = [];
  const walk = (/** @type {any} */ node, /** @type {string} */ path) => {
    const table = node !== null && typeof node === "object" && !Array.isArray(node) && !isQuantity(node);
    if (!table) found.push(path);
    else for (const [key, child] of Object.entries(node)) if (!PROSE.includes(key)) walk(child, `${path}.${keyOf(key)}`);
  };
  const tables = /** @type {{[key: string]: any}} */ (view);
  for (const key of INPUTS) {
    if (key === "events") (view.events ?? []).forEach((event, i) => walk(event, `events.${i}`));
    else if (has(view, key) && tables[key] !== null) walk(tables[key], key);
  }
  return found;
}

/** Whether two scenes are of the same matter: the same issues on the table.
 * @param {Scene} a @param {Scene} b */
export const comparable = (a, b) => same(Object.keys(a.view.issues).sort(), Object.keys(b.view.issues).sort());

/** Whether a scene has an input at all. @param {Scene} scene @param {string} path */
const present = (scene, path) => has(scene.edits, path) || look(scene.view, path) !== undefined;

/** The inputs that differ between two scenes of the same matter; of others, none: there titles and rooms are compared.
 * @param {Scene|null} a @param {Scene|null} b @returns {Difference[]} */
export function differences(a, b) {
  if (!a || !b || !comparable(a, b)) return [];
  const keys = new Set([...Object.keys(a.edits), ...Object.keys(b.edits)]);
  if (!sameBase(a.base, b.base)) for (const key of [...leaves(a.view), ...leaves(b.view)]) keys.add(key);
  const both = (/** @type {string} */ path) => !path.startsWith("members.") || [a, b].every(({ view }) => has(view.members, parts(path)[1]));
  return [...keys].filter((path) => both(path) && !PROSE.includes(/** @type {string} */ (parts(path).at(-1))))
    .map((path) => ({ path, before: value(path, a), after: value(path, b) }))
    .filter(({ before, after }) => !same(before ?? null, after ?? null));
}

/** A line can be taken back where both sides have the key, and a file has a word for the value there.
 * @param {Difference} difference @param {Scene} a @param {Scene} b */
const canGoBack = ({ path, before }, a, b) =>
  present(a, path) && look(b.view, path) !== undefined && ((before ?? null) !== null || (look(b.view, path) ?? null) === null);

/** A value in words: a number, a distribution's middle and spread, yes and no.
 * @param {any} q @returns {string} */
export function tell(q) {
  if (q === undefined) return say("value.none");
  if (q === null) return say("value.calibrated");
  if (typeof q === "boolean") return say(q ? "value.yes" : "value.no");
  if (typeof q === "string") return short(q.replaceAll("_", " "), 24);
  switch (kindOf(q)) {
    case "number": return number(q);
    case "normal": return `${number(q.mean)} ± ${number(q.sd)}`;
    case "uniform":
    case "triangular": return `${number(q.low)}–${number(q.high)}`;
    case "discrete": return say("value.about", { value: number(/** @type {number} */ (centre(q))) });
    default: return Array.isArray(q) ? (q.length ? short(q.map(tell).join(", "), 24) : say("value.none")) : say("value.table");
  }
}

/** The value of a key in words: an expert by name, all else as it is. @param {string} path @param {any} q @param {Scene} scene */
function shown(path, q, { view }) {
  if (path !== "experts.only" || !view.experts.pool) return tell(q);
  return q === null ? say(view.experts.pool === "linear" ? "rules.believe.linear" : "rules.believe.mean") : has(view.experts, q) ? view.experts[q].name : q;
}

/** The name of a member, or its code. @param {string} code @param {Scene[]} scenes */
const nameOf = (code, ...scenes) => scenes.map(({ view }) => view.names[code]).find(Boolean) ?? code;

/** @param {string} code @param {Scene[]} scenes */
const subjectOf = (code, ...scenes) => scenes.map(({ view }) => view.subjects[code]).find(Boolean) ?? code;

/** @param {string} name @param {Scene} scene */
export const issueLabel = (name, { view }) => (has(view.issues, name) && view.issues[name].label) || name;

/** A dotted key in words: "France: position" (with the issue, where there are several).
 * @param {string} path @param {Scene} a @param {Scene} b @returns {string} */
export function describe(path, a, b) {
  if (known(`input.${path}`)) return say(`input.${path}`);
  const [table, key, field, last] = parts(path);
  const several = Object.keys(b.view.issues).length > 1;
  const word = known(`field.${field}`) ? say(`field.${field}`) : (field ?? "").replaceAll("_", " ");
  if (table === "members") return `${nameOf(key, b, a)}: ${word}${last && several ? `, ${issueLabel(last, b)}` : ""}`;
  if (table === "issues") return `${issueLabel(key, b)}: ${word}`;
  if (table === "actors") {
    const actor = look(b.view, keyOf("actors", key))?.name ?? look(a.view, keyOf("actors", key))?.name ?? key;
    return `${actor}: ${word}${last ? ` ${say("field.over", { who: nameOf(last, b, a) })}` : ""}`;
  }
  if (table === "events") return `${say("field.event", { n: Number(key) + 1 })}: ${word}`;
  return path.replaceAll("_", " ").replaceAll(".", ": ");
}

/** Lines for people: members moved by the same number of points, four or more, stand in one line.
 * @param {Scene} a @param {Scene} b @returns {Line[]} */
export function lines(a, b) {
  if (!comparable(a, b)) return [{ what: say("change.other"), how: say("change.against", { title: a.view.title }), paths: [] }, ...room(a, b)];
  /** @type {Difference[][]} */
  const found = [], families = new Map();
  for (const each of differences(a, b)) {
    const [table, , ...rest] = parts(each.path);
    const from = centre(each.before), to = centre(each.after);
    const family = table === "members" && from !== null && to !== null ? `${rest.join(".")}|${(to - from).toFixed(3)}` : null;
    if (family === null) found.push([each]);
    else if (families.has(family)) families.get(family).push(each);
    else families.set(family, [each]);
  }
  for (const family of families.values()) found.push(...(family.length > 3 ? [family] : family.map((/** @type {Difference} */ each) => [each])));
  const all = [...room(a, b), ...found.map((group) => inWords(group, a, b))];
  if (all.length <= MANY) return all;
  const rest = all.slice(MANY - 1);
  return [...all.slice(0, MANY - 1), { what: say("change.more", { n: rest.length }), how: "", paths: rest.flatMap((line) => line.paths) }];
}

/** Who sits in only one of the two rooms. @param {Scene} a @param {Scene} b @returns {Line[]} */
function room(a, b) {
  const lacking = (/** @type {Scene} */ from, /** @type {Scene} */ to, /** @type {string} */ key) => {
    const codes = from.view.room.filter((code) => !to.view.room.includes(code));
    if (!codes.length) return [];
    const names = codes.map((code) => nameOf(code, from));
    return [{ what: say(key), how: names.length > 6 ? say("change.members", { n: names.length }) : joined(names), paths: [] }];
  };
  return [...lacking(a, b, "change.out"), ...lacking(b, a, "change.in")];
}

/** @param {Difference[]} group @param {Scene} a @param {Scene} b @returns {Line} */
function inWords(group, a, b) {
  const [{ path, before, after }] = group;
  const paths = group.filter((each) => canGoBack(each, a, b)).map((each) => each.path);
  if (group.length === 1) return { what: describe(path, a, b), how: `${shown(path, before, a)} → ${shown(path, after, b)}`, paths, note: source(path, a) };
  const by = /** @type {number} */ (centre(after)) - /** @type {number} */ (centre(before));
  const [, , ...rest] = parts(path);
  const what = describe(keyOf("members", parts(path)[1], ...rest), a, b).replace(/^[^:]*: /, "");
  return { what: `${say("change.members", { n: group.length })}: ${what}`, how: `${by > 0 ? "+" : "−"}${number(Math.abs(by))}`, paths };
}

/** Why a member's number was coded as it was, for one that the user has changed. @param {string} path @param {Scene} a */
function source(path, a) {
  const [table, code, what] = parts(path);
  const member = table === "members" && ["position", "salience", "resolve"].includes(what) ? a.view.members[code] : null;
  if (!member) return undefined;
  const because = [member.confidence, member.note || member.source].filter(Boolean).join(": ");
  return because ? say("change.because", { because }) : say("change.unsourced");
}

/** The change as a clause for a headline: "France at 60 on Office in Tokyo instead of 5"; several are counted.
 * @param {Scene} a @param {Scene} b @returns {string} */
export function clause(a, b) {
  if (!comparable(a, b)) return say("clause.other", { title: b.view.title });
  const found = differences(a, b), out = room(a, b);
  if (!found.length && !out.length) return sameBase(a.base, b.base) ? "" : say("clause.other", { title: b.view.title });
  if (found.length + out.length > 1) return sameBase(a.base, b.base) ? say("clause.several", { n: found.length + out.length }) : say("clause.other", { title: b.view.title });
  if (out.length) return `${out[0].what}: ${out[0].how}`;
  const [{ path, before, after }] = found, [table, code, field, issue] = parts(path);
  const slots = { who: table === "members" ? subjectOf(code, b, a) : code, now: tell(after), was: tell(before), issue: issue ? issueLabel(issue, b) : "" };
  if (table === "members" && known(`clause.${field}`) && isQuantity(after)) return say(`clause.${field}`, slots);
  return say("clause.single", { what: describe(path, a, b), now: shown(path, after, b), was: shown(path, before, a) });
}
