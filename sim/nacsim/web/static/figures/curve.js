// The chance of adoption over the whole range of one judged number: what stands behind its slider.

import { el, figure, LINE, round, SOFT, words } from "./tree.js";
/** @import {Look} from "../core/types.js" */

const LEFT = 34, RIGHT = 16;   // margins, px; the slider below the curve has the same

/** @typedef {{points: {value: number, share: number, low: number, high: number}[]|null, tips: number[], now: number|null, share: number|null,
 *   was: number|null, label: string, tip: (tips: number[]) => string, never: string, always: string, axis: string, title: string}} Curve */

/** @param {Curve} data @param {number} width @param {Look} look @param {number} [height] */
export function curve(data, width, look, height = 178) {
  const top = 12, base = height - 22;
  const x = (/** @type {number} */ v) => LEFT + (v / 100) * (width - LEFT - RIGHT), y = (/** @type {number} */ share) => base - share * (base - top);
  const grid = [0, 0.5, 1].flatMap((share) => [
    el("path", { d: `M${LEFT} ${round(y(share))}H${width - RIGHT}`, stroke: LINE }),
    words(LEFT - 6, y(share) + 4, String(100 * share), { "font-size": 11, fill: SOFT, "text-anchor": "end" }),
  ]);
  const ticks = [0, 25, 50, 75, 100].map((v) => words(x(v), base + 15, String(v), { "font-size": 11, fill: SOFT, "text-anchor": "middle" }));
  const children = [...grid, ...ticks, ...line(data, x, y, base, width, look), ...marker(data, x, y, width, look)];
  return figure(width, height, data.title, children);
}

/** @param {Curve} data @param {(v: number) => number} x @param {(s: number) => number} y @param {number} base @param {number} width @param {Look} look */
function line({ points, tips, tip, never, always }, x, y, base, width, look) {
  if (!points) return [];
  const path = points.map((p, i) => `${i ? "L" : "M"}${round(x(p.value))} ${round(y(p.share))}`).join("");
  const back = [...points].reverse().map((p) => `L${round(x(p.value))} ${round(y(p.low))}`).join("");
  const band = `${points.map((p, i) => `${i ? "L" : "M"}${round(x(p.value))} ${round(y(p.high))}`).join("")}${back}Z`;
  const said = tips.length ? [] : [words(x(50), y(0.5) - 6, points[0].share > 0.5 ? always : never, { "font-size": 11, fill: SOFT, "text-anchor": "middle" })];
  return [
    el("path", { d: `${path}L${round(x(100))} ${base}L${round(x(0))} ${base}Z`, fill: "var(--curve)", "fill-opacity": 0.13 }),
    el("path", { d: band, fill: "var(--curve)", "fill-opacity": 0.25 }),
    el("path", { class: "curve-line", d: path, fill: "none", stroke: "var(--curve)", "stroke-width": 2.4 }), ...said,
    ...tips.slice(1, 2).map((at) => el("path", { d: `M${round(x(at))} ${round(y(0.5))}V${base}`, stroke: SOFT, "stroke-dasharray": "3 3" })),
    ...tips.slice(0, 1).flatMap((at) => {
      const text = tip(tips), wide = look.measure(text, 11), after = x(at) + 8 + wide < width - 4, left = x(at) - 8 - wide > LEFT;
      const place = after ? [x(at) + 7, "start"] : left ? [x(at) - 7, "end"] : [width - RIGHT - 2, "end"];
      return [
        el("path", { d: `M${round(x(at))} ${round(y(0.5))}V${base}`, stroke: SOFT, "stroke-dasharray": "3 3" }),
        words(/** @type {number} */ (place[0]), after || left ? y(0.5) + 15 : y(0.34), text, { "font-size": 11, fill: SOFT, "text-anchor": place[1], class: "halo" }),
      ];
    }),
  ];
}

/** Where the number stands now, and (hollow) where it stood. @param {Curve} data @param {(v: number) => number} x @param {(s: number) => number} y @param {number} width @param {Look} look */
function marker({ now, share, was, label }, x, y, width, look) {
  if (now === null) return [];
  const at = share === null ? 0 : share, wide = look.measure(label, 12, true);
  const after = x(now) + 12 + wide < width - 2;
  const low = at < 0.13;
  return [
    ...(was === null ? [] : [el("path", { d: `M${round(x(was))} ${round(y(0))}V${round(y(1))}`, stroke: SOFT, "stroke-dasharray": "1 4" })]),
    ...(share === null ? [] : [
      el("circle", { class: "marker", cx: round(x(now)), cy: round(y(at)), r: 6.5, fill: "var(--ink-blocked)", stroke: "var(--card)", "stroke-width": 1.5 }),
      words(after ? x(now) + 11 : x(now) - 11, y(at) + (low ? -9 : 16), label, { "font-size": 12, "font-weight": 700, fill: "var(--ink-blocked)", "text-anchor": after ? "start" : "end", class: "halo" }),
    ]),
  ];
}
