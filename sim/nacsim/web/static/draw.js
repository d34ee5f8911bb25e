// Small helpers for drawing: elements that are reused from one drawing to the next, so that nothing flickers.

/** @import {Tree, Look} from "./core/types.js" */
/** @import {Figure} from "./figures/tree.js" */

const SVG = "http://www.w3.org/2000/svg";

/** The element with this id. @param {string} id @returns {any} */
export const $ = (id) => document.getElementById(id);

/** Set attributes, writing only those that changed; `text` sets the text.
 * @param {any} node @param {{[name: string]: any}} attributes @returns {any} */
export function set(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "text") {
      if (node.textContent !== String(value)) node.textContent = value;
    } else if (value === null || value === undefined || (value === false && !name.startsWith("aria-"))) {
      if (node.hasAttribute(name)) node.removeAttribute(name);
    } else if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value);
  }
  return node;
}

/** A new HTML element with attributes and children (nodes or text).
 * @param {string} tag @param {{[name: string]: any}} [attributes] @param {...(Node|string)} children @returns {any} */
export function html(tag, attributes = {}, ...children) {
  const node = set(document.createElement(tag), attributes);
  node.append(...children);
  return node;
}

/** A button that does something. @param {string} text @param {() => void} act @param {{[name: string]: any}} [more] */
export function button(text, act, more = {}) {
  const node = html("button", { type: "button", text, ...more });
  node.addEventListener("click", act);
  return node;
}

/** Fields with letters in them that have not been told to the page yet: from the first one until Enter or until the field is left.
 * @type {WeakSet<any>} */
const typing = new WeakSet();
addEventListener("input", ({ target }) => target && typing.add(target), true);
for (const end of ["change", "focusout"]) addEventListener(end, ({ target }) => target && typing.delete(target), true);

/** What the state holds into a field, unless somebody is typing there. @param {any} field @param {any} value */
export const refill = (field, value) => { if (!typing.has(field) && field.value !== String(value)) field.value = value; };

/** Make the children of `parent` match `items`: `make(item)` builds one, `update(node, item)` refreshes it.
 * @param {any} parent @param {any[]} items @param {(item: any, i: number) => any} make @param {(node: any, item: any, i: number) => void} update */
export function match(parent, items, make, update) {
  while (parent.children.length > items.length) parent.lastElementChild.remove();
  items.forEach((item, i) => {
    let node = parent.children[i];
    if (!node) parent.append((node = make(item, i)));
    update(node, item, i);
  });
}

/** What each element was last drawn as: comparing with it is far quicker than asking the browser what stands there.
 * @type {WeakMap<any, Tree>} */
const drawn = new WeakMap();
/** @type {Tree} */
const NOTHING = { tag: "", attrs: {}, text: undefined, children: [] };

/** Make an SVG element match a tree, keeping what is there; what others wrote on the element stays. @param {any} node @param {Tree} tree */
function patch(node, tree) {
  const old = drawn.get(node) ?? NOTHING, { attrs, text } = tree;
  drawn.set(node, tree);
  for (const name in old.attrs) if (!(name in attrs)) node.removeAttribute(name);
  for (const name in attrs) if (attrs[name] !== old.attrs[name]) set(node, { [name]: attrs[name] });
  if (text !== old.text) node.textContent = text ?? "";
  if (text === undefined) patchChildren(node, tree.children);
}

/** @param {any} node @param {Tree[]} trees */
function patchChildren(node, trees) {
  let there = node.firstElementChild;
  for (const tree of trees) {
    if (there?.tagName !== tree.tag) {
      const fresh = document.createElementNS(SVG, tree.tag);
      if (there) there.replaceWith(fresh);
      else node.append(fresh);
      there = fresh;
    }
    patch(there, tree);
    there = there.nextElementSibling;
  }
  while (there) {
    const next = there.nextElementSibling;
    there.remove();
    there = next;
  }
}

/** Put a figure into a place. Focus on a seat stays on that seat. @param {any} place @param {Figure} figure */
export function put(place, { tree }) {
  const held = place.contains(document.activeElement) ? document.activeElement?.getAttribute("data-code") ?? null : null;
  let root = place.querySelector(":scope > svg");
  if (!root) place.append((root = document.createElementNS(SVG, "svg")));
  patch(root, tree);
  if (held !== null && document.activeElement?.getAttribute("data-code") !== held) root.querySelector(`[data-code="${CSS.escape(held)}"]`)?.focus();
}

const widths = new WeakMap();
/** @type {() => void} */
let onResize = () => {};
const watcher = new ResizeObserver((entries) => {
  const changed = entries.filter(({ target, contentRect }) => contentRect.width > 0 && Math.abs((widths.get(target) ?? 0) - contentRect.width) >= 1);
  for (const { target, contentRect } of changed) widths.set(target, contentRect.width);
  if (changed.length) onResize();
});

/** @type {() => void} */
let onPaper = () => {};

/** Say what to do when the width of something drawn has changed, and what at once before it is printed.
 * @param {() => void} handler @param {() => void} printed */
export const onWidth = (handler, printed) => { onResize = handler; onPaper = printed; };

/** The width of a place in pixels, remembered: asking the browser in the midst of drawing would make it lay out the page.
 * @param {any} place @param {number} [usual] */
export function widthOf(place, usual = 400) {
  if (!widths.has(place)) {
    watcher.observe(place);
    widths.set(place, place.clientWidth);
  }
  return Math.floor(widths.get(place)) || usual;
}

const themed = window.matchMedia("(prefers-color-scheme: dark)");
/** @type {number[][]|null} */
let heat = null;
themed.addEventListener("change", () => { heat = null; onResize(); });
window.matchMedia("print").addEventListener("change", () => { heat = null; onPaper(); });   // paper is light whatever the theme

/** A colour of the theme by its name. @param {string} name */
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

const rgb = (/** @type {string} */ hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));

/** Fill and text colour for a chance of 0-1: one hue, lifted so that 5 to 20 in 100 can be told apart.
 * @param {number} chance */
export function heatColour(chance) {
  heat ??= [0, 1, 2, 3, 4].map((i) => rgb(colour(`heat-${i}`)));
  const t = 4 * Math.min(1, Math.max(0, chance)) ** 0.7;
  const at = Math.min(3, Math.floor(t)), stops = heat;
  const mixed = stops[at].map((v, i) => Math.round(v + (stops[at + 1][i] - v) * (t - at)));
  return { fill: `rgb(${mixed})`, ink: readable(mixed) };
}

/** Black or white, whichever is easier to read on this colour (WCAG relative luminance): never below 4.5:1.
 * @param {number[]} colour_ */
function readable(colour_) {
  const [r, g, b] = colour_.map((v) => ((v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  const luminance = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 ? "#ffffff" : "#000000";
}

const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
/** @type {Map<string, number>} */
const measured = new Map();

/** How wide words are, px. @param {string} text @param {number} size @param {boolean} [bold] */
function measure(text, size, bold = false) {
  const key = `${size}${bold}${text}`;
  let wide = measured.get(key);
  if (wide === undefined) {
    if (measured.size > 5000) measured.clear();
    pen.font = `${bold ? 700 : 400} ${size}px system-ui, "Segoe UI", "Liberation Sans", sans-serif`;
    measured.set(key, (wide = pen.measureText(text).width));
  }
  return wide;
}

/** What figures need to know of the browser. @type {Look} */
export const look = { measure, heat: heatColour };
