// Who matters: whose consent the outcome turns on.

import { html } from "../draw.js";
import { of100, percent, points, say } from "../core/words.js";
import { fillIn } from "./longer.js";
import { nameIn } from "./shared.js";
/** @import {State, Answer} from "../core/types.js" */

/** @param {State} state */
export const draw = (state) => state.step === "matters" && fillIn(state, "pivots", show);

/** @param {Answer} answer */
function show({ data, scene }) {
  const name = (/** @type {string} */ code) => nameIn(scene.view, code);
  const weight = (/** @type {any} */ m) => Math.max(Math.abs(m.shapley.value), Math.abs(m.if_silent.value));
  const rows = Object.entries(data.members).filter(([, m]) => weight(m) > 0.0005).sort(([, x], [, y]) => y.shapley.value - x.shapley.value).slice(0, 12);
  const head = ["member", "part", "silent", "object", "absent"].map((key) => say(`matters.${key}`));
  const body = rows.map(([code, m]) => html("tr", {}, html("th", { scope: "row", text: name(code) }),
    ...[m.shapley, m.if_silent, m.if_objecting, m.if_absent].map((change, i) => html("td", { "data-label": head[i + 1], text: change ? points(change) : "–" }))));
  const table = html("table", { class: "figures-table as-list" }, html("caption", { class: "visually-hidden", text: say("matters.title") }),
    html("thead", {}, html("tr", {}, ...head.map((text) => html("th", { scope: "col", text })))), html("tbody", {}, ...body));
  const sets = data.sets.map((/** @type {any} */ s) => html("li", {}, html("div", { class: "head" }, html("span", { text: s.members.map(name).join(` ${say("and")} `) }), html("span", { text: say("dots.adopt", { n: of100(s.adopted.share) }) })),
    html("p", { class: "soft small", text: say("matters.flips", { share: percent(s.flips) }) })));
  return [...(data.words ?? []).map((/** @type {string} */ text) => html("p", { text })), html("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": say("matters.title") }, table),
    html("p", { class: "soft small", text: say("matters.points") }), html("h3", { text: say(sets.length ? "matters.sets" : "matters.nosets") }), html("ul", { class: "cards" }, ...sets)];
}
