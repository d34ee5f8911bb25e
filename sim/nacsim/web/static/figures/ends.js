// Where the text ends in the councils that adopt one, issue by issue, with the text as tabled.

import { el, figure, round, SOFT, words } from "./tree.js";
import { short } from "../core/words.js";
/** @import {Look} from "../core/types.js" */

/** @typedef {{issues: {label: string, tabled: number, now: number[], before: number[]|null, said: string}[], title: string, tabled: string}} Ends */

/** @param {Ends} data @param {number} width @param {Look} look */
export function ends({ issues, title, tabled }, width, look) {
  const line = 76;
  const children = issues.flatMap((issue, i) => {
    const top = i * line, base = top + 56, x = (/** @type {number} */ v) => 4 + (v / 100) * (width - 8), right = issue.tabled > 50;
    const shares = share(issue.now), before = issue.before ? share(issue.before) : null;
    const most = Math.max(0.01, ...shares, ...(before ?? [])), step = (width - 8) / shares.length, y = (/** @type {number} */ s) => base - (s / most) * 26;
    return [
      words(0, top + 11, short(issue.label, Math.floor(width / 6.6)), {}),
      words(0, top + 25, issue.said, { "font-size": 11, fill: SOFT }),
      ...shares.map((s, k) => (s > 0 ? el("rect", { x: round(4 + k * step), width: round(step - 1), y: round(y(s)), height: round(base - y(s)), fill: "var(--curve)" }) : null)).filter((t) => t !== null),
      ...(before ?? []).map((s, k) => (s > 0 ? el("path", { d: `M${round(4 + k * step)} ${round(y(s))}h${round(step)}`, stroke: "var(--ink)", "stroke-width": 1.6 }) : null)).filter((t) => t !== null),
      el("path", { d: `M4 ${base + 0.5}H${width - 4}`, stroke: "var(--seat-line)" }),
      el("path", { d: `M${round(x(issue.tabled))} ${base}l-4 7h8z`, fill: "var(--ink)" }),
      words(x(issue.tabled) + (right ? -8 : 8), base + 12, tabled, { "font-size": 11, fill: SOFT, "text-anchor": right ? "end" : "start" }),
      words(right ? 0 : width, base + 13, right ? "0" : "100", { "font-size": 11, fill: SOFT, "text-anchor": right ? "start" : "end" }),
    ];
  });
  return figure(width, line * issues.length, title, children);
}

/** @param {number[]} counts */
function share(counts) {
  const total = counts.reduce((a, b) => a + b, 0);
  return counts.map((n) => (total ? n / total : 0));
}
