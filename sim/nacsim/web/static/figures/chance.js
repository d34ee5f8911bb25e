// A map of chances over two inputs: a cell for each pair, the line of one half, and where it stands now.

import { el, figure, INK, round, SOFT, words, broken } from "./tree.js";
import { of100 } from "../core/words.js";
/** @import {Look, Tree} from "../core/types.js" */

/** @typedef {{values: number[][], now: number[], cells: {share: number}[], names: string[], title: string, tell: (x: number, y: number, share: number) => string}} Chances
 *  `cells`: the first input's values outside, the second's inside */

const CLASSES = 5;   // colours of a chance, from never to always

/** Which of the colours. @param {number} share */
export const classOf = (share) => Math.min(CLASSES - 1, Math.floor(share * CLASSES));

/** @param {Chances} data @param {number} width @param {Look} look */
export function chance(data, width, look) {
  const [xs, ys] = data.values, left = 44, top = 6, right = 8;
  const cell = Math.min(46, (width - left - right) / xs.length), high = Math.min(cell, 34), right_ = left + cell * xs.length, base = top + high * ys.length;
  const share = (/** @type {number} */ i, /** @type {number} */ j) => data.cells[i * ys.length + j].share;
  const place = (/** @type {number[]} */ list, /** @type {number} */ value) => ((value - list[0]) / (list[list.length - 1] - list[0])) * (list.length - 1) + 0.5;
  const [across, up] = [xs, ys].map((list, k) => Math.max(0, Math.min(list.length - 1, Math.floor(place(list, data.now[k])))));   // where Tab comes to
  /** @type {Tree[]} */
  const drawn = [];
  xs.forEach((x, i) => ys.forEach((y, j) => {
    const s = share(i, j), k = classOf(s), at = [left + i * cell, base - (j + 1) * high];
    drawn.push(el("g", { class: "cell", "data-at": `${x},${y}`, role: "button", tabindex: i === across && j === up ? 0 : -1, "aria-label": data.tell(x, y, s) }, [
      el("title", { text: data.tell(x, y, s) }),
      el("rect", { x: round(at[0]), y: round(at[1]), width: round(cell + 0.4), height: round(high + 0.4), fill: `var(--chance-${k})` }),
      ...(cell >= 22 ? [words(at[0] + cell / 2, at[1] + high / 2 + 4, of100(s), { "font-size": 11, fill: k > 2 ? "var(--card)" : INK, "text-anchor": "middle" })] : []),
    ]));
  }));
  const ends = (/** @type {number[]} */ list) => [0, (list.length - 1) / 2, list.length - 1].filter(Number.isInteger);
  const height = base + 40 + 15 * (broken(data.names[0], right_ - left, 12, look.measure, 2).length - 1);
  return figure(width, height, data.title, [
    ...drawn, el("path", { class: "half", d: half(xs.length, ys.length, share, left, base, cell, high), fill: "none", stroke: INK, "stroke-width": 2 }),
    el("circle", { class: "now", cx: round(left + place(xs, data.now[0]) * cell), cy: round(base - place(ys, data.now[1]) * high), r: 6, fill: "var(--ink-blocked)", stroke: "var(--card)", "stroke-width": 2 }),
    ...ends(xs).map((i) => words(left + (i + 0.5) * cell, base + 15, String(Math.round(xs[i])), { "font-size": 11, fill: SOFT, "text-anchor": "middle" })),
    ...ends(ys).map((j) => words(left - 6, base - (j + 0.5) * high + 4, String(Math.round(ys[j])), { "font-size": 11, fill: SOFT, "text-anchor": "end" })),
    ...broken(data.names[0], right_ - left, 12, look.measure, 2).map((line, k) => words((left + right_) / 2, base + 32 + 15 * k, line, { fill: SOFT, "text-anchor": "middle" })),
    el("text", { transform: `translate(12 ${round((top + base) / 2)}) rotate(-90)`, "font-size": 12, fill: SOFT, "text-anchor": "middle", text: fitted(data.names[1], base - top + 24, look) }),
  ], { role: "group" });
}

/** A name that fits its side. @param {string} text @param {number} room @param {Look} look */
function fitted(text, room, look) {
  let kept = text;
  while (kept.length > 4 && look.measure(kept, 12) > room) kept = `${kept.slice(0, -2).trimEnd()}…`;
  return kept;
}

/** The edges between cells in which the text is more likely adopted than not, and others.
 * @param {number} nx @param {number} ny @param {(i: number, j: number) => number} share @param {number} left @param {number} base @param {number} cell @param {number} high */
function half(nx, ny, share, left, base, cell, high) {
  const parts = [], x = (/** @type {number} */ i) => round(left + i * cell), y = (/** @type {number} */ j) => round(base - j * high);
  for (let i = 0; i < nx; i += 1) {
    for (let j = 0; j < ny; j += 1) {
      const over = share(i, j) > 0.5;
      if (i + 1 < nx && share(i + 1, j) > 0.5 !== over) parts.push(`M${x(i + 1)} ${y(j)}V${y(j + 1)}`);
      if (j + 1 < ny && share(i, j + 1) > 0.5 !== over) parts.push(`M${x(i)} ${y(j + 1)}H${x(i + 1)}`);
    }
  }
  return parts.join("") || "M0 0";
}
