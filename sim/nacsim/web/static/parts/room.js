// The room: who wants what, seats, a map or a table, coloured by the chance to break silence or by one council's round.

import { $, button, heatColour, html, look, match, put, set, widthOf } from "../draw.js";
import { DRAWN, issueOf, seatOf, value } from "../core/state.js";
import { keyOf } from "../core/keys.js";
import { centre } from "../core/quantity.js";
import { between, number, of100, percent, say } from "../core/words.js";
import { drawn, map } from "../figures/map.js";
import { seats } from "../figures/seats.js";
import { wants } from "../figures/wants.js";
import { compares, labelOf, nameIn, onShow, stanceOf } from "./shared.js";
import { roundOnShow } from "./council.js";
/** @import {State, Scene, Answer} from "../core/types.js" */

const dark = window.matchMedia("screen and (prefers-color-scheme: dark)");
/** @type {any} */
let shapes = null;
/** @type {{choose: (code: string) => void, redraw: () => void}} */
let acts = { choose: () => {}, redraw: () => {} };
/** @type {string[]} */
let order = [];

/** @param {{choose: (code: string) => void, draw: (how: string) => void, redraw: () => void}} given */
export function prepare(given) {
  acts = given;
  for (const how of DRAWN) $("draw").append(button(say(`draw.${how}`), () => given.draw(how), { id: `view-${how}`, "aria-pressed": false }));
  $("room").addEventListener("click", (/** @type {any} */ event) => {
    const code = event.target.closest(".seat")?.getAttribute("data-code");
    if (code) acts.choose(code);
  });
  $("room").addEventListener("keydown", pressed);
}

/** Arrow keys walk round the table, Home and End go to its ends, Enter and Space choose. @param {any} event */
function pressed(event) {
  const code = event.target.closest(".seat")?.getAttribute("data-code");
  if (!code || !order.length) return;
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[/** @type {string} */ (event.key)];
  const at = order.indexOf(code);
  const next = step ? order[(at + step + order.length) % order.length] : { Home: order[0], End: order.at(-1), Enter: code, " ": code }[/** @type {string} */ (event.key)];
  if (!next) return;
  event.preventDefault();
  acts.choose(next);
  requestAnimationFrame(() => $("room").querySelector(`[data-code="${CSS.escape(next)}"]`)?.focus());
}

/** @param {State} state */
export function draw(state) {
  const b = /** @type {Scene} */ (state.b), { answer } = onShow(state), told = roundOnShow(state);
  const several = Object.keys(b.view.issues).length > 1;
  for (const how of DRAWN) set($(`view-${how}`), { "aria-pressed": state.draw === how });
  const table = state.draw === "table" && !told;
  const how = table ? "table" : state.draw === "table" ? "wants" : state.draw;
  set($("council-title"), { text: told ? say("room.round", { n: told.round.round }) : say(how === "wants" ? "room.wants" : "room.seats") });
  set($("council-hint"), { text: told ? "" : how === "wants" ? say(several ? "room.wants.on" : "room.wants.hint", { issue: labelOf(b.view, issueOf(state)) }) : say("room.seats.hint") });
  set($("room"), { hidden: table, "data-kind": how });
  set($("room-table"), { hidden: !table });
  const people = seatsOf(state, answer, told);
  order = how === "map" ? b.view.room : people.map((p) => p.code);
  if (table) drawTable(state, answer);
  else ({ wants: drawWants, seats: drawSeats, map: drawMap }[how] ?? drawWants)(state, people, told, answer);
  rest(state, how === "map" && shapes ? people.filter((p) => !drawn(shapes, [p.code]).length) : []);
  legend(!!told, how);
}

/** Members as figures take them, in the order of what they wanted as coded: against the text first.
 * @param {State} state @param {Answer|null} answer @param {any} told */
function seatsOf(state, answer, told) {
  const b = /** @type {Scene} */ (state.b), a = state.a && state.a.view === b.view ? state.a : b;
  const rank = (/** @type {string} */ code) => stanceOf(state, { ...a, edits: {} }, code).at;
  return [...b.view.room].sort((x, y) => rank(x) - rank(y)).map((code) => {
    const chance = answer?.data.current.summary.members[code]?.objects_first ?? 0;
    const said = told?.round.members[code], name = nameIn(b.view, code);
    const mark = said === "speaks" ? "✕" : said === "objects" ? "(✕)" : said && told.round.paid[code] ? say("room.paid") : "";
    const words = said ? say(`room.${said}`) + (told.round.paid[code] ? `, ${say("room.paid")}` : "") : answer ? say("room.chance", { chance: percent(chance) }) : "";
    return {
      code, name, heat: said ? (said === "speaks" ? 0.8 : said === "objects" ? 0.22 : 0) : chance,
      mark: said ? mark : chance >= 0.045 ? percent(chance) : "", label: `${name}, ${words}`,
    };
  });
}

/** @param {State} state @param {any[]} people @param {any} told @param {Answer|null} answer */
function drawWants(state, people, told, answer) {
  const b = /** @type {Scene} */ (state.b), issue = issueOf(state), own = b.view.issues[issue], at = keyOf("issues", issue);
  const stands = people.map((p) => {
    const { at, cares } = stanceOf(state, b, p.code);
    return { ...p, at, cares, mark: told ? p.mark : "", label: `${p.label}; ${say("room.wish", { at: number(Math.round(at)), cares: number(Math.round(cares)) })}` };
  });
  const now = told ? told.round.text[issue] : centre(value(`${at}.proposed`, b)) ?? 100;
  const width = widthOf($("room"), 560);
  put($("room"), wants({
    stands, chosen: seatOf(state), tabled: now, quo: centre(value(`${at}.status_quo`, b)), zero: own.zero ?? "", hundred: own.hundred ?? "",
    title: say("room.wants"), leader: told ? [] : leader(state, stands, answer), words: { tabled: say("room.text"), quo: say("room.quo"), others: (n) => say("room.others", { n }) },
  }, width, look, Math.max(150, Math.min(300, width * 0.5))));
}

/** What is written beside whoever stands in the way most. @param {State} state @param {any[]} stands @param {Answer|null} answer */
function leader(state, stands, answer) {
  const top = [...stands].sort((x, y) => y.heat - x.heat)[0];
  if (!answer || !top || top.heat < 0.05) return [];
  const resolve = centre(value(`${keyOf("members", top.code)}.resolve`, /** @type {Scene} */ (state.b))) ?? 0;
  return [top.code, say("room.leader", { who: top.name, at: number(Math.round(top.at)), cares: number(Math.round(top.cares)) }), say("room.leader.stands", { resolve: number(Math.round(resolve)) }), say("room.leader.breaks", { n: of100(top.heat) })];
}

/** @param {State} state @param {any[]} people */
function drawSeats(state, people) {
  put($("room"), seats({ seats: people, chosen: seatOf(state), title: say("room.seats"), left: say("room.left"), right: say("room.right") }, widthOf($("room"), 560), look));
}

/** @param {State} state @param {any[]} people */
function drawMap(state, people) {
  if (!shapes) {
    fetch("/static/shapes.json").then((response) => response.json()).then((found) => { shapes = found; acts.redraw(); }, () => {});
    return;
  }
  put($("room"), map({ seats: people, chosen: seatOf(state), title: say("room.seats") }, widthOf($("room"), 560), look, shapes));
}

/** Members that the map has no place for, each with its chance. @param {State} state @param {any[]} people */
function rest(state, people) {
  const place = $("room-rest"), sorted = [...people].sort((x, y) => y.heat - x.heat);
  set(place, { hidden: !people.length });
  match(place, people.length ? [null, ...sorted] : [], (p) => (p === null ? html("span", { class: "soft small" }) : html("button", { type: "button", class: "chip" })), (node, p) => {
    if (p === null) return void set(node, { text: say("room.rest") });
    set(node, { text: `${p.name} ${p.mark || "0%"}`, "aria-label": p.label, "data-code": p.code, "aria-pressed": p.code === seatOf(state) });
    node.onclick = () => acts.choose(p.code);
    const { fill, ink } = heatColour(p.heat);
    Object.assign(node.style, { background: fill, color: ink });
  });
}

/** @param {State} state @param {Answer|null} answer */
function drawTable(state, answer) {
  const b = /** @type {Scene} */ (state.b), members = answer?.data.current.summary.members ?? {}, before = answer && compares(answer) ? answer.data.pinned.summary.members : null;
  const head = ["member", "wish", "cares", "first", "blocks", "alone", "pivotal", ...(before ? ["before"] : [])].map((key) => say(`table.${key}`));
  const rank = (/** @type {string} */ code) => members[code]?.objects_first ?? 0;
  const rows = [...b.view.room].sort((x, y) => rank(y) - rank(x)).map((code) => {
    const m = members[code], { at, cares } = stanceOf(state, b, code);
    const shares = ["objects_first", "blocks", "sole_blocker", "pivotal"].map((key, i) => html("td", { "data-label": head[3 + i], text: m ? percent(m[key]) : "", title: m?.intervals?.[key] ? say("table.interval", { limits: between(m.intervals[key]) }) : null }));
    const cells = [html("td", { "data-label": head[1], text: number(Math.round(at)) }), html("td", { "data-label": head[2], text: number(Math.round(cares)) }), ...shares];
    if (before) cells.push(html("td", { class: "soft", "data-label": head[7], text: before[code] ? percent(before[code].objects_first) : "–" }));
    return html("tr", {}, html("th", { scope: "row" }, button(nameIn(b.view, code), () => acts.choose(code), { "aria-pressed": code === seatOf(state), "data-code": code })), ...cells);
  });
  const headRow = html("tr", {}, ...head.map((text) => html("th", { scope: "col", text })));
  $("room-table").replaceChildren(html("table", { class: "figures-table as-list" }, html("caption", { class: "visually-hidden", text: say("table.caption") }), html("thead", {}, headRow), html("tbody", {}, ...rows)));
}

/** @param {boolean} told @param {string} how */
function legend(told, how) {
  const key = `${told}${how}${dark.matches}`;
  const place = $("council-legend");
  if (place.dataset.key === key) return;
  place.dataset.key = key;
  const scale = html("span", { class: "scale-key" }, say("legend.first"), ...[0, 0.05, 0.2, 0.5, 1].map((chance) => {
    const dot = html("span", { class: "swatch" });
    dot.style.background = heatColour(chance).fill;
    return html("span", {}, dot, `${100 * chance}`);
  }), "%");
  const size = how === "wants" && !told ? [html("span", { text: say("legend.size") })] : [];
  place.replaceChildren(...(told ? [html("span", { text: say("legend.round") })] : how === "table" ? [] : [scale, ...size]));
}
