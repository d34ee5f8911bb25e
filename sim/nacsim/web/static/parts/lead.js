// The answer: the question, the sentence that answers it, and a hundred dots. After a move, what changed as the headline.

import { $, html, look, put, set, widthOf } from "../draw.js";
import { clause, comparable } from "../core/changes.js";
import { number, of100, say, short, start } from "../core/words.js";
import { blocksOf } from "../figures/blocks.js";
import { dots } from "../figures/dots.js";
import { called, compares, dayOf, nameIn, onShow } from "./shared.js";
/** @import {State, Answer, Scene} from "../core/types.js" */

/** @param {{watch: (run: number, of: string) => void}} acts */
export function prepare(acts) {
  const chosen = (/** @type {any} */ event) => event.target.closest("[data-run]");
  $("dots").addEventListener("click", (/** @type {any} */ event) => {
    const dot = chosen(event);
    if (dot) acts.watch(Number(dot.getAttribute("data-run")), dot.getAttribute("data-of"));
  });
  $("dots").addEventListener("keydown", (/** @type {any} */ event) => step(event, acts));
}

/** Arrow keys go from dot to dot, Enter and Space watch that council. @param {any} event @param {any} acts */
function step(event, acts) {
  const all = [...$("dots").querySelectorAll("[data-run]")], at = all.indexOf(event.target.closest("[data-run]"));
  if (at < 0) return;
  const next = { ArrowRight: at + 4, ArrowLeft: at - 4, ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[/** @type {string} */ (event.key)];
  if (event.key === "Enter" || event.key === " ") acts.watch(Number(all[at].getAttribute("data-run")), all[at].getAttribute("data-of"));
  else if (next === undefined) return;
  else focusDot(all[Math.max(0, Math.min(all.length - 1, next))], all);
  event.preventDefault();
}

/** @param {any} dot @param {any[]} all */
function focusDot(dot, all) {
  for (const other of all) set(other, { tabindex: other === dot ? 0 : -1 });
  dot.focus();
}

/** @param {State} state */
export function draw(state) {
  const b = /** @type {Scene} */ (state.b), { view } = b, { answer } = onShow(state);
  const moved = !!answer && compares(answer);
  const question = view.question || view.title;
  const title = moved && answer && comparable(answer.a, answer.b) ? headline(answer) : question;
  set($("title"), { text: title });
  document.title = state.covered === null ? `${view.title} – NACSIM` : "NACSIM";
  const facts = [title !== question || view.question === "" ? question : view.title, say("members.n", { n: view.room.length }), dayOf(view), view.rule].filter(Boolean);
  set($("subtitle"), { text: [...new Set(facts.filter((fact) => fact !== title))].join(" · ") });
  set($("proposal-text"), { text: view.proposal });
  set($("quo-text"), { text: view.status_quo ? say("quo", { text: view.status_quo }) : "" });
  if (!answer) {
    set($("answer"), { text: say("counting") });
    for (const id of ["dots", "range"]) $(id).replaceChildren();
    set($("dots-hint"), { text: "" });
    return;
  }
  sentence(answer);
  range(state, answer);
  pictures(state, answer, moved);
}

/** "With France at 60 on Office in Tokyo instead of 5, 95 of 100 councils adopt it". @param {Answer} answer */
function headline({ a, b, data }) {
  const now = data.current.summary.adopted.share, was = data.pinned.summary.adopted.share;
  const key = of100(now) === of100(was) ? "headline.same" : "headline.moved";
  return start(say(key, { change: clause(a, b), now: of100(now), was: of100(was) }));
}

/** The words of the command line, with the count and the objector set off. @param {Answer} answer */
function sentence({ data, b }) {
  const { words, summary } = data.current;
  const parts = [words.adoption, words.otherwise, words.obstruction].filter(Boolean).join(" ");
  const lead = Object.entries(summary.members).sort(([, x], [, y]) => y.objects_first - x.objects_first)[0];
  const name = lead && lead[1].objects_first >= 0.005 ? nameIn(b.view, lead[0]) : null;
  const marks = [[/(no council|every council|(?:fewer than |more than )?\d+ of 100 councils)/, "count"], ...(name ? [[name, "objector"]] : [])];
  const nodes = marks.reduce((pieces, [mark, kind]) => pieces.flatMap((piece) => (typeof piece === "string" ? mark_(piece, mark, kind) : [piece])), /** @type {any[]} */ ([parts]));
  $("answer").replaceChildren(...nodes);
}

/** A sentence with the first occurrence of a mark set off. @param {string} text @param {any} mark @param {any} kind */
function mark_(text, mark, kind) {
  const found = typeof mark === "string" ? { index: text.indexOf(mark), 0: mark } : text.match(mark);
  if (!found || /** @type {number} */ (found.index) < 0) return [text];
  const at = /** @type {number} */ (found.index);
  return [text.slice(0, at), html("b", { class: kind, text: found[0] }), text.slice(at + found[0].length)];
}

/** The range over what is not known, once it is there. @param {State} state @param {Answer} answer */
function range(state, answer) {
  const doubts = state.answers.doubts;
  const words = doubts && doubts.scene && doubts.seed === answer.seed && sameScene(doubts.scene, answer.b) ? doubts.data.words.range : "";
  set($("range"), { text: words });
}

/** @param {Scene} a @param {Scene} b */
const sameScene = (a, b) => !compares(/** @type {any} */ ({ a, b }));

/** @param {State} state @param {Answer} answer @param {boolean} moved */
function pictures(state, answer, moved) {
  const rows = moved ? [["pinned", "a"], ["current", "b"]] : [["current", "b"]];
  const place = $("dots");
  while (place.children.length > rows.length) place.lastElementChild.remove();
  rows.forEach(([side, of], i) => {
    const row = place.children[i] ?? place.appendChild(html("div", { class: "dot-row" }, html("p", { class: "dot-name" }), html("div")));
    const scene = of === "a" ? answer.a : answer.b, other = of === "a" ? answer.b : answer.a;
    set(row.children[0], { hidden: !moved });
    const adopted = of100(answer.data[side].summary.adopted.share);
    row.children[0].replaceChildren(html("strong", { text: short(start(called(scene, other)), 44) }), ` ${say("dots.adopt", { n: adopted })}`);
    const width = widthOf(row.children[1], 560);
    put(row.children[1], dots({ blocks: blocks(state, answer.data[side]), title: say("dots.title", { what: called(scene, other) }), of, hint: (part, run) => say("dots.watch", { run: number(run), outcome: part.label }) },
      width, look, moved ? { step: 14.6, full: side === "current", notes: false } : width < 420 ? { step: 12.5, notes: false } : {}));
    const all = [...row.children[1].querySelectorAll("[data-run]")];
    for (const dot of all) if (!dot.hasAttribute("role")) set(dot, { tabindex: -1, role: "button" });
    if (all.length && !all.some((dot) => dot.getAttribute("tabindex") === "0")) set(all[0], { tabindex: 0 });
  });
  set($("dots-hint"), { text: say("dots.hint", { n: answer.data.current.summary.runs.toLocaleString("en") }) });
}

/** The hundred councils as blocks. @param {State} state @param {any} answer */
export const blocks = (state, answer) => blocksOf(state.start.outcomes, answer.dots, Object.fromEntries(Object.entries(answer.summary.outcomes).map(([key, one]) => [key, one.share])), answer.summary.adopted.share);
