// The room on the map: states that have an outline there; who has none is listed beside it by the page.

import { el, figure, words } from "./tree.js";
/** @import {Look} from "../core/types.js" */
/** @import {Seat} from "./seats.js" */

/** @typedef {{size: number[], frames: number[][], states: {[code: string]: {path: string, dot?: number[]}}}} Shapes */

/** Who can be shown on the map. @param {Shapes} shapes @param {string[]} codes */
export const drawn = (shapes, codes) => codes.filter((code) => Object.hasOwn(shapes.states, code));

/** @param {{seats: Seat[], chosen: string|null, title: string}} data @param {number} width @param {Look} look @param {Shapes} shapes */
export function map(data, width, look, shapes) {
  const [w, h] = shapes.size, codes = data.seats.map((seat) => seat.code), there = drawn(shapes, codes);
  const others = Object.entries(shapes.states).filter(([code]) => !codes.includes(code));
  const last = (/** @type {string} */ code) => 2 * Number(code === data.chosen) + Number("dot" in shapes.states[code]);   // dots and the chosen one lie on top
  const seats = data.seats.filter((seat) => there.includes(seat.code)).sort((a, b) => last(a.code) - last(b.code)).map((seat) => {
    const { path, dot } = shapes.states[seat.code], { fill } = look.heat(seat.heat);
    return el("g", { class: "seat", role: "button", tabindex: seat.code === data.chosen ? 0 : -1, "aria-pressed": seat.code === data.chosen, "data-code": seat.code, "aria-label": `${seat.code}${seat.mark ? ` ${seat.mark}` : ""}: ${seat.label}` }, [
      el("title", { text: seat.label }), el("path", { class: "ring", d: path, fill }), ...(dot ? [el("circle", { class: "ring", cx: dot[0], cy: dot[1], r: 6.5, fill })] : []),
    ]);
  });
  const made = figure(w, h, data.title, [
    ...shapes.frames.map(([x, y, wide, high]) => el("rect", { x, y, width: wide, height: high, fill: "var(--sea)", stroke: "var(--line)" })),
    el("g", {}, others.map(([, shape]) => el("path", { d: shape.path, fill: "var(--land)", stroke: "var(--card)", "stroke-width": 0.6 }))),
    el("g", { "data-seats": "yes" }, seats), words(4, h - 6, "", {}),
  ], { role: "group" });
  made.tree.attrs.width = Math.min(width, 640);
  made.tree.attrs.height = (Math.min(width, 640) * h) / w;
  return made;
}
