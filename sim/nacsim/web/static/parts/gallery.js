// The gallery of scenarios, and past decisions with a guess before the answer.

import { $, button, html } from "../draw.js";
import { ask } from "../ask.js";
import { of100, say } from "../core/words.js";
import { nameIn, onShow } from "./shared.js";
/** @import {State} from "../core/types.js" */

/** @type {any} */
let acts = {};

/** @param {{state: () => State, open: (base: any, keep: boolean) => Promise<any>, trouble: (cause: string, error: any) => void}} given */
export function prepare(given) {
  acts = given;
  $("open-gallery").addEventListener("click", () => (list(), ($("gallery-keep").checked = false), $("gallery").showModal()));
  $("gallery-close").addEventListener("click", () => $("gallery").close());
  $("guess-close").addEventListener("click", () => $("guess").close());
  $("gallery-find").addEventListener("input", list);
}

function list() {
  const wanted = $("gallery-find").value.trim().toLowerCase();
  const fits = (/** @type {any} */ s) => !wanted || `${s.title} ${s.question} ${s.name} ${s.date ?? ""} ${s.issues}`.toLowerCase().includes(wanted);
  const found = acts.state().start.gallery.filter(fits);
  const latest = (/** @type {any} */ x, /** @type {any} */ y) => (y.date ?? "").localeCompare(x.date ?? "") || x.title.localeCompare(y.title);
  fill($("gallery-shipped"), found.filter((/** @type {any} */ s) => !s.history).sort(latest));
  fill($("gallery-history"), found.filter((/** @type {any} */ s) => s.history).sort(latest));
}

/** @param {any} place @param {any[]} scenarios */
function fill(place, scenarios) {
  place.replaceChildren(...scenarios.map((scenario) => {
    const small = [scenario.date, scenario.question ? scenario.title : scenario.issues].filter(Boolean).join(" · ");
    const node = html("button", { type: "button", "data-name": scenario.name }, scenario.question || scenario.title, html("small", { text: small }));
    node.addEventListener("click", () => choose(scenario));
    return html("li", {}, node);
  }));
  if (!scenarios.length) place.replaceChildren(html("li", { class: "soft", text: say("gallery.none") }));
}

/** @param {any} scenario */
async function choose(scenario) {
  $("gallery").close();
  const keep = $("gallery-keep").checked, guess = scenario.history && !keep;
  if (guess) askFirst(scenario);
  const done = await acts.open({ name: scenario.name, toml: null }, keep);
  if (guess) done ? fillGuess() : $("guess").close();
}

/** Cover the page, so that the guess comes before the figures. @param {any} scenario */
function askFirst(scenario) {
  $("guess-title").textContent = scenario.title;
  $("guess-body").replaceChildren();
  $("guess").showModal();
}

function fillGuess() {
  const state = acts.state(), { view } = state.b;
  const chance = html("input", { type: "range", min: 0, max: 100, value: 50, id: "guess-chance" });
  const out = html("output", { for: "guess-chance", text: say("of100", { n: 50 }) });
  chance.addEventListener("input", () => (out.textContent = say("of100", { n: chance.value })));
  const end = html("select", { id: "guess-outcome" }, ...Object.entries(state.start.outcomes).map(([o, { meaning }]) => html("option", { value: o, text: meaning })));
  const who = html("select", { id: "guess-who" }, html("option", { value: "", text: say("nobody") }), ...view.room.map((/** @type {string} */ c) => html("option", { value: c, text: nameIn(view, c) })));
  const go = button(say("guess.go"), () => reveal({ chance: Number(chance.value), outcome: end.value, who: who.value }), { id: "guess-go", class: "first" });
  const facts = [view.proposal, view.status_quo ? say("quo", { text: view.status_quo }) : "", say("guess.put", { date: view.date, n: view.room.length, rule: view.rule })];
  $("guess-body").replaceChildren(html("div", { class: "guess-words" }, ...facts.filter(Boolean).map((text) => html("p", { text }))),
    html("div", { class: "field" }, html("label", { for: "guess-chance", text: say("guess.chance") }), out, chance),
    html("div", { class: "field" }, html("label", { for: "guess-outcome", text: say("guess.end") }), html("span"), end),
    html("div", { class: "field" }, html("label", { for: "guess-who", text: say("guess.who") }), html("span"), who), html("p"), go);
  chance.focus();
}

/** @param {{chance: number, outcome: string, who: string}} guess */
async function reveal(guess) {
  const state = acts.state(), { view, base } = state.b, meaning = (/** @type {string} */ o) => state.start.outcomes[o].meaning;
  let seen;
  try {
    seen = await ask("/api/reveal", { scenario: base.name });
  } catch (error) {
    $("guess").close();
    return acts.trouble("guess", error);
  }
  const { answer } = onShow(state), summary = answer?.data.current.summary;
  const names = (/** @type {string[]} */ codes) => codes.map((c) => nameIn(view, c)).join(", ") || say("nobody");
  const likely = summary ? Object.entries(summary.members).filter(([, m]) => m.objects_first > 0.5).map(([c]) => c) : [];
  const lines = [
    [say("guess.happened"), say("guess.happened.words", { outcome: meaning(seen.outcome), date: seen.decided ?? "", who: names(seen.blockers) })],
    [say("guess.said"), say("guess.said.words", { n: guess.chance, outcome: meaning(guess.outcome), who: guess.who ? names([guess.who]) : say("nobody") })],
    ...(summary ? [[say("guess.model"), say("guess.model.words", { n: of100(summary.adopted.share), who: names(likely) })]] : []),
    ...(seen.concessions ? [[say("guess.given"), seen.concessions]] : []),
  ];
  const done = button(say("guess.done"), () => $("guess").close(), { id: "guess-done", class: "first" });
  $("guess-body").replaceChildren(html("div", { class: "verdict" }, ...lines.map(([head, text]) => html("p", {}, html("strong", { text: `${head}. ` }), text))),
    html("p", { class: "soft small", text: say("guess.caveat") }), done);
  done.focus();
}
