// Form controls bound to one dotted key each: they read the state, write edits, and refresh in place.

import { html, number, set } from "./draw.js";
import { centre, edit, look, moved, same, settle, state, value } from "./state.js";

let serial = 0;
let changed = () => {};

/** Say what to do after an edit: changed(dragging). */
export const onChange = (handler) => (changed = handler);

const baseline = (path) => (state.pinned ? value(path, state.pinned) : look(state.view, path));

function field(label, control) {
  control.id = `control-${(serial += 1)}`;
  const output = html("output", { for: control.id });
  const node = html("div", { class: "field" }, html("label", { for: control.id, text: label }), output, control);
  return { node, output };
}

/** Write edits and tell the page. `dragging` asks for the fast answer. */
export function commit(changes, who, dragging = false) {
  edit(changes, who);
  changed(dragging);
}

let held = null;
document.addEventListener("pointerup", () => {
  if (held === null) return;
  held = null;
  settle();
  changed(false);
});

/** Make a range input report moves: `write(number, dragging)`. A pointer held down is a drag. */
export function slide(input, write) {
  input.addEventListener("pointerdown", () => (held = input));
  input.addEventListener("pointercancel", () => (held = null));
  input.addEventListener("input", () => write(Number(input.value), held === input));
  input.addEventListener("blur", settle);
}

/** A slider for a quantity. `empty` is what an absent value is called ("as calibrated"); `scale` the words for its ends. */
export function slider(path, label, { min = 0, max = 100, step = 1, unit = "", empty = "", middle = (min + max) / 2, read = centre, write = moved } = {}) {
  const input = html("input", { type: "range", min, max, step });
  const { node, output } = field(label, input);
  const show = (q) => {
    const v = read(q);
    return v === null ? empty : `${number(v)}${unit}`;
  };
  slide(input, (v, dragging) => commit({ [path]: write(value(path), v, min, max) }, path, dragging));
  const refresh = () => {
    const now = value(path), before = baseline(path), v = read(now);
    if (Number(input.value) !== (v ?? middle)) input.value = v ?? middle;
    const from = before !== undefined && read(before) !== v ? `${show(before)} → ` : "";
    set(output, { text: from + show(now) });
    set(input, { "aria-valuetext": show(now) });
    node.classList.toggle("moved", from !== "");
  };
  return { node, refresh };
}

/** A choice between named values: options are [[value, words], …]. */
export function choice(path, label, options) {
  const select = html("select");
  options.forEach(([, words], i) => select.append(html("option", { value: i, text: words })));
  const { node, output } = field(label, select);
  select.addEventListener("change", () => (settle(), commit({ [path]: options[Number(select.value)][0] }, path), settle()));
  const refresh = () => {
    const now = value(path) ?? null;
    select.value = String(options.findIndex(([v]) => same(v, now)));
    const different = !same(now, baseline(path) ?? null);
    set(output, { text: different ? "changed" : "" });
    node.classList.toggle("moved", different);
  };
  return { node, refresh };
}

/** A text for people, such as a note. */
export function prose(path, label) {
  const area = html("textarea", { rows: 3, maxlength: 2000 });
  const { node } = field(label, area);
  area.addEventListener("change", () => (settle(), commit({ [path]: area.value }, path), settle()));
  const refresh = () => {
    const now = value(path) ?? "";
    if (area.value !== now && document.activeElement !== area) area.value = now;
  };
  return { node, refresh };
}

/** Several controls under a heading; `extra` nodes stand under the first of them. */
export function block(title, controls, extra = []) {
  const [first, ...rest] = controls.map((c) => c.node);
  const node = html("fieldset", {}, html("legend", { text: title }), first, ...extra, ...rest);
  return { node, refresh: () => controls.forEach((c) => c.refresh()) };
}
