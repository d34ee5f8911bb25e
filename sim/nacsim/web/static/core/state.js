// The page's one state, and what each action makes of it. Pure: no document, no server, no clock.

import { answeredDraft, DRAFTING, refusedDraft } from "./draft.js";
import { withGuess } from "./guesses.js";
import { look, same } from "./keys.js";
import { pointOf, restart } from "./story.js";
/** @import {State, Scene, Snapshot, Edits, Base, View} from "./types.js" */

export const STEPS = ["answer", "council", "matters", "takes", "sure"];
export const DRAWN = ["wants", "seats", "map", "table"];
const UNDO = 200;   // steps that are kept

/** The state before anything is known.
 * @returns {State} */
export const initial = () => ({
  start: null, a: null, b: null, runs: 10_000, seed: 0,
  step: "answer", seat: null, issue: null, what: "position", draw: "wants", panel: "member", rail: false,
  dragging: false, target: 80, story: { run: 0, round: 1, find: null, of: "b", seats: [], acts: [] }, asked: {},
  past: [], future: [], mark: null, shelf: [], guesses: [], seen: {}, covered: null, answers: {}, troubles: [], opening: false, lost: {},
  making: false, draft: null, progress: {}, mapped: null,
});

/** The value now at a key: edited, or as in the file.
 * @param {string} path @param {Scene} scene */
export const value = (path, { view, edits }) => (Object.hasOwn(edits, path) ? edits[path] : look(view, path));

/** A scene with changes put in; a value equal to the file's is no edit.
 * @param {Scene} scene @param {Edits} changes @returns {Scene} */
export function edited(scene, changes) {
  const edits = { ...scene.edits };
  for (const [path, next] of Object.entries(changes)) {
    for (const below of Object.keys(edits)) if (below.startsWith(`${path}.`)) delete edits[below];
    if (same(next ?? null, look(scene.view, path) ?? null)) delete edits[path];
    else edits[path] = next;
  }
  return { ...scene, edits };
}

/** Whether two scenes are the same question.
 * @param {Scene|null} a @param {Scene|null} b */
export const alike = (a, b) => a === b || (!!a && !!b && sameBase(a.base, b.base) && same(sorted(a.edits), sorted(b.edits)));
const sorted = (/** @type {Edits} */ edits) => Object.entries(edits).sort(([x], [y]) => (x < y ? -1 : 1));

/** @param {Base} a @param {Base} b */
export const sameBase = (a, b) => a.name === b.name && a.toml === b.toml;

/** Whether anything differs from what it is compared with. @param {State} state */
export const differs = (state) => !alike(state.a, state.b);

/** The issue that figures and sliders are about: the one chosen, or the principal one. @param {State} state */
export function issueOf(state) {
  const names = Object.keys(state.b?.view.issues ?? {});
  return state.issue !== null && names.includes(state.issue) ? state.issue : names[0];
}

/** The member that is chosen, or else the likeliest objector of an answer on this scenario, or the first. @param {State} state */
export function seatOf(state) {
  const { b, seat } = state;
  if (!b) return null;
  if (seat !== null && b.view.room.includes(seat)) return seat;
  const answer = state.answers.run;
  if (!answer || !sameBase(answer.b.base, b.base)) return b.view.room[0];
  return likeliest(answer.data.current.summary.members) ?? b.view.room[0];
}

/** Who breaks silence most often. @param {{[code: string]: any}} members @returns {string|null} */
export function likeliest(members) {
  const rank = Object.entries(members).sort(([, x], [, y]) => y.objects_first - x.objects_first || y.blocks - x.blocks);
  return rank.length ? rank[0][0] : null;
}

/** @param {State} state @returns {Snapshot} */
const snapshot = ({ a, b, seat, issue }) => ({ a: /** @type {Scene} */ (a), b: /** @type {Scene} */ (b), seat, issue });

/** The state with a step of undo put down before it changes. @param {State} state @returns {State} */
const marked = (state) => (state.b ? { ...state, past: [...state.past, snapshot(state)].slice(-UNDO), future: [], mark: null } : state);

/** @param {State} state @param {Partial<State>} more @returns {State} */
const with_ = (state, more) => ({ ...state, ...more });

/** @type {{[name: string]: (state: State, action: any) => State}} */
const ACTIONS = {
  ...DRAFTING,
  began: (state, { start, shelf, guesses }) => with_(state, { start, shelf: shelf ?? [], guesses: guesses ?? [], runs: start.limits.full }),
  /** A scenario is on its way from the server, or has come. */
  opening: (state, { on }) => with_(state, { opening: on }),
  /** A scenario is opened: beside what is on screen (`keep`), or alone. */
  opened(state, { base, view, edits, keep }) {
    const b = { base, view, edits: edits ?? {} };
    const fresh = { base, view, edits: {} };
    const a = keep && state.b ? state.b : fresh;
    return with_(marked(state), { a, b, seat: null, issue: null, story: restart(state.story), step: keep ? state.step : "answer", asked: {}, making: false });
  },
  /** Edits from one control; those that follow each other from the same one (`who`) are one step of undo. */
  edited(state, { changes, who, dragging }) {
    const before = who !== null && who === state.mark ? { ...state, future: [] } : marked(state);
    const b = edited(/** @type {Scene} */ (state.b), changes);
    return with_(before, { b, mark: who, seat: state.seat ?? seatOf(state), dragging: !!dragging, story: pointOf(state.story) });
  },
  settled: (state) => with_(state, { mark: null, dragging: false }),
  undone(state) {
    const last = state.past.at(-1);
    return last ? with_(state, { ...last, past: state.past.slice(0, -1), future: [...state.future, snapshot(state)], mark: null }) : state;
  },
  redone(state) {
    const next = state.future.at(-1);
    return next ? with_(state, { ...next, future: state.future.slice(0, -1), past: [...state.past, snapshot(state)], mark: null }) : state;
  },
  /** Back to the file as it was opened. */
  reset: (state) => with_(marked(state), { b: { .../** @type {Scene} */ (state.b), edits: {} }, a: { .../** @type {Scene} */ (state.b), edits: {} } }),
  /** The file that is followed was changed elsewhere: the same edits on its new text, but for those that no longer fit. */
  followed(state, { base, view, edits }) {
    const old = /** @type {Scene} */ (state.b), b = { base, view, edits };
    return with_(marked(state), { b, a: state.a && sameBase(state.a.base, old.base) ? { base, view, edits: {} } : state.a, asked: {} });
  },
  pinned: (state) => with_(marked(state), { a: state.b }),
  /** A scene put in force, to be compared with another: a package with the scenario it was computed for, a state from the shelf. */
  put: (state, { a, b }) => with_(marked(state), { a: a ?? state.a, b, seat: state.seat ?? seatOf(state), story: restart(state.story) }),
  /** All of a link. */
  restored: (state, { a, b, rest }) => with_(marked(state), { a, b, ...rest, mark: null, dragging: false, asked: {}, making: false }),
  chosen: (state, { seat, issue, what }) => with_(state, { seat: seat ?? state.seat, issue: issue ?? state.issue, what: what ?? state.what }),
  stepped: (state, { step }) => with_(state, { step, making: false }),
  drawn: (state, { draw }) => with_(state, { draw }),
  railed: (state, { rail, panel }) => with_(state, { rail, panel: panel ?? state.panel }),
  simulated: (state, { runs, seed }) => with_(state, { runs, seed, story: restart(state.story) }),
  aimed: (state, { target }) => with_(state, { target }),
  /** A longer question is put: to the state as it stands, by its key. One that waits for its answer gives way to it. */
  asked(state, { name, key }) {
    const answered = Object.entries(state.asked).filter(([other, its]) => state.answers[other]?.key === its);
    return with_(state, { asked: { ...Object.fromEntries(answered), [name]: key }, progress: {} });
  },
  unasked(state, { name }) {
    const { [name]: _, ...asked } = state.asked;
    return with_(state, { asked });
  },
  /** How far a longer question is. */
  gone: (state, { name, done, of, ahead }) => with_(state, { progress: { ...state.progress, [name]: { done, of, ahead } } }),
  mapping: (state, { inputs }) => with_(state, { mapped: inputs }),
  told: (state, { story }) => with_(state, { story: { ...state.story, ...story } }),
  /** An answer, with the key and the scenes of its question; what stood in its way is mended. */
  answered(state, { name, answer }) {
    const { [name]: _, ...lost } = state.lost;
    const next = with_(state, { answers: { ...state.answers, [name]: answer }, lost, troubles: state.troubles.filter((t) => t.cause !== name) });
    if (name === "edit") return answeredDraft(next, answer.key, answer.data);
    if (name !== "story") return next;
    return with_(next, { story: { ...next.story, run: answer.data.run, find: null, round: Math.min(next.story.round, answer.data.rounds.length) } });
  },
  /** No answer, or a refusal: of which question, and (where it will be asked again) for how long that has been tried. */
  failed(state, { name, trouble, tries }) {
    const told = with_(ACTIONS.troubled(state, { trouble: { ...trouble, cause: name } }), { lost: tries ? { ...state.lost, [name]: tries } : state.lost });
    return name === "edit" && !tries ? refusedDraft(told) : told;
  },
  troubled: (state, { trouble }) => with_(state, { troubles: [...state.troubles.filter((t) => t.cause !== trouble.cause), trouble] }),
  /** A message is closed by hand, or its cause is gone. */
  mended: (state, { cause }) => with_(state, { troubles: state.troubles.filter((t) => t.cause !== cause) }),
  /** A past decision is covered until it is guessed; null uncovers it. */
  covered: (state, { name }) => with_(state, { covered: name }),
  guessed: (state, { guess }) => with_(state, { guesses: withGuess(state.guesses, guess) }),
  /** What came of a past decision. */
  revealed: (state, { name, seen }) => with_(state, { seen: { ...state.seen, [name]: seen } }),
  forgotten: (state) => with_(state, { guesses: [], covered: null }),
  shelved: (state, { entry }) => with_(state, { shelf: [entry, ...state.shelf.filter((one) => one.name !== entry.name)].slice(0, 40) }),
  unshelved: (state, { name }) => with_(state, { shelf: state.shelf.filter((one) => one.name !== name) }),
};

/** What an action makes of a state.
 * @param {State} state @param {{type: string, [more: string]: any}} action @returns {State} */
export function reduce(state, action) {
  const act = ACTIONS[action.type];
  if (!act) throw new Error(`no action ${action.type}`);
  return act(state, action);
}
