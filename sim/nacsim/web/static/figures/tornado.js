// What each input moves: the chance of adoption with it low and high, all else as it is; the widest first.

import { broken, el, figure, INK, LINE, round, SOFT, words } from "./tree.js";
import { of100 } from "../core/words.js";
/** @import {Look, Tree} from "../core/types.js" */

/** @typedef {{rows: {name: string, values: any[], lowered: number, raised: number}[], base: number, low: number, high: number, title: string, baseWords: string, tell: (value: any) => string}} Swings */

/** @param {Swings} data @param {number} width @param {Look} look */
export function tornado(data, width, look) {
  const wide = Math.min(Math.max(110, width * 0.42), 300), right = 34, top = 22;
  const x = (/** @type {number} */ share) => wide + 34 + share * (width - wide - 34 - right);
  /** @type {Tree[]} */
  const drawn = [];
  let y = top;
  for (const row of data.rows) {
    const lines = broken(row.name, wide - 8, 12, look.measure, 3), high = Math.max(24, lines.length * 15 + 8), middle = y + high / 2;
    const [less, more] = row.lowered <= row.raised ? [row.lowered, row.raised] : [row.raised, row.lowered];
    const [at, to] = row.lowered <= row.raised ? row.values : [...row.values].reverse();
    lines.forEach((line, k) => drawn.push(words(0, middle + 4 + (k - (lines.length - 1) / 2) * 15, line, { fill: INK })));
    drawn.push(el("g", { class: "swing" }, [
      el("title", { text: `${row.name}: ${of100(row.lowered)} – ${of100(row.raised)}` }),
      el("rect", { x: round(x(less)), y: round(middle - 6), width: round(Math.max(2, x(more) - x(less))), height: 12, rx: 2, fill: "var(--curve)" }),
      words(x(less) - 4, middle + 4, data.tell(at), { "font-size": 11, fill: SOFT, "text-anchor": "end", class: "halo" }),
      words(x(more) + 4, middle + 4, data.tell(to), { "font-size": 11, fill: SOFT, class: "halo" }),
    ]));
    y += high;
  }
  const ticks = [0, 0.5, 1].flatMap((share) => [
    el("path", { d: `M${round(x(share))} ${top - 6}V${y}`, stroke: LINE }), words(x(share), y + 14, String(100 * share), { "font-size": 11, fill: SOFT, "text-anchor": "middle" }),
  ]);
  const at = x(data.base), side = at > width * 0.75 ? "end" : "start";
  return figure(width, y + 20, data.title, [
    ...ticks, el("rect", { x: round(x(data.low)), y: top - 6, width: round(Math.max(1, x(data.high) - x(data.low))), height: y - top + 6, fill: SOFT, "fill-opacity": 0.18 }),
    ...drawn, el("path", { d: `M${round(at)} ${top - 6}V${y}`, stroke: INK, "stroke-width": 1.5 }), words(at, 11, data.baseWords, { "font-size": 11, fill: SOFT, "text-anchor": side }),
  ]);
}
