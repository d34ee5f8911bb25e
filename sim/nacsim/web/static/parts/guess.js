// Past decisions: a guess before the figures, however they were opened; then what happened, and a score over ten cases.

import { $, button, html, set } from "../draw.js";
import { ask } from "../ask.js";
import { another, brier, COIN, score, series, SERIES, wordOf } from "../core/guesses.js";
import { fits } from "../core/questions.js";
import { joined, number, of100, percent, say } from "../core/words.js";
import { labelOf, nameIn, stanceOf } from "./shared.js";
/** @import {State, Scene} from "../core/types.js" */

const KEY = "nacsim-guesses", EXTREMES = 4;

/** What was guessed in this browser; nothing where it keeps nothing. */
export function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(found) ? found.filter((one) => typeof one?.name === "string" && typeof one.chance === "number" && typeof one.adopted === "boolean") : [];
  } catch {
    return [];
  }
}

/** @param {any[]} guesses */
export function keep(guesses) {
  try {
    localStorage.setItem(KEY, JSON.stringify(guesses));
  } catch { /* a browser that keeps nothing: the score lasts as long as the page */ }
}

/** @type {any} */
let acts = {};

/** @param {{state: () => State, dispatch: (action: any) => void, open: (base: any, keep: boolean) => Promise<any>, trouble: (cause: string, error: any) => void}} given */
export function prepare(given) {
  acts = given;
  $("guess-close").addEventListener("click", () => $("guess").close());
  $("guess").addEventListener("close", () => acts.state().covered !== null && acts.dispatch({ type: "covered", name: null }));
  $("guess-ten").addEventListener("click", () => ($("gallery").close(), next()));
}

/** The name of a past decision on screen; null for anything else. @param {State} state */
const pastOf = ({ b, start }) => (b && b.base.toml === null && start.gallery.some((/** @type {any} */ one) => one.name === b.base.name && one.history) ? b.base.name : null);

/** What a past decision is called before it is guessed. @param {State} state @param {string} name */
const untold = (state, name) => state.start.gallery.find((/** @type {any} */ one) => one.name === name)?.untold ?? name;

/** The next case that has not been guessed, by chance; with none left, from the beginning. */
function next() {
  const state = acts.state();
  const found = another(state.start.gallery, state.guesses, Math.random());
  if (found) void acts.open({ name: found.name, toml: null }, false);
  else acts.trouble("guess", new Error(say("guess.all")));
}

/** @param {State} state */
export function draw(state) {
  const dialog = $("guess"), past = pastOf(state);
  if (state.covered !== null && state.covered === past) {
    if (!dialog.open) dialog.showModal();
    const seen = state.seen[past], said = state.guesses.find((one) => one.name === past);
    const key = `${past}${!!seen}${!!said}`;
    if (dialog.dataset.key !== key) {
      dialog.dataset.key = key;
      set($("guess-title"), { text: untold(state, past) });
      if (seen && said) verdict(state, seen, said);
      else form(state, /** @type {Scene} */ (state.b));
    }
  } else if (dialog.open) dialog.close();
  if (state.covered === null) delete dialog.dataset.key;
  line(state, past);
}

/** Under the title of a past decision: guess, or see what happened. @param {State} state @param {string|null} past */
function line(state, past) {
  const place = $("past"), seen = past === null ? null : state.seen[past], said = state.guesses.find((one) => one.name === past);
  const key = JSON.stringify([past, seen, said]);
  set(place, { hidden: past === null || state.step !== "answer" });
  if (place.dataset.key === key || past === null) return;
  place.dataset.key = key;
  const cover = button(say("guess.first"), () => acts.dispatch({ type: "covered", name: past }), { class: "link", id: "past-guess" });
  const told = seen ? [html("strong", { text: `${say("guess.happened")}. ` }), happened(state, seen), ...(said ? [` ${say("guess.said.short", { n: of100(said.chance) })}`] : [])]
    : [...(said ? [] : [cover, " "]), button(say("guess.see"), () => reveal(past), { class: "link", id: "past-see" })];
  place.replaceChildren(...told);
}

/** @param {string} name @returns {Promise<any>} */
async function reveal(name) {
  try {
    const seen = await ask("/api/reveal", { scenario: name });
    acts.dispatch({ type: "revealed", name, seen });
    return seen;
  } catch (error) {
    acts.trouble("guess", error);
    return null;
  }
}

/** @param {State} state @param {any} seen */
const happened = (state, seen) => say("guess.happened.words", { outcome: state.start.outcomes[seen.outcome].meaning, date: seen.decided ?? "", who: seen.blockers.map((/** @type {string} */ c) => nameIn(/** @type {Scene} */ (state.b).view, c)).join(", ") || say("nobody") });

/** The question, who wants what, and three things to guess. @param {State} state @param {Scene} scene */
function form(state, scene) {
  const { view } = scene;
  const chance = html("input", { type: "range", min: 0, max: 100, value: 50, id: "guess-chance" }), out = html("output", { for: "guess-chance", text: say("of100", { n: 50 }) });
  chance.addEventListener("input", () => (out.textContent = say("of100", { n: chance.value })));
  const end = html("select", { id: "guess-outcome" }, ...Object.entries(state.start.outcomes).map(([o, { meaning }]) => html("option", { value: o, text: meaning })));
  const who = html("select", { id: "guess-who" }, html("option", { value: "", text: say("nobody") }), ...view.room.map((/** @type {string} */ c) => html("option", { value: c, text: nameIn(view, c) })));
  const go = button(say("guess.go"), () => guessed(Number(chance.value) / 100, end.value, who.value), { id: "guess-go", class: "first" });
  const facts = [view.proposal, view.status_quo ? say("quo", { text: view.status_quo }) : "", say("guess.put", { date: view.date ?? "", n: view.room.length, rule: view.rule }), wishes(state, scene), scale(scene)];
  $("guess-body").replaceChildren(html("div", { class: "guess-words" }, ...facts.filter(Boolean).map((text) => html("p", { text }))),
    html("div", { class: "field" }, html("label", { for: "guess-chance", text: say("guess.chance") }), out, chance),
    html("div", { class: "field" }, html("label", { for: "guess-outcome", text: say("guess.end") }), html("span"), end),
    html("div", { class: "field" }, html("label", { for: "guess-who", text: say("guess.who") }), html("span"), who), html("p"), go);
  chance.focus();
}

/** Who wants the least and the most of it. @param {State} state @param {Scene} scene */
function wishes(state, scene) {
  const { view } = scene, issue = Object.keys(view.issues)[0], plain = { ...scene, edits: {} };
  const stood = view.room.map((code) => ({ code, ...stanceOf({ ...state, issue }, plain, code) })).sort((x, y) => x.at - y.at || y.cares - x.cares);
  const told = (/** @type {any[]} */ list) => joined(list.map((one) => `${nameIn(view, one.code)} ${number(Math.round(one.at))}`));
  const few = Math.min(EXTREMES, Math.floor(stood.length / 2));
  return say("guess.wishes", { issue: labelOf(view, issue), least: told(stood.slice(0, few)), most: told(stood.slice(-few).reverse()), middle: number(Math.round(stood[Math.floor(stood.length / 2)].at)) });
}

/** What the ends of the scale stand for. @param {Scene} scene */
function scale({ view }) {
  const [issue] = Object.keys(view.issues), { zero, hundred } = view.issues[issue];
  return zero && hundred ? say("card.scale", { issue: labelOf(view, issue), zero, hundred }) : "";
}

/** @param {number} chance @param {string} outcome @param {string} who */
async function guessed(chance, outcome, who) {
  const name = acts.state().covered, seen = await reveal(name), state = acts.state();
  if (!seen || state.covered !== name) return void $("guess").close();
  const plain = fits(state, "run") && !Object.keys(state.b.edits).length ? state.answers.run.data.current.summary.adopted.share : null;
  const guess = { name, title: untold(state, name), chance, outcome, who, adopted: state.start.outcomes[seen.outcome].adopted, model: plain };
  acts.dispatch({ type: "guessed", guess });
}

/** What happened, beside the guess and the model; the score. @param {State} state @param {any} seen @param {any} said */
function verdict(state, seen, said) {
  const { view } = /** @type {Scene} */ (state.b), meaning = (/** @type {string} */ o) => state.start.outcomes[o]?.meaning ?? say("nobody");
  const summary = fits(state, "run") ? state.answers.run.data.current.summary : null;
  const likely = summary ? Object.entries(summary.members).filter(([, m]) => m.objects_first > 0.5).map(([c]) => nameIn(view, c)).join(", ") || say("nobody") : "";
  const lines = [[say("guess.happened"), happened(state, seen)],
    [say("guess.said"), say("guess.said.words", { n: of100(said.chance), outcome: meaning(said.outcome), who: said.who ? nameIn(view, said.who) : say("nobody") })],
    ...(summary ? [[say("guess.model"), say("guess.model.words", { n: of100(summary.adopted.share), who: likely })]] : []),
    ...(seen.concessions ? [[say("guess.given"), seen.concessions]] : [])];
  const own = brier(said.chance, said.adopted), over = /** @type {any} */ (score(state.guesses)), full = over.n === SERIES;
  const scored = [html("p", {}, html("strong", { text: say("guess.score", { score: own.toFixed(2) }) }), ` ${say(`guess.score.${wordOf(own)}`)}`),
    html("p", { id: "guess-score", text: `${say(full ? "guess.ten" : "guess.so.far", { n: over.n, of: SERIES, score: over.own.toFixed(2) })} ${say(`guess.score.${wordOf(over.own)}`)} ${over.model === null ? "" : say("guess.score.model", { score: over.model.toFixed(2), coin: COIN.toFixed(2) })}` })];
  $("guess-body").replaceChildren(html("div", { class: "verdict" }, ...lines.map(([head, text]) => html("p", {}, html("strong", { text: `${head}. ` }), text))), ...scored,
    ...(full ? [cases(state)] : []), html("p", { class: "soft small", text: say("guess.caveat") }),
    html("div", { class: "pair" }, button(say("guess.next"), next, { id: "guess-next", class: "first" }), button(say("guess.done"), () => $("guess").close(), { id: "guess-done" }), button(say("guess.forget"), () => acts.dispatch({ type: "forgotten" }), { class: "link", id: "guess-forget" })));
  $("guess-next").focus();
}

/** The ten cases of a series as a table. @param {State} state */
function cases(state) {
  const head = ["guess.case", "guess.said", "guess.model", "guess.was", "guess.points"].map((key) => html("th", { scope: "col", text: say(key) }));
  const rows = series(state.guesses).map((one) => html("tr", {}, html("th", { scope: "row", text: one.title }), ...[percent(one.chance), one.model === null ? "–" : percent(one.model), say(one.adopted ? "guess.yes" : "guess.no"), brier(one.chance, one.adopted).toFixed(2)].map((text) => html("td", { text }))));
  return html("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": say("guess.cases") }, html("table", { class: "figures-table wrapped" }, html("thead", {}, html("tr", {}, ...head)), html("tbody", {}, ...rows)));
}
