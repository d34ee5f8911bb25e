// Where a question is made: its form, its text beside it, and what can be done with it. One draft at a time; undo goes back across drafts.

import { $, button, html, set } from "../../draw.js";
import { ask } from "../../ask.js";
import { fieldsOf, fileName, formed, pathKey, previewQuestion } from "../../core/draft.js";
import { side } from "../../core/questions.js";
import { say } from "../../core/words.js";
import { formIn } from "./form.js";
import * as members from "./members.js";
import * as paste from "./paste.js";
import { textIn } from "./text.js";
/** @import {State, Draft} from "../../core/types.js" */

const KEPT = "nacsim-draft";

/** @type {any} */
let acts = {};
/** @type {(form: any, anew: boolean) => void} */
let form = () => {};
/** The draft that was drawn last. @type {Draft|null} */
let drawn = null;
/** @type {(draft: Draft) => void} */
let text = () => {};

/** @param {{state: () => State, dispatch: (action: any) => void, open: (base: any, keep: boolean) => Promise<boolean>, trouble: (cause: string, error: any) => void}} given */
export function prepare(given) {
  acts = given;
  paste.prepare({ take: (document, issue) => given.dispatch({ type: "formed", op: { do: "take", path: [], document, issue } }), begin: (name, toml) => given.dispatch({ type: "drafted", name, text: toml }), making: () => given.state().making, issues: () => last?.issues ?? [], most: () => given.state().start.limits.bytes });
  members.prepare(paste.open);
  menu();
}

let built = false;
/** The place itself, when it is first needed. */
function build() {
  built = true;
  const { dispatch, state } = acts;
  const bar = html("div", { class: "make-bar" }, html("p", { id: "make-state", role: "status" }), html("div", { class: "row" }, button(say("make.play"), play, { id: "make-play", class: "first" }), button(say("make.save"), save, { id: "make-save" }), button(say("make.leave"), () => dispatch({ type: "making", on: false }), { id: "make-leave" })));
  const left = html("div", { class: "make-form" }), right = html("div", { class: "make-text" }, bar);
  $("make").append(html("h1", { id: "make-title" }), html("div", { class: "make-two" }, left, right));
  form = formIn(left, {
    type: (path, typed, settled) => {
      if (valueAt(path) === typed) return void (settled && dispatch({ type: "settledDraft" }));
      dispatch({ type: "formed", op: { do: "type", path, text: typed }, mark: `type ${path.join(".")}` });
      if (settled) dispatch({ type: "settledDraft" });
    },
    op: (op) => dispatch({ type: "formed", op }),
    fields: state().start.fields, columns: state().start.columns,
    names: () => state().draft?.seen?.form?.room.names ?? last?.room.names ?? {},
  });
  text = textIn(right, { write: (written) => dispatch({ type: "written", text: written }), settle: () => dispatch({ type: "settledDraft" }) });
}

/** The menu by which one begins. */
function menu() {
  const begin = (/** @type {string} */ how) => async () => {
    try {
      const b = acts.state().b, found = await ask("/api/begin", how === "copy" ? { how, ...side(b) } : { how });
      acts.dispatch({ type: "drafted", ...found });
    } catch (error) {
      acts.trouble("make", error);
    }
  };
  const on = button("", () => (acts.state().draft ? acts.dispatch({ type: "making", on: true }) : resume()), { id: "write-on" });
  $("write-list").append(on, button(say("make.new"), begin("blank"), { id: "write-new" }), button(say("make.example"), begin("example"), { id: "write-example" }), button(say("make.copy"), begin("copy"), { id: "write-copy" }), button(say("make.table"), paste.open, { id: "write-table" }));
}

/** What was being made when the page was closed. @returns {{name: string, text: string}|null} */
function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(KEPT) ?? "null");
    return typeof found?.name === "string" && typeof found?.text === "string" ? found : null;
  } catch {
    return null;
  }
}

function resume() {
  const found = kept();
  if (found) acts.dispatch({ type: "drafted", ...found });
}

let stored = "";
/** Keep the draft in this browser. @param {Draft} draft */
function keep({ name, text: toml }) {
  if (stored === toml) return;
  stored = toml;
  try {
    localStorage.setItem(KEPT, JSON.stringify({ name, text: toml }));
  } catch { /* no room: it stays on the page */ }
}

/** The value that a field of the form shows now. @param {string[]} path */
function valueAt(path) {
  const { draft } = acts.state();
  if (!draft?.seen?.form || draft.ops.length) return undefined;
  const value = fieldsOf(draft.seen.form).get(pathKey(path))?.value;
  return value === null ? "" : typeof value === "boolean" ? value : Array.isArray(value) ? value.join(", ") : value;
}

async function play() {
  const draft = /** @type {Draft} */ (acts.state().draft);
  if (!formed(draft) || !draft.seen.runs) return;
  await acts.open({ name: fileName(draft.seen.form.title, draft.name), toml: draft.text }, false);
}

function save() {
  const draft = /** @type {Draft} */ (acts.state().draft), blob = new Blob([draft.text], { type: "application/toml" });
  const link = html("a", { href: URL.createObjectURL(blob), download: `${fileName(draft.seen?.form?.title ?? "", draft.name)}.toml` });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** @type {any} */
let last = null;

/** @param {State} state */
export function draw(state) {
  const { making, draft } = state;
  set($("make"), { hidden: !making });
  set($("page"), { hidden: making });
  const found = draft ? { name: draft.name } : kept();
  set($("write-on"), { hidden: !found, text: found ? say("make.on.with", { title: draft?.seen?.form?.title ?? found.name }) : "" });
  if (!making || !draft) return;
  if (!built) build();
  keep(draft);
  if (draft.seen?.form) last = draft.seen.form;
  set($("make-title"), { text: last?.title || say("make.untitled") });
  status(state, draft);
  const broken = !!draft.seen && !draft.seen.form;
  const place = $("make").querySelector(".make-form");
  set(place, { inert: broken, class: `make-form${broken ? " broken" : ""}` });
  if (last) form(last, draft !== drawn && !draft.ops.length);   // what was typed may be taken back before the server knew of it
  drawn = draft;
  text(draft);
}

/** Whether it runs, and what comes of it; or how many mistakes there are. @param {State} state @param {Draft} draft */
function status(state, draft) {
  const done = formed(draft), { seen } = draft, runs = done && seen.runs;
  const glance = state.answers.preview, told = runs && glance?.key === previewQuestion(state)?.key ? glance.data.current.words.adoption : "";
  const words = !seen ? say("make.reading") : !seen.form ? say("make.broken") : seen.problems.length ? say(seen.problems.length === 1 ? "make.mistake" : "make.mistakes", { n: seen.problems.length }) : say("make.runs", { answer: told });
  set($("make-state"), { text: words + (seen && !seen.kept ? ` ${say("make.anew")}` : ""), class: seen?.problems.length ? "wrong" : "soft" });
  set($("make-play"), { disabled: !runs });
  set($("make"), { "aria-busy": !done, "data-runs": runs ? "yes" : null });
}
