// The figures over all councils: outcome bars, the table of shares, who objects, time, where the text ends.

import { $, canvas, colour, html, match, number, pen, percent, points, set, widthOf } from "./draw.js";
import { keyOf, state, value } from "./state.js";

/** Outcome -> what it is called, and the outcomes in their order; the server says them at the start. */
export const LABEL = {};
export const OUTCOMES = [];
export const learn = (labels) => { Object.assign(LABEL, labels); OUTCOMES.push(...Object.keys(labels)); };

/** The bars of A and B; `replay(outcome)` is called when a part of B's is chosen. */
export function drawBars(replay) {
  const { current, pinned } = state.shown;
  match($("bars"), [["A", pinned], ["B", current]], newBar, (node, [name, answer]) => {
    set(node.children[0], { text: name });
    set(node.children[1], { class: name === "A" ? "bar small" : "bar", "data-name": name });
    fillBar(node.children[1], name, answer.summary, replay);
  });
}

function newBar() {
  return html("div", { class: "bar-row" }, html("span"), html("div", { class: "bar" }));
}

function newPart(outcome, name, replay) {
  if (name === "A") return html("div", { "data-outcome": outcome });
  const part = html("button", { type: "button", "data-outcome": outcome });
  part.addEventListener("click", () => replay(outcome));
  return part;
}

function fillBar(bar, name, summary, replay) {
  let left = 0;
  const room = widthOf(bar) / 7.6;   // letters that fit
  match(bar, OUTCOMES, (outcome) => newPart(outcome, name, replay), (part, outcome) => {
    const { share } = summary.outcomes[outcome];
    const words = `${LABEL[outcome]} ${percent(share)}`;
    set(part, { text: [words, percent(share)].find((text) => text.length < share * room) ?? "", hidden: share === 0 ? "" : null, title: `${words} in ${name}` });
    if (name === "B") set(part, { "aria-label": `${words}: replay one such council` });
    Object.assign(part.style, { left: `${100 * left}%`, width: `${100 * share}%`, background: colour(outcome), color: colour(`on-${outcome}`) });
    left += share;
  });
}

/** The table under the bars: shares with intervals, and the paired change against A in points. */
export function drawShares() {
  const { current } = state.shown;
  const table = $("shares");
  const swatches = OUTCOMES.map((o) => ({ text: LABEL[o], swatch: o }));
  const columns = [{ text: "Outcome" }, { text: "Adopted" }, ...swatches];
  row(table.tHead, 0, columns.map((c) => ({ ...c, tag: "th" })));
  const shares = (a) => [a.summary.adopted, ...OUTCOMES.map((o) => a.summary.outcomes[o])];
  const body = table.tBodies[0];
  row(body, 0, [{ text: "B, of all councils", tag: "th" }, ...shares(current).map((s) => ({ text: percent(s.share), class: "big" }))]);
  row(body, 1, [{ text: "95 % interval", tag: "th" }, ...shares(current).map((s) => ({ text: `${(100 * s.low).toFixed(1)}–${(100 * s.high).toFixed(1)}`, class: "quiet" }))]);
  const changes = [current.change.adopted, ...OUTCOMES.map((o) => current.change.outcomes[o])];
  row(body, 2, [{ text: "Change from A, points", tag: "th" }, ...changes.map((c) => ({ text: points(c) }))], "rule");
}

function row(section, index, cells, kind = "") {
  const line = section.rows[index] ?? section.insertRow();
  set(line, { class: kind });
  match(line, cells, (cell) => html(cell.tag ?? "td"), (node, cell) => {
    if (cell.swatch && !node.firstElementChild) {
      const dot = html("span", { class: "swatch" });
      dot.style.background = colour(cell.swatch);
      node.append(dot, cell.text);
    } else if (!cell.swatch) set(node, { text: cell.text });
    if (cell.tag === "th") set(node, { scope: section.tagName === "THEAD" ? "col" : "row" });
    set(node, { class: cell.class ?? "" });
  });
}

const INK = { fill: "var(--ink)", "font-size": 12 };
const SOFT = { fill: "var(--soft)", "font-size": 11 };

const rowsShown = { view: null, most: 3 };   // grows only, so that what stands below does not jump while a slider moves

/** Who objects first, who blocks, who blocks alone; a tick for A. */
export function drawObjectors() {
  const { current, pinned } = state.shown;
  const members = Object.entries(current.summary.members).sort(([, a], [, b]) => b.objects_first + b.blocks - a.objects_first - a.blocks);
  const shown = members.filter(([code, m]) => m.objects_first + m.blocks > 0.002 || code === state.seat).slice(0, 8);
  const rows = Math.max(shown.length, rowsShown.view === state.view ? rowsShown.most : 3);
  Object.assign(rowsShown, { view: state.view, most: rows });
  const height = 26 + 19 * rows;
  const words = shown.map(([code, m]) => `${code} objects first in ${percent(m.objects_first)}, blocks in ${percent(m.blocks)}, alone in ${percent(m.sole_blocker)}`).join("; ");
  const { root, width } = canvas($("figure-objectors"), height, words || "Nobody objects");
  const left = 118, scale = (share) => left + share * (width - left - 46);
  const { draw, done } = pen(root);
  key(draw, [["var(--bar)", "objects first"], ["var(--blocked)", "blocks"], [null, "◆ blocks alone"], [null, "| objects first in A"]]);
  shown.forEach(([code, m], i) => {
    const y = 22 + 19 * i;
    draw("text", { ...INK, x: 0, y: y + 12, text: short(state.view.names[code] ?? code, 17) });
    draw("rect", { x: left, y: y + 1, height: 13, width: Math.max(0.5, scale(m.objects_first) - left), fill: "var(--bar)" });
    draw("rect", { x: left, y: y + 4, height: 7, width: Math.max(0, scale(m.blocks) - left), fill: "var(--blocked)" });
    const x = scale(m.sole_blocker);
    if (m.sole_blocker > 0.0005) draw("path", { d: `M${x} ${y + 3}l4 4.5l-4 4.5l-4 -4.5z`, fill: "var(--ink)", stroke: "var(--card)", "stroke-width": 0.8 });
    const a = pinned?.summary.members[code]?.objects_first;
    if (a !== undefined) draw("path", { d: `M${scale(a)} ${y - 1}v17`, stroke: "var(--ink)", "stroke-width": 1.6 });
    draw("text", { ...INK, x: scale(Math.max(m.objects_first, m.blocks, a ?? 0)) + 6, y: y + 12, text: percent(m.objects_first) });
  });
  if (!shown.length) draw("text", { ...INK, x: 0, y: 24, text: "Nobody." });
  done();
}

function key(draw, entries) {
  let x = 0;
  for (const [fill, text] of entries) {
    if (!text) continue;
    if (fill) draw("rect", { x, y: 3, width: 10, height: 10, fill });
    draw("text", { ...SOFT, x: x + (fill ? 14 : 0), y: 12, text });
    x += text.length * 5.9 + (fill ? 26 : 12);
  }
}

/** Rounds until the matter is decided or dropped, stacked by outcome; the outline is A. */
export function drawTime() {
  const { current, pinned } = state.shown;
  const { rounds } = current.summary;
  const words = `Median ${number(rounds.p50)} ${rounds.p50 === 1 ? "round" : "rounds"}; nineteen in twenty within ${number(rounds.p95)}`;
  const height = 120;
  const { root, width } = canvas($("figure-time"), height, words);
  const { draw, done } = pen(root);
  draw("text", { ...SOFT, x: 0, y: 12, text: `${words}.` });
  const { edges } = current.time;
  const totals = (answer) => edges.slice(1).map((_, i) => OUTCOMES.reduce((sum, o) => sum + answer.time.counts[o][i], 0) / answer.summary.runs);
  const most = Math.max(0.01, ...totals(current), ...(pinned ? totals(pinned) : []));
  const step = width / (edges.length - 1), base = height - 17, y = (share) => base - (share / most) * (base - 20);
  edges.slice(1).forEach((_, i) => {
    let below = 0;
    for (const outcome of OUTCOMES) {
      const share = current.time.counts[outcome][i] / current.summary.runs;
      if (share > 0) draw("rect", { x: (i * step + 1).toFixed(1), width: Math.max(1, step - 2).toFixed(1), y: y(below + share).toFixed(1), height: (y(below) - y(below + share)).toFixed(1), fill: colour(outcome) });
      below += share;
    }
  });
  if (pinned) draw("path", { d: outline(totals(pinned), step, y), fill: "none", stroke: "var(--ink)", "stroke-width": 1.2, "stroke-dasharray": "4 2" });
  draw("path", { d: `M0 ${base + 0.5}H${width}`, stroke: "var(--seat-line)" });
  const every = Math.ceil((edges.length - 1) / 6);
  edges.forEach((edge, i) => {
    if (i % every === 0) draw("text", { ...SOFT, x: Math.min(i * step, width - 2), y: height - 4, "text-anchor": i === 0 ? "start" : i * step > width - 20 ? "end" : "middle", text: `${edge}${i === 0 ? " rounds" : ""}` });
  });
  done();
}

const short = (text, letters) => (text.length > letters ? `${text.slice(0, Math.max(8, letters - 1))}…` : text);

function outline(shares, step, y) {
  return shares.map((share, i) => `${i ? "V" : "M0 "}${y(share).toFixed(1)}H${((i + 1) * step).toFixed(1)}`).join("");
}

/** One line for each issue: where it ends over all councils, from 0 to 100, with the text as tabled. */
export function drawText() {
  const { current, pinned } = state.shown;
  const issues = Object.entries(state.view.issues);
  const line = 62;
  const words = issues.map(([name, issue]) => `${issue.label || name}: mean ${number(current.summary.text[name].mean)}`).join("; ");
  const { root, width } = canvas($("figure-text"), line * issues.length, words);
  const { draw, done } = pen(root);
  issues.forEach(([name, issue], i) => {
    const { mean, p05, p95 } = current.summary.text[name];
    const top = i * line, base = top + 44, x = (v) => 4 + (v / 100) * (width - 8);
    draw("text", { ...INK, x: 0, y: top + 11, text: short(issue.label || name, (width - 165) / 6.3) });
    draw("text", { ...SOFT, x: width, y: top + 11, "text-anchor": "end", text: `mean ${number(Math.round(mean))}, nine in ten ${number(Math.round(p05))}–${number(Math.round(p95))}` });
    const proposed = value(`${keyOf("issues", name)}.proposed`), right = proposed > 50;
    const shares = current.text[name].map((n) => n / current.summary.runs);
    const before = pinned?.text[name]?.map((n) => n / pinned.summary.runs);
    const most = Math.max(0.01, ...shares, ...(before ?? [])), step = (width - 8) / shares.length;
    const y = (share) => base - (share / most) * 27;
    shares.forEach((share, k) => {
      if (share > 0) draw("rect", { x: (4 + k * step).toFixed(1), width: (step - 1).toFixed(1), y: y(share).toFixed(1), height: (base - y(share)).toFixed(1), fill: "var(--delayed)" });
    });
    before?.forEach((share, k) => {
      if (share > 0) draw("path", { d: `M${(4 + k * step).toFixed(1)} ${y(share).toFixed(1)}h${step.toFixed(1)}`, stroke: "var(--ink)", "stroke-width": 1.6 });
    });
    draw("path", { d: `M4 ${base + 0.5}H${width - 4}`, stroke: "var(--seat-line)" });
    draw("path", { d: `M${x(proposed)} ${base}l-4 7h8z`, fill: "var(--ink)" });
    draw("text", { ...SOFT, x: x(proposed) + (right ? -8 : 8), y: base + 12, "text-anchor": right ? "end" : "start", text: "as tabled" });
    draw("text", { ...SOFT, x: right ? 0 : width, y: base + 13, "text-anchor": right ? "start" : "end", text: right ? "0" : "100" });
  });
  done();
}
