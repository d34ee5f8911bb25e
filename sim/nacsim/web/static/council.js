// The room: seats in a half circle, a map, or a table, coloured by the chance to break silence or by one council's round.

import { $, heatColour, html, match, percent, set, svg } from "./draw.js";
import { state } from "./state.js";

const SAYS = { silent: "keeps silence", objects: "objects, hidden behind another", speaks: "breaks silence" };
let shapes = null;
let onChoose = () => {};

/** Load the map's outlines (once) and say what to do when a seat is chosen. */
export async function prepare(choose) {
  onChoose = choose;
  shapes = await (await fetch("/static/shapes.json")).json();
}

/** Seats of a half circle: n places as {x, y, r}, in order from left to right, rows filled in proportion to their length. */
export function hemicycle(n, width = 560, height = 330) {
  const rows = n < 8 ? 1 : n < 21 ? 2 : n < 45 ? 3 : 5;
  const outer = Math.min(width / 2, height) - 30;
  const inner = rows === 1 ? outer : outer * (rows === 2 ? 0.62 : rows === 3 ? 0.46 : 0.36);
  const radii = Array.from({ length: rows }, (_, i) => (rows === 1 ? outer : inner + ((outer - inner) * i) / (rows - 1)));
  const total = radii.reduce((a, b) => a + b, 0);
  const counts = radii.map((radius) => Math.round((n * radius) / total));
  counts[rows - 1] += n - counts.reduce((a, b) => a + b, 0);
  const places = radii.flatMap((radius, i) =>
    Array.from({ length: counts[i] }, (_, k) => {
      const angle = counts[i] === 1 ? Math.PI / 2 : Math.PI * (1 - k / (counts[i] - 1));
      return { angle, x: width / 2 + radius * Math.cos(angle), y: height - 28 - radius * Math.sin(angle) * 0.96 };
    }));
  places.sort((a, b) => b.angle - a.angle || a.x - b.x);
  const gap = Math.min(...counts.map((c, i) => (c > 1 ? (Math.PI * radii[i]) / (c - 1) : 99)));
  const r = Math.min(26, gap * 0.47, rows > 1 ? ((outer - inner) / (rows - 1)) * 0.47 : 26);
  return places.map(({ x, y }) => ({ x, y, r }));
}

function seatState(answer, code) {
  const chance = answer.summary.members[code]?.objects_first ?? 0;
  const said = answer.round?.members[code];
  if (!said) return { ...heatColour(chance), small: chance >= 0.045 ? percent(chance) : "", words: `${percent(chance)} chance to break silence` };
  const shade = heatColour(said === "speaks" ? 0.8 : said === "objects" ? 0.22 : 0);
  const paid = answer.round.paid[code] ? ", paid" : "";
  return { ...shade, small: said === "silent" ? (paid ? "paid" : "") : said === "speaks" ? "✕" : "(✕)", words: SAYS[said] + paid };
}

function labelled(node, code, view, seat) {
  const chosen = code === state.seat;
  const name = view.names[code] ?? code;
  set(node, {
    class: "seat", role: "button", tabindex: chosen ? 0 : -1, "aria-pressed": chosen, "data-code": code,
    "aria-label": `${code}${seat.small ? ` ${seat.small}` : ""}: ${name}, ${seat.words}`,
  });
}

function newSeat() {
  const group = svg("g");
  group.append(svg("title"), svg("circle", { class: "ring" }), svg("text"), svg("text"));
  return group;
}

/** Draw the seats of one answer (with `round` for a story) in a half circle, P(adopted) in the middle. */
function drawHemicycle(root, view, answer) {
  const places = hemicycle(view.room.length);
  set(root, { viewBox: "0 0 560 330" });
  layer(root, "seats", view.room, newSeat, (node, code, i) => {
    const seat = seatState(answer, code);
    labelled(node, code, view, seat);
    const { x, y, r } = places[i];
    const [title, ring, name, small] = node.children;
    set(title, { text: `${view.names[code] ?? code}: ${seat.words}` });
    set(ring, { cx: x.toFixed(1), cy: y.toFixed(1), r: r.toFixed(1), fill: seat.fill });
    const word = code.slice(0, 9), size = Math.min(12, r * 0.62, (2 * r - 5) / (0.58 * word.length));
    set(name, { x: x.toFixed(1), y: (y + (seat.small ? 0 : size * 0.36)).toFixed(1), "text-anchor": "middle", "font-size": size.toFixed(1), fill: seat.ink, text: word });
    set(small, { x: x.toFixed(1), y: (y + size * 0.95).toFixed(1), "text-anchor": "middle", "font-size": (size * 0.85).toFixed(1), fill: seat.ink, text: seat.small && ` ${seat.small}` });
  });
  layer(root, "middle", middle(answer), () => svg("text"), (node, item) => set(node, item));
}

function middle(answer) {
  const base = { x: 280, "text-anchor": "middle", fill: "var(--ink)" };
  if (answer.round) {
    return [{ ...base, y: 284, "font-size": 22, "font-weight": 650, text: `Round ${answer.round.round}` },
      { ...base, y: 306, "font-size": 13, fill: "var(--soft)", text: `council ${answer.run}` }];
  }
  return [{ ...base, y: 284, "font-size": 34, "font-weight": 700, fill: "var(--accent)", text: percent(answer.summary.adopted.share) },
    { ...base, y: 306, "font-size": 13, fill: "var(--soft)", text: "adopted in some form" }];
}

function newCountry() {
  const group = svg("g");
  group.append(svg("title"), svg("path", { class: "ring" }), svg("circle", { class: "ring" }));
  return group;
}

/** Draw the same on the map; small countries get a dot that can be hit. Members without a shape are left to the other views. */
function drawMap(root, view, answer) {
  const [width, height] = shapes.size;
  set(root, { viewBox: `0 0 ${width} ${height}` });
  layer(root, "frames", shapes.frames, () => svg("rect"), (node, [x, y, w, h]) => set(node, { x, y, width: w, height: h, fill: "var(--sea)", stroke: "var(--line)" }));
  layer(root, "others", shapes.others, () => svg("path"), (node, d) => set(node, { d, fill: "var(--land)", stroke: "var(--card)", "stroke-width": 0.6 }));
  const drawn = view.room.filter((code) => code in shapes.members);
  const last = (code) => 2 * (code === state.seat) + ("dot" in shapes.members[code]);   // dots and the chosen one lie on top
  drawn.sort((a, b) => last(a) - last(b));
  layer(root, "seats", drawn, newCountry, (node, code) => {
    const seat = seatState(answer, code);
    const shape = shapes.members[code];
    labelled(node, code, view, seat);
    const [title, path, dot] = node.children;
    set(title, { text: `${view.names[code]}: ${seat.words}` });
    set(path, { d: shape.path, fill: seat.fill });
    set(dot, { cx: shape.dot?.[0] ?? -20, cy: shape.dot?.[1] ?? -20, r: shape.dot ? 6 : 0, fill: seat.fill });
  });
}

function layer(root, name, items, make, update) {
  let group = [...root.children].find((node) => node.getAttribute("data-layer") === name);
  if (!group) root.append((group = svg("g", { "data-layer": name })));
  match(group, items, make, update);
}

function drawTable(view, answer, before) {
  const head = ["Member", "Objects first", "Blocks", "Alone", "Pivotal", before ? "First in A" : ""].filter(Boolean);
  const rows = view.room.map((code) => {
    const m = answer.summary.members[code];
    const cells = ["objects_first", "blocks", "sole_blocker", "pivotal"].map((k) => html("td", { text: percent(m[k]), title: limits(m.intervals?.[k]) }));
    if (before) cells.push(html("td", { class: "quiet", text: code in before.summary.members ? percent(before.summary.members[code].objects_first) : "–" }));
    const choose = html("button", { type: "button", text: view.names[code] ?? code, "aria-pressed": code === state.seat });
    choose.addEventListener("click", () => onChoose(code));
    return html("tr", {}, html("th", { scope: "row" }, choose), ...cells);
  });
  const table = html("table", { class: "figures-table" }, html("caption", { class: "visually-hidden", text: "Share of councils, by member" }),
    html("thead", {}, html("tr", {}, ...head.map((text) => html("th", { scope: "col", text })))), html("tbody", {}, ...rows));
  $("room-table").replaceChildren(table);
}

function room(place, view, answer, label) {
  const kind = state.draw === "map" && view.room.some((code) => code in shapes.members) ? "map" : "hemicycle";
  let root = place.querySelector("svg");
  if (root && root.getAttribute("data-kind") !== kind) root = void root.remove();
  if (!root) {
    root = svg("svg", { role: "group", "data-kind": kind });
    for (const [event, handler] of [["click", clicked], ["keydown", pressed]]) root.addEventListener(event, handler);
    place.append(root);
  }
  set(root, { "aria-label": label });
  (kind === "map" ? drawMap : drawHemicycle)(root, view, answer);
}

const seatOf = (event) => event.target.closest(".seat")?.getAttribute("data-code");

function clicked(event) {
  if (seatOf(event)) onChoose(seatOf(event));
}

/** Arrow keys walk round the table, Home and End go to its ends, Enter and Space choose. */
function pressed(event) {
  const code = seatOf(event);
  const seats = state.view.room;
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const next = step ? seats[(seats.indexOf(code) + step + seats.length) % seats.length] : { Home: seats[0], End: seats.at(-1), Enter: code, " ": code }[event.key];
  if (!code || !next) return;
  event.preventDefault();
  onChoose(next);
  event.currentTarget.querySelector(`[data-code="${CSS.escape(next)}"]`)?.focus();
}

/** Draw the Council as the state asks: current, and A beside it; `story` lights the seats of one round instead. */
export function drawCouncil(story) {
  const { current, pinned } = state.shown;
  if (!current) return;
  const both = state.draw === "both" && pinned;
  const table = state.draw === "table" && !story;
  const answer = story ? { summary: current.summary, round: story.round, run: story.run } : current;
  $("results").classList.toggle("both", Boolean(both));
  $("room-b").hidden = table;
  $("room-table").hidden = !table;
  $("room-a").hidden = $("room-b-caption").hidden = !both;
  if (table) return drawTable(state.view, current, pinned);
  room($("room-b"), state.view, answer, "Seats of the Council");
  if (both) room($("room-a"), state.pinned.view, pinned, "Seats of the Council in A");
}

/** The 95 % interval of a share in words, for the pointer to rest on. */
function limits(of) {
  return of ? `95 % interval: ${(100 * of.low).toFixed(1)}–${(100 * of.high).toFixed(1)} %` : "";
}
