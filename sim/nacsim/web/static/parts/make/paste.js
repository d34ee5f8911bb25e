// A table from a spreadsheet: pasted, read by the one reader of tables, and taken over with an account of how it was read.

import { $, button, html, set } from "../../draw.js";
import { ask } from "../../ask.js";
import { say } from "../../core/words.js";

/** What can be said about a table; the words of the reader name these as options of the command line. */
const OPTIONS = ["title", "scale", "status_quo", "proposed", "floor", "resolve", "salience"];
const CHOICES = { body: ["council", "roster"], missing: ["error", "default", "uncertain"], lumpy: ["yes", "no"] };

/** @type {any} */
let acts = {};
let wanted = 0;

/** @param {{take: (document: any, issue: string|null) => void, begin: (name: string, text: string) => void, making: () => boolean, issues: () => string[][]}} given */
export function prepare(given) {
  acts = given;
  const text = html("textarea", { id: "paste-text", rows: 7, wrap: "off", spellcheck: "false", placeholder: say("paste.place"), "aria-label": say("paste.title") });
  const options = html("div", { class: "make-fields" }, ...OPTIONS.map((name) => field(name, html("input", { type: "text", autocomplete: "off" }))), ...Object.entries(CHOICES).map(([name, values]) => {
    const select = html("select", {}, html("option", { value: "", text: say("make.unset") }), ...values.map((value) => html("option", { value, text: say(`paste.${name}.${value}`) })));
    return field(name, select);
  }));
  const report = html("div", { id: "paste-report", "aria-live": "polite" });
  const dialog = html("dialog", { id: "paste", "aria-labelledby": "paste-title" },
    html("div", { class: "dialog-head" }, html("h2", { id: "paste-title", text: say("paste.title") }), button("×", () => dialog.close(), { "aria-label": say("close") })),
    html("p", { class: "soft", text: say("paste.hint") }), text, html("details", { id: "paste-options" }, html("summary", { text: say("paste.options") }), options), report);
  document.body.append(dialog);
  let later = 0;
  const read = () => {
    clearTimeout(later);
    later = window.setTimeout(() => look(text.value, options), 250);
  };
  text.addEventListener("input", read);
  options.addEventListener("change", read);
}

/** @param {string} name @param {any} control */
function field(name, control) {
  set(control, { "data-option": name, id: `paste-${name}` });
  return html("div", { class: "make-field" }, html("label", { for: `paste-${name}`, text: say(`paste.o.${name}`) }), control);
}

export function open() {
  $("paste").showModal();
  $("paste-text").focus();
}

/** @param {string} text @param {any} options */
async function look(text, options) {
  const mine = (wanted += 1), report = $("paste-report");
  if (!text.trim()) return report.replaceChildren();
  if (!report.children.length) report.replaceChildren(html("p", { class: "soft", text: say("make.reading") }));
  const told = Object.fromEntries([...options.querySelectorAll("[data-option]")].filter((one) => one.value).map((one) => [one.dataset.option, one.value]));
  try {
    const found = await ask("/api/table", { text, options: told });
    if (mine === wanted) report.replaceChildren(...shown(found));
  } catch (/** @type {any} */ error) {
    if (mine === wanted) report.replaceChildren(html("p", { class: "wrong", text: error.message }));
  }
}

/** @param {any} found */
function shown(found) {
  if (found.problems.length) return [html("h3", { text: say("paste.problems") }), html("ul", { class: "make-mistakes" }, ...found.problems.map((/** @type {any} */ p) => html("li", {}, html("code", { text: [p.line ? say("message.line", { n: p.line }) : "", p.key].filter(Boolean).join(", ") }), ` ${p.message}`)))];
  const lines = (/** @type {string} */ head, /** @type {any[]} */ items, kind = "") => items.map((one) => html("li", { class: kind }, html("strong", { text: `${say(head)} ` }), typeof one === "string" ? one : one.what));
  const close = (/** @type {() => void} */ act) => () => ($("paste").close(), act());
  const issues = acts.making() && found.issues.length === 1 ? acts.issues() : [];
  const about = html("select", { id: "paste-issue", "aria-label": say("paste.about") }, ...issues.map((/** @type {string[]} */ [name, label]) => html("option", { value: name, text: say("paste.about.one", { issue: label }) })));
  const take = acts.making() ? [...(issues.length > 1 ? [about] : []), button(say("paste.take", { n: found.count }), close(() => acts.take(found.document, issues.length > 1 ? about.value : null)), { class: "first", id: "paste-take" })] : [];
  return [html("h3", { text: say("paste.found", { kind: found.kind, n: found.count, issues: found.issues.join(", ") }) }),
    html("ul", { class: "plain paste-notes" }, ...lines("paste.attention", found.attention, "loud"), ...lines("paste.read", found.read), ...lines("paste.ignored", found.ignored), ...lines("paste.assumed", found.assumed)),
    html("p", { class: "row" }, ...take, button(say("paste.begin"), close(() => acts.begin("my_table", found.toml)), { id: "paste-begin", class: acts.making() ? "" : "first" }))];
}
