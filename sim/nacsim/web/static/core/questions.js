// The questions that a state asks of the server, each with its key: an answer belongs to the state whose key it carries.

import { draftQuestion, formed, previewQuestion } from "./draft.js";
import { mapped } from "./mapped.js";
import { canonical, hash, keyOf, parts, same } from "./keys.js";
import { alike, issueOf, seatOf, value } from "./state.js";
/** @import {State, Scene, Question, Answer} from "./types.js" */

/** A scene as the server is told of it; an upload by its hash once it has one.
 * @param {Scene} scene */
export const side = ({ base, edits }) => ({ scenario: base.name, toml: base.file ? null : base.toml, file: base.file ?? undefined, edits });

/** @param {string} name @param {any} body @param {string[]} [leave] fields that do not make it another question */
function question(name, body, leave = []) {
  const told = Object.fromEntries(Object.entries(body).filter(([key]) => !leave.includes(key)));
  const key = hash(canonical([name, told]));
  return { name, path: `/api/${name}`, key, body: { ...body, key } };
}

/** The input that the curve is of. @param {State} state */
export function inputOf(state) {
  const seat = seatOf(state) ?? "";
  return state.what === "resolve" ? keyOf("members", seat, "resolve") : keyOf("members", seat, state.what, issueOf(state));
}

/** The edits of a scene but those of one input. @param {Scene} scene @param {string} path @returns {Scene} */
const but = (scene, path) => ({ ...scene, edits: Object.fromEntries(Object.entries(scene.edits).filter(([key]) => key !== path)) });

const single = (/** @type {Scene} */ scene, /** @type {State} */ state) => ({ ...side(scene), runs: state.runs, seed: state.seed });

/** A longer question, which the server works on while the page asks how far it is. @param {string} name @param {any} body @returns {Question} */
const longer = (name, body) => ({ ...question(name, body), path: "/api/job", job: true });

/** @type {{[name: string]: (state: State) => Question}} */
export const QUESTION = {
  run: (s) => question("run", { current: side(scene(s.b)), pinned: side(scene(s.a)), runs: s.runs, seed: s.seed }, ["runs"]),
  doubts: (s) => question("doubts", single(scene(s.b), s)),
  changes: (s) => question("changes", single(scene(s.b), s)),
  curve: (s) => question("curve", { ...single(curved(s), s), input: inputOf(s) }),
  story: (s) => question("story", { ...single(scene(s.story.of === "a" ? s.a : s.b), s), ...whichCouncil(s) }),
  pivots: (s) => longer("pivots", single(scene(s.b), s)),
  next: (s) => longer("next", single(scene(s.b), s)),
  bridge: (s) => longer("bridge", { ...single(scene(s.b), s), target: s.target / 100 }),
  map: (s) => longer("map", { ...single(scene(s.b), s), inputs: mapped(s) }),
  sensitivity: (s) => longer("sensitivity", single(scene(s.b), s)),
  discover: (s) => longer("discover", single(scene(s.b), s)),
};

const scene = (/** @type {Scene|null} */ found) => /** @type {Scene} */ (found);

/** The scene that the curve is drawn over. A distribution keeps its shape, so it is moved from where it stands. @param {State} s */
function curved(s) {
  const path = inputOf(s), b = scene(s.b);
  return typeof value(path, b) === "number" && typeof value(path, { ...b, edits: {} }) === "number" ? but(b, path) : b;
}

/** @param {State} s */
function whichCouncil({ story }) {
  if (story.seats.length) return { run: story.run, seat: story.seats, acts: story.acts };
  return story.find === null ? { run: story.run } : { outcome: story.find, which: "typical" };
}

/** Whether the answer of that name belongs to the state. @param {State} state @param {string} name */
export function fits(state, name) {
  const answer = state.answers[name];
  return !!answer && !!state.b && answer.key === QUESTION[name](state).key;
}

/** The answer of that name if it belongs to the state, else null. @param {State} state @param {string} name @returns {Answer|null} */
export const fitting = (state, name) => (fits(state, name) ? state.answers[name] : null);

/** Whether the run on show is of this very state and of all its councils. @param {State} state */
export const complete = (state) => fits(state, "run") && state.answers.run.runs === state.runs;

/** What ought to be asked now, the most pressing first: the run; once it is complete and nothing moves, the rest. @param {State} state @returns {Question[]} */
export function wanted(state) {
  if (!state.b || !state.start) return [];
  const asked = [];
  if (state.making && state.draft) return beingMade(state);
  if (!complete(state)) asked.push(QUESTION.run(state));
  if (state.dragging || !complete(state)) return asked;
  for (const name of ["curve", "doubts", "changes"]) if (!fits(state, name)) asked.push(QUESTION[name](state));
  if (state.step === "council" && !toldAlready(state)) asked.push(QUESTION.story(state));
  return [...asked, ...longerAsked(state)];
}

export const LONGER = ["pivots", "next", "bridge", "map", "sensitivity", "discover"];

/** The longer question that is waited for; a page has one at a time. @param {State} state @returns {Question[]} */
function longerAsked(state) {
  return LONGER.filter((name) => state.asked[name] !== undefined && !fits(state, name)).map((name) => QUESTION[name](state)).filter((one) => state.asked[one.name] === one.key);
}

/** What is asked while a question is being made. @param {State} state @returns {Question[]} */
function beingMade(state) {
  const longer_ = longerAsked(state);
  if (state.draft && !formed(state.draft)) return [draftQuestion(state.draft), ...longer_];
  const glance = previewQuestion(state);
  return glance && state.answers.preview?.key !== glance.key ? [glance, ...longer_] : longer_;
}

/** A council that was looked for is told under its number from then on. @param {State} state */
export function toldAlready(state) {
  const answer = state.answers.story, { story } = state;
  if (!answer || story.find !== null || answer.data.run !== story.run) return false;
  const from = story.of === "a" ? state.a : state.b;
  const same_ = same(answer.data.seat ?? [], story.seats) && same(answer.data.acts ?? [], story.acts);
  return same_ && alike(answer.scene, from) && answer.seed === state.seed;
}

/** Whether a key is one of a member's judged numbers. @param {string} path */
export const isStance = (path) => {
  const [table, , what] = parts(path);
  return table === "members" && ["position", "salience", "resolve"].includes(what);
};
