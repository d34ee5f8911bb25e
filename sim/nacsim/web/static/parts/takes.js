// What would it take: the cheapest packages that reach a chance, each to be tried on the scenario it was computed for.

import { $, button, html, set } from "../draw.js";
import { of100, say, start } from "../core/words.js";
import { fillIn } from "./longer.js";
/** @import {State, Answer} from "../core/types.js" */

/** @type {(found: any, answer: Answer) => void} */
let apply = () => {};

/** @param {{aim: (target: number) => void, apply: (found: any, answer: Answer) => void}} acts */
export function prepare(acts) {
  ({ apply } = acts);
  $("target").addEventListener("input", () => acts.aim(Number($("target").value)));
}

/** @param {State} state */
export function draw(state) {
  if (state.step !== "takes") return;
  set($("target-out"), { text: say("of100", { n: state.target }) });
  if (Number($("target").value) !== state.target) $("target").value = state.target;
  const kept = state.answers.bridge, tried = kept && kept.seed === state.seed && kept.data.target * 100 === state.target && state.asked.bridge === kept.key;
  if (tried && $("bridge").dataset.key === kept.key) return void set($("ask-bridge"), { disabled: false });   // a package on trial leaves the cards where they are
  fillIn(state, "bridge", show);
}

/** @param {Answer} answer */
function show(answer) {
  const cards = answer.data.packages.map((/** @type {any} */ found, /** @type {number} */ i) => {
    const { low, high, share } = found.adopted;
    const head = html("div", { class: "head" }, html("span", { text: say("takes.package", { n: i + 1 }) }), html("span", { text: say("takes.adopted", { n: of100(share), low: (100 * low).toFixed(0), high: (100 * high).toFixed(0) }) }));
    const go = found.levers.length ? [button(say("takes.try"), () => apply(found, answer), { "aria-label": `${say("takes.try")}: ${say("takes.package", { n: i + 1 })}` })] : [];
    return html("li", {}, head, ...found.levers.map((/** @type {any} */ lever) => html("p", { text: start(lever.words) })), html("p", { class: "soft small", text: say("takes.cost", { cost: Math.round(found.cost * 10) / 10, unit: answer.data.unit ?? "" }) }), ...go);
  });
  return [html("p", { class: "soft small", text: say("takes.of", { title: answer.scene.view.title, changed: Object.keys(answer.scene.edits).length ? say("takes.edited") : "" }) }),
    ...(answer.data.words ?? []).map((/** @type {string} */ text) => html("p", { text })), html("ul", { class: "cards" }, ...cards), ...(cards.length ? [] : [html("p", { text: say("takes.none") })])];
}
