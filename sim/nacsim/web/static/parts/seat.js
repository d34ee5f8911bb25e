// Seats that people take in one council against the model: one, the chair, or several delegations in turn on one screen.

import { $, button, html } from "../draw.js";
import { seatOf } from "../core/state.js";
import { joined, number, say } from "../core/words.js";
import { labelOf, nameIn, onShow, subjectIn } from "./shared.js";
/** @import {State, Scene} from "../core/types.js" */

const CHAIR = "chair";

/** Begin with these seats, act, leave: all by what is told of the story. @typedef {(story: any) => void} Tell */

/** @param {Scene} scene @param {string} seat */
const called = (scene, seat) => (seat === CHAIR ? say("seat.chair") : subjectIn(scene.view, seat));

/** The box beside the council: seats to take; or who is to act, and what it sees; or how it ended.
 * @param {State} state @param {any} data @param {Scene} scene @param {Tell} tell @param {() => void} openClass */
export function drawSeats(state, data, scene, tell, openClass) {
  const place = $("seat-box"), seats = /** @type {string[]} */ (state.story.seats), mine = seatOf(state);
  const key = JSON.stringify([data.run, seats, data.acts, mine, state.story.of, scene.edits, scene.base.name]);
  if (place.dataset.key === key) return;
  place.dataset.key = key;
  if (!seats.length) return void place.replaceChildren(...toTake(state, scene, /** @type {string} */ (mine), tell, openClass));
  const act = (/** @type {any} */ done) => tell({ acts: [...data.acts, done], round: data.rounds.length + 1 });
  const names = joined(seats.map((seat) => called(scene, seat)));
  const asks = data.asks === null ? [html("p", { class: "soft", text: say("seat.done", { who: names }) })]
    : data.asks.seat === CHAIR ? chair(data.asks, scene, act) : member(data.asks, scene, act);
  const step = [data.acts.length ? button(say("seat.undo"), () => tell({ acts: data.acts.slice(0, -1), round: data.rounds.length }), { class: "link", id: "seat-undo" }) : "",
    button(say("seat.again"), () => tell({ acts: [], round: 1 }), { class: "link" }), button(say("seat.leave"), () => tell({ seats: [], acts: [], round: 1 }), { class: "link", id: "seat-leave" })];
  place.replaceChildren(...(seats.length > 1 ? [html("p", { class: "soft small", text: say("seat.together", { who: names }) })] : []), ...asks, html("p", {}, ...step));
  if (data.acts.length) /** @type {any} */ (place.querySelector("#seat-asks, .soft"))?.focus?.();
}

/** One seat, the chair, or several. @param {State} state @param {Scene} scene @param {string} mine @param {Tell} tell @param {() => void} openClass */
function toTake(state, scene, mine, tell, openClass) {
  const begin = (/** @type {string[]} */ seats) => tell({ seats, acts: [], round: 1 });
  const { answer } = onShow(state), members = answer?.data.current.summary.members ?? {};
  const objects = (/** @type {string} */ code) => members[code]?.objects_first ?? 0;
  const codes = [...scene.view.room].sort((x, y) => objects(y) - objects(x) || nameIn(scene.view, x).localeCompare(nameIn(scene.view, y)));
  const boxes = [CHAIR, ...codes].map((seat) => html("label", { class: "check" }, html("input", { type: "checkbox", value: seat }), seat === CHAIR ? say("seat.chair.short") : nameIn(scene.view, seat)));
  const list = html("div", { class: "seat-list", role: "group", "aria-label": say("seat.several") }, ...boxes);
  const go = button(say("seat.begin"), () => begin([...list.querySelectorAll("input:checked")].map((/** @type {any} */ box) => box.value)), { id: "seat-begin", class: "first", disabled: true });
  list.addEventListener("change", () => (go.disabled = !list.querySelector("input:checked")));
  return [
    html("div", { class: "pair" }, button(say("seat.take", { who: subjectIn(scene.view, mine) }), () => begin([mine]), { id: "take-seat" }), button(say("seat.take", { who: say("seat.chair") }), () => begin([CHAIR]), { id: "take-chair" })),
    html("small", { class: "soft", text: say("seat.hint") }),
    html("details", { id: "seat-several" }, html("summary", { text: say("seat.several") }), html("p", { class: "soft small", text: say("seat.several.hint") }), list, go),
    ...(state.start.classes ? [button(say("class.open"), openClass, { id: "class-open" })] : []),
  ];
}

/** A member is asked before the silence. @param {any} asks @param {Scene} scene @param {(done: boolean) => void} act */
export function member(asks, scene, act) {
  const { view } = scene, who = called(scene, asks.seat);
  const lines = Object.entries(asks.text).map(([issue, at]) => say("seat.text", { issue: labelOf(view, issue), at: number(at), wish: number(asks.position[issue]) }));
  const worth = say(asks.worth < 0 ? "seat.loses" : "seat.gains", { by: number(Math.abs(asks.worth)) }) + (asks.paid ? ` ${say("seat.paid", { paid: number(asks.paid) })}` : "");
  return [asked(say("seat.asks", { who, n: asks.round, last: asks.rounds })), ...[...lines, worth].map((text) => html("p", { class: "small", text })),
    html("div", { class: "pair" }, button(say("seat.object"), () => act(true), { id: "seat-object" }), button(say("seat.silent"), () => act(false), { id: "seat-silent", class: "first" }))];
}

/** The chair is asked after a silence that was broken. @param {any} asks @param {Scene} scene @param {(done: any) => void} act */
export function chair(asks, scene, act) {
  const { view } = scene, names = (/** @type {string[]} */ codes) => joined(codes.map((code) => subjectIn(view, code)));
  const fields = Object.entries(asks.offer).map(([issue, at]) => {
    const input = html("input", { type: "number", min: 0, max: 100, step: "any", value: at, id: `seat-text-${issue}`, "data-issue": issue });
    return html("div", { class: "field" }, html("label", { for: input.id, text: say("seat.table", { issue: labelOf(view, issue), was: number(asks.text[issue]) }) }), input);
  });
  const paid = Object.entries(asks.payments), pay = html("input", { type: "checkbox", id: "seat-pay" });
  pay.checked = true;
  const table = () => {
    const text = Object.fromEntries(fields.map((field) => field.querySelector("input")).map((/** @type {any} */ input) => [input.dataset.issue, input.value === "" ? NaN : Number(input.value)]));
    const changed = Object.fromEntries(Object.entries(text).filter(([issue, at]) => Number.isFinite(at) && at !== asks.offer[issue]));
    act({ text: changed, pay: pay.checked });
  };
  return [asked(say("seat.chair.asks", { n: asks.round, last: asks.rounds, who: names(asks.spoke) })), html("p", { class: "small", text: say("seat.chair.offer") }), ...fields,
    ...(paid.length ? [html("label", { class: "check" }, pay, say("seat.pays", { who: joined(paid.map(([code, p]) => `${subjectIn(view, code)} ${number(p)}`)) }))] : []),
    html("div", { class: "pair" }, button(say("seat.put"), table, { id: "seat-put", class: "first" }), button(say("seat.hold"), () => act({ text: asks.text, pay: false }), { id: "seat-hold" }), button(say("seat.shelve"), () => act({ shelve: true }), { id: "seat-shelve" }))];
}

/** @param {string} text */
const asked = (text) => html("p", { id: "seat-asks", tabindex: -1 }, html("strong", { text }));
