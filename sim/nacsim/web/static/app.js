// The page: opens a scenario, asks the engine after every move, draws the answer. It knows no rules of the model.

import * as address from "./address.js";
import { drawChanges } from "./changes.js";
import { onChange } from "./controls.js";
import * as council from "./council.js";
import { $, heatColour, html, onWidth, percent, points, set } from "./draw.js";
import { drawEditor } from "./editor.js";
import * as figures from "./figures.js";
import * as files from "./files.js";
import * as gallery from "./gallery.js";
import * as questions from "./questions.js";
import { ask, latest, send } from "./server.js";
import * as store from "./state.js";
import * as story from "./story.js";
import { tabs } from "./tabs.js";

const { state } = store;
const QUICK = 70;        // ms: an engine that answers in full this fast is asked in full while dragging, too
const PATIENT = 120;     // ms: one that takes longer gives a first answer on one block of councils, also at rest
let dragging = false;
let fresh = false;       // a move that nothing has been drawn for yet
let pace = Infinity;     // ms a full answer takes, seen from here

const side = ({ base, edits }) => ({ scenario: base.name, toml: base.toml, edits });
const question = () => ({ current: side(state), pinned: side(state.pinned), runs: state.runs, seed: state.seed });
const single = () => ({ ...side(state), runs: state.runs, seed: state.seed });

const run = latest(async () => {
  const coarse = (dragging && pace > QUICK) || (fresh && pace > PATIENT);
  const asked = performance.now(), body = question();
  if (coarse) body.runs = Math.min(state.runs, state.start.limits.block);
  fresh = false;
  const answer = await ask("/api/run", body);
  if (body.runs === state.runs) pace = performance.now() - asked;
  return { answer, coarse: body.runs < state.runs, view: state.view };
}, show, (error) => {
  busy(false);
  complain(error);
});

const busy = (on) => set($("results"), { "aria-busy": on });

function show({ answer, coarse, view }, more) {
  if (view !== state.view) return;
  state.shown = answer;
  drawResults();
  if (coarse && !dragging) run();
  if (coarse || more || dragging) return;
  hush();
  busy(false);
  announce(answer);
  story.offerTypical();
}

function drawResults() {
  figures.drawBars(story.replay);
  figures.drawShares();
  figures.drawObjectors();
  figures.drawTime();
  figures.drawText();
  council.drawCouncil(story.onShow());
  legend();
  const { summary, error, ms } = state.shown.current;
  const thousands = summary.runs.toLocaleString("en");
  set($("provenance"), { text: `${thousands} councils · seed ${summary.seed} · NACSIM ${summary.version} · error of a share at most ± ${(100 * error).toFixed(1)} points · ${Math.round(ms)} ms` });
}

let speaking = 0;
function announce({ current }) {
  clearTimeout(speaking);
  speaking = setTimeout(() => set($("spoken"), { text: `Adopted in ${percent(current.summary.adopted.share)} of councils; change from A ${points(current.change.adopted)} points.` }), 700);
}

/** Everything that hangs on the scenario: write the address, ask, and draw the rail while the engine works. */
function refresh() {
  busy(true);
  fresh = true;
  keepAddress();
  const asked = run();
  drawEditor();
  drawChanges(takeBack);
  set($("title"), { text: state.view.title });
  set($("subtitle"), { text: [state.view.date ? `Council of ${state.view.date}` : "Council of today", `${state.view.room.length} members`, state.view.proposal].filter(Boolean).join(" · ") });
  document.title = `${state.view.title} – NACSIM`;
  set($("undo"), { disabled: store.canUndo() ? null : "" });
  set($("redo"), { disabled: store.canRedo() ? null : "" });
  set($("reset"), { disabled: Object.keys(state.edits).length ? null : "" });
  questions.outdate();
  return asked;
}

let kept = 0;
/** Browsers take a few hundred changes of the address a minute; a long drag would make more. */
function keepAddress() {
  if (dragging && performance.now() - kept < 300) return;
  kept = performance.now();
  address.write();
}

/** After an edit; a story that is open is told anew once the hand rests. */
function changed(moving = false) {
  dragging = moving;
  const asked = refresh();
  if (!moving) asked.then(story.refresh);
}

function takeBack(paths) {
  store.settle();
  store.edit(Object.fromEntries(paths.map((path) => [path, store.value(path, state.pinned)])), "back");
  store.settle();
  changed();
}

/** Put a package in force: as edits, or, where it changes who sits there or what is on the table, as a new scenario beside A. */
async function apply({ edits, levers }) {
  if (edits) {
    store.settle();
    store.edit(edits, "apply");
    store.settle();
    return changed();
  }
  try {
    const toml = await (await send("/api/scenario.toml", { ...side(state), sets: levers.flatMap((lever) => lever.set.split(" ; ")) })).text();
    await open({ name: state.base.name.split("/").at(-1), toml }, true);
  } catch (error) {
    complain(error);
  }
}

function choose(code) {
  if (code in state.view.members) state.seat = code;
  state.edit = "member";
  editTabs.show("member");
  address.write();
  drawEditor();
  if (state.shown.current) drawResults();
}

function legend() {
  const told = state.tab === "story" && story.onShow();
  const words = told ? ["✕ breaks silence", "(✕) objects, hidden behind another", "no mark: keeps silence"]
    : ["breaks silence on the text as tabled, share of councils", "Choose a seat to change it."];
  $("council-legend").replaceChildren(...(told ? [] : [heatKey()]), ...words.map((text) => html("span", { text })));
  set($("council-title"), { text: told ? "One council" : "Chance to break silence" });
}

function heatKey() {
  return html("span", { class: "scale-key" }, ...[0, 0.05, 0.2, 0.5, 1].map((chance) => {
    const dot = html("span", { class: "swatch" });
    dot.style.background = heatColour(chance).fill;
    return html("span", {}, dot, `${100 * chance}`);
  }), "%");
}

/** Show a message with what is wrong, line by line. */
let standing = false;   // a notice that stays until it is closed by hand
function complain(error, stays = false) {
  if (standing && !stays) return;
  standing = stays;
  const lines = error.problems?.length ? error.problems.map((p) => html("li", {}, html("code", { text: [p.line ? `line ${p.line}` : "", p.key].filter(Boolean).join(", ") }), ` ${p.message}`)) : [];
  $("message-text").replaceChildren(html("strong", { text: error.message }), lines.length ? html("ul", {}, ...lines) : "");
  $("message").hidden = false;
}

/** Take a notice away; one that stays is taken away by hand only. */
function hush(byHand = false) {
  if (byHand) standing = false;
  if (!standing) $("message").hidden = true;
}

/** Open a scenario: {name, toml|null}. With `keep`, A stays pinned. */
async function open(base, keep = false) {
  busy(true);
  try {
    const view = await ask("/api/open", { scenario: base.name, toml: base.toml, edits: {} });
    await address.prepare(base);
    store.open(base, view, keep);
    resultTabs.show("many");
    hush();
    await refresh();
  } catch (error) {
    busy(false);
    complain(error);
  }
}

/** Take the state from the address, or open the scenario the server was started with. */
async function begin() {
  let found = null;
  hush(true);
  try {
    found = await address.read(location.hash);
    if (found) {
      const views = {};
      for (const name of ["current", "pinned"]) {
        if (!found[name]) continue;
        await address.prepare(found[name].base);
        views[name] = await ask("/api/open", { scenario: found[name].base.name, toml: found[name].base.toml, edits: {} });
      }
      address.restore(found, views);
      if (!(state.seat in state.view.members)) state.seat = state.view.room[0];
      return await restored(found);
    }
  } catch (error) {
    const words = error.problems?.length ? `. In it: ${error.message}` : "";
    complain(Object.assign(new Error(`This link cannot be read; what you see is not what was sent, but the scenario to start from${words}`), { problems: error.problems }), true);
  }
  await open(state.start.scenario);
}

async function restored(found) {
  drawSwitch();
  resultTabs.show(state.tab);
  const { round } = state.story;
  await refresh();
  if (state.tab === "story") await story.tell({ run: state.story.run }, round);
  const words = [];
  if (found.odd.length) words.push(`Left out of this link, since it cannot be read: ${found.odd.join("; ")}. What you see is not all that was sent.`);
  if (found.version && found.version !== state.start.version) words.push(`This link was made with NACSIM ${found.version}; this is ${state.start.version}, and the figures may differ.`);
  if (words.length) complain(new Error(words.join(" ")), true);
}

function drawSwitch() {
  for (const name of ["hemicycle", "map", "table", "both"]) set($(`view-${name}`), { "aria-pressed": state.draw === name });
}

const editTabs = tabs("edit-tabs", (name) => ((state.edit = name), state.view && drawEditor()));
const resultTabs = tabs("result-tabs", (name, byHand) => {
  state.tab = name;
  if (!state.shown.current) return;
  if (byHand && name === "story" && !story.onShow()) story.tell({ run: state.story.run });
  address.write();
  drawResults();
});

function pinHere() {
  store.pin();
  changed();
}

async function copyLink() {
  address.write();
  const button = $("copy-link");
  try {
    await navigator.clipboard.writeText(location.href);
    set(button, { text: "Copied" });
  } catch {
    complain(new Error("The browser does not let the page copy; the link is in the address bar."));
  }
  setTimeout(() => set(button, { text: "Copy link" }), 1500);
}

function wire() {
  const clicks = { undo: () => (store.undo(), changed()), redo: () => (store.redo(), changed()), reset: () => (store.reset(), changed()), pin: pinHere, "copy-link": copyLink, "message-close": () => hush(true) };
  for (const [id, act] of Object.entries(clicks)) $(id).addEventListener("click", act);
  for (const name of ["hemicycle", "map", "table", "both"]) {
    $(`view-${name}`).addEventListener("click", () => ((state.draw = name), drawSwitch(), address.write(), council.drawCouncil(story.onShow()), drawResults()));
  }
  document.addEventListener("seat", (event) => choose(event.detail));
  document.addEventListener("simulation", (event) => (Object.assign(state, event.detail), changed()));
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z" || /^(text|search|number)|textarea/.test(event.target.type ?? "")) return;
    event.preventDefault();
    if (event.shiftKey ? store.canRedo() : store.canUndo()) (event.shiftKey ? store.redo : store.undo)(), changed();
  });
  window.addEventListener("hashchange", begin);
  onWidth(() => state.shown.current && requestAnimationFrame(drawResults));
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => state.shown.current && drawResults());
}

async function main() {
  onChange(changed);
  wire();
  story.prepare({ scenario: single, stepped: () => (address.write(), legend()), fail: complain, openTab: () => resultTabs.show("story") });
  questions.prepare({ scenario: single, apply, fail: complain });
  gallery.prepare({ open, fail: complain });
  files.prepare({ scenario: single, open, busy, fail: complain });
  try {
    [state.start] = await Promise.all([ask("/api/start"), council.prepare(choose)]);
    figures.learn(state.start.outcomes);
    state.runs = state.start.limits.full;
    editTabs.show("member");
    resultTabs.show("many");
    await begin();
  } catch (error) {
    complain(error);
  }
}

main();
