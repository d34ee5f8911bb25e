// A drawing as data: functions from (data, width) to a tree of SVG elements, which the page draws and files are written from.

/** @import {Tree} from "../core/types.js" */

/** One SVG element; `text` is its writing.
 * @param {string} tag @param {{[name: string]: any}} [attrs] @param {Tree[]} [children] @returns {Tree} */
export function el(tag, attrs = {}, children = []) {
  const { text, ...rest } = attrs;
  return { tag, attrs: rest, text, children };
}

/** @typedef {{tree: Tree, width: number, height: number}} Figure */

/** A whole figure, with what it says in words for those who do not see it.
 * @param {number} width @param {number} height @param {string} label @param {Tree[]} children @param {{[name: string]: any}} [attrs] @returns {Figure} */
export function figure(width, height, label, children, attrs = {}) {
  const box = { viewBox: `0 0 ${round(width)} ${round(height)}`, width: round(width), height: round(height), role: "img", "aria-label": label, ...attrs };
  return { tree: el("svg", box, children), width, height };
}

/** @param {number} value */
export const round = (value) => Math.round(value * 10) / 10;

export const INK = "var(--ink)";
export const SOFT = "var(--soft)";
export const LINE = "var(--line)";
export const EDGE = "var(--seat-line)";

/** Writing. @param {number} x @param {number} y @param {string} text @param {{[name: string]: any}} [more] */
export const words = (x, y, text, more = {}) => el("text", { x: round(x), y: round(y), "font-size": 12, fill: INK, text, ...more });

/** Letters without a browser: a sans-serif takes some 0.56 of its size a letter, bold a little more.
 * @param {string} text @param {number} size @param {boolean} [bold] */
export const estimate = (text, size, bold) => text.length * size * (bold ? 0.6 : 0.56);

/** Words broken into lines that fit. @param {string} text @param {number} width @param {number} size
 * @param {(text: string, size: number) => number} measure @param {number} [most] @returns {string[]} */
export function broken(text, width, size, measure, most = 3) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(/\s+/)) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && measure(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `${lines[most - 1]}…`];
}

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escape = (/** @type {any} */ text) => String(text).replace(/[&<>"]/g, (c) => /** @type {any} */ (ESCAPES)[c]);

/** A tree as SVG text that stands alone: colours written out from a palette (name -> colour), no classes of the page.
 * @param {Tree} tree @param {{[name: string]: string}} palette @returns {string} */
export function toText(tree, palette) {
  const solid = (/** @type {any} */ value) => String(value).replace(/var\(--([\w-]+)\)/g, (_, name) => palette[name] ?? "#000000");
  const dropped = ["class", "tabindex", "data-code", "data-run", "data-outcome", "aria-pressed"];
  const attrs = Object.entries(tree.attrs).filter(([name, value]) => value !== null && value !== undefined && !dropped.includes(name))
    .map(([name, value]) => ` ${name}="${escape(solid(value))}"`).join("");
  const space = tree.tag === "svg" ? ' xmlns="http://www.w3.org/2000/svg" font-family="DejaVu Sans, Arial, sans-serif"' : "";
  return `<${tree.tag}${space}${attrs}>${tree.text === undefined ? "" : escape(tree.text)}${tree.children.map((child) => toText(child, palette)).join("")}</${tree.tag}>`;
}
