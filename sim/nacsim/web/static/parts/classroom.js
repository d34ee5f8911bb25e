// One council for several browsers: the teacher opens it and hands out seats, others join by a code; each sees what its own seats are asked.

import { $, button, html, set } from "../draw.js";
import { ask } from "../ask.js";
import { side } from "../core/questions.js";
import { joined, say, start } from "../core/words.js";
import { chair, member } from "./seat.js";
/** @import {State, Scene} from "../core/types.js" */

const EVERY = 1500, KEY = "nacsim-class";   // ms between two looks; where this browser tab keeps its place in a council

/** @type {{state: () => State, trouble: (cause: string, error: any) => void, mended: (cause: string) => void}} */
let acts;
/** @type {{code: string, key: string}|null} */
let place = null;
let clock = 0, shown = "";

/** @param {typeof acts} given */
export function prepare(given) {
  acts = given;
  try {
    place = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  } catch { /* a browser that keeps nothing */ }
  const dialog = $("class");
  $("class-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => clearTimeout(clock));
  $("class-join").addEventListener("click", () => (dialog.showModal(), place ? void look() : entry()));
}

/** @param {State} state */
export const draw = (state) => set($("class-join"), { hidden: !state.start.classes });

/** Open a council on what is on screen, as its teacher. */
export async function open() {
  const { b, runs, seed, story } = acts.state();
  $("class").showModal();
  await put({ do: "open", ...side(/** @type {Scene} */ (b)), runs, seed, run: story.run });
}

/** Ask the server, and show what it says. @param {any} body */
async function put(body) {
  clearTimeout(clock);
  try {
    const told = await ask("/api/class", { ...place, ...body });
    acts.mended("class");
    if (body.do === "close") return leave();
    if (told.key) keep({ code: told.code, key: told.key });
    show(told);
    if ($("class").open) clock = window.setTimeout(look, EVERY);
  } catch (/** @type {any} */ error) {
    if (place && [403, 404].includes(error.status)) keep(null), entry();
    else if ($("class").open && place) clock = window.setTimeout(look, 2 * EVERY);
    note(error.message);
  }
}

const look = () => put({ do: "look" });

/** @param {typeof place} next */
function keep(next) {
  place = next;
  shown = "";
  try {
    sessionStorage.setItem(KEY, JSON.stringify(next));
  } catch { /* it holds as long as the page */ }
}

/** @param {string} text */
function note(text) {
  $("class-body").querySelector("#class-note")?.remove();
  $("class-body").prepend(html("p", { id: "class-note", role: "alert", class: "strong", text }));
}

function leave() {
  keep(null);
  $("class").close();
}

/** Code and name. */
function entry() {
  const code = html("input", { type: "text", id: "class-code", maxlength: 6, autocomplete: "off", autocapitalize: "characters", spellcheck: "false" });
  const name = html("input", { type: "text", id: "class-name", maxlength: 40, autocomplete: "off" });
  const go = button(say("class.go"), () => put({ do: "join", code: code.value, name: name.value }), { id: "class-go", class: "first" });
  $("class-body").replaceChildren(html("div", { class: "field" }, html("label", { for: "class-code", text: say("class.code") }), html("span"), code), html("div", { class: "field" }, html("label", { for: "class-name", text: say("class.name") }), html("span"), name), go);
  shown = "";
  code.focus();
}

/** What a person sees; drawn anew only where something is new, so that a field keeps what is typed in it. @param {any} told */
function show(told) {
  const { key: _, ...plain } = told, key = JSON.stringify(plain);
  if (key === shown) return;
  shown = key;
  const of = (/** @type {string[]} */ seats) => joined(seats.map((seat) => told.seat_names[seat]));
  const head = [html("p", { class: "strong", text: told.question || told.title }), ...(told.teacher ? teacher(told) : [html("p", { id: "class-you", text: told.seats.length ? say("class.yours", { who: of(told.seats) }) : say(told.begun ? "class.noseat" : "class.wait") })])];
  const council = told.begun ? [html("ol", { class: "class-rounds" }, ...told.rounds.map((/** @type {string} */ words) => html("li", { text: words.replace(/^Round \d+\. /, "") }))),
    ...(told.end ? [html("p", { class: "end", id: "class-end", text: told.end })] : asks(told, of))] : [];
  const last = told.teacher ? [button(say("class.close"), () => put({ do: "close" }), { class: "link" })] : [button(say("class.leave"), leave, { class: "link" })];
  $("class-body").replaceChildren(...head, ...council, html("p", {}, ...last));
}

/** What this page's seat is asked, or who is waited for. @param {any} told @param {(seats: string[]) => string} of */
function asks(told, of) {
  if (told.asks === null) return [html("p", { class: "soft", id: "class-waits", "aria-live": "polite", text: say("class.waits", { who: of(told.waits) }) })];
  const { seat, round } = told.asks, scene = /** @type {any} */ ({ view: { subjects: told.seat_names, names: told.seat_names, issues: Object.fromEntries(Object.entries(told.issues).map(([name, label]) => [name, { label }])) } });
  const act = (/** @type {any} */ done) => put({ do: "act", seat, round, act: done });
  return [html("div", { class: "seat-box" }, ...(seat === "chair" ? chair(told.asks, scene, act) : member(told.asks, scene, act)))];
}

/** Code, who has joined, and the seats to hand out. @param {any} told */
function teacher(told) {
  const address = acts.state().start.classes, chosen = Object.keys(told.held);
  const people = [["", say("class.model")], ["teacher", say("class.teacher")], ...told.people.map((/** @type {any} */ one) => [one.id, one.name])];
  const row = (/** @type {string} */ seat) => {
    const pick = html("select", { "data-seat": seat, "aria-label": say("class.hand", { who: told.seat_names[seat] }) }, ...people.filter(([id]) => id !== "" || !told.begun).map(([id, name]) => html("option", { value: id, text: name })));
    pick.value = told.held[seat] ?? "";
    pick.addEventListener("change", () => put({ do: "hand", seat, person: pick.value || null }));
    return html("li", {}, html("span", { text: start(told.seat_names[seat]) }), pick);
  };
  const likely = [...new Set(["chair", ...chosen, ...leading()])];
  const rest = Object.keys(told.seat_names).filter((seat) => !likely.includes(seat));
  const more = html("select", { id: "class-more", "aria-label": say("class.more") }, html("option", { value: "", text: `${say("class.more")}…` }), ...rest.map((seat) => html("option", { value: seat, text: told.seat_names[seat] })));
  more.addEventListener("change", () => more.value && put({ do: "hand", seat: more.value, person: "teacher" }));
  return [
    html("p", { class: "class-code" }, `${say("class.code")} `, html("strong", { id: "class-shown", text: told.code })), html("p", { class: "soft", text: say("class.come", { address }) }),
    html("p", {}, html("strong", { text: `${say("class.people")}: ` }), told.people.map((/** @type {any} */ one) => one.name).join(", ") || say("class.nobody")),
    html("h3", { text: say("class.seats") }), html("ul", { class: "class-seats" }, ...(told.begun ? chosen : likely).map(row)), ...(told.begun ? [] : [more]),
    html("div", { class: "pair" }, ...(told.begun ? [button(say("class.again"), () => put({ do: "again" })), button(say("class.other"), () => put({ do: "again", run: (told.run + 1) % 10_000 }))]
      : [button(say("class.begin"), () => put({ do: "begin" }), { id: "class-begin", class: "first", disabled: chosen.length === 0 })])),
    ...(told.begun ? [html("p", { class: "soft small", text: say("class.council", { run: told.run }) })] : []),
  ];
}

/** Who objects most often, for whom a seat is worth having. */
function leading() {
  const answer = acts.state().answers.run;
  if (!answer) return [];
  return Object.entries(answer.data.current.summary.members).sort(([, x], [, y]) => y.objects_first - x.objects_first).slice(0, 7).map(([code]) => code);
}
