// The rail: five panels of controls (member, group, text, rules, actors), built when needed and refreshed in place.

import { block, choice, commit, prose, slide, slider } from "./controls.js";
import { $, html, number, set } from "./draw.js";
import { centre, keyOf, look, moved, settle, state, value } from "./state.js";

let parts = [];
let built = "";

/** Build the open panel if what it shows has changed, and bring all its controls up to date. */
export function drawEditor() {
  const wanted = JSON.stringify([state.edit, state.base.name, state.edit === "member" || state.edit === "actors" ? state.seat : 0, state.view.room.length]);
  if (wanted !== built || drawEditor.view !== state.view) {
    parts = PANELS[state.edit]();
    $("edit-panel").replaceChildren(...parts.map((part) => part.node));
    built = wanted;
    drawEditor.view = state.view;
  }
  parts.forEach((part) => part.refresh());
}

const heading = (text, small = "") => ({ node: html("h2", {}, text, html("small", { class: "none", text: small })), refresh() {} });
const words = (text, kind = "hint") => ({ node: html("p", { class: kind, text }), refresh() {} });

function ends(issue) {
  return html("div", { class: "scale" }, html("span", { text: issue.zero ?? "" }), html("span", { text: issue.hundred ?? "" }));
}

/** The standard deviation of a position: its own, or that of every plain number in the scenario. */
const spread = (q) => (typeof q === "number" ? null : q && "sd" in q ? q.sd : q?.values ? 0 : q ? (q.high - q.low) / 4 : null);
const spreadOut = (q, sd) => ({ mean: centre(q), sd });

function memberPanel() {
  const code = state.seat, member = state.view.members[code];
  const pick = html("select", { "aria-label": "Member" });
  for (const c of state.view.room) pick.append(html("option", { value: c, text: `${state.view.names[c] ?? c} (${c})`.replace(`${c} (${c})`, c) }));
  pick.value = code;
  pick.addEventListener("change", () => document.dispatchEvent(new CustomEvent("seat", { detail: pick.value })));
  const at = keyOf("members", code);
  const issues = Object.entries(state.view.issues).map(([name, issue]) => block(issue.label || name, [
    slider(`${at}.position.${keyOf(name)}`, "Position"),
    slider(`${at}.salience.${keyOf(name)}`, "Salience"),
    slider(`${at}.position.${keyOf(name)}`, "Uncertainty (sd)", { max: 50, empty: "as coded", middle: 10, read: spread, write: spreadOut, unit: " points" }),
  ], [ends(issue)]));
  const source = [member.confidence, member.source].filter(Boolean).join(": ");
  return [{ node: pick, refresh: () => (pick.value = state.seat) }, slider(`${at}.resolve`, "Resolve: readiness to stand alone"), ...issues,
    prose(`${at}.note`, "Note"), ...(source ? [words(source)] : [])];
}

function groups() {
  const room = state.view.room;
  const named = Object.entries(state.view.groups).map(([name, codes]) => [name.replaceAll("_", " "), codes.filter((c) => room.includes(c))]);
  const others = room.filter((c) => c !== state.seat);
  return [["everybody", room], [`everybody but ${state.view.names[state.seat] ?? state.seat}`, others], ...named].filter(([, codes]) => codes.length > 1);
}

function groupPanel() {
  const found = groups();
  const who = html("select", { "aria-label": "Group" });
  found.forEach(([name, codes], i) => who.append(html("option", { value: i, text: `${name} (${codes.length})` })));
  const what = html("select", { "aria-label": "What to move" });
  for (const [name, issue] of Object.entries(state.view.issues)) {
    for (const kind of ["position", "salience"]) what.append(html("option", { value: `${kind}.${keyOf(name)}`, text: `${kind}: ${issue.label || name}` }));
  }
  what.append(html("option", { value: "resolve", text: "resolve" }));
  return [heading("Move together"), { node: who, refresh() {} }, { node: what, refresh() {} }, mover(() => found[Number(who.value)][1], () => what.value, [who, what]),
    words("Each member moves by as many points as the others, and stops at 0 and 100.")];
}

/** The slider that moves a group: relative to where its members stood when it was chosen. */
function mover(codes, key, choosers) {
  const input = html("input", { type: "range", min: -100, max: 100, step: 1, value: 0, id: "group-move" });
  const output = html("output", { for: "group-move" }), line = html("p", { class: "hint" });
  const node = html("div", {}, html("div", { class: "field" }, html("label", { for: "group-move", text: "Move by (points)" }), output, input), line);
  let from = null;
  const paths = () => codes().map((code) => `${keyOf("members", code)}.${key()}`);
  const begin = () => (from = Object.fromEntries(paths().map((path) => [path, value(path)])));
  const again = () => (begin(), (input.value = 0), settle(), refresh());
  choosers.forEach((select) => select.addEventListener("change", again));
  slide(input, (by, dragging) => {
    if (!from) begin();
    commit(Object.fromEntries(Object.entries(from).map(([path, q]) => [path, moved(q, Math.min(100, Math.max(0, centre(q) + by)))])), "group", dragging);
  });
  function refresh() {
    const now = paths().map((path) => centre(value(path)));
    set(output, { text: `${input.value > 0 ? "+" : ""}${input.value}` });
    set(line, { text: `${codes().join(", ")}: mean ${number(Math.round(now.reduce((a, b) => a + b, 0) / now.length))}.` });
    const kept = from && paths().every((path) => centre(value(path)) === Math.min(100, Math.max(0, centre(from[path]) + Number(input.value))));
    if (!kept && document.activeElement !== input) (from = null), (input.value = 0), set(output, { text: "0" });
  }
  return { node, refresh };
}

function textPanel() {
  return Object.entries(state.view.issues).map(([name, issue]) => {
    const at = keyOf("issues", name);
    const controls = [slider(`${at}.proposed`, "As tabled")];
    if (issue.status_quo !== null) {
      controls.push(slider(`${at}.status_quo`, "Status quo"), slider(`${at}.floor`, "Floor: the least the sponsors would table", { empty: "status quo", middle: issue.status_quo }));
    }
    controls.push(choice(`${at}.lumpy`, "May be watered down", [[false, "yes, step by step"], [true, "no: whole or not at all"]]));
    const half = issue.midpoint ? [html("p", { class: "hint", text: `Half-way: ${issue.midpoint}` })] : [];
    return block(`${issue.label || name}${issue.status_quo === null ? " (condition)" : ""}`, controls, [ends(issue), ...half]);
  });
}

const CALIBRATED = "as calibrated";

/** Yes, no, or (where the file leaves it open) as calibrated: a file has no word to take a value back. */
function yesNo(path, label) {
  const open = (look(state.view, path) ?? null) === null;
  return choice(path, label, [...(open ? [[null, CALIBRATED]] : []), [true, "yes"], [false, "no"]]);
}

/** The rules by name, and the file's own where it says one in numbers. */
function ruleChoices() {
  const named = Object.entries(state.start.rules), own = state.view.procedure.rule;
  return own in state.start.rules ? named : [[own, state.view.rule], ...named];
}

function rulesPanel() {
  const events = state.view.events.map((event, i) => slider(`events.${i}.probability`, `${event.when}: ${event.note || event.name || event.members.join(", ")}`,
    { max: 1, step: 0.01 }));
  return [
    block("Procedure", [
      choice("procedure.rule", "Decision rule", ruleChoices()),
      slider("procedure.rounds", "Rounds before time runs out", { min: 1, max: 30, empty: CALIBRATED, middle: 8 }),
      slider("procedure.days_per_round", "Days per round", { min: 1, max: 120, empty: CALIBRATED, middle: 12 }),
      yesNo("procedure.opt_out", "Others can go ahead without some"),
    ]),
    block("Secretary General in the chair", [
      slider("chair.amends", "Amends: share of the way each round", { max: 1, step: 0.01, empty: CALIBRATED }),
      slider("chair.side_payments", "Side payments each round", { max: 0.5, step: 0.005, empty: CALIBRATED, middle: 0 }),
      yesNo("chair.shelves", "Shelves a text that makes no headway"),
    ]),
    block("Assumptions", [slider("uncertainty.position_sd", "Coding error of positions (sd)", { max: 40, empty: CALIBRATED, middle: 10, unit: " points" })]),
    ...believe(),
    ...(events.length ? [block("What may happen meanwhile (chance)", events)] : []),
    simulation(),
  ];
}

/** Whom to believe, where a file asks several experts. */
function believe() {
  const { pool, only, ...experts } = state.view.experts;
  const named = Object.entries(experts).map(([key, one]) => [key, one.name]);
  const all = pool === "linear" ? "each of them, by weight" : "the mean of all, by weight";
  return named.length > 1 ? [block("Experts", [choice("experts.only", "Whom to believe", [...(only === null ? [[null, all]] : []), ...named])])] : [];
}

function simulation() {
  const limit = state.start.limits.runs;
  const runs = html("input", { type: "number", min: 100, max: limit, step: 100, id: "runs" });
  const seed = html("input", { type: "number", min: 0, step: 1, id: "seed" });
  const changed = () => {
    const wanted = { runs: Math.round(Number(runs.value)), seed: Math.round(Number(seed.value)) };
    if (runs.checkValidity() && seed.checkValidity()) document.dispatchEvent(new CustomEvent("simulation", { detail: wanted }));
    else (runs.reportValidity(), seed.reportValidity());
  };
  for (const input of [runs, seed]) input.addEventListener("change", changed);
  const node = html("fieldset", {}, html("legend", { text: "Simulation" }),
    html("div", { class: "field" }, html("label", { for: "runs", text: "Councils" }), html("span"), runs),
    html("div", { class: "field" }, html("label", { for: "seed", text: "Seed of the luck" }), html("span"), seed));
  return { node, refresh: () => ((runs.value = state.runs), (seed.value = state.seed)) };
}

function actorsPanel() {
  const actors = Object.entries(state.view.actors);
  if (!actors.length) return [words("This scenario names nobody outside the room.")];
  const columns = state.start.columns.map(([name, meaning]) => [name, `${name.replaceAll("_", " ")}: ${meaning}`]);
  return [words("Those outside who lean on members. Stance: −100 against the text to +100 for it."), ...actors.map(([key, actor]) => {
    const at = keyOf("actors", key);
    const controls = [slider(`${at}.stance`, "Stance", { min: -100 })];
    const byColumn = typeof actor.reach === "string";
    const reach = choice(`${at}.reach`, "Reach", [...(byColumn ? [] : [[actor.reach, reachWords(actor)]]), ...columns]);
    const over = slider(`${at}.reach.${keyOf(state.seat)}`, `Reach over ${state.view.names[state.seat] ?? state.seat}`, { empty: "none", middle: 0 });
    controls.push(reach, { node: over.node, refresh: () => ((over.node.hidden = typeof value(`${at}.reach`) === "string"), over.node.hidden || over.refresh()) });
    return block(actor.name || key, controls, actor.note ? [html("p", { class: "hint", text: actor.note })] : []);
  })];
}

function reachWords(actor) {
  const named = Object.entries(actor.reach);
  return named.length ? `as written: ${named.map(([c, q]) => `${c} ${number(centre(q))}`).join(", ")}` : "nobody (on record only)";
}

const PANELS = { member: memberPanel, group: groupPanel, text: textPanel, procedure: rulesPanel, actors: actorsPanel };
