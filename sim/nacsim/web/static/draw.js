// Small helpers for drawing: elements that are reused from one drawing to the next, so that nothing flickers.

const SVG = "http://www.w3.org/2000/svg";

/** The element with this id. */
export const $ = (id) => document.getElementById(id);

/** Set attributes, writing only those that changed; `text` sets the text. */
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

/** A new HTML element with attributes and children (nodes or text). */
export function html(tag, attributes = {}, ...children) {
  const node = set(document.createElement(tag), attributes);
  node.append(...children);
  return node;
}

/** A new SVG element. */
export const svg = (tag, attributes = {}) => set(document.createElementNS(SVG, tag), attributes);

/** Make the children of `parent` match `items`: `make(item)` builds one, `update(node, item)` refreshes it. */
export function match(parent, items, make, update) {
  while (parent.children.length > items.length) parent.lastElementChild.remove();
  items.forEach((item, i) => {
    let node = parent.children[i];
    if (!node) parent.append((node = make(item, i)));
    update(node, item, i);
  });
}

const widths = new WeakMap();
let onResize = () => {};
const watcher = new ResizeObserver((entries) => {
  const changed = entries.filter(({ target, contentRect }) => Math.abs((widths.get(target) ?? 0) - contentRect.width) >= 1);
  for (const { target, contentRect } of changed) widths.set(target, contentRect.width);
  if (changed.length) onResize();
});

/** Say what to do when the width of something drawn has changed. */
export const onWidth = (handler) => (onResize = handler);

/** The width of a place in pixels, remembered: asking the browser in the midst of drawing would make it lay out the page. */
export function widthOf(place) {
  if (!widths.has(place)) {
    widths.set(place, place.clientWidth);
    watcher.observe(place);
  }
  return widths.get(place);
}

/** An SVG of this width and height (pixels) inside `place`, made once; text stays the same size at any width. */
export function canvas(place, height, label) {
  let root = place.querySelector("svg");
  if (!root) place.append((root = svg("svg", { role: "img" })));
  const width = Math.max(260, Math.floor(widthOf(place)) || 400);
  set(root, { viewBox: `0 0 ${width} ${height}`, height, "aria-label": label });
  return { root, width };
}

/** A pen that draws shapes in order into `root`, reusing what is there; `done()` removes what is left over. */
export function pen(root) {
  let at = 0;
  return {
    draw(tag, attributes) {
      let node = root.children[at];
      if (!node || node.tagName !== tag) {
        const fresh = svg(tag);
        if (node) node.replaceWith(fresh);
        else root.append(fresh);
        node = fresh;
      }
      at += 1;
      for (const name of node.getAttributeNames()) if (!(name in attributes)) node.removeAttribute(name);
      return set(node, attributes);
    },
    done() {
      while (root.children.length > at) root.lastElementChild.remove();
    },
  };
}

/** A theme colour, e.g. colour("blocked"). */
export const colour = (name) => `var(--${name})`;

const themed = window.matchMedia("(prefers-color-scheme: dark)");
let heat = null;
themed.addEventListener("change", () => (heat = null));

function hex(name) {
  const value = getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  return [1, 3, 5].map((i) => parseInt(value.slice(i, i + 2), 16));
}

/** Fill and text colour for a chance of 0-1: one hue, lifted so that 5 to 20 in 100 can be told apart. */
export function heatColour(chance) {
  heat ??= [0, 1, 2, 3, 4].map((i) => hex(`heat-${i}`));
  const t = 4 * Math.min(1, Math.max(0, chance)) ** 0.7;
  const at = Math.min(3, Math.floor(t));
  const rgb = heat[at].map((v, i) => Math.round(v + (heat[at + 1][i] - v) * (t - at)));
  return { fill: `rgb(${rgb})`, ink: readable(rgb) };
}

/** Black or white, whichever is easier to read on this colour (WCAG relative luminance). */
function readable(rgb) {
  const [r, g, b] = rgb.map((v) => ((v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  const luminance = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.055 ? "#ffffff" : "#0b131b";
}

/** 0.123 as "12 %"; one decimal below ten in a hundred, and where all but nearly all would look alike. */
export function percent(share) {
  const value = 100 * share;
  if (value > 0 && value < 0.05) return "<0.1 %";
  if (value < 100 && value >= 99.95) return ">99.9 %";
  const fine = (value > 0 && value < 9.95) || (value >= 99 && value < 100);
  return `${value.toFixed(fine ? 1 : 0)} %`;
}

/** A change of shares in points with its 95 % half-width: "+12.3 ± 1.2". */
export function points({ value, low, high }) {
  const sign = value > 0.0005 ? "+" : value < -0.0005 ? "−" : "±";
  const number = Math.abs(100 * value).toFixed(1);
  return sign === "±" ? `0 ± ${(50 * (high - low)).toFixed(1)}` : `${sign}${number} ± ${(50 * (high - low)).toFixed(1)}`;
}

/** A number for people: no needless decimals. */
export const number = (value) => (Number.isInteger(value) ? String(value) : String(Math.round(value * 100) / 100));
