// A longer question: the button that asks it, how far it is, a way to stop it, and its answer.

import { $, button, html, set } from "../draw.js";
import { fitting, QUESTION } from "../core/questions.js";
import { say } from "../core/words.js";
/** @import {State, Answer} from "../core/types.js" */

/** @type {{put: (name: string) => void, stop: (name: string) => void}} */
let acts = { put: () => {}, stop: () => {} };

/** @param {typeof acts} given */
export function prepare(given) {
  acts = given;
  for (const name of ["pivots", "next", "bridge", "map", "sensitivity", "discover"]) $(`ask-${name}`).addEventListener("click", () => acts.put(name));
}

/** Whether the question was asked of this very state and its answer is not there yet. @param {State} state @param {string} name */
export const waits = (state, name) => state.asked[name] === QUESTION[name](state).key && !fitting(state, name) && !state.troubles.some((t) => t.cause === name);

/** @param {State} state @param {string} name @param {(answer: Answer) => any[]} show */
export function fillIn(state, name, show) {
  const answer = fitting(state, name), waiting = waits(state, name), place = $(name);
  set($(`ask-${name}`), { disabled: waiting });
  set(place, { "aria-busy": waiting });
  const key = answer?.key ?? (waiting ? "waits" : state.answers[name] ? "old" : "");
  if (place.dataset.key !== key) {
    place.dataset.key = key;
    if (answer) place.replaceChildren(...show(answer));
    else if (waiting) place.replaceChildren(bar(name));
    else place.replaceChildren(...(key ? [html("p", { class: "soft", text: say("asked.before") })] : []));
  }
  if (waiting) tell(place, state.progress[name]);
}

/** How far it is, with a way to stop it. @param {string} name */
function bar(name) {
  const progress = html("progress", { max: 1, "aria-label": say("asking") });
  return html("div", { class: "row waiting" }, progress, html("span", { class: "soft", text: say("asking") }), button(say("longer.stop"), () => acts.stop(name), { class: "link" }));
}

/** @param {any} place @param {{done: number, of: number, ahead: number}|undefined} far */
function tell(place, far) {
  const progress = place.querySelector("progress"), words = place.querySelector(".waiting .soft");
  if (!progress) return;
  const part = far && far.of ? far.done / far.of : null;
  set(progress, { value: part });
  set(words, { text: far?.ahead ? say("longer.ahead", { n: far.ahead }) : part === null ? say("asking") : say("longer.far", { n: Math.floor(100 * part) }) });
}
