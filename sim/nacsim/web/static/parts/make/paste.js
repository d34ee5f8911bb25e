// A table from a spreadsheet: pasted, or brought as a file; read by the one reader of tables, and taken over with an account of how it was read.

import { $, button, html, set } from "../../draw.js";
import { ask } from "../../ask.js";
import { say } from "../../core/words.js";

/** What can be said about a table; the words of the reader name these as options of the command line. */
const OPTIONS = ["title", "scale", "status_quo", "proposed", "floor", "resolve", "salience"];
const CHOICES = { body: ["council", "roster"], missing: ["error", "default", "uncertain"], lumpy: ["yes", "no"] };

/** @type {any} */
let acts = {};
let wanted = 0;

/** @param {{take: (document: any, issue: string|null) => void, begin: (name: string, text: string) => void, making: () => boolean, issues: () => string[][], most: () => number}} given
 *   `most`: bytes of a request */
export function prepare(given) {
  acts = given;
  const text = html("textarea", { id: "paste-text", rows: 7, wrap: "off", spellcheck: "false", placeholder: say("paste.place"), "aria-label": say("paste.title") });
  const options = html("div", { class: "make-fields" }, ...OPTIONS.map((name) => field(name, html("input", { type: "text", autocomplete: "off" }))), ...Object.entries(CHOICES).map(([name, values]) => {
    const select = html("select", {}, html("option", { value: "", text: say("make.unset") }), ...values.map((value) => html("option", { value, text: say(`paste.${name}.${value}`) })));
    return field(name, select);
  }));
  const report = html("div", { id: "paste-report", "aria-live": "polite" });
  let later = 0, brought = "";   // the bytes of a file, in base 64
  const read = () => {
    clearTimeout(later);
    later = window.setTimeout(() => look(brought ? { file: brought } : { text: text.value }, options), 250);
  };
  const dialog = html("dialog", { id: "paste", "aria-labelledby": "paste-title" });
  const file = fileOn(dialog, () => Math.floor(0.7 * given.most()), (bytes) => {   // base 64 takes four letters for three bytes
    brought = bytes;
    text.value = "";
    read();
  }, (words) => report.replaceChildren(html("p", { class: "wrong", text: words })));
  dialog.append(
    html("div", { class: "dialog-head" }, html("h2", { id: "paste-title", text: say("paste.title") }), button("×", () => dialog.close(), { "aria-label": say("close") })),
    html("p", { class: "soft", text: say("paste.hint") }), text, file.node, html("details", { id: "paste-options" }, html("summary", { text: say("paste.options") }), options), report);
  document.body.append(dialog);
  text.addEventListener("input", () => {
    brought = "";
    file.forget();
    read();
  });
  options.addEventListener("change", read);
}

/** Where a file is chosen, or dropped anywhere on the dialog.
 * @param {any} dialog @param {() => number} most bytes @param {(bytes: string) => void} taken @param {(words: string) => void} refused */
function fileOn(dialog, most, taken, refused) {
  const input = html("input", { type: "file", id: "paste-file", class: "hidden-file" }), name = html("span", { class: "soft small", text: say("paste.drop") });
  const bring = async (/** @type {File|undefined} */ file) => {
    if (!file) return;
    if (file.size > most()) return refused(say("paste.large", { name: file.name, most: Math.floor(most() / 1000) }));
    set(name, { text: file.name });
    taken(await base64(file));
  };
  input.addEventListener("change", (/** @type {any} */ event) => {
    void bring(event.target.files[0]);
    event.target.value = "";
  });
  dialog.addEventListener("dragover", (/** @type {Event} */ event) => event.preventDefault());
  dialog.addEventListener("drop", (/** @type {any} */ event) => {
    event.preventDefault();
    void bring(event.dataTransfer.files[0]);
  });
  return { node: html("p", { class: "row" }, input, html("label", { class: "as-button", for: input.id, text: say("paste.file") }), name), forget: () => set(name, { text: say("paste.drop") }) };
}

/** @param {Blob} file @returns {Promise<string>} */
const base64 = (file) => new Promise((done, failed) => {
  const reader = new FileReader();
  reader.onload = () => done(String(reader.result).split(",")[1] ?? "");
  reader.onerror = () => failed(reader.error);
  reader.readAsDataURL(file);
});

/** @param {string} name @param {any} control */
function field(name, control) {
  set(control, { "data-option": name, id: `paste-${name}` });
  return html("div", { class: "make-field" }, html("label", { for: `paste-${name}`, text: say(`paste.o.${name}`) }), control);
}

export function open() {
  $("paste").showModal();
  $("paste-text").focus();
}

/** @param {{text?: string, file?: string}} table @param {any} options */
async function look(table, options) {
  const mine = (wanted += 1), report = $("paste-report");
  if (!table.file && !table.text?.trim()) return report.replaceChildren();
  if (!report.children.length) report.replaceChildren(html("p", { class: "soft", text: say("make.reading") }));
  const told = Object.fromEntries([...options.querySelectorAll("[data-option]")].filter((one) => one.value).map((one) => [one.dataset.option, one.value]));
  try {
    const found = await ask("/api/table", { ...table, options: told });
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
