// The sliders of a report: everything was played beforehand, so that the file needs no server. Figures are those of the page.

import { learn, of100, number, say } from "./words.js";
import { estimate } from "./tree.js";
import { dots } from "./dots.js";
import { curve } from "./curve.js";
import { blocksOf } from "./blocks.js";

const { sliders, points, base, outcomes, runs, words } = JSON.parse(document.getElementById("grid").textContent);
learn(words);
const NAMES = Object.keys(outcomes), SVG = "http://www.w3.org/2000/svg";
const pen = document.createElement("canvas").getContext("2d");
const look = { heat: () => ({ fill: "", ink: "" }), measure: (text, size, bold) => (pen ? ((pen.font = `${bold ? 700 : 400} ${size}px system-ui, sans-serif`), pen.measureText(text).width) : estimate(text, size, bold)) };
const places = sliders.map((slider) => slider.begins);
let last = 0;   // the slider that the curve is of

const $ = (id) => document.getElementById(id);
const make = (tag, attrs = {}, ...children) => { const node = Object.assign(document.createElement(tag), attrs); node.append(...children); return node; };
const inSvg = ({ tag, attrs, text, children }) => {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attrs)) if (value !== null && value !== undefined) node.setAttribute(name, value);
  if (text !== undefined) node.textContent = text;
  node.append(...children.map(inSvg));
  return node;
};

/** Where a combination of places stands in the list: the last slider moves fastest. */
const at = (where) => points[where.reduce((sum, place, i) => sum * sliders[i].values.length + place, 0)];
const put = (id, figure) => $(id).replaceChildren(inSvg(figure.tree));
const width = (id) => Math.min(720, $(id).clientWidth || 680);

function row(id, point) {
  let next = 0;
  const listed = Object.fromEntries(NAMES.map((name, i) => [name, Array.from({ length: point[3 + i] }, () => next++)]));
  const shares = Object.fromEntries(NAMES.map((name, i) => [name, point[3 + i] / 100]));
  put(id, dots({ blocks: blocksOf(outcomes, listed, shares, point[0]), title: say("sliders.dots"), of: "", hint: (part) => part.label }, width(id), look, { step: 15, notes: false }));
}

function line() {
  const { values, label } = sliders[last], fits = values.every((v) => typeof v === "number" && v >= 0 && v <= 100);
  $("slider-curve").hidden = $("slider-curve-title").hidden = !fits;
  if (!fits) return;
  const along = values.map((value, k) => { const [share, low, high] = at(places.map((place, i) => (i === last ? k : place))); return { value, share, low, high }; });
  const tips = along.slice(1).flatMap((p, k) => { const q = along[k]; return (q.share < 0.5) === (p.share < 0.5) ? [] : [q.value + ((p.value - q.value) * (0.5 - q.share)) / (p.share - q.share)]; });
  const round = (v) => number(Math.round(v));
  const tip = () => (along[0].share > 0.5 ? say("curve.until", { at: round(tips[0]) }) : tips.length > 1 ? say("curve.between", { from: round(tips[0]), to: round(tips[1]) }) : say("curve.from", { at: round(tips[0]) }));
  const here = along[places[last]], share = places.every((place, i) => place === sliders[i].begins) ? base[0] : here.share, what = label.slice(0, 1).toLowerCase() + label.slice(1);
  $("slider-curve-title").textContent = say("sliders.curve", { what });
  put("slider-curve", curve({ points: along, tips, now: here.value, share, was: null, label: `${number(here.value)}: ${of100(share)}`, tip, never: say("curve.never"), always: say("curve.always"), axis: "", title: say("sliders.curve", { what }) }, width("slider-curve"), look, 160));
}

function show() {
  const moved = places.some((place, i) => place !== sliders[i].begins), now = at(places);
  $("slider-moved").hidden = $("slider-now").hidden = !moved;
  $("slider-base").textContent = say("sliders.coded", { n: of100(base[0]) });
  $("slider-moved").textContent = say("sliders.moved", { n: of100(now[0]), low: Math.floor(100 * now[1]), high: Math.ceil(100 * now[2]) });
  $("slider-back").disabled = !moved;
  row("slider-coded", base);
  if (moved) row("slider-now", now);
  line();
  sliders.forEach((slider, i) => {
    const text = String(slider.values[places[i]]);
    $(`slider-${i}`).value = places[i];
    $(`slider-${i}`).setAttribute("aria-valuetext", text);
    $(`slider-out-${i}`).textContent = text;
  });
}

sliders.forEach((slider, i) => {
  const input = make("input", { type: "range", id: `slider-${i}`, min: 0, max: slider.values.length - 1, step: 1 });
  input.addEventListener("input", () => { places[i] = Number(input.value); last = i; show(); });
  $("slider-inputs").append(make("p", { className: "slide" }, make("label", { htmlFor: input.id, textContent: slider.label }), make("output", { id: `slider-out-${i}` }), input, make("small", { textContent: slider.coded === "" ? "" : say("sliders.was", { was: slider.coded }) })));
});
$("slider-back").addEventListener("click", () => { sliders.forEach((slider, i) => (places[i] = slider.begins)); show(); });
$("sliders-hint").textContent = say("sliders.hint", { runs: runs.toLocaleString("en"), points: points.length.toLocaleString("en"), error: Math.ceil(Math.max(...points.map(([, low, high]) => 50 * (high - low)))) });
addEventListener("resize", show);
show();
