// How sure is this: the range over what is not known, what the answer rests on, the record, and the source of every stance.

import { $, html, set } from "../draw.js";
import { keyOf, look, parts } from "../core/keys.js";
import { fitting, isStance } from "../core/questions.js";
import { describe, tell } from "../core/changes.js";
import { value } from "../core/state.js";
import { say } from "../core/words.js";
import { labelOf, nameIn, onShow } from "./shared.js";
/** @import {State, Scene} from "../core/types.js" */

/** @param {State} state */
export function draw(state) {
  if (state.step !== "sure") return;
  words(state);
  sources(state);
}

/** @param {State} state */
function words(state) {
  const doubts = fitting(state, "doubts"), place = $("sure-words"), key = doubts?.key ?? "";
  if (place.dataset.key === key && key) return;
  place.dataset.key = key;
  if (!doubts) return void place.replaceChildren(html("p", { class: "soft", text: say("asking") }));
  const { words: told } = doubts.data, list = (/** @type {string} */ head, /** @type {string[]} */ lines) => (lines.length ? [html("h3", { text: head }), html("ul", {}, ...lines.map((text) => html("li", { text })))] : []);
  const { answer } = onShow(state);
  const error = answer ? [html("p", { text: say("sure.dice", { error: (100 * answer.data.current.error).toFixed(1), n: answer.data.current.summary.runs.toLocaleString("en") }) })] : [];
  place.replaceChildren(...[told.range, told.experts].filter(Boolean).map((text) => html("p", { class: "strong", text })), ...error, ...list(told.rest_heading, told.rests), ...list(say("sure.switches"), told.switches), ...(told.beyond ? [html("p", { text: told.beyond })] : []),
    ...(told.record ? [html("h3", { text: say("sure.record") }), html("p", { text: told.record })] : []), html("p", { class: "soft small", text: say("sure.model") }));
}

/** Every member with its stance, how sure the coder is, and why; a stance that the user has moved is the user's assumption. @param {State} state */
function sources(state) {
  const b = /** @type {Scene} */ (state.b), issues = Object.keys(b.view.issues);
  const mine = new Set(Object.keys(b.edits).filter(isStance).map((path) => parts(path)[1]));
  const rank = (/** @type {string} */ code) => (mine.has(code) ? 0 : b.view.members[code].note ? 1 : 2);
  const rows = [...b.view.room].sort((x, y) => rank(x) - rank(y)).map((code) => {
    const member = b.view.members[code], at = keyOf("members", code);
    const stands = issues.map((issue) => `${labelOf(b.view, issue)} ${tell(value(`${at}.position.${keyOf(issue)}`, b))}`).join(", ");
    const was = Object.keys(b.edits).filter((path) => isStance(path) && parts(path)[1] === code).map((path) => `${describe(path, b, b).replace(/^[^:]*: /, "")} ${tell(look(b.view, path))}`);
    const coded = was.length ? say("sure.mine", { was: was.join("; ") }) : "";
    const why = [member.confidence, value(`${at}.note`, b) || member.source].filter(Boolean).join(": ") || say("sure.unsourced");
    return html("li", {}, html("strong", { text: nameIn(b.view, code) }), html("span", { text: ` ${stands}` }), ...(coded ? [html("em", { text: ` ${coded}` })] : []), html("p", { class: "soft small", text: why }));
  });
  const listed = (b.view.sources ?? []).map((text) => html("li", { class: "soft small", text }));
  $("sure-sources").replaceChildren(html("ul", { class: "plain" }, ...rows), ...(listed.length ? [html("h4", { text: say("sure.read") }), html("ul", { class: "plain" }, ...listed)] : []));
  set($("sure-sources"), { "data-edited": mine.size });
}
