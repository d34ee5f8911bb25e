// One number on its range: where it stands, and the part of the range that would do.

import { el, figure, INK, LINE, round, SOFT, words } from "./tree.js";
/** @import {Look} from "../core/types.js" */

/** @typedef {{low: number, high: number, zone: [number, number]|null, now: number|null, title: string, tell: (value: number) => string}} Track */

/** @param {Track} data @param {number} width @param {Look} look */
export function track({ low, high, zone, now, title, tell }, width, look) {
  const left = 8, right = 8, y = 12, height = 34;
  const x = (/** @type {number} */ v) => left + ((v - low) / (high - low)) * (width - left - right);
  const fit = (/** @type {number} */ at, /** @type {string} */ text) => Math.min(width - look.measure(text, 11) / 2 - 1, Math.max(look.measure(text, 11) / 2 + 1, at));
  const edge = zone ? (zone[0] > low ? zone[0] : zone[1] < high ? zone[1] : null) : null;
  const nowText = now === null ? "" : tell(now), edgeText = edge === null ? "" : tell(edge);
  const close = now !== null && edge !== null && Math.abs(x(now) - x(edge)) < (look.measure(nowText, 11) + look.measure(edgeText, 11)) / 2 + 6;
  return figure(width, height, title, [
    el("path", { d: `M${left} ${y}H${width - right}`, stroke: LINE, "stroke-width": 7, "stroke-linecap": "round" }),
    ...(zone ? [el("path", { class: "zone", d: `M${round(x(zone[0]))} ${y}H${round(x(zone[1]))}`, stroke: "var(--curve)", "stroke-width": 7, "stroke-linecap": "round" })] : []),
    ...(edge === null ? [] : [words(fit(x(edge), edgeText), y + 19, edgeText, { "font-size": 11, "font-weight": 700, fill: INK, "text-anchor": "middle" })]),
    ...(now === null ? [] : [
      el("circle", { class: "now", cx: round(x(now)), cy: y, r: 6, fill: "var(--ink-blocked)", stroke: "var(--card)", "stroke-width": 1.5 }),
      ...(close ? [] : [words(fit(x(now), nowText), y + 19, nowText, { "font-size": 11, fill: SOFT, "text-anchor": "middle" })]),
    ]),
  ]);
}
