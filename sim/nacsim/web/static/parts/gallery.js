// The gallery of scenarios, and of past decisions, by titles that do not tell what came of them.

import { $, html } from "../draw.js";
import { say } from "../core/words.js";
/** @import {State} from "../core/types.js" */

/** @type {any} */
let acts = {};

/** @param {{state: () => State, open: (base: any, keep: boolean) => Promise<any>, trouble: (cause: string, error: any) => void}} given */
export function prepare(given) {
  acts = given;
  $("open-gallery").addEventListener("click", () => (list(), ($("gallery-keep").checked = false), $("gallery").showModal()));
  $("gallery-close").addEventListener("click", () => $("gallery").close());
  $("gallery-find").addEventListener("input", list);
}

/** @param {any} scenario */
const guessed = (scenario) => acts.state().guesses.some((/** @type {any} */ one) => one.name === scenario.name);

function list() {
  const wanted = $("gallery-find").value.trim().toLowerCase();
  const fits = (/** @type {any} */ s) => !wanted || `${s.untold ?? s.title} ${s.question} ${s.name} ${s.date ?? ""} ${s.issues}`.toLowerCase().includes(wanted);
  const found = acts.state().start.gallery.filter(fits);
  const latest = (/** @type {any} */ x, /** @type {any} */ y) => (y.date ?? "").localeCompare(x.date ?? "") || x.title.localeCompare(y.title);
  fill($("gallery-shipped"), found.filter((/** @type {any} */ s) => !s.history).sort(latest));
  fill($("gallery-history"), found.filter((/** @type {any} */ s) => s.history).sort(latest));
}

/** @param {any} place @param {any[]} scenarios */
function fill(place, scenarios) {
  place.replaceChildren(...scenarios.map((scenario) => {
    const small = [scenario.date, scenario.question ? scenario.title : scenario.issues, scenario.history && guessed(scenario) ? say("guess.guessed") : ""].filter(Boolean).join(" · ");
    const node = html("button", { type: "button", "data-name": scenario.name }, scenario.question || scenario.untold || scenario.title, html("small", { text: small }));
    node.addEventListener("click", () => choose(scenario));
    return html("li", {}, node);
  }));
  if (!scenarios.length) place.replaceChildren(html("li", { class: "soft", text: say("gallery.none") }));
}

/** @param {any} scenario */
async function choose(scenario) {
  $("gallery").close();
  await acts.open({ name: scenario.name, toml: null }, $("gallery-keep").checked);
}
