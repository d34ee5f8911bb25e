// Everything that can be changed: five panels of controls (member, group, text, rules, actors), built when needed.

import { $, html, refill, set } from "../draw.js";
import { look, keyOf } from "../core/keys.js";
import { centre, moved, spread } from "../core/quantity.js";
import { seatOf, value } from "../core/state.js";
import { number, say } from "../core/words.js";
import { block, choice, prose, slide, slider } from "./controls.js";
import { labelOf, nameIn } from "./shared.js";
import { tabs } from "./tabs.js";
/** @import {State, Scene, View} from "../core/types.js" */
/** @import {Control} from "./controls.js" */

const NAMES = ["member", "group", "text", "procedure", "actors"];
/** @type {any} */
let acts = {};
/** @type {any} */
let list = null;
/** @type {Control[]} */
let parts = [];
let built = "", view_ = /** @type {any} */ (null);

/** @param {{state: () => State, edit: any, settle: () => void, choose: (seat: string) => void, panel: (name: string) => void, close: () => void, simulate: (how: any) => void}} given */
export function prepare(given) {
  acts = given;
  for (const name of NAMES) $("edit-tabs").append(html("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": "edit-panel", text: say(`rail.${name}`) }));
  list = tabs("edit-tabs", (name) => acts.panel(name));
  $("rail-close").addEventListener("click", given.close);
}

/** @param {State} state */
export function draw(state) {
  set($("rail"), { hidden: !state.rail });
  $("page").classList.toggle("railed", state.rail);
  if (!state.rail || !state.b) return;
  list.mark(state.panel);
  const { view } = state.b, seat = seatOf(state);
  const wanted = JSON.stringify([state.panel, ["member", "actors", "group"].includes(state.panel) ? seat : 0]);
  if (wanted !== built || view_ !== view) {
    parts = PANELS[state.panel](state, view, /** @type {string} */ (seat));
    $("edit-panel").replaceChildren(...parts.map((part) => part.node));
    built = wanted;
    view_ = view;
  }
  parts.forEach((part) => part.refresh(state));
}

/** @param {string} text @param {string} [kind] @returns {Control} */
const words = (text, kind = "soft small") => ({ node: html("p", { class: kind, text }), refresh() {} });

/** The words for the ends of an issue's scale. @param {any} issue */
const ends = (issue) => html("div", { class: "scale" }, html("span", { text: issue.zero ?? "" }), html("span", { text: issue.hundred ?? "" }));

/** @param {any} q @param {number} sd */
const spreadOut = (q, sd) => ({ mean: centre(q) ?? 50, sd });

/** @type {{[name: string]: (state: State, view: View, seat: string) => Control[]}} */
const PANELS = { member: memberPanel, group: groupPanel, text: textPanel, procedure: rulesPanel, actors: actorsPanel };

/** @param {State} state @param {View} view @param {string} code */
function memberPanel(state, view, code) {
  const member = view.members[code];
  const pick = html("select", { "aria-label": say("rail.member") });
  for (const c of view.room) pick.append(html("option", { value: c, text: nameIn(view, c) === c ? c : `${nameIn(view, c)} (${c})` }));
  pick.value = code;
  pick.addEventListener("change", () => acts.choose(pick.value));
  const at = keyOf("members", code);
  const issues = Object.entries(view.issues).map(([name, issue]) => block(issue.label || name, [
    slider(`${at}.position.${keyOf(name)}`, say("rail.position")),
    slider(`${at}.salience.${keyOf(name)}`, say("rail.salience")),
    slider(`${at}.position.${keyOf(name)}`, say("rail.sd"), { max: 50, empty: say("rail.sd.usual"), middle: 10, read: spread, write: spreadOut, unit: ` ${say("points")}` }),
  ], [ends(issue)]));
  const source = [member.confidence, member.source].filter(Boolean).join(": ");
  return [{ node: pick, refresh: () => {} }, slider(`${at}.resolve`, say("rail.resolve")), ...issues, prose(`${at}.note`, say("rail.note")), ...(source ? [words(say("rail.coded", { source }))] : [])];
}

/** @param {View} view @param {string} seat @returns {[string, string[]][]} */
function groups(view, seat) {
  const named = Object.entries(view.groups).map(([name, codes]) => /** @type {[string, string[]]} */ ([name.replaceAll("_", " "), codes]));
  /** @type {[string, string[]][]} */
  const all = [[say("group.all"), view.room], [say("group.others", { who: nameIn(view, seat) }), view.room.filter((c) => c !== seat)], ...named];
  return all.filter(([, codes]) => codes.length > 1);
}

/** @param {State} state @param {View} view @param {string} seat */
function groupPanel(state, view, seat) {
  const found = groups(view, seat);
  const who = html("select", { "aria-label": say("rail.group") });
  found.forEach(([name, codes], i) => who.append(html("option", { value: i, text: `${name} (${codes.length})` })));
  const what = html("select", { "aria-label": say("group.what") });
  for (const name of Object.keys(view.issues)) {
    for (const kind of ["position", "salience"]) what.append(html("option", { value: `${kind}.${keyOf(name)}`, text: `${say(`pick.${kind}`)}: ${labelOf(view, name)}` }));
  }
  what.append(html("option", { value: "resolve", text: say("pick.resolve") }));
  return [{ node: who, refresh() {} }, { node: what, refresh() {} }, mover(() => found[Number(who.value)][1], () => what.value, [who, what]), words(say("group.hint"))];
}

/** The slider that moves a group: relative to where its members stood when it was chosen.
 * @param {() => string[]} codes @param {() => string} key @param {any[]} choosers @returns {Control} */
function mover(codes, key, choosers) {
  const input = html("input", { type: "range", min: -100, max: 100, step: 1, value: 0, id: "group-move" });
  const output = html("output", { for: "group-move" }), line = html("p", { class: "soft small" });
  const node = html("div", {}, html("div", { class: "field" }, html("label", { for: "group-move", text: say("group.by") }), output, input), line);
  /** @type {any} */
  let from = null;
  const scene = () => /** @type {Scene} */ (acts.state().b);
  const paths = () => codes().map((code) => `${keyOf("members", code)}.${key()}`);
  const at = (/** @type {string} */ path) => centre(value(path, scene())) ?? 0;
  const goal = (/** @type {any} */ q, /** @type {number} */ by) => Math.min(100, Math.max(0, (centre(q) ?? 0) + by));
  choosers.forEach((select) => select.addEventListener("change", () => {
    from = null;
    input.value = 0;
    acts.settle();
    refresh();
  }));
  slide(input, (by, dragging) => {
    from ??= Object.fromEntries(paths().map((path) => [path, value(path, scene())]));
    acts.edit(Object.fromEntries(Object.entries(from).map(([path, q]) => [path, moved(q, goal(q, by))])), "group", dragging);
  });
  function refresh() {
    const now = paths().map(at), by = Number(input.value);
    set(output, { text: `${by > 0 ? "+" : ""}${by}` });
    set(line, { text: `${codes().join(", ")}: ${say("group.mean", { mean: number(Math.round(now.reduce((a, b) => a + b, 0) / now.length)) })}` });
    const kept = from && paths().every((path) => Math.abs(at(path) - goal(from[path], by)) < 1e-6);
    if (!kept && document.activeElement !== input) (from = null), (input.value = 0), set(output, { text: "0" });
  }
  return { node, refresh };
}

/** @param {State} state @param {View} view */
function textPanel(state, view) {
  return Object.entries(view.issues).map(([name, issue]) => {
    const at = keyOf("issues", name), condition = issue.status_quo === null;
    const controls = [slider(`${at}.proposed`, say("text.tabled"))];
    if (!condition) controls.push(slider(`${at}.status_quo`, say("text.quo")), slider(`${at}.floor`, say("text.floor"), { empty: say("text.quo"), middle: issue.status_quo }));
    const lumpy = [[false, say("text.divisible")], [true, say("text.whole")], ...(typeof issue.lumpy === "number" ? [[issue.lumpy, say("text.chance", { chance: issue.lumpy })]] : [])];
    controls.push(choice(`${at}.lumpy`, say("text.lumpy"), lumpy));
    const half = issue.midpoint ? [html("p", { class: "soft small", text: say("text.half", { text: issue.midpoint }) })] : [];
    return block(`${labelOf(view, name)}${condition ? ` (${say("text.condition")})` : ""}`, controls, [ends(issue), ...half]);
  });
}

/** Yes, no, or (where the file leaves it open) as calibrated: a file has no word to take a value back.
 * @param {View} view @param {string} path @param {string} label */
function yesNo(view, path, label) {
  const own = look(view, path) ?? null;
  const open = own === null ? [[null, say("value.calibrated")]] : typeof own === "number" ? [[own, say("text.chance", { chance: own })]] : [];
  return choice(path, label, [...open, [true, say("value.yes")], [false, say("value.no")]]);
}

/** @param {State} state @param {View} view */
function rulesPanel(state, view) {
  const calibrated = say("value.calibrated"), own = view.procedure.rule, named = Object.entries(state.start.rules);
  const rules = Object.hasOwn(state.start.rules, own) ? named : [[own, view.rule], ...named];
  const events = view.events.map((event, i) => slider(`events.${i}.probability`, say("rules.event", { when: event.when, what: event.note || event.name || event.members.join(", ") }), { max: 1, step: 0.01 }));
  return [
    block(say("rules.procedure"), [
      choice("procedure.rule", say("input.procedure.rule"), rules),
      slider("procedure.rounds", say("rules.rounds"), { min: 1, max: 30, empty: calibrated, middle: 8 }),
      slider("procedure.days_per_round", say("input.procedure.days_per_round"), { min: 1, max: 120, empty: calibrated, middle: 12 }),
      yesNo(view, "procedure.opt_out", say("rules.opt_out")),
    ]),
    block(say("rules.chair"), [
      slider("chair.amends", say("rules.amends"), { max: 1, step: 0.01, empty: calibrated }),
      slider("chair.side_payments", say("rules.payments"), { max: 0.5, step: 0.005, empty: calibrated, middle: 0 }),
      yesNo(view, "chair.shelves", say("rules.shelves")),
    ]),
    block(say("rules.assumptions"), [slider("uncertainty.position_sd", say("input.uncertainty.position_sd"), { max: 40, empty: calibrated, middle: 10, unit: ` ${say("points")}` })]),
    ...believe(view),
    ...(events.length ? [block(say("rules.events"), events)] : []),
    simulation(state.start.limits.runs),
  ];
}

/** Whom to believe, where a file asks several experts. @param {View} view */
function believe(view) {
  const { pool, only, ...experts } = view.experts;
  const named = Object.entries(experts).map(([key, one]) => [key, one.name || key]);
  const all = only === null ? [[null, say(pool === "linear" ? "rules.believe.linear" : "rules.believe.mean")]] : [];
  return named.length > 1 ? [block(say("rules.experts"), [choice("experts.only", say("rules.believe"), [...all, ...named])])] : [];
}

/** @param {number} limit @returns {Control} */
function simulation(limit) {
  const runs = html("input", { type: "number", min: 100, max: limit, step: 100, id: "runs" });
  const seed = html("input", { type: "number", min: 0, step: 1, id: "seed" });
  const changed = () => {
    if (runs.checkValidity() && seed.checkValidity()) acts.simulate({ runs: Math.round(Number(runs.value)), seed: Math.round(Number(seed.value)) });
    else (runs.reportValidity(), seed.reportValidity());
  };
  for (const input of [runs, seed]) input.addEventListener("change", changed);
  const node = html("fieldset", {}, html("legend", { text: say("rules.simulation") }),
    html("div", { class: "field" }, html("label", { for: "runs", text: say("rules.councils") }), html("span"), runs),
    html("div", { class: "field" }, html("label", { for: "seed", text: say("rules.seed") }), html("span"), seed));
  return { node, refresh: (state) => (refill(runs, state.runs), refill(seed, state.seed)) };
}

/** @param {State} state @param {View} view @param {string} seat */
function actorsPanel(state, view, seat) {
  const actors = Object.entries(view.actors);
  if (!actors.length) return [words(say("actors.none"))];
  const columns = state.start.columns.map((/** @type {string[]} */ [name, meaning]) => [name, `${name.replaceAll("_", " ")}: ${meaning}`]);
  return [words(say("actors.hint")), ...actors.map(([key, actor]) => {
    const at = keyOf("actors", key), byColumn = typeof actor.reach === "string";
    const reach = choice(`${at}.reach`, say("actors.reach"), [...(byColumn ? [] : [[actor.reach, reachWords(actor)]]), ...columns]);
    const over = slider(`${at}.reach.${keyOf(seat)}`, say("actors.over", { who: nameIn(view, seat) }), { empty: say("value.none"), middle: 0 });
    const refresh = (/** @type {State} */ now) => {
      over.node.hidden = typeof value(`${at}.reach`, /** @type {Scene} */ (now.b)) === "string";
      if (!over.node.hidden) over.refresh(now);
    };
    return block(actor.name || key, [slider(`${at}.stance`, say("actors.stance"), { min: -100 }), reach, { node: over.node, refresh }], actor.note ? [html("p", { class: "soft small", text: actor.note })] : []);
  })];
}

/** @param {any} actor */
function reachWords(actor) {
  const named = Object.entries(actor.reach);
  return named.length ? say("actors.written", { who: named.map(([c, q]) => `${c} ${number(centre(q) ?? 0)}`).join(", ") }) : say("actors.nobody");
}
