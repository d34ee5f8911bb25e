// Rounds until the matter is decided or dropped, stacked by outcome; the outline is what it is compared with.

import { el, figure, round, SOFT, words } from "./tree.js";
/** @import {Look} from "../core/types.js" */

/** @typedef {{edges: number[], counts: {[outcome: string]: number[]}, runs: number, before: {counts: {[outcome: string]: number[]}, runs: number}|null,
 *   title: string, unit: string}} Timing */

/** @param {Timing} data @param {number} width @param {Look} look */
export function timing({ edges, counts, runs, before, title, unit }, width, look) {
  const height = 118, base = height - 18, bars = edges.length - 1, step = width / bars;
  const totals = (/** @type {any} */ of) => Array.from({ length: bars }, (_, i) => Object.values(of.counts).reduce((sum, list) => sum + list[i], 0) / of.runs);
  const now = totals({ counts, runs }), then = before ? totals(before) : null;
  const most = Math.max(0.01, ...now, ...(then ?? [])), y = (/** @type {number} */ share) => base - (share / most) * (base - 18);
  const stacks = now.flatMap((_, i) => {
    let below = 0;
    return Object.entries(counts).flatMap(([outcome, list]) => {
      const share = list[i] / runs, from = below;
      below += share;
      return share > 0 ? [el("rect", { x: round(i * step + 1), width: round(Math.max(1, step - 2)), y: round(y(below)), height: round(y(from) - y(below)), fill: `var(--${outcome})`, stroke: "var(--card)", "stroke-width": 0.5 })] : [];
    });
  });
  const outline = then ? [el("path", { d: then.map((share, i) => `${i ? "V" : "M0 "}${round(y(share))}H${round((i + 1) * step)}`).join(""), fill: "none", stroke: "var(--ink)", "stroke-width": 1.2, "stroke-dasharray": "4 2" })] : [];
  const every = Math.ceil(bars / 8);
  const ticks = Array.from({ length: bars }, (_, i) => i).filter((i) => i % every === 0).map((i) => {
    const [from, to] = [edges[i] + 1, edges[i + 1]], text = from === to ? String(to) : `${from}–${to}`;
    return words((i + 0.5) * step, height - 4, i === 0 ? `${unit} ${text}` : text, { "font-size": 11, fill: SOFT, "text-anchor": i === 0 && look.measure(`${unit} ${text}`, 11) > step ? "start" : "middle", ...(i === 0 && look.measure(`${unit} ${text}`, 11) > step ? { x: 0 } : {}) });
  });
  return figure(width, height, title, [words(0, 12, title, { "font-size": 11, fill: SOFT }), ...stacks, ...outline, el("path", { d: `M0 ${base + 0.5}H${width}`, stroke: "var(--seat-line)" }), ...ticks]);
}
