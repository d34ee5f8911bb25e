// The gallery of scenarios, and past decisions with a guess before the answer.

import { $, html, percent } from "./draw.js";
import { LABEL, OUTCOMES } from "./figures.js";
import { ask } from "./server.js";
import { state } from "./state.js";

let hooks = {};

/** Wire the dialogs. `hooks`: open(base, keep) opens a scenario, fail(error). */
export function prepare(given) {
  hooks = given;
  $("open-gallery").addEventListener("click", () => (list(), $("gallery").showModal()));
  $("gallery-close").addEventListener("click", () => $("gallery").close());
  $("guess-close").addEventListener("click", () => $("guess").close());
  $("gallery-find").addEventListener("input", list);
}

function list() {
  const wanted = $("gallery-find").value.trim().toLowerCase();
  const fits = (s) => !wanted || `${s.title} ${s.name} ${s.date ?? ""}`.toLowerCase().includes(wanted);
  const found = state.start.gallery.filter(fits);
  fill($("gallery-shipped"), found.filter((s) => !s.history));
  fill($("gallery-history"), found.filter((s) => s.history));
}

function fill(place, scenarios) {
  place.replaceChildren(...scenarios.map((scenario) => {
    const button = html("button", { type: "button", "data-name": scenario.name }, scenario.title, html("small", { text: [scenario.date, scenario.issues].filter(Boolean).join(" · ") }));
    button.addEventListener("click", () => choose(scenario));
    return html("li", {}, button);
  }));
  if (!scenarios.length) place.replaceChildren(html("li", { class: "none", text: "None." }));
}

async function choose(scenario) {
  $("gallery").close();
  const keep = $("gallery-keep").checked;
  if (scenario.history && !keep) askFirst(scenario);
  await hooks.open({ name: scenario.name, toml: null }, keep);
  if (scenario.history && !keep) fillGuess();
}

/** Cover the page, so that the guess comes before the figures. */
function askFirst(scenario) {
  $("guess-title").textContent = scenario.title;
  $("guess-body").replaceChildren();
  $("guess").showModal();
}

function fillGuess() {
  const { view } = state;
  const chance = html("input", { type: "range", min: 0, max: 100, value: 50, id: "guess-chance" });
  const out = html("output", { for: "guess-chance", text: "50 in 100" });
  chance.addEventListener("input", () => (out.textContent = `${chance.value} in 100`));
  const end = html("select", { id: "guess-outcome" }, ...OUTCOMES.map((o) => html("option", { value: o, text: LABEL[o] })));
  const who = html("select", { id: "guess-who" }, html("option", { value: "", text: "nobody" }), ...view.room.map((c) => html("option", { value: c, text: view.names[c] ?? c })));
  const go = html("button", { type: "button", id: "guess-go", text: "That is my guess" });
  go.addEventListener("click", () => reveal({ chance: Number(chance.value) / 100, outcome: end.value, who: who.value }));
  const facts = [view.proposal, view.status_quo ? `As things stood: ${view.status_quo}` : "", `Put to the Council around ${view.date}; ${view.room.length} members, decision by ${view.rule}.`];
  $("guess-body").replaceChildren(html("div", { class: "guess-words" }, ...facts.filter(Boolean).map((text) => html("p", { text }))),
    html("div", { class: "field" }, html("label", { for: "guess-chance", text: "Chance that it was adopted in some form" }), out, chance),
    html("div", { class: "field" }, html("label", { for: "guess-outcome", text: "What became of it" }), html("span"), end),
    html("div", { class: "field" }, html("label", { for: "guess-who", text: "Who objected first" }), html("span"), who), html("p"), go);
  chance.focus();
}

async function reveal(guess) {
  let seen;
  try {
    seen = await ask("/api/reveal", { scenario: state.base.name });
  } catch (error) {
    $("guess").close();
    return hooks.fail(error);
  }
  const { summary } = state.shown.current;
  const names = (codes) => codes.map((c) => state.view.names[c] ?? c).join(", ") || "nobody";
  const likely = Object.entries(summary.members).filter(([, m]) => m.objects_first > 0.5).map(([c]) => c);
  const done = html("button", { type: "button", id: "guess-done", text: "See the figures" });
  done.addEventListener("click", () => $("guess").close());
  const lines = [
    ["What happened", `${LABEL[seen.outcome]}${seen.decided ? `, ${seen.decided}` : ""}. Withheld consent at some stage: ${names(seen.blockers)}.`],
    ["You said", `${Math.round(100 * guess.chance)} in 100 adopted; most likely ${LABEL[guess.outcome].toLowerCase()}; first to object: ${guess.who ? names([guess.who]) : "nobody"}.`],
    ["The model says", `${percent(summary.adopted.share)} adopted; breaks silence in most councils: ${names(likely)}.`],
    ["What was given", seen.concessions],
  ].filter(([, text]) => text);
  $("guess-body").replaceChildren(html("div", { class: "verdict" }, ...lines.map(([head, text]) => html("p", {}, html("strong", { text: `${head}. ` }), text))),
    html("p", { class: "hint", text: "One past case is no test of a model: nacsim validate scores all of them." }), done);
  done.focus();
}
