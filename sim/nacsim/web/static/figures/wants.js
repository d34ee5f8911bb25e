// Who wants what: members on the issue's own scale, larger the more they care, coloured by how often they object.

import { broken, el, figure, round, SOFT, words } from "./tree.js";
/** @import {Look} from "../core/types.js" */

/** @typedef {{code: string, name: string, at: number, cares: number, heat: number, mark?: string, label: string}} Stand */
/** @typedef {{stands: Stand[], tabled: number, quo: number|null, zero: string, hundred: string, chosen: string|null, title: string,
 *   words: {tabled: string, quo: string, others: (n: number) => string}, leader: string[]}} Wants */

/** @param {Wants} data @param {number} width @param {Look} look @param {number} [most] */
export function wants(data, width, look, most = 300) {
  const { stands, chosen } = data;
  const left = 22, right = width - 26, scale = (/** @type {number} */ v) => left + (v / 100) * (right - left);
  const size = Math.min(1, width / 560, Math.sqrt(34 / Math.max(12, stands.length)) + 0.12);
  const radius = (/** @type {number} */ cares) => Math.max(4.2, (3 + 1.35 * Math.sqrt(Math.max(0, cares))) * size);
  const placed = swarm(stands.map((stand) => ({ ...stand, x: scale(stand.at), r: radius(stand.cares) })), left, right);
  const tall = Math.max(40, ...placed.map((p) => p.up + p.r));
  const labels = label(placed, data, width, look);
  const room = Math.max(tall + 8, ...labels.map((l) => l.up + 14)) + 8;
  const ends = 42 + 13 * Math.max(...[data.zero, data.hundred].map((text) => told(text, width, look).length));
  const base = Math.min(most, room), height = base + ends;
  const axis = [0, 25, 50, 75, 100].flatMap((v) => [
    el("path", { d: `M${round(scale(v))} ${base}v5`, stroke: "var(--seat-line)" }),
    words(scale(v), base + 25, String(v), { "font-size": 11, fill: SOFT, "text-anchor": "middle" }),
  ]);
  const children = [
    el("path", { d: `M${left} ${base}H${right}`, stroke: "var(--seat-line)" }), ...axis,
    ...end(data.zero, left - 18, "start", base, width, look), ...end(data.hundred, width - 2, "end", base, width, look),
    ...(data.quo === null ? [] : [flag(scale(data.quo), base, "var(--card)", data.words.quo)]),
    flag(scale(data.tabled), base, "var(--ink)", data.words.tabled),
    ...labels.flatMap((l) => [
      ...(l.stem ? [el("path", { d: `M${round(l.stem[0])} ${round(base - l.stem[1])}V${round(base - l.up + 3)}`, stroke: l.fill, "stroke-width": 1 })] : []),
      words(l.x, base - l.up, l.text, { "font-size": l.size, "text-anchor": l.anchor, "font-weight": l.bold ? 700 : 400, fill: l.fill, "pointer-events": "none" }),
    ]),
    el("g", { "data-seats": "yes" }, placed.map((p) => seat(p, base, chosen, look))),
  ];
  return figure(width, height, data.title, children, { role: "group" });
}

/** @param {any} p @param {number} base @param {string|null} chosen @param {Look} look */
function seat(p, base, chosen, look) {
  const { fill, ink } = look.heat(p.heat);
  return el("g", { class: "seat", role: "button", tabindex: p.code === chosen ? 0 : -1, "aria-pressed": p.code === chosen, "data-code": p.code, "aria-label": `${p.code}: ${p.label}` }, [
    el("title", { text: p.label }),
    el("circle", { class: "ring", cx: round(p.x), cy: round(base - p.up - 1), r: round(p.r), fill }),
    ...(p.mark ? [words(p.x, base - p.up + 3, p.mark, { "font-size": 11, "text-anchor": "middle", fill: ink })] : []),
  ]);
}

/** @param {number} x @param {number} base @param {string} fill @param {string} text */
const flag = (x, base, fill, text) => el("path", { class: "flag", d: `M${round(x)} ${base + 1}l-5.5 10h11z`, fill, stroke: "var(--ink)" }, [el("title", { text })]);

/** What an end of the scale stands for, in lines; an end without words has none. @param {string} text @param {number} width @param {Look} look */
const told = (text, width, look) => (text ? broken(text, width * 0.45, 11, look.measure) : []);

/** @param {string} text @param {number} x @param {string} anchor @param {number} base @param {number} width @param {Look} look */
const end = (text, x, anchor, base, width, look) =>
  told(text, width, look).map((line, i) => words(x, base + 41 + 13 * i, line, { "font-size": 11, fill: SOFT, "text-anchor": anchor }));

/** Places above the line: the largest first, each as low as it fits at its own point of the scale, or beside it where many want the same.
 * @param {any[]} items @param {number} left @param {number} right @returns {any[]} */
export function swarm(items, left, right) {
  const order = [...items].sort((p, q) => q.r - p.r || p.at - q.at || (p.code < q.code ? -1 : 1));
  const many = new Map();
  for (const p of items) many.set(Math.round(p.at), (many.get(Math.round(p.at)) ?? 0) + 1);
  /** @type {any[]} */
  const placed = [];
  for (const p of order) {
    const columns = Math.min(12, Math.max(1, Math.round(Math.sqrt((many.get(Math.round(p.at)) ?? 1) / 1.6))));
    const offsets = Array.from({ length: columns }, (_, i) => (i - (columns - 1) / 2) * (2 * p.r + 1.5));
    let best = null;
    for (const off of offsets) {
      const x = Math.min(right - p.r + 12, Math.max(left + p.r - 12, p.x + off));
      const up = lowest(x, p.r, placed);
      if (best === null || up < best.up - 0.5) best = { x, up };
    }
    placed.push({ ...p, ...best });
  }
  return placed;
}

/** How high a circle at x must stand so as not to touch those already there. @param {number} x @param {number} r @param {any[]} placed */
function lowest(x, r, placed) {
  let up = r + 2;
  const near = placed.filter((q) => Math.abs(q.x - x) < q.r + r + 1).sort((p, q) => p.up - q.up);
  for (const q of near) {
    const gap = Math.sqrt(Math.max(0, (q.r + r + 1.2) ** 2 - (q.x - x) ** 2));
    if (Math.abs(q.up - up) < gap - 0.01) up = q.up + gap;
  }
  return up;
}

/** Labels: whoever stands in the way in full, clusters by name or by number, nothing over anything else.
 * @param {any[]} placed @param {Wants} data @param {number} width @param {Look} look */
function label(placed, data, width, look) {
  /** @type {any[]} */
  const taken = placed.map((p) => ({ x0: p.x - p.r, x1: p.x + p.r, y0: p.up - p.r, y1: p.up + p.r }));
  const free = (/** @type {any} */ box) => !taken.some((t) => t.x0 < box.x1 && box.x0 < t.x1 && t.y0 < box.y1 && box.y0 < t.y1);
  /** @type {any[]} */
  const found = [];
  const put = (/** @type {any[]} */ group, /** @type {string[]} */ texts, /** @type {any} */ how) => {
    const crown = group.reduce((best, p) => (p.up + p.r > best.up + best.r ? p : best)), x0 = crown.x, top = crown.up + crown.r;
    const wide = Math.max(...texts.map((text) => look.measure(text, how.size, how.bold)));
    for (let up = top + 5; up < top + (how.far ?? 75); up += 5) {
      for (const shift of [0, -0.3, 0.3, -0.48, 0.48]) {
        const x = Math.min(width - wide / 2 - 2, Math.max(wide / 2 + 2, x0 + shift * wide));
        const box = { x0: x - wide / 2 - 3, x1: x + wide / 2 + 3, y0: up - 3, y1: up + texts.length * 14 };
        const stem = up > top + 8 ? { x0: x0 - 2, x1: x0 + 2, y0: top + 2, y1: up - 3 } : null;
        if (!free(box) || (stem && (!free(stem) || x0 < box.x0 || x0 > box.x1))) continue;
        taken.push(box, ...(stem ? [stem] : []));
        texts.forEach((text, i) => found.push({ ...how, text, x, anchor: "middle", bold: how.bold && i === 0, up: up + 14 * (texts.length - 1 - i), stem: stem && i === texts.length - 1 ? [x0, top] : null }));
        return true;
      }
    }
    return false;
  };
  const lead = placed.filter((p) => p.code === data.leader[0]);
  const rest = clusters(placed.filter((p) => p.code !== data.leader[0])).sort((g, h) => hottest(h) - hottest(g) || g.length - h.length);
  const named = (/** @type {any[]} */ group) => {
    const hot = hottest(group) >= 0.2, names = group.length > 3 ? data.words.others(group.length) : group.map((p) => p.name).join(", ");
    put(group, [names], { size: 11, bold: false, fill: hot ? "var(--ink-blocked)" : "var(--ink)", far: hot ? 150 : 75 });
  };
  rest.filter((group) => hottest(group) >= 0.2).forEach(named);
  if (lead.length) put(lead, data.leader.slice(1), { size: 12, bold: true, fill: "var(--ink-blocked)", far: 150 });
  rest.filter((group) => hottest(group) < 0.2).forEach(named);
  return found;
}

/** @param {any[]} group */
const hottest = (group) => Math.max(...group.map((p) => p.heat));

/** Those who want the same, to within two points. @param {any[]} placed @returns {any[][]} */
function clusters(placed) {
  /** @type {any[][]} */
  const groups = [];
  for (const p of [...placed].sort((a, b) => a.at - b.at)) {
    const last = groups.at(-1);
    if (last && p.at - last[0].at <= 2) last.push(p);
    else groups.push([p]);
  }
  return groups;
}
