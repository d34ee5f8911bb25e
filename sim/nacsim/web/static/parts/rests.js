// How sure is this, the longer way: what the answer rests on among all that is uncertain, and under which conditions it fails.

import { $, html, look, put, widthOf } from "../draw.js";
import { tornado } from "../figures/tornado.js";
import { track } from "../figures/track.js";
import { tell } from "../core/changes.js";
import { fitting } from "../core/questions.js";
import { number, of100, percent, say, start } from "../core/words.js";
import { fillIn } from "./longer.js";
/** @import {State, Answer} from "../core/types.js" */

/** @param {State} state */
export function draw(state) {
  if (state.step !== "sure") return;
  fillIn(state, "sensitivity", sensitivity);
  fillIn(state, "discover", discover);
  const answer = fitting(state, "sensitivity"), place = $("tornado");
  if (answer && place) {
    const { rows, base, low, high } = answer.data.tornado;
    put(place, tornado({ rows: rows.slice(0, 10), base, low, high, title: say("sensitivity.title"), baseWords: say("sensitivity.base", { n: of100(base) }), tell }, widthOf(place, 560), look));
  }
  for (const { place: at, data } of ranges) if (at.isConnected) put(at, track(data, widthOf(at, 240), look));
}

const paragraphs = (/** @type {string[]} */ lines) => lines.map((text) => html("p", { text }));

/** @param {Answer} answer */
function sensitivity({ data }) {
  const head = ["input", "alone", "all"].map((key) => say(`sensitivity.${key}`));
  const part = (/** @type {any} */ index) => `${percent(index.value)} (${percent(index.low)}–${percent(index.high)})`;
  const rows = Object.values(data.inputs).sort((/** @type {any} */ x, /** @type {any} */ y) => y.total.value - x.total.value).map((/** @type {any} */ one) => html("tr", {}, html("th", { scope: "row", text: start(one.name) }),
    html("td", { "data-label": head[1], text: part(one.first) }), html("td", { "data-label": head[2], text: part(one.total) })));
  const table = html("table", { class: "figures-table as-list wrap-first" }, html("caption", { class: "visually-hidden", text: say("sensitivity.title") }), html("thead", {}, html("tr", {}, ...head.map((text) => html("th", { scope: "col", text })))), html("tbody", {}, ...rows));
  return [...paragraphs(data.words), html("h3", { text: say("sensitivity.swings") }), html("div", { id: "tornado", class: "figure-place" }),
    html("details", { class: "soft" }, html("summary", { text: say("sensitivity.table") }), html("div", { class: "scroll" }, table)),
    html("p", { class: "soft small", text: say("sensitivity.how", { points: data.base_points, n: data.runs }) })];
}

/** @type {{place: any, data: any}[]} */
let ranges = [];

/** @param {Answer} answer */
function discover({ data }) {
  ranges = [];
  const limited = (/** @type {any} */ one) => ({ share: percent(one.share), low: percent(one.low), high: percent(one.high) });
  const rules = (/** @type {any[]} */ found) => found.slice(0, 3).map((rule) => html("li", {}, html("div", { class: "head" }, html("span", { text: say("discover.density", limited(rule.density)) })),
    html("p", { class: "soft small", text: say("discover.coverage", limited(rule.coverage)) }), ...Object.entries(rule.limits).map(([key, limits]) => limit(key, limits, data))));
  const group = (/** @type {string} */ head, /** @type {any[]} */ found) => (found.length ? [html("h3", { text: say(head) }), html("ul", { class: "cards" }, ...rules(found))] : []);
  return [...paragraphs(data.words), ...group("discover.fails", data.boxes), ...group("discover.adopts", data.adoption),
    html("p", { class: "soft small", text: say("discover.how", { points: data.sampled, n: data.runs }) })];
}

/** One condition of a rule: the part of the input's range that it means. @param {string} key @param {any} limits @param {any} data */
function limit(key, [low, high], data) {
  const name = start(data.inputs[key]);
  if (data.choices[key]) {
    const kept = data.choices[key].filter((/** @type {any} */ _, /** @type {number} */ k) => (low === null || k >= low) && (high === null || k <= high));
    return html("p", { text: `${name}: ${kept.map((/** @type {any} */ value) => tell(value)).join(", ")}` });
  }
  const [least, most] = data.ranges[key], place = html("div", { class: "track" });
  ranges.push({ place, data: { low: least, high: most, zone: [low ?? least, high ?? most], now: null, title: name, tell: number } });
  return html("div", { class: "need" }, html("p", { text: within(name, low, high) }), place);
}

/** @param {string} name @param {number|null} low @param {number|null} high */
function within(name, low, high) {
  if (low !== null && high !== null) return say("discover.between", { name, low: number(low), high: number(high) });
  return low !== null ? say("discover.above", { name, low: number(low) }) : say("discover.below", { name, high: number(high ?? 0) });
}
