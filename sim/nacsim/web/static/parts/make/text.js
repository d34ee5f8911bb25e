// The text of a question beside its form: numbered lines, those with a mistake marked, and the mistakes as a list.

import { button, html, set } from "../../draw.js";
import { say } from "../../core/words.js";
/** @import {Draft} from "../../core/types.js" */

const PAUSE = 350;   // ms after the last letter before the text is looked at

/** @param {any} place @param {{write: (text: string) => void, settle: () => void}} acts @returns {(draft: Draft) => void} */
export function textIn(place, acts) {
  const area = html("textarea", { id: "make-toml", wrap: "off", spellcheck: "false", autocapitalize: "off", autocomplete: "off", "aria-label": say("make.text") });
  const gutter = html("div", { class: "gutter", "aria-hidden": "true" });
  const list = html("ul", { class: "make-mistakes", id: "make-mistakes", "aria-live": "polite" });
  place.append(html("h2", { text: say("make.text") }), html("p", { class: "soft small", text: say("make.text.hint") }), list, html("div", { class: "toml" }, gutter, area));
  let later = 0, typing = false;   // letters that the draft does not have yet
  const write = () => {
    clearTimeout(later);
    typing = false;
    acts.write(area.value);
  };
  area.addEventListener("scroll", () => (gutter.scrollTop = area.scrollTop));
  area.addEventListener("input", () => {
    typing = true;
    number(area.value);
    clearTimeout(later);
    later = window.setTimeout(write, PAUSE);
  });
  area.addEventListener("change", () => {
    write();
    acts.settle();
  });
  let numbered = -1;
  /** @param {string} text */
  const number = (text) => {
    const lines = text.split("\n").length;
    if (lines === numbered) return;
    numbered = lines;
    gutter.replaceChildren(...Array.from({ length: lines }, (_, i) => html("span", { text: i + 1 })));
  };
  const goTo = (/** @type {number} */ line) => {
    const lines = area.value.split("\n"), from = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    area.focus();
    area.setSelectionRange(from, from + (lines[line - 1] ?? "").length);
    area.scrollTop = Math.max(0, (line - 4) * parseFloat(getComputedStyle(area).lineHeight));
    area.scrollLeft = 0;
  };
  let listed = "";
  return (draft) => {
    if (!typing && area.value !== draft.text) {
      const at = area.selectionStart;
      area.value = draft.text;
      if (document.activeElement === area) area.setSelectionRange(at, at);
    }
    number(area.value);
    const problems = draft.seen?.problems ?? [], asks = draft.seen?.asks ?? [], key = JSON.stringify([problems, asks]);
    if (key === listed) return;
    listed = key;
    const bad = new Set(problems.map((/** @type {any} */ p) => p.line));
    [...gutter.children].forEach((line, i) => set(line, { class: bad.has(i + 1) ? "bad" : null }));
    list.replaceChildren(...problems.map((/** @type {any} */ p) => html("li", {}, ...(p.line ? [button(say("message.line", { n: p.line }), () => goTo(p.line), { class: "link" })] : []), html("code", { text: p.key }), ` ${p.message}`)),
      ...asks.map((/** @type {string} */ text) => html("li", { class: "soft", text: say("make.think", { text }) })));
  };
}
