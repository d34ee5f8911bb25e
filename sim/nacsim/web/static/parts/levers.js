// One change at a time: what each would do to the chance of adoption, and a button that puts it in force.

import { $, button, html, set } from "../draw.js";
import { fitting } from "../core/questions.js";
import { of100, points, say, start } from "../core/words.js";
/** @import {State} from "../core/types.js" */

const SHOWN = 8, FAINT = 0.005;   // rows; a change of less than half a council in a hundred is told in the last line

/** @type {(change: any, answer: any) => void} */
let apply = () => {};

/** @param {typeof apply} given */
export const prepare = (given) => { apply = given; };

/** @param {State} state */
export function draw(state) {
  const answer = fitting(state, "changes"), place = $("levers"), now = state.answers.run?.data.current.summary.adopted.share ?? 0;
  set($("levers-hint"), { text: answer ? say("levers.hint", { n: of100(now) }) : say("levers.waiting") });
  if (place.dataset.key === (answer?.key ?? "")) return;
  place.dataset.key = answer?.key ?? "";
  if (!answer) return void place.replaceChildren();
  const all = answer.data.changes.filter((/** @type {any} */ one) => Math.abs(one.difference.value) >= FAINT), rows = all.slice(0, SHOWN);
  const quiet = answer.data.changes.length - rows.length;
  place.replaceChildren(...rows.map((/** @type {any} */ one) => row(one, now, answer)), ...(quiet > 0 || !rows.length ? [html("li", { class: "soft small", text: rows.length ? say("levers.rest", { n: quiet }) : say("levers.none") })] : []));
}

/** @param {any} one @param {number} now @param {any} answer */
function row(one, now, answer) {
  const words = html("span", { class: "lever-words", text: start(one.words) });
  const bar = html("span", { class: "lever-bar", title: `${points(one.difference)} ${say("points")}` }, html("i"), html("b"));
  bar.children[0].style.width = `${100 * one.adopted.share}%`;
  bar.children[1].style.left = `${100 * now}%`;
  const go = button(say("levers.try"), () => apply(one, answer), { "aria-label": `${say("levers.try")}: ${one.words}` });
  return html("li", {}, words, bar, html("span", { class: "lever-count", text: of100(one.adopted.share) }), go);
}
