// Talking to the server on this machine: one question of each kind at a time, the newest wins, and one that got no answer is
// asked again. An answer is taken only under the key of its question.

import { wanted } from "./core/questions.js";
import { say } from "./core/words.js";
/** @import {State, Question, Scene} from "./core/types.js" */

/** A refusal or a mistake, with the server's words: `problems` is a list of {line, key, message}. */
export class Refused extends Error {
  /** @param {string} message @param {number} status @param {any[]} [problems] @param {number} [wait] */
  constructor(message, status, problems = [], wait = 0) {
    super(message);
    this.status = status;   // 0: no answer at all
    this.problems = problems;
    this.wait = wait;       // ms after which the server would like to be asked again
  }
}

/** Who asks: of a page the server keeps the newest waiting question of each kind, and one longer question. */
const PAGE = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
const HEAD = { "nacsim-page": PAGE };

/** Ask the server; `body` null means GET. Returns the response.
 * @param {string} path @param {any} [body] @param {AbortSignal} [signal] @returns {Promise<Response>} */
export async function send(path, body = null, signal) {
  let response;
  try {
    response = await fetch(path, body === null ? { headers: HEAD } : { method: "POST", headers: { "Content-Type": "application/json", ...HEAD }, body: JSON.stringify(body), signal });
  } catch {
    throw new Refused(say("trouble.silent"), 0);
  }
  if (response.status === REPLACED) throw new Refused("", REPLACED);
  if (response.ok) return response;
  /** @type {{error?: string, problems?: any[]}} */
  let told = {};
  try {
    told = await response.json();
  } catch { /* not JSON: the status says enough */ }
  const stopped = told.error === undefined && response.status >= 500;   // not in our words: a server that is being stopped, which is none
  throw new Refused(told.error ?? say("trouble.status", { status: response.status }), stopped ? 0 : response.status, told.problems, 1000 * (Number(response.headers.get("Retry-After")) || 0));
}

/** Ask the server for JSON. @param {string} path @param {any} [body] @param {AbortSignal} [signal] @returns {Promise<any>} */
export const ask = async (path, body = null, signal = undefined) => (await send(path, body, signal)).json();

/** A longer question: asked again and again how far it is, until its answer is there; stopped where nobody waits for it.
 * @param {Question} question @param {AbortSignal} signal @param {(far: any) => void} tell @returns {Promise<any>} */
async function longer({ path, body, name, key }, signal, tell) {
  try {
    for (;;) {
      const found = await ask(path, { ...body, page: PAGE, ask: name }, signal);
      if (found.data !== undefined) return { ...found.data, key: found.key };
      if (found.key === key) tell(found);
    }
  } catch (error) {
    if (signal.aborted) void ask(path, { page: PAGE, key }).catch(() => {});
    throw error;
  }
}

const PASSING = [0, 429, 502, 503, 504];   // no answer, or too busy: worth asking again
const FIRST = 700, LONGEST = 15_000;       // ms to wait before asking again, doubled each time
const TRIES = 3;                           // before somebody is told of a busy server, or that something cannot be opened
const CALM = 250;                          // ms of rest before what stands beside the answer is asked for
const BESIDE = ["doubts", "changes"];
const QUICK = 70;                          // ms: an engine that answers in full this fast is asked in full while dragging, too
const STALE = 400;                         // ms after which a run of an earlier state is let go: the server may not have begun it
const REPLACED = 204;                      // a newer question of this page took its place
const PATIENT = 40;                        // ms: one that takes longer gives a first answer on one block of councils, also at rest

/** Whether an error may be none a moment later. @param {any} error */
export const passing = (error) => PASSING.includes(error.status);

/** How long to wait before asking again. @param {number} tries so far @param {any} error */
const pause = (tries, error) => Math.max(error.wait ?? 0, Math.min(LONGEST, FIRST * 2 ** (tries - 1)));

/** Wait so long. @param {number} tries so far @param {any} error */
export const rest = (tries, error) => new Promise((go) => setTimeout(go, pause(tries, error)));

/** Ask for what somebody opens: a server that is silent or busy for a moment is asked again.
 * @param {string} path @param {any} body @returns {Promise<any>} */
export async function askPatiently(path, body) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask(path, body);
    } catch (error) {
      if (!passing(error) || tries === TRIES) throw error;
      await rest(tries, error);
    }
  }
}

/** Ask what a state wants, whenever it changes.
 * @param {{state: () => State, dispatch: (action: any) => void, again: (scene: Scene) => Promise<any>}} to
 *   `again` sends the text of an upload that the server has forgotten */
export function asker({ state, dispatch, again }) {
  /** @type {Map<string, {key: string, stop: AbortController, order: number, begun: number}>} */
  const busy = new Map();
  /** @type {{[name: string]: number}} */
  const taken = {};        // the order of the last answer of each kind: an older one that comes later is dropped
  let orders = 0;
  /** @type {Map<string, {key: string, until: number, tries: number, final: boolean}>} */
  const held = new Map();
  let pace = Infinity;     // ms a full run takes, seen from here
  let rested = 0;          // when the last run came in

  /** How many councils to ask for first. @param {State} s @param {Question} question */
  function councils(s, question) {
    if (question.name !== "run") return question.body.runs;
    const seen = s.answers.run?.key === question.key;
    const coarse = !seen && (s.dragging ? pace > QUICK : pace > PATIENT);
    return coarse ? Math.min(s.runs, s.start.limits.block) : s.runs;
  }

  /** @param {Question} question */
  async function put(question) {
    const s = state(), runs = councils(s, question), begun = performance.now();
    const from = question.name === "story" && s.story.of === "a" ? s.a : s.b;
    const stop = new AbortController(), order = (orders += 1);
    busy.set(question.name, { key: question.key, stop, order, begun });
    try {
      const data = question.job ? await longer(question, stop.signal, (far) => dispatch({ type: "gone", name: question.name, ...far })) : await ask(question.path, runs === undefined ? question.body : { ...question.body, runs }, stop.signal);
      if (data.key !== question.key) throw new Refused(say("trouble.other"), 0);
      if (question.name === "run" && runs === s.runs) pace = performance.now() - begun;
      held.delete(question.name);
      if (question.name === "run") rested = performance.now();
      if (order < (taken[question.name] ?? 0)) return;
      taken[question.name] = order;
      dispatch({ type: "answered", name: question.name, answer: { key: question.key, data, a: s.a, b: s.b, scene: from, runs, seed: s.seed } });
    } catch (error) {
      if (!stop.signal.aborted) await miss(question, /** @type {any} */ (error), /** @type {Scene} */ (from));
    } finally {
      if (busy.get(question.name)?.order === order) busy.delete(question.name);
    }
    pump();
  }

  /** @param {Question} question @param {any} error @param {Scene} from */
  async function miss(question, error, from) {
    if (error.status === REPLACED) return;
    if (error.status === 410 && !held.get(question.name)) {
      held.set(question.name, { key: question.key, until: 0, tries: 1, final: false });
      return void (await again(from).catch(() => {}));
    }
    const later = passing(error) || error.status === 410;
    const tries = (held.get(question.name)?.tries ?? 0) + 1;
    const wait = pause(tries, error);
    held.set(question.name, { key: question.key, until: performance.now() + wait, tries, final: !later });
    if (later) setTimeout(pump, wait + 5);
    if (!wanted(state()).some((now) => now.key === question.key)) return;   // nobody waits for it any more
    if (later && error.status !== 0 && tries < TRIES) return;   // busy for a moment: no news
    dispatch({ type: "failed", name: question.name, tries: later ? tries : 0, trouble: { text: later ? `${error.message} ${say("trouble.again")}` : error.message, problems: error.problems } });
  }

  /** Whether a question has to wait for the one of its kind that is out: a run of an earlier state is waited for a moment, so
   * that a drag moves; a busy server may not have begun it, and then takes the newer in its place. @param {Question} question */
  function out(question) {
    const there = busy.get(question.name);
    if (!there || question.name !== "run" || there.key === question.key) return !!there;
    const left = there.begun + STALE - performance.now();
    if (left > 0) (clearTimeout(stale), (stale = window.setTimeout(pump, left + 5)));
    return left > 0;
  }

  let calm = 0, stale = 0;
  function pump() {
    const questions = wanted(state());
    for (const [name, { key, stop }] of busy) {   // what nobody waits for any more need not be counted; a run is let finish, so that a drag moves
      if (name !== "run" && !questions.some((question) => question.key === key) && !state().dragging) stop.abort();
    }
    for (const question of questions) {
      if (out(question)) continue;
      const early = BESIDE.includes(question.name) ? rested + CALM - performance.now() : 0;
      if (early > 0) {
        clearTimeout(calm);
        calm = window.setTimeout(pump, early + 5);
        continue;
      }
      const held_ = held.get(question.name);
      if (held_ && (held_.final ? held_.key === question.key : held_.until > performance.now())) continue;
      void put(question);
    }
  }
  /** In how many ms the answer of a run that is asked for now may be expected. */
  const due = () => (busy.has("run") ? pace : Infinity);
  return { pump, due };
}
