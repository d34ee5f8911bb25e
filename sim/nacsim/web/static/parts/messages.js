// Messages: each stays until it is closed, or until what caused it is mended.

import { $, button, html } from "../draw.js";
import { say } from "../core/words.js";
/** @import {State, Trouble} from "../core/types.js" */

/** @type {(cause: string) => void} */
let close = () => {};

/** @param {typeof close} given */
export const prepare = (given) => { close = given; };

/** @param {State} state */
export function draw(state) {
  const place = $("messages"), key = JSON.stringify(state.troubles);
  if (place.dataset.key === key) return;
  place.dataset.key = key;
  place.replaceChildren(...state.troubles.map(message));
}

/** @param {Trouble} trouble */
function message({ cause, text, problems = [], act, kind }) {
  const lines = problems.map((p) => html("li", {}, html("code", { text: [p.line ? say("message.line", { n: p.line }) : "", p.key].filter(Boolean).join(", ") }), ` ${p.message}`));
  return html("div", { class: `message ${kind ?? ""}`.trim(), role: kind ? "status" : "alert", "data-cause": cause }, html("div", { class: "message-text" }, html("strong", { text }), ...(lines.length ? [html("ul", {}, ...lines)] : []), ...(act ? [" ", button(act.words, () => (close(cause), act.go()), { class: "link" })] : [])),
    button("×", () => close(cause), { class: "message-close", "aria-label": say("message.close") }));
}
