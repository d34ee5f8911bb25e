// Two numbers at once: a map of the chance of adoption, on which a place can be chosen.

import { $, html, look, put, set, widthOf } from "../draw.js";
import { chance } from "../figures/chance.js";
import { keyOf } from "../core/keys.js";
import { describe } from "../core/changes.js";
import { fitting } from "../core/questions.js";
import { mapped } from "../core/mapped.js";
import { number, of100, say } from "../core/words.js";
import { fillIn } from "./longer.js";
/** @import {State, Scene} from "../core/types.js" */

/** @type {any} */
let acts = {};

/** @param {{choose: (inputs: string[]) => void, edit: (changes: any, who: string|null, dragging: boolean) => void}} given */
export function prepare(given) {
  acts = given;
  $("map").addEventListener("click", (/** @type {any} */ event) => choose(event.target.closest("[data-at]")));
  $("map").addEventListener("keydown", pressed);
}

/** Put the two numbers of a place in force. @param {any} cell */
function choose(cell) {
  if (!cell || !keys.length) return;
  const [x, y] = cell.dataset.at.split(",").map(Number);
  acts.edit({ [keys[0]]: x, [keys[1]]: y }, null, false);
}

/** Arrow keys walk over the map, Enter and Space choose. @param {any} event */
function pressed(event) {
  const cell = event.target.closest(".cell");
  if (!cell) return;
  const cells = [...$("map").querySelectorAll(".cell")], high = cells.filter((one) => one.dataset.at.startsWith(`${cells[0].dataset.at.split(",")[0]},`)).length;
  const at = cells.indexOf(cell), up = at % high;
  const next = { ArrowRight: at + high, ArrowLeft: at - high, ArrowUp: up + 1 < high ? at + 1 : -1, ArrowDown: up ? at - 1 : -1 }[/** @type {string} */ (event.key)];
  if (event.key === "Enter" || event.key === " ") choose(cell);
  else if (next === undefined) return;
  else cells[next]?.focus();
  event.preventDefault();
}

/** @type {string[]} */
let keys = [];
let listed = "";

/** @param {State} state */
export function draw(state) {
  if (state.step !== "takes" || !state.b) return;
  pickers(state, state.b);
  const kept = state.answers.map, chosen = mapped(state), same = kept && kept.data.keys.join() === chosen.join();
  if (same && !fitting(state, "map") && state.asked.map === kept.key && keys.length) return void set($("ask-map"), { disabled: false });   // a place on trial leaves the map where it is
  fillIn(state, "map", (answer) => {
    keys = answer.data.keys;
    return [html("div", { class: "map-figure", id: "map-figure" }), html("p", { class: "soft small", text: say("map.how", { n: answer.data.runs, error: Math.ceil(98 / Math.sqrt(answer.data.runs)) }) })];
  });
  const answer = fitting(state, "map"), place = $("map-figure");
  if (!answer || !place) return;
  const { data } = answer, names = data.keys.map((/** @type {string} */ key) => describe(key, /** @type {Scene} */ (state.b), /** @type {Scene} */ (state.b)));
  const tell = (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ share) => say("map.cell", { one: names[0], x: number(x), two: names[1], y: number(y), n: of100(share) });
  put(place, chance({ ...data, names, title: say("map.title"), tell }, Math.min(560, widthOf(place, 480)), look));
}

/** What can be mapped: judged numbers of members, what is tabled, outsiders' stances. @param {State} state @param {Scene} b */
function pickers(state, b) {
  const chosen = mapped(state), { view } = b, key = JSON.stringify([view.room.length, Object.keys(view.issues), Object.keys(view.actors)]);
  if (listed !== key) {
    listed = key;
    const issues = Object.keys(view.issues);
    const groups = [
      ...issues.map((issue) => [keyOf("issues", issue, "proposed")]),
      ...Object.keys(view.actors).map((actor) => [keyOf("actors", actor, "stance")]),
      ...view.room.map((code) => [...issues.flatMap((issue) => [keyOf("members", code, "position", issue), keyOf("members", code, "salience", issue)]), keyOf("members", code, "resolve")]),
    ].flat();
    for (const select of [$("map-x"), $("map-y")]) {
      select.replaceChildren(...groups.map((path) => html("option", { value: path, text: describe(path, b, b) })));
      select.onchange = () => acts.choose([$("map-x").value, $("map-y").value]);
    }
  }
  [$("map-x"), $("map-y")].forEach((select, i) => select.value !== chosen[i] && (select.value = chosen[i]));
}
