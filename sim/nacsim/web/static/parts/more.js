// The figures in full: the table of shares with intervals, who objects, how long it takes, where the text ends.

import { $, html, look, match, put, set, widthOf } from "../draw.js";
import { keyOf } from "../core/keys.js";
import { centre } from "../core/quantity.js";
import { seatOf, value } from "../core/state.js";
import { between, number, percent, points, say, start } from "../core/words.js";
import { ends } from "../figures/ends.js";
import { objectors } from "../figures/objectors.js";
import { timing } from "../figures/timing.js";
import { called, compares, labelOf, nameIn, onShow } from "./shared.js";
/** @import {State, Answer} from "../core/types.js" */

/** @param {() => void} redraw */
export const prepare = (redraw) => $("more").addEventListener("toggle", redraw);

/** @param {State} state */
export function draw(state) {
  const { answer } = onShow(state);
  set($("more"), { hidden: !answer });
  if (!answer || !$("more").open || state.step !== "answer") return;
  table(state, answer);
  put($("figure-objectors"), objectors(objectorsOf(state, answer), widthOf($("figure-objectors"), 380), look));
  put($("figure-timing"), timing(timingOf(answer), widthOf($("figure-timing"), 380), look));
  put($("figure-ends"), ends(endsOf(answer), widthOf($("figure-ends"), 380), look));
}

/** @param {State} state @param {Answer} answer */
function objectorsOf(state, answer) {
  const { current, pinned } = answer.data, before = compares(answer) ? pinned.summary.members : null;
  const weight = (/** @type {any} */ m) => m.objects_first + m.blocks;
  const rows = Object.entries(current.summary.members).sort(([, x], [, y]) => weight(y) - weight(x))
    .filter(([code, m]) => weight(m) > 0.002 || code === seatOf(state) || (before?.[code]?.objects_first ?? 0) > 0.01).slice(0, 8)
    .map(([code, m]) => ({ code, name: nameIn(answer.b.view, code), first: m.objects_first, blocks: m.blocks, alone: m.sole_blocker, before: before ? before[code]?.objects_first ?? null : null }));
  const words = { first: say("objectors.first"), blocks: say("objectors.blocks"), alone: say("objectors.alone"), before: say("objectors.before", { what: called(answer.a, answer.b) }), nobody: say("objectors.nobody") };
  return { rows, words, title: `${say("objectors.title")}: ${rows.map((r) => `${r.name} ${percent(r.first)}`).join(", ") || words.nobody}` };
}

/** @param {Answer} answer */
function timingOf(answer) {
  const { current, pinned } = answer.data, { rounds } = current.summary;
  const title = say("timing.words", { median: number(Math.round(rounds.p50)), most: number(Math.round(rounds.p95)) });
  return { edges: current.time.edges, counts: current.time.counts, runs: current.summary.runs, before: compares(answer) ? { counts: pinned.time.counts, runs: pinned.summary.runs } : null, title, unit: say("timing.unit") };
}

/** @param {Answer} answer */
export function endsOf(answer) {
  const { current, pinned } = answer.data;
  const issues = Object.keys(answer.b.view.issues).map((name) => {
    const now = current.text[name], adopted = now.reduce((/** @type {number} */ a, /** @type {number} */ b) => a + b, 0);
    return { label: labelOf(answer.b.view, name), tabled: centre(value(`${keyOf("issues", name)}.proposed`, answer.b)) ?? 100, now, before: compares(answer) ? pinned.text[name] ?? null : null, said: adopted ? say("ends.of", { n: adopted.toLocaleString("en") }) : say("ends.none") };
  });
  return { issues, title: say("ends.title"), tabled: say("ends.tabled") };
}

/** The table of shares, with a line for what it is compared with and one for the change where there is any. @param {State} state @param {Answer} answer */
function table(state, answer) {
  const { current, pinned } = answer.data, moved = compares(answer);
  const there = (/** @type {string} */ o) => [current, pinned].some((told) => told.summary.outcomes[o].share > 0);
  const outcomes = Object.keys(state.start.outcomes).filter((o) => !state.start.outcomes[o].named || there(o));
  const columns = [say("shares.outcome"), start(say("adopted")), ...outcomes.map((o) => start(state.start.outcomes[o].label))];
  const shares = (/** @type {any} */ told) => [told.summary.adopted, ...outcomes.map((o) => told.summary.outcomes[o])];
  const changes = [current.change.adopted, ...outcomes.map((o) => current.change.outcomes[o])];
  const lines = [
    ...(moved ? [[start(called(answer.a, answer.b)), ...shares(pinned).map((s) => percent(s.share))]] : []),
    [moved ? start(called(answer.b, answer.a)) : say("shares.now"), ...shares(current).map((s) => percent(s.share))],
    [say("shares.interval"), ...shares(current).map((s) => between(s))],
    ...(moved ? [[say("shares.change"), ...changes.map((c) => (c.value === 0 ? "0" : points(c)))]] : []),
  ];
  const head = $("shares").tHead;
  head.replaceChildren(html("tr", {}, ...columns.map((text, i) => html("th", { scope: "col" }, ...(i > 1 ? [swatch(outcomes[i - 2])] : []), text))));
  match($("shares").tBodies[0], lines, () => html("tr"), (tr, line) => match(tr, line, (_, i) => html(i ? "td" : "th", i ? {} : { scope: "row" }), (cell, text) => set(cell, { text })));
}

/** @param {string} outcome */
function swatch(outcome) {
  const dot = html("span", { class: "swatch" });
  dot.style.background = `var(--${outcome})`;
  return dot;
}
