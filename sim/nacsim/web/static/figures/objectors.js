// Who breaks silence first, who blocks, and who blocks alone; a tick for what it is compared with.

import { el, figure, round, SOFT, words } from "./tree.js";
import { percent, short } from "../core/words.js";
/** @import {Look} from "../core/types.js" */

/** @typedef {{rows: {code: string, name: string, first: number, blocks: number, alone: number, before: number|null}[], title: string,
 *   words: {first: string, blocks: string, alone: string, before: string, nobody: string}}} Objectors */

/** @param {Objectors} data @param {number} width @param {Look} look */
export function objectors({ rows, title, words: say }, width, look) {
  const names = Math.min(width * 0.34, Math.max(60, ...rows.map((row) => look.measure(row.name, 12) + 8)));
  const scale = (/** @type {number} */ share) => names + share * (width - names - 44);
  const key = [["var(--bar)", say.first], ["var(--blocked)", say.blocks], ["", `◆ ${say.alone}`], ...(rows.some((r) => r.before !== null) ? [["", `| ${say.before}`]] : [])];
  let x = 0, y = 12;
  const legend = key.flatMap(([fill, text]) => {
    const wide = look.measure(text, 11) + (fill ? 26 : 14);
    if (x > 0 && x + wide > width) { x = 0; y += 15; }
    const at = x;
    x += wide;
    return [...(fill ? [el("rect", { x: at, y: y - 9, width: 10, height: 10, fill, stroke: "var(--seat-line)", "stroke-width": 0.5 })] : []), words(at + (fill ? 14 : 0), y, text, { "font-size": 11, fill: SOFT })];
  });
  const top = y + 8;
  const bars = rows.flatMap((row, i) => {
    const at = top + 20 * i, tip = scale(row.alone), farthest = Math.max(row.first, row.blocks, row.before ?? 0);
    return [
      words(0, at + 12, short(row.name, Math.floor(names / 6.4)), {}),
      el("rect", { x: round(names), y: at + 1, height: 13, width: round(Math.max(0.5, scale(row.first) - names)), fill: "var(--bar)", stroke: "var(--seat-line)", "stroke-width": 0.5 }),
      el("rect", { x: round(names), y: at + 4, height: 7, width: round(Math.max(0, scale(row.blocks) - names)), fill: "var(--blocked)" }),
      ...(row.alone > 0.0005 ? [el("path", { d: `M${round(tip)} ${at + 3}l4 4.5l-4 4.5l-4 -4.5z`, fill: "var(--ink)", stroke: "var(--card)", "stroke-width": 0.8 })] : []),
      ...(row.before === null ? [] : [el("path", { d: `M${round(scale(row.before))} ${at - 1}v17`, stroke: "var(--ink)", "stroke-width": 1.6 })]),
      words(scale(farthest) + 7, at + 12, percent(row.first), {}),
    ];
  });
  const none = rows.length ? [] : [words(0, top + 12, say.nobody, {})];
  return figure(width, top + Math.max(1, rows.length) * 20 + 4, title, [...legend, ...bars, ...none]);
}
