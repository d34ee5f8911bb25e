// Form controls bound to one dotted key each: they read the state, write edits, and refresh in place.

import { html, refill, set } from "../draw.js";
import { tell } from "../core/changes.js";
import { same } from "../core/keys.js";
import { centre, moved } from "../core/quantity.js";
import { value } from "../core/state.js";
import { number, say } from "../core/words.js";
/** @import {State, Scene} from "../core/types.js" */

/** @typedef {{node: any, refresh: (state: State) => void}} Control */

let serial = 0;
/** @type {{edit: (changes: any, who: string|null, dragging: boolean) => void, settle: () => void, state: () => State}} */
let acts = { edit: () => {}, settle: () => {}, state: () => /** @type {any} */ (null) };

/** @param {typeof acts} given */
export function prepare(given) {
  acts = given;
  document.addEventListener("pointerup", () => {
    if (held === null) return;
    held = null;
    acts.settle();
  });
}

/** @param {string} label @param {any} control */
function field(label, control) {
  control.id = `control-${(serial += 1)}`;
  const output = html("output", { for: control.id });
  const node = html("div", { class: "field" }, html("label", { for: control.id, text: label }), output, control);
  return { node, output };
}

/** @type {any} */
let held = null;

/** Make a range input report moves: `write(number, dragging)`. A pointer held down is a drag.
 * @param {any} input @param {(v: number, dragging: boolean) => void} write */
export function slide(input, write) {
  input.addEventListener("pointerdown", () => { held = input; });
  input.addEventListener("pointercancel", () => { held = null; acts.settle(); });
  input.addEventListener("input", () => write(Number(input.value), held === input));
  input.addEventListener("blur", () => acts.settle());
}

const baseline = (/** @type {string} */ path, /** @type {State} */ { a, b }) => value(path, a && b && a.view.issues && Object.keys(a.view.issues).join() === Object.keys(b.view.issues).join() ? a : { .../** @type {Scene} */ (b), edits: {} });

/** A slider for a quantity. `empty` is what an absent value is called ("as calibrated").
 * @param {string} path @param {string} label @param {any} [how] @returns {Control} */
export function slider(path, label, { min = 0, max = 100, step = 1, unit = "", empty = "", middle = (min + max) / 2, read = centre, write = moved } = {}) {
  const input = html("input", { type: "range", min, max, step });
  const { node, output } = field(label, input);
  const show = (/** @type {any} */ q) => {
    const v = read(q);
    return v === null ? empty : `${number(v)}${unit}`;
  };
  slide(input, (v, dragging) => acts.edit({ [path]: write(value(path, /** @type {Scene} */ (acts.state().b)), v, min, max) }, path, dragging));
  const refresh = (/** @type {State} */ state) => {
    const now = value(path, /** @type {Scene} */ (state.b)), before = baseline(path, state), v = read(now);
    if (Number(input.value) !== (v ?? middle)) input.value = v ?? middle;
    const from = before !== undefined && read(before) !== v ? `${show(before)} → ` : "";
    set(output, { text: from + show(now) });
    set(input, { "aria-valuetext": show(now) });
    node.classList.toggle("moved", from !== "");
  };
  return { node, refresh };
}

/** A choice between named values: options are [[value, words], …].
 * @param {string} path @param {string} label @param {any[][]} options @returns {Control} */
export function choice(path, label, options) {
  const select = html("select");
  options.forEach(([, words], i) => select.append(html("option", { value: i, text: words })));
  const { node, output } = field(label, select);
  select.addEventListener("change", () => acts.edit({ [path]: options[Number(select.value)][0] }, null, false));
  const refresh = (/** @type {State} */ state) => {
    const now = value(path, /** @type {Scene} */ (state.b)) ?? null, before = baseline(path, state) ?? null;
    select.value = String(options.findIndex(([v]) => same(v, now)));
    const different = !same(now, before);
    set(output, { text: different ? say("control.was", { was: options.find(([v]) => same(v, before))?.[1] ?? tell(before) }) : "" });
    node.classList.toggle("moved", different);
  };
  return { node, refresh };
}

/** A text for people, such as a note. @param {string} path @param {string} label @returns {Control} */
export function prose(path, label) {
  const area = html("textarea", { rows: 3, maxlength: 2000 });
  const { node } = field(label, area);
  area.addEventListener("change", () => acts.edit({ [path]: area.value }, null, false));
  return { node, refresh: (state) => refill(area, value(path, /** @type {Scene} */ (state.b)) ?? "") };
}

/** Several controls under a heading; `extra` nodes stand under the first of them.
 * @param {string} title @param {Control[]} controls @param {any[]} [extra] @returns {Control} */
export function block(title, controls, extra = []) {
  const [first, ...rest] = controls.map((c) => c.node);
  const node = html("fieldset", {}, html("legend", { text: title }), first, ...extra, ...rest);
  return { node, refresh: (state) => controls.forEach((c) => c.refresh(state)) };
}
