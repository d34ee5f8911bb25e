// The page: one state, one way to change it (dispatch), one way to show it (render). It knows no rules of the model.

import { ask, asker, askPatiently, passing, rest, send } from "./ask.js";
import * as address from "./core/address.js";
import { lines } from "./core/changes.js";
import { QUESTION, side } from "./core/questions.js";
import { alike, initial, reduce, sameBase, value } from "./core/state.js";
import { learn, of100, points, say } from "./core/words.js";
import { $, onWidth } from "./draw.js";
import * as bar from "./parts/bar.js";
import * as chart from "./parts/chart.js";
import * as changed from "./parts/changed.js";
import * as classroom from "./parts/classroom.js";
import * as controls from "./parts/controls.js";
import * as council from "./parts/council.js";
import * as follow from "./parts/follow.js";
import * as files from "./parts/files.js";
import * as gallery from "./parts/gallery.js";
import * as guess from "./parts/guess.js";
import * as lead from "./parts/lead.js";
import * as levers from "./parts/levers.js";
import * as longer from "./parts/longer.js";
import * as matters from "./parts/matters.js";
import * as editor from "./parts/make/editor.js";
import * as messages from "./parts/messages.js";
import * as more from "./parts/more.js";
import * as next from "./parts/next.js";
import * as rail from "./parts/rail.js";
import * as rests from "./parts/rests.js";
import * as room from "./parts/room.js";
import * as shelf from "./parts/shelf.js";
import * as size from "./parts/size.js";
import * as steps from "./parts/steps.js";
import * as sure from "./parts/sure.js";
import * as takes from "./parts/takes.js";
import * as whatif from "./parts/whatif.js";
/** @import {State, Scene, Base, Answer, Edits, Shelved} from "./core/types.js" */

/** @type {State} */
let state = initial();
const now = () => state;

/** Change the state, show it, and ask what it wants to know. @param {{type: string, [more: string]: any}} action */
function dispatch(action) {
  const before = state;
  if (action.type === "opened") bar.keep();   // what is left behind keeps its address
  state = reduce(state, action);
  if (state.shelf !== before.shelf) shelf.keep(state.shelf);
  if (state.guesses !== before.guesses) guess.keep(state.guesses);
  steps.mark(state);
  asks.pump();
  if (action.type === "answered" && action.name === "run") drawNow();   // the next frame shows it, also if drawing takes half of one
  else if (action.type === "edited" && asks.due() < AT_ONCE) soon();
  else render();
  if (action.type === "opened") bar.keep(true);
  else if (state.dragging || action.type === "edited") bar.keepSoon();
  else if (action.type === "answered") bar.keepSoon(0);   // after what it says is drawn
  else bar.keep();
}

const PARTS = { steps, messages, editor, lead, room, changed, whatif, levers, more, council, next, matters, takes, chart, sure, rests, rail, shelf, guess, classroom };

const AT_ONCE = 100;   // ms: an answer that comes within these seems to come at once; it is drawn together with its question, once in place of twice
let frame = 0, late = 0;

/** Show the state with the answer that is on its way, or without it if that is late. */
function soon() {
  if (!late) late = window.setTimeout(render, AT_ONCE);
}

/** Show the state, once a frame. */
function render() {
  frame ||= requestAnimationFrame(drawNow);
}

function drawNow() {
  clearTimeout(late);
  cancelAnimationFrame(frame);
  late = frame = 0;
  show(state);
}

/** Every part from the one state; a part that cannot be drawn says so, and the others are drawn all the same. @param {State} shown */
function show(shown) {
  for (const [name, part] of Object.entries(PARTS)) {
    if (!shown.b && !["messages", "steps"].includes(name)) continue;
    if (!shown.start) continue;
    try {
      part.draw(shown);
    } catch (error) {
      console.error(error);
      if (!state.troubles.some((t) => t.cause === "drawing")) dispatch({ type: "troubled", trouble: { cause: "drawing", text: say("trouble.drawing", { part: name }) } });
    }
  }
  announce(shown);
}

let spoken = "", speaking = 0;
/** Say the answer to those who listen, once it is complete. @param {State} shown */
function announce(shown) {
  const answer = shown.answers.run;
  if (!answer || shown.covered !== null || $("results").getAttribute("aria-busy") !== "false") return;
  const { current } = answer.data, text = say(alike(answer.a, answer.b) ? "spoken" : "spoken.moved", { n: of100(current.summary.adopted.share), change: points(current.change.adopted) });
  if (text === spoken) return;
  spoken = text;
  clearTimeout(speaking);
  speaking = window.setTimeout(() => ($("spoken").textContent = text), 700);
}

/** A scenario from the server, or as it is known already; meanwhile the page is busy. @param {Base} base */
async function fetched(base) {
  dispatch({ type: "opening", on: true });
  try {
    return await brought(base);
  } finally {
    state = reduce(state, { type: "opening", on: false });   // shown with what is done with the scenario, or with the message
    render();
  }
}

/** @param {Base} base @returns {Promise<Scene>} */
async function brought(base) {
  await address.prepare(base.toml);
  const known = [state.b, state.a, ...state.past.flatMap((step) => [step.b, step.a])].find((scene) => scene && sameBase(scene.base, base));
  if (known) return { ...known, edits: {} };
  const view = await askPatiently("/api/open", { scenario: base.name, toml: base.toml, edits: {} });
  return { base: { ...base, file: view.file }, view, edits: {} };
}

/** Open a scenario: {name, toml|null}. With `keep`, it is compared with what is on screen. Returns whether that went well.
 * @param {Base} base @param {boolean} keep @param {Edits} [edits] */
async function open(base, keep, edits = {}) {
  try {
    const scene = await fetched(base);
    if (!keep) shelve();
    dispatch({ type: "mended", cause: "open" });
    if (!keep) cover(scene.base);   // first, so that no address names it
    dispatch({ type: "opened", ...scene, edits, keep });
    return true;
  } catch (error) {
    trouble("open", error);
    return false;
  }
}

/** A past decision that was not guessed in this browser is guessed first, however it was opened. @param {Base} base */
function cover({ name, toml }) {
  const past = toml === null && state.start.gallery.some((/** @type {any} */ one) => one.name === name && one.history);
  dispatch({ type: "covered", name: past && !state.guesses.some((one) => one.name === name) ? name : null });
}

/** Put what is on screen on the shelf, under a name that says what it is; nothing if it is as coded. */
function shelve() {
  const { a, b } = state;
  if (!b || !Object.keys(b.edits).length) return;
  const coded = { ...b, edits: {} }, first = lines(coded, b)[0], more_ = lines(coded, b).length - 1;
  const name = `${b.view.title}: ${first ? `${first.what} ${first.how}` : ""}${more_ > 0 ? ` +${more_}` : ""}`.slice(0, 110);
  if (a) dispatch({ type: "shelved", entry: { name, base: { name: b.base.name, toml: b.base.toml }, edits: b.edits } });
}

/** @param {string} cause @param {any} error @param {string} [text] */
function trouble(cause, error, text = error.message) {
  dispatch({ type: "troubled", trouble: { cause, text, problems: error.problems } });
}

/** Take the state from the address, or open the scenario the server was started with. */
async function begin() {
  try {
    const found = await address.read(location.hash, state);
    if (found?.b) return await restore(found);
    if (found) trouble("link", new Error(say("link.damaged")));
  } catch (/** @type {any} */ error) {
    if (passing(error)) trouble("link", error);
    else trouble("link", error, say("link.damaged") + (error.problems?.length ? ` ${say("link.inside", { text: error.message })}` : ""));
  }
  if (!state.b) await open(state.start.scenario, false);
}

/** @param {any} found */
async function restore({ a, b, rest, version, odd }) {
  const scene = { ...(await fetched(b.base)), edits: b.edits };
  const other = a ? { ...(await fetched(a.base)), edits: a.edits } : { ...scene, edits: {} };
  for (const each of [scene, other]) if (Object.keys(each.edits).length) await askPatiently("/api/open", side(each));   // raises if they do not fit
  if (rest.seat !== null && !scene.view.room.includes(rest.seat)) odd.push(`seat=${rest.seat}`), (rest.seat = null);
  cover(scene.base);
  dispatch({ type: "restored", a: other, b: scene, rest });
  const said = [...(odd.length ? [say("link.odd", { odd: odd.join("; ") })] : []), ...(version && version !== state.start.version ? [say("link.version", { made: version, here: state.start.version })] : [])];
  if (said.length) trouble("link", new Error(said.join(" ")));
}

/** Put a change in force on the scenario it was computed for: as edits; or, where it changes who sits there, as a new file beside it.
 * @param {any} found @param {Answer} answer */
async function apply(found, answer) {
  const scene = answer.scene;
  if (found.edits) return dispatch({ type: "put", a: scene, b: { ...scene, edits: { ...scene.edits, ...found.edits } } });
  dispatch({ type: "opening", on: true });
  try {
    const sets = found.sets ?? found.levers.flatMap((/** @type {any} */ lever) => lever.set.split(" ; "));
    const toml = await (await send("/api/scenario.toml", { ...side(scene), sets })).text();
    dispatch({ type: "put", a: scene, b: await fetched({ name: /** @type {string} */ (scene.base.name.split("/").at(-1)), toml }) });
  } catch (error) {
    trouble("open", error);
  } finally {
    dispatch({ type: "opening", on: false });
  }
}

/** @param {string[]} paths */
function takeBack(paths) {
  const { a } = state;
  if (!a) return;
  dispatch({ type: "edited", changes: Object.fromEntries(paths.map((path) => [path, value(path, a)])), who: null });
}

/** @param {Shelved} one @param {boolean} compare */
async function fromShelf(one, compare) {
  try {
    const scene = { ...(await fetched(one.base)), edits: one.edits };
    dispatch({ type: "put", a: compare ? state.b : { ...scene, edits: {} }, b: scene });
  } catch (error) {
    trouble("open", error);
  }
}

async function copyLink() {
  bar.keep();
  const button = $("copy-link");
  try {
    await navigator.clipboard.writeText(location.href);
    button.textContent = say("share.done");
    setTimeout(() => (button.textContent = say("share")), 1500);
  } catch {
    trouble("share", new Error(say("share.failed")));
  }
}

/** A step that is chosen comes into sight: on a phone it may lie far below. @param {string} step */
function intoSight(step) {
  const section = $(`step-${step}`);
  if (step !== "answer" && section.getBoundingClientRect().top > (window.innerWidth > 900 ? 0.6 : 0.25) * window.innerHeight) section.scrollIntoView({ block: "start" });
}

/** The words of the page into their places. */
function fillWords() {
  for (const node of document.querySelectorAll("[data-say]")) node.textContent = say(/** @type {any} */ (node).dataset.say);
  for (const node of document.querySelectorAll("[data-label]")) (node.setAttribute("aria-label", say(/** @type {any} */ (node).dataset.label)), node.tagName === "BUTTON" && node.setAttribute("title", say(/** @type {any} */ (node).dataset.label)));
}

const asks = asker({ state: now, dispatch, again: ({ base }) => ask("/api/open", { scenario: base.name, toml: base.toml, edits: {} }) });

function wire() {
  const edit = (/** @type {Edits} */ changes, /** @type {string|null} */ who, /** @type {boolean} */ dragging) => dispatch({ type: "edited", changes, who, dragging });
  const settle = () => dispatch({ type: "settled" });
  const choose = (/** @type {string} */ seat) => dispatch({ type: "chosen", seat });
  const put = (/** @type {string} */ name) => (dispatch({ type: "mended", cause: name }), dispatch({ type: "asked", name, key: QUESTION[name](state).key }));
  bar.prepare(now);
  controls.prepare({ edit, settle, state: now });
  const go = (/** @type {string} */ step) => (dispatch({ type: "stepped", step }), step === "matters" && state.b && !Object.keys(state.asked).length && put("next"), requestAnimationFrame(() => requestAnimationFrame(() => intoSight(step))));
  steps.prepare(go);
  messages.prepare((cause) => dispatch({ type: "mended", cause }));
  lead.prepare({ watch: (run, of) => (dispatch({ type: "told", story: { run, of, round: 1, find: null, seats: [], acts: [] } }), go("council")) });
  room.prepare({ choose, draw: (draw) => dispatch({ type: "drawn", draw }), redraw: render });
  changed.prepare({ back: takeBack, pin: () => dispatch({ type: "pinned" }), file: () => files.save("toml"), keep: shelve, state: now });
  whatif.prepare({ state: now, edit, choose: (what) => (dispatch({ type: "settled" }), dispatch({ type: "chosen", ...what })), openRail: () => dispatch({ type: "railed", rail: !state.rail }) });
  levers.prepare(apply);
  more.prepare(render);
  council.prepare({ state: now, tell: (story) => dispatch({ type: "told", story }), openClass: classroom.open });
  longer.prepare({ put, stop: (name) => dispatch({ type: "unasked", name }) });
  next.prepare(apply);
  chart.prepare({ choose: (inputs) => dispatch({ type: "mapping", inputs }), edit });
  takes.prepare({ aim: (target) => dispatch({ type: "aimed", target }), apply });
  rail.prepare({ state: now, edit, settle, choose, panel: (panel) => dispatch({ type: "railed", rail: true, panel }), close: () => dispatch({ type: "railed", rail: false }), simulate: (how) => dispatch({ type: "simulated", ...how }) });
  gallery.prepare({ state: now, open, trouble });
  classroom.prepare({ state: now, trouble, mended: (cause) => dispatch({ type: "mended", cause }) });
  guess.prepare({ state: now, dispatch, open, trouble });
  files.prepare({ state: now, open, trouble, mended: (cause) => dispatch({ type: "mended", cause }) });
  shelf.prepare({ put: shelve, take: fromShelf, drop: (name) => dispatch({ type: "unshelved", name }) });
  editor.prepare({ state: now, dispatch, open, trouble });
  const undo = () => dispatch({ type: state.making ? "undraft" : "undone" }), redo = () => dispatch({ type: state.making ? "redraft" : "redone" });
  const clicks = { undo, redo, reset: () => dispatch({ type: "reset" }), "copy-link": copyLink, "how-sure": () => go("sure") };
  for (const [id, act] of Object.entries(clicks)) $(id).addEventListener("click", act);
  document.querySelector(".skip")?.addEventListener("click", (event) => (event.preventDefault(), $("results").focus()));
  document.addEventListener("keydown", (event) => {
    const typing = /^(text|search|number)|textarea/.test(/** @type {any} */ (event.target).type ?? "");
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z" || typing) return;
    event.preventDefault();
    if (event.shiftKey) redo();
    else undo();
  });
  const moved = () => bar.another() && void begin();
  window.addEventListener("popstate", moved);
  window.addEventListener("hashchange", moved);
  size.prepare(render);
  onWidth(render, () => show(state));
}

async function main() {
  let tries = 0;
  for (;;) {
    try {
      const start = await ask("/api/start");
      learn(start.words);
      fillWords();
      wire();
      dispatch({ type: "began", start, shelf: shelf.kept(), guesses: guess.kept() });
      await begin();
      return follow.watch({ state: now, dispatch, brought, open });
    } catch (/** @type {any} */ error) {
      if (state.start) return trouble("start", error);
      $("messages").replaceChildren(Object.assign(document.createElement("p"), { className: "message", textContent: `${error.message} …` }));
      tries += 1;
      await rest(tries + 1, error);
      $("messages").replaceChildren();
    }
  }
}

void main();
