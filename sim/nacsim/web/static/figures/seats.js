// The room as seats of a half circle, in the order of what they want: left against the text, right for it.

import { el, figure, round, SOFT, words } from "./tree.js";
import { short } from "../core/words.js";
/** @import {Look} from "../core/types.js" */

/** @typedef {{code: string, name: string, heat: number, mark: string, label: string}} Seat */

/** Seats of a half circle: n places as {x, y, r}, in order from left to right, rows filled in proportion to their length.
 * @param {number} n @param {number} width @param {number} height */
export function places(n, width, height) {
  const rows = n < 8 ? 1 : n < 21 ? 2 : n < 45 ? 3 : 5;
  const outer = Math.min(width / 2, height) - 26;
  const inner = rows === 1 ? outer : outer * (rows === 2 ? 0.62 : rows === 3 ? 0.46 : 0.3);
  const radii = Array.from({ length: rows }, (_, i) => (rows === 1 ? outer : inner + ((outer - inner) * i) / (rows - 1)));
  const total = radii.reduce((a, b) => a + b, 0);
  const counts = radii.map((radius) => Math.round((n * radius) / total));
  counts[rows - 1] += n - counts.reduce((a, b) => a + b, 0);
  const found = radii.flatMap((radius, i) => Array.from({ length: counts[i] }, (_, k) => {
    const angle = counts[i] === 1 ? Math.PI / 2 : Math.PI * (1 - k / (counts[i] - 1));
    return { angle, x: width / 2 + radius * Math.cos(angle), y: height - 26 - radius * Math.sin(angle) * 0.96 };
  }));
  found.sort((a, b) => b.angle - a.angle || a.x - b.x);
  const gap = Math.min(...counts.map((c, i) => (c > 1 ? (Math.PI * radii[i]) / (c - 1) : 99)));
  const r = Math.min(26, gap * 0.47, rows > 1 ? ((outer - inner) / (rows - 1)) * 0.47 : 26);
  return found.map(({ x, y }) => ({ x, y, r }));
}

/** @param {{seats: Seat[], chosen: string|null, title: string, left: string, right: string}} data @param {number} width @param {Look} look */
export function seats(data, width, look) {
  const w = Math.min(560, width), height = Math.round(w * 0.56), at = places(data.seats.length, w, height), shift = (width - w) / 2;
  const children = data.seats.map((seat, i) => {
    const { fill, ink } = look.heat(seat.heat), { y, r } = at[i], x = at[i].x + shift;
    const room = 2 * r - 4, size = Math.min(12, Math.max(7, (room * 12) / Math.max(1, look.measure(seat.code, 12))));
    const name = short(seat.code, Math.max(2, Math.floor(room / (0.6 * size)))), small = r > 13 ? seat.mark : "";
    return el("g", { class: "seat", role: "button", tabindex: seat.code === data.chosen ? 0 : -1, "aria-pressed": seat.code === data.chosen, "data-code": seat.code, "aria-label": `${seat.code}${seat.mark ? ` ${seat.mark}` : ""}: ${seat.label}` }, [
      el("title", { text: seat.label }),
      el("circle", { class: "ring", cx: round(x), cy: round(y), r: round(r), fill }),
      words(x, y + (small ? 0 : size * 0.36), name, { "text-anchor": "middle", "font-size": round(size), fill: ink }),
      words(x, y + size * 0.95, small, { "text-anchor": "middle", "font-size": round(size * 0.85), fill: ink }),
    ]);
  });
  const ends = [words(2, height + 12, data.left, { "font-size": 11, fill: SOFT }), words(width - 2, height + 12, data.right, { "font-size": 11, fill: SOFT, "text-anchor": "end" })];
  return figure(width, height + 18, data.title, [el("g", { "data-seats": "yes" }, children), ...ends], { role: "group" });
}
