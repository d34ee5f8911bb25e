// Who is in the way, who would be next if that one consented, and from where on each consents.

import { $, button, html, look, put, widthOf } from "../draw.js";
import { track } from "../figures/track.js";
import { number, of100, say, start } from "../core/words.js";
import { fillIn } from "./longer.js";
import { labelOf, subjectIn } from "./shared.js";
/** @import {State, Answer} from "../core/types.js" */

/** @type {(found: any, answer: Answer) => void} */
let apply = () => {};

/** @param {typeof apply} given */
export const prepare = (given) => { apply = given; };

/** @type {{place: any, data: any}[]} */
let tracks = [];

/** @param {State} state */
export function draw(state) {
  if (state.step !== "matters") return;
  fillIn(state, "next", show);
  if (tracks.some(({ place }) => !place.isConnected)) tracks = tracks.filter(({ place }) => place.isConnected);
  for (const { place, data } of tracks) put(place, track(data, widthOf(place, 300), look));
}

/** @param {Answer} answer */
function show(answer) {
  const { data, scene } = answer, { view } = scene;
  tracks = [];
  const several = Object.keys(view.issues).length > 1;
  const cards = data.steps.map((/** @type {any} */ step, /** @type {number} */ i) => {
    const who = subjectIn(view, step.member), rows = step.needs.map((/** @type {any} */ need) => row(need, several && need.issue ? labelOf(view, need.issue) : "", who, i > 0, answer));
    return html("li", {}, html("div", { class: "head" }, html("span", { text: say(i ? "next.then" : "next.first", { who }) }), html("span", { text: say("next.objects", { n: of100(step.objects.share) }) })),
      ...(rows.length ? [html("p", { class: "soft small", text: say("next.consents") }), ...rows] : [html("p", { text: say("next.nothing", { who }) })]));
  });
  return [...data.words.slice(-1).map((/** @type {string} */ text) => html("p", { text })), html("ol", { class: "cards next-cards" }, ...cards),
    html("p", { class: "soft small", text: say("next.how", { n: data.runs }) })];
}

/** @param {any} need @param {string} issue @param {string} who @param {boolean} later whether others come before it @param {Answer} answer */
function row(need, issue, who, later, answer) {
  const what = issue ? say("make.on", { what: say(`field.${need.what}`), issue }) : say(`field.${need.what}`);
  const words = say(need.up ? "next.from" : "next.to", { what: start(what), from: Math.round(need.from), now: number(need.now) });
  const place = html("div", { class: "track" });
  tracks.push({ place, data: { low: 0, high: 100, zone: need.up ? [Math.round(need.from), 100] : [0, Math.round(need.from)], now: need.now, title: words, tell: number } });
  const label = say(later ? "next.try" : "takes.try");
  const go = need.edits ? [button(label, () => apply(need, answer), { "aria-label": `${label}: ${who}, ${words}` })] : [];
  return html("div", { class: "need" }, html("p", { text: words }), place, html("p", { class: "soft small" }, say("next.adopted", { n: of100(need.adopted) }), " ", ...go));
}
