// One council as a chart of rounds: the text, what it costs the objector against what standing alone costs it, who broke silence.

import { el, figure, LINE, round, SOFT, words } from "./tree.js";
import { number, short } from "../core/words.js";
/** @import {Look} from "../core/types.js" */

/** @typedef {{rounds: {round: number, text: {[issue: string]: number}, loss: number, cost: number, speaks: string[], hides: string[], open: boolean}[],
 *   issues: {name: string, label: string}[], who: string|null, now: number, title: string,
 *   words: {text: string, loss: string, cost: (v: string) => string, silence: string, by: string, open: string}}} Rounds */

/** @param {Rounds} data @param {number} width @param {Look} look */
export function rounds(data, width, look) {
  const { issues, now, who } = data, told = data.rounds, say = data.words;
  const left = Math.min(132, width * 0.3), step = Math.min(96, (width - left - 20) / Math.max(1, told.length));
  const x = (/** @type {number} */ k) => left + 24 + k * step, slim = step < 34;
  const every = Math.ceil(28 / step);
  const top = 24, line = Math.max(46, Math.min(70, 110 / issues.length + 14)), texts = top + issues.length * line;
  const losses = who === null ? 0 : 92, zero = texts + 20, most = Math.max(1, ...told.map((r) => Math.max(r.loss, r.cost)));
  const bar = (/** @type {number} */ v) => (Math.max(0, v) / most) * (losses - 34);
  const silence = texts + losses + 16, height = silence + 32;
  const children = [
    el("rect", { x: round(x(now) - step / 2 + 2), y: 2, width: round(step - 4), height: height - 4, rx: 4, fill: "var(--accent-soft)" }),
    ...told.map((r, k) => (k % every === 0 || k === now ? words(x(k), 15, String(r.round), { "font-size": 11, fill: SOFT, "text-anchor": "middle", "font-weight": k === now ? 700 : 400 }) : null)).filter((t) => t !== null),
    words(0, 15, say.text, { "font-size": 11, fill: SOFT }),
    ...issues.flatMap((issue, i) => texts_(issue, i, told, { left, line, top, x, slim, look })),
  ];
  if (who !== null) {
    const cost = say.cost(number(Math.round(10 * (told[now]?.cost ?? 0)) / 10));
    children.push(
      ...two(0, zero + 6, who, say.loss, "var(--ink-blocked)", left - 8, look),
      el("path", { d: `M${left} ${zero}H${round(x(told.length - 1) + step / 2)}`, stroke: LINE }),
      ...told.flatMap((r, k) => [
        el("rect", { x: round(x(k) - Math.min(9, step / 3)), y: zero, width: round(Math.min(18, (2 * step) / 3)), height: round(bar(r.loss)), fill: "var(--blocked)" }),
        el("path", { d: `M${round(x(k) - Math.min(13, step / 2.4))} ${round(zero + bar(r.cost))}h${round(Math.min(26, step / 1.2))}`, stroke: "var(--ink)", "stroke-width": 2 }),
        ...(slim && k !== now ? [] : [words(x(k), zero + bar(Math.max(r.loss, r.cost)) + 13, number(Math.round(r.loss)), { "font-size": 11, "text-anchor": "middle", fill: "var(--ink-blocked)" })]),
      ]),
      words(Math.max(0, Math.min(x(0) - 4, width - look.measure(cost, 11) - 4)), zero - 5, cost, { "font-size": 11, fill: SOFT }),
    );
  }
  children.push(
    ...two(0, silence + 4, say.silence, say.by, "var(--ink)", left - 8, look),
    ...told.flatMap((r, k) => {
      if (r.open) return [words(x(k), silence + 5, say.open, { "text-anchor": "middle", "font-weight": 700 })];
      const broke = r.speaks.length > 0;
      const mark = broke ? `M${round(x(k) - 4)} ${silence - 4}l8 8m0 -8l-8 8` : `M${round(x(k) - 5)} ${silence}l4 4l7 -8`;
      const names = broke ? short(r.speaks.join(" "), Math.max(3, Math.floor(step / 7))) + (r.hides.length ? ` +${r.hides.length}` : "") : "";
      return [
        el("path", { d: mark, fill: "none", stroke: broke ? "var(--ink-blocked)" : "var(--accent)", "stroke-width": 2.2 }),
        ...(names && (!slim || k === now) ? [words(x(k), silence + 20, names, { "font-size": 11, "text-anchor": "middle", fill: "var(--ink-blocked)" })] : []),
      ];
    }),
  );
  for (const [k, r] of told.entries()) children.push(el("rect", { class: "hit", "data-round": r.round, x: round(x(k) - step / 2), y: 0, width: round(step), height, fill: "transparent" }));
  return figure(width, height, data.title, children, { role: "img" });
}

/** One issue of the text over the rounds. @param {{name: string, label: string}} issue @param {number} i @param {any[]} told @param {any} at */
function texts_(issue, i, told, { left, line, top, x, slim, look }) {
  const y0 = top + i * line + 16, y = (/** @type {number} */ v) => y0 + (1 - v / 100) * (line - 26);
  const path = told.map((r, k) => `${k ? "L" : "M"}${round(x(k))} ${round(y(r.text[issue.name]))}`).join("");
  return [
    ...two(0, y0 + 8, "", issue.label, "var(--ink)", left - 8, look),
    el("path", { d: `M${left} ${round(y(0))}H${round(x(told.length - 1) + 12)}`, stroke: LINE }),
    el("path", { d: path, fill: "none", stroke: "var(--ink)", "stroke-width": 1.6 }),
    ...told.flatMap((r, k) => {
      const v = r.text[issue.name], new_ = k === 0 || Math.abs(v - told[k - 1].text[issue.name]) >= 0.5;
      return [
        el("circle", { cx: round(x(k)), cy: round(y(v)), r: 3, fill: "var(--ink)" }),
        ...(new_ && (!slim || k === 0) ? [words(x(k), y(v) - 6, number(Math.round(v)), { "font-size": 11, "text-anchor": "middle" })] : []),
      ];
    }),
  ];
}

/** A bold word and soft ones below it, at the left. @param {number} x @param {number} y @param {string} bold @param {string} soft @param {string} fill @param {number} width @param {Look} look */
function two(x, y, bold, soft, fill, width, look) {
  const letters = Math.floor(width / 5.9), first = short(soft, letters * 2);
  /** @type {string[]} */
  const lines = [];
  for (const word of first.split(" ")) {
    if (lines.length && look.measure(`${lines.at(-1)} ${word}`, 11) <= width) lines[lines.length - 1] += ` ${word}`;
    else lines.push(word);
  }
  return [...(bold ? [words(x, y, short(bold, Math.floor(width / 7)), { "font-weight": 700, fill })] : []), ...lines.slice(0, 2).map((text, i) => words(x, y + (bold ? 14 : 0) + 13 * i, text, { "font-size": 11, fill: SOFT }))];
}
