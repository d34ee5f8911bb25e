// The list of inputs that differ between A and what is on screen, in words, each with a way back.

import { $, html, match, number, set } from "./draw.js";
import { centre, differences, look, parts, state } from "./state.js";

const WORDS = {
  "procedure.rule": "Decision rule", "procedure.rounds": "Rounds", "procedure.days_per_round": "Days per round", "procedure.opt_out": "Staying out is possible",
  "chair.amends": "Chair amends", "chair.side_payments": "Side payments", "chair.shelves": "Chair shelves", "uncertainty.position_sd": "Coding error of positions", "experts.only": "Whom to believe",
};
const FIELD = { proposed: "as tabled", status_quo: "status quo", floor: "floor", lumpy: "whole or not at all", stance: "stance", reach: "reach", resolve: "resolve", note: "note", probability: "chance" };

const nameOf = (code) => state.view.names[code] ?? state.pinned.view.names[code] ?? code;
const issueOf = (name) => state.view.issues[name]?.label || name;

/** A dotted key in words: "France: position" (with the issue, where there are several). */
export function describe(path) {
  if (path in WORDS) return WORDS[path];
  const [table, key, field, last] = parts(path);
  if (table === "members") return `${nameOf(key)}: ${kind(field, last)}`;
  if (table === "issues") return `Text, ${issueOf(key)}: ${FIELD[field] ?? field}`;
  if (table === "actors") return `${state.view.actors[key]?.name ?? key}: ${FIELD[field] ?? field}${last ? ` over ${nameOf(last)}` : ""}`;
  if (table === "events") return `Event ${Number(key) + 1}: ${FIELD[field] ?? field}`;
  return path.replaceAll("_", " ").replaceAll(".", ": ");
}

function kind(field, issue) {
  const several = Object.keys(state.view.issues).length > 1;
  return `${FIELD[field] ?? field}${issue && several ? `, ${issueOf(issue)}` : ""}`;
}

/** A value in words: a number, a distribution's middle and spread, yes and no. */
export function tell(value) {
  if (value === undefined) return "none";
  if (value === null) return "as calibrated";
  if (value === true) return "yes";
  if (value === false) return "no";
  if (typeof value === "number") return number(value);
  if (typeof value === "string") return value.length > 24 ? `${value.slice(0, 22)}…` : value.replaceAll("_", " ");
  if ("sd" in value) return `${number(value.mean)} ± ${number(value.sd)}`;
  if ("low" in value) return `${number(value.low)}–${number(value.high)}`;
  return "values" in value ? `about ${number(centre(value))}` : "by member";
}

/** Lines for people: members moved by the same number of points, four or more, stand in one line. */
export function lines() {
  const found = [], families = new Map();
  for (const each of differences()) {
    const [table, , ...rest] = parts(each.path);
    const by = centreOf(each.after) - centreOf(each.before);
    const family = table === "members" && Number.isFinite(by) ? `${rest.join(".")}|${by.toFixed(3)}` : null;
    if (family === null) found.push([each]);
    else if (families.has(family)) families.get(family).push(each);
    else families.set(family, [each]);
  }
  for (const family of families.values()) found.push(...(family.length > 3 ? [family] : family.map((each) => [each])));
  return [...room(), ...found.map((group) => ({ ...words(group), paths: group.filter(canGoBack).map(({ path }) => path) }))];
}

/** Who sits in only one of the two rooms. */
function room() {
  const [a, b] = [state.pinned.view.room, state.view.room];
  const lacking = (from, to, what) => {
    const codes = from.filter((code) => !to.includes(code));
    return codes.length ? [{ what, how: codes.map(nameOf).join(", "), paths: [] }] : [];
  };
  return [...lacking(a, b, "Not in the room"), ...lacking(b, a, "In the room, unlike in A")];
}

/** A file has no word for "as calibrated": such a value comes back only where the scenario on screen has it, too. */
const canGoBack = ({ path, before }) => (before ?? null) !== null || (look(state.view, path) ?? null) === null;

const centreOf = (q) => (typeof q === "number" || (q && typeof q === "object" && ("mean" in q || "low" in q || "values" in q)) ? centre(q) : NaN);

function words(group) {
  const [{ path, before, after }] = group;
  if (group.length === 1) return { what: describe(path), how: `${tell(before)} → ${tell(after)}` };
  const [, , field, issue] = parts(path);
  const by = centreOf(after) - centreOf(before);
  return { what: `${group.length} members: ${kind(field, issue)}`, how: `${by > 0 ? "+" : "−"}${number(Math.abs(by))}` };
}

/** Draw the list; `back(paths)` takes those keys back to A's values. */
export function drawChanges(back) {
  const all = lines();
  if (!all.length) return empty();
  if ($("changes").dataset.empty) $("changes").replaceChildren(), delete $("changes").dataset.empty;
  match($("changes"), all, () => {
    const undo = html("button", { type: "button", text: "×" });
    const node = html("li", {}, html("span"), html("span"), undo);
    undo.addEventListener("click", () => back(node.paths));
    return node;
  }, (node, line) => {
    node.paths = line.paths;
    set(node.children[0], { text: line.what });
    set(node.children[1], { text: line.how });
    set(node.children[2], { "aria-label": `Take back: ${line.what}`, hidden: line.paths.length ? null : "" });
  });
  set($("changes-line"), { text: `B differs from A: ${all.map((l) => `${l.what} ${l.how}`).join(" · ")}` });
}

function empty() {
  $("changes").dataset.empty = "yes";
  $("changes").replaceChildren(html("li", { class: "none", text: "Nothing: A and B are the same." }));
  set($("changes-line"), { text: "A and B are the same." });
}
