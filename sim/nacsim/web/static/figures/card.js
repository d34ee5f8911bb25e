// The picture to hand on: what was asked, what was found, the dots with their key, what differs, the caveat, the command.

import { dots } from "./dots.js";
import { broken, el, figure, INK, SOFT, words } from "./tree.js";
/** @import {Tree, Look} from "../core/types.js" */
/** @import {Block} from "./dots.js" */

/** @typedef {{over: string, finding: string, more: string[], rows: {name: string, blocks: Block[]}[], differs: {head: string, lines: string[]},
 *   scale: string[], caveat: string, facts: string, command: string, title: string}} Card */

const SERIF = "Georgia, DejaVu Serif, Liberation Serif, serif", MONO = "DejaVu Sans Mono, Liberation Mono, monospace";
const MARGIN = 32, WIDER = 1.12;   // a serif takes more room than the letters it is measured by

/** @param {Card} card @param {number} width @param {Look} look */
export function card(card, width, look) {
  const inner = width - 2 * MARGIN;
  /** @type {Tree[]} */
  const parts = [];
  let y = MARGIN - 6;
  const text = (/** @type {string} */ line, size = 13, /** @type {{[name: string]: any}} */ more = {}, wider = 1) => {
    for (const piece of broken(line, inner, size, (t, s) => wider * look.measure(t, s, more["font-weight"] === 700), 6)) {
      y += size * 1.4;
      parts.push(words(MARGIN, y, piece, { "font-size": size, ...more }));
    }
  };
  const list = (/** @type {string[]} */ lines, /** @type {any} */ more = {}) => lines.forEach((line) => text(line, 12, { fill: SOFT, ...more }));
  text(card.over, 12.5, { fill: SOFT });
  text(card.finding, 22, { "font-weight": 700, "font-family": SERIF }, WIDER);
  y += 5;
  card.more.forEach((line) => text(line, 13.5));
  y += 12;
  for (const row of card.rows) {
    if (row.name) text(row.name, 14, { "font-weight": 700 });
    const made = dots({ blocks: row.blocks, title: "", of: "", hint: () => "" }, inner, look);
    parts.push(el("svg", { x: MARGIN, y: y + 9, width: made.width, height: made.height, viewBox: `0 0 ${made.width} ${made.height}` }, made.tree.children));
    y += made.height + 17;
  }
  if (card.differs.lines.length) {
    text(card.differs.head, 13, { "font-weight": 700 });
    list(card.differs.lines, { fill: INK });
    y += 6;
  }
  list(card.scale);
  y += 14;
  parts.push(el("path", { d: `M${MARGIN} ${y}h${inner}`, stroke: "var(--line)" }));
  text(card.caveat, 12, { "font-weight": 700 });
  text(card.facts, 11.5, { fill: SOFT });
  text(card.command, 11, { fill: SOFT, "font-family": MONO }, 1.15);
  const height = Math.round(y + MARGIN - 8);
  return figure(width, height, card.title, [el("rect", { width, height, fill: "var(--card)" }), ...parts]);
}
