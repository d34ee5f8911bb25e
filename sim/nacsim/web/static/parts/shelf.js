// The shelf: named states that stay in this browser, to go back to and to compare with.

import { $, button, html, set } from "../draw.js";
import { say } from "../core/words.js";
/** @import {State, Shelved} from "../core/types.js" */

const KEY = "nacsim-shelf";

/** What is on the shelf of this browser; nothing where it keeps nothing. @returns {Shelved[]} */
export function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(found) ? found.filter((one) => one && typeof one.name === "string" && typeof one.base?.name === "string" && typeof one.edits === "object") : [];
  } catch {
    return [];
  }
}

/** @param {Shelved[]} shelf */
export function keep(shelf) {
  try {
    localStorage.setItem(KEY, JSON.stringify(shelf));
  } catch { /* a browser that keeps nothing, or is full: the shelf lasts as long as the page */ }
}

/** @type {any} */
let acts = {};

/** @param {{put: () => void, take: (one: Shelved, compare: boolean) => void, drop: (name: string) => void}} given */
export function prepare(given) { acts = given; }

/** @param {State} state */
export function draw(state) {
  const key = JSON.stringify(state.shelf.map((one) => one.name)), place = $("shelf-list");
  set($("shelf").querySelector("summary"), { "data-count": state.shelf.length || null });
  if (place.dataset.key === key) return;
  place.dataset.key = key;
  const rows = state.shelf.map((one) => html("div", { class: "shelf-row" }, button(one.name, () => acts.take(one, false)),
    button(say("shelf.compare"), () => acts.take(one, true), { class: "link", "aria-label": say("shelf.compare.with", { name: one.name }) }),
    button("×", () => acts.drop(one.name), { class: "link", "aria-label": say("shelf.drop", { name: one.name }) })));
  place.replaceChildren(button(say("shelf.put"), acts.put, { id: "shelf-put" }), ...(rows.length ? rows : [html("p", { class: "soft small", text: say("shelf.empty") })]));
}
