// One council as a chart of rounds, told round by round; played by itself, or with a seat taken by the user.

import { $, button, html, look, put, refill, set, widthOf } from "../draw.js";
import { rounds } from "../figures/rounds.js";
import { toldAlready } from "../core/questions.js";
import { differs } from "../core/state.js";
import { of100, say } from "../core/words.js";
import { called, labelOf, nameIn, onShow } from "./shared.js";
import { drawSeats } from "./seat.js";
import { fill } from "./whatif.js";
/** @import {State, Scene, Answer} from "../core/types.js" */

const PACE = 1400;   // ms a round is shown when it plays by itself

/** @type {any} */
let acts = {};
/** @type {any} */
let playing = null;

/** @param {{state: () => State, tell: (story: any) => void, openClass: () => void}} given */
export function prepare(given) {
  acts = given;
  const step = (/** @type {number} */ by) => go((acts.state().story.round ?? 1) + by);
  $("story-back").addEventListener("click", () => (stop(), step(-1)));
  $("story-forward").addEventListener("click", () => (stop(), step(1)));
  $("story-round").addEventListener("input", (/** @type {any} */ e) => (stop(), go(Number(e.target.value))));
  $("story-play").addEventListener("click", play);
  $("story-another").addEventListener("click", () => tell({ run: Math.floor(Math.random() * acts.state().runs) }));
  $("story-run").addEventListener("change", (/** @type {any} */ e) => tell({ run: Math.min(acts.state().runs - 1, Math.max(0, Math.round(Number(e.target.value)) || 0)) }));
  $("story-typical").addEventListener("change", (/** @type {any} */ e) => e.target.value && tell({ find: e.target.value }));
  $("rounds").addEventListener("click", (/** @type {any} */ e) => {
    const at = e.target.closest("[data-round]");
    if (at) stop(), go(Number(at.getAttribute("data-round")));
  });
}

/** Another council from its first round, nobody's seat taken. @param {any} which */
const tell = (which) => (stop(), acts.tell({ find: null, round: 1, seats: [], acts: [], ...which }));

/** The council on show, if it is that of the state. @param {State} state @returns {Answer|null} */
const told = (state) => (state.step === "council" && state.answers.story && toldAlready(state) ? state.answers.story : null);

/** The round on show, for the seats; null on other steps. @param {State} state */
export function roundOnShow(state) {
  const answer = told(state);
  return answer ? { run: answer.data.run, round: answer.data.rounds[Math.min(state.story.round, answer.data.rounds.length) - 1] } : null;
}

/** @param {number} round */
function go(round) {
  const answer = told(acts.state());
  if (answer) acts.tell({ round: Math.min(answer.data.rounds.length, Math.max(1, round)) });
}

function stop() {
  clearInterval(playing);
  playing = null;
}

function play() {
  if (playing !== null) return stop(), acts.tell({});
  const last = () => told(acts.state())?.data.rounds.length ?? 1;
  if (acts.state().story.round >= last()) go(1);
  playing = setInterval(() => {
    const { step, story } = acts.state();
    if (step !== "council" || story.round >= last()) return stop(), acts.tell({});
    go(story.round + 1);
  }, PACE);
  acts.tell({});
}

/** @param {State} state */
export function draw(state) {
  if (state.step !== "council") return stop();
  const answer = told(state), { answer: run } = onShow(state), a = /** @type {Scene} */ (state.a), b = /** @type {Scene} */ (state.b);
  if (run) {
    const shares = run.data[state.story.of === "a" ? "pinned" : "current"].summary.outcomes;
    const options = Object.keys(state.start.outcomes).filter((o) => shares[o].share > 0).map((o) => [o, `${state.start.outcomes[o].meaning} (${of100(shares[o].share)})`]);
    fill($("story-typical"), [["", say("story.choose")], ...options], "");
  }
  const sides = differs(state) ? [["a", a, b], ["b", b, a]] : [];
  set($("story-of"), { hidden: !sides.length });
  $("story-of").replaceChildren(...sides.map(([of, scene, other]) => button(called(/** @type {any} */ (scene), /** @type {any} */ (other)), () => tell({ of }), { "aria-pressed": state.story.of === of })));
  set($("story-title"), { text: say("story.title") });
  $("step-council").classList.toggle("waiting", !answer);
  if (!answer) return;
  const { data, scene } = answer, now = Math.min(state.story.round, data.rounds.length), entry = data.rounds[now - 1];
  set($("story-lead"), { text: data.lead });
  set($("story-run"), { max: state.runs - 1 });
  refill($("story-run"), data.run);
  put($("rounds"), rounds({
    rounds: data.rounds.map((/** @type {any} */ r) => ({ ...r, speaks: who(r, "speaks"), hides: who(r, "objects"), open: !!data.asks && r.round === data.asks.round && data.asks.seat !== "chair" })), now: now - 1, who: data.who === null ? null : nameIn(scene.view, data.who),
    issues: Object.keys(scene.view.issues).map((name) => ({ name, label: labelOf(scene.view, name) })), title: `${say("story.title")}: ${data.lead}`,
    words: { text: say("rounds.text"), loss: say("rounds.loss"), cost: (v) => say(data.seat?.length ? "rounds.seat" : "rounds.cost", { cost: v }), silence: say("rounds.silence"), by: say("rounds.by"), open: say("story.open") },
  }, widthOf($("rounds"), 760), look));
  const last = data.rounds.length;
  set($("story-round"), { max: last, "aria-valuetext": say("story.where", { n: now, last }) });
  $("story-round").value = now;
  set($("story-back"), { disabled: now === 1 });
  set($("story-forward"), { disabled: now === last });
  set($("story-play"), { text: playing === null ? `▶ ${say("story.play")}` : `❚❚ ${say("story.pause")}` });
  set($("story-where"), { text: say("story.where", { n: now, last }) });
  set($("story-now"), { text: say("room.round", { n: now }) });
  paragraph(entry.words.replace(/^Round \d+\. /, ""));
  drawSeats(state, data, scene, acts.tell, acts.openClass);
  set($("story-end"), { text: data.end ?? "", hidden: !data.end || (now < last && !data.seat?.length) });
}

/** @param {any} round @param {string} does */
const who = (round, does) => Object.keys(round.members).filter((code) => round.members[code] === does);

/** One sentence a line, so that what happens can be read off. @param {string} text */
function paragraph(text) {
  const key = text, place = $("story-text");
  if (place.dataset.key === key) return;
  place.dataset.key = key;
  place.replaceChildren(...text.split(/(?<=[a-z\d%)]\.) (?=[A-Z])/).map((sentence) => html("p", { text: sentence })));
}
