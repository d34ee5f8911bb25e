// A hundred dots, grouped by what becomes of the text, each of them a council that can be watched.

import { broken, el, figure, round, SOFT, words } from "./tree.js";
/** @import {Look} from "../core/types.js" */

/** @typedef {{key: string, runs: number[], share: string, label: string}} Part */
/** @typedef {{label: string, share: string, ink: string, small: string, parts: Part[]}} Block  what stands together: adopted in its forms, blocked, shelved */

const ROWS = 4, GAP = 16;

/** Blocks of dots side by side, `ROWS` high, directly labelled; wrapped to further lines where they do not fit.
 * @param {{blocks: Block[], title: string, of: string, hint: (part: Part, run: number) => string}} data
 * @param {number} width @param {Look} look @param {{step?: number, full?: boolean, notes?: boolean}} [how] `full`: with a line for each part, `notes`: with what is meant */
export function dots({ blocks, title, of, hint }, width, look, { step: wished = 18.4, full = true, notes = full } = {}) {
  const shown = blocks.filter((block) => block.parts.some((part) => part.runs.length));
  const count = (/** @type {Block} */ block) => block.parts.reduce((sum, part) => sum + part.runs.length, 0);
  const head = (/** @type {Block} */ block) => `${block.share} ${block.label}`;
  const least = (/** @type {Block} */ block) => Math.max(look.measure(head(block), 12.5, true), full ? Math.max(0, ...listed(block).map((part) => 14 + look.measure(`${part.share} ${part.label}`, 11))) : 0, notes && block.small && block.parts.length === 1 ? 84 : 0);
  const size = (/** @type {Block} */ block, /** @type {number} */ step) => Math.max(Math.ceil(count(block) / ROWS) * step, least(block));
  const wide = (/** @type {number} */ step) => shown.reduce((sum, block) => sum + size(block, step) + GAP, -GAP);
  let step = wished;
  while (step > 12.5 && wide(step) > width) step -= 0.3;
  const columns = Math.floor(width / step);
  const r = step * 0.42, tall = ROWS * step;
  let x = 0, y = 0, low = 0;
  const children = [];
  for (const block of shown) {
    const own = Math.min(width, size(block, step)), rows = Math.ceil(count(block) / columns) > ROWS ? Math.ceil(count(block) / columns) : ROWS;
    if (x > 0 && x + own > width + 1) { x = 0; y = low + 10; }
    let k = 0;
    for (const part of block.parts) {
      children.push(el("g", { "data-group": part.key }, part.runs.map((run) => {
        const column = Math.floor(k / rows), row = k % rows;
        k += 1;
        return el("circle", {
          class: "dot", "data-run": run, "data-outcome": part.key, "data-of": of, r: round(r), cx: round(x + column * step + r + 1), cy: round(y + row * step + r + 1),
          fill: `var(--${part.key})`, stroke: "var(--dot-line)", "stroke-width": 0.8,
        }, [el("title", { text: hint(part, run) })]);
      })));
    }
    let below = y + Math.max(tall, rows * step) + 13;
    children.push(words(x, below, head(block), { "font-size": 12.5, "font-weight": 700, fill: block.ink }));
    if (full) {
      for (const part of listed(block)) {
        below += 14;
        children.push(el("circle", { cx: x + 5, cy: below - 4, r: 4, fill: `var(--${part.key})`, stroke: "var(--dot-line)", "stroke-width": 0.8 }), words(x + 14, below, `${part.share} ${part.label}`, { "font-size": 11, fill: SOFT }));
      }
      for (const line of notes && block.small && !listed(block).length ? broken(block.small, Math.max(own, 84), 11, look.measure) : []) {
        below += 14;
        children.push(words(x, below, line, { "font-size": 11, fill: SOFT }));
      }
    }
    low = Math.max(low, below + 4);
    x += own + GAP;
  }
  return figure(width, low, `${title}: ${shown.map((block) => `${head(block)}`).join(", ")}`, children, { role: "group" });
}

/** The parts that get a line of their own: where there is more than one. @param {Block} block */
const listed = (block) => {
  const there = block.parts.filter((part) => part.runs.length);
  return there.length > 1 ? there : [];
};
