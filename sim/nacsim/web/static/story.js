// One council as a story: its rounds in words, forward and back, with the seats lighting up.

import { drawCouncil } from "./council.js";
import { $, html, set } from "./draw.js";
import { LABEL, OUTCOMES } from "./figures.js";
import { ask } from "./server.js";
import { state } from "./state.js";

let told = null;         // the story on show
let hooks = {};

/** Wire the panel. `hooks`: scenario() for the question, stepped() after a step, fail(error), openTab(). */
export function prepare(given) {
  hooks = given;
  $("story-back").addEventListener("click", () => step(state.story.round - 1));
  $("story-forward").addEventListener("click", () => step(state.story.round + 1));
  $("story-round").addEventListener("input", (event) => step(Number(event.target.value)));
  $("story-another").addEventListener("click", () => tell({ run: Math.floor(Math.random() * state.runs) }));
  $("story-run").addEventListener("change", (event) => tell({ run: Math.min(state.runs - 1, Math.max(0, Math.round(Number(event.target.value)))) }));
  $("story-typical").addEventListener("change", (event) => event.target.value && tell({ outcome: event.target.value, which: "typical" }));
}

/** Offer the outcomes that happen at all. */
export function offerTypical() {
  const shares = state.shown.current.summary.outcomes;
  const options = OUTCOMES.filter((o) => shares[o].share > 0);
  const select = $("story-typical");
  const wanted = ["", ...options].join();
  if (select.dataset.options === wanted) return;
  select.dataset.options = wanted;
  select.replaceChildren(html("option", { value: "", text: "choose…" }), ...options.map((o) => html("option", { value: o, text: LABEL[o].toLowerCase() })));
}

/** Replay a council: {run}, or {outcome, which: "typical" | "next", after}. Opens the panel. */
export async function tell(which, round = 1) {
  hooks.openTab();
  try {
    told = await ask("/api/story", { ...hooks.scenario(), ...which });
  } catch (error) {
    return hooks.fail(error);
  }
  state.story.run = told.run;
  show();
  step(round);
}

/** Replay another council with this outcome. */
export const replay = (outcome) => tell({ outcome, which: "next", after: told?.outcome === outcome ? told.run : -1 });

/** What is told no longer fits the scenario: tell the same council anew if the panel is open. */
export function refresh() {
  told = null;
  if (state.tab === "story") tell({ run: state.story.run }, state.story.round);
}

/** The round on show, for the seats; null when another panel is open. */
export const onShow = () => (state.tab === "story" && told ? { run: told.run, round: told.rounds[state.story.round - 1] } : null);

function show() {
  const last = told.rounds.length;
  set($("story-round"), { max: last });
  $("story-run").value = told.run;
  $("story-run").max = state.runs - 1;
  $("story-typical").value = "";
  const parts = told.rounds.map((round) => html("section", {}, html("p", { text: round.words })));
  $("story-text").replaceChildren(html("p", {}, html("strong", { text: told.lead })), ...parts, html("p", {}, html("strong", { text: told.end })));
}

function step(round) {
  if (!told) return;
  const last = told.rounds.length;
  state.story.round = Math.min(last, Math.max(1, round || 1));
  const now = state.story.round;
  $("story-round").value = now;
  $("story-back").disabled = now === 1;
  $("story-forward").disabled = now === last;
  set($("story-where"), { text: `round ${now} of ${last}` });
  set($("story-round"), { "aria-valuetext": `round ${now} of ${last}` });
  const sections = $("story-text").querySelectorAll("section");
  sections.forEach((section, i) => set(section, { "aria-current": i + 1 === now ? "step" : null }));
  const list = $("story-text"), section = sections[now - 1];
  list.scrollTop = section.offsetTop - list.offsetTop - 8;
  drawCouncil(onShow());
  hooks.stepped();
}
