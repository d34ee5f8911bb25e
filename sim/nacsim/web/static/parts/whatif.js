// "Would persuading France be enough?": the curve of one judged number, and the slider under it.

import { $, html, look, put, set, widthOf } from "../draw.js";
import { curve } from "../figures/curve.js";
import { fitting, inputOf } from "../core/questions.js";
import { centre, moved } from "../core/quantity.js";
import { issueOf, seatOf, value } from "../core/state.js";
import { number, of100, say } from "../core/words.js";
import { slide } from "./controls.js";
import { labelOf, nameIn, onShow, subjectIn } from "./shared.js";
/** @import {State, Scene} from "../core/types.js" */

const WHAT = ["position", "salience", "resolve"];

/** @param {{state: () => State, edit: (changes: any, who: string, dragging: boolean) => void, choose: (what: any) => void, openRail: () => void}} acts */
export function prepare(acts) {
  const input = $("curve-slider");
  const write = (/** @type {number} */ v, /** @type {boolean} */ dragging) => {
    const state = acts.state(), path = inputOf(state);
    acts.edit({ [path]: moved(value(path, /** @type {Scene} */ (state.b)), v) }, path, dragging);
  };
  slide(input, write);
  $("curve").addEventListener("pointerdown", (/** @type {any} */ event) => {   // the curve itself can be dragged, too
    const box = input.getBoundingClientRect(), at = (/** @type {any} */ e) => Math.round(Math.min(100, Math.max(0, (100 * (e.clientX - box.left - 8)) / (box.width - 16))));
    if (event.button !== 0 || event.clientX < box.left || event.pointerType === "touch") return;
    event.preventDefault();
    write(at(event), true);
    const move = (/** @type {any} */ e) => write(at(e), true);
    const done = (/** @type {any} */ e) => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", done);
      write(at(e), false);
      acts.choose({});
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", done);
  });
  $("pick-seat").addEventListener("change", (/** @type {any} */ e) => acts.choose({ seat: e.target.value }));
  $("pick-what").addEventListener("change", (/** @type {any} */ e) => acts.choose({ what: e.target.value }));
  $("pick-issue").addEventListener("change", (/** @type {any} */ e) => acts.choose({ issue: e.target.value }));
  $("open-rail").addEventListener("click", acts.openRail);
}

/** Fill a list of choices if they are others than before. @param {any} select @param {string[][]} options @param {string} chosen */
export function fill(select, options, chosen) {
  const key = JSON.stringify(options);
  if (select.dataset.options !== key) {
    select.dataset.options = key;
    select.replaceChildren(...options.map(([v, text]) => html("option", { value: v, text })));
  }
  if (select.value !== chosen) select.value = chosen;
}

/** @param {State} state */
export function draw(state) {
  const b = /** @type {Scene} */ (state.b), code = /** @type {string} */ (seatOf(state)), issue = issueOf(state), name = nameIn(b.view, code), subject = subjectIn(b.view, code);
  const names = [...b.view.room].sort((x, y) => nameIn(b.view, x).localeCompare(nameIn(b.view, y)));
  fill($("pick-seat"), names.map((c) => [c, nameIn(b.view, c)]), code);
  fill($("pick-what"), WHAT.map((what) => [what, say(`pick.${what}`)]), state.what);
  fill($("pick-issue"), Object.keys(b.view.issues).map((i) => [i, labelOf(b.view, i)]), issue);
  set($("pick-issue"), { hidden: state.what === "resolve" || Object.keys(b.view.issues).length < 2 });
  set($("curve-title"), { text: say(`curve.title.${state.what}`, { who: subject }) });
  const path = inputOf(state), now = centre(value(path, b)), a = state.a && state.a.view === b.view ? state.a : { ...b, edits: {} };
  const was = centre(value(path, a)), found = fitting(state, "curve"), { answer, old } = onShow(state);
  const slots = { who: subject, issue: labelOf(b.view, issue) };
  const share = answer && !old ? answer.data.current.summary.adopted.share : null;
  const label = share === null ? "" : say("curve.here", { who: name, at: number(Math.round(now ?? 0)), n: of100(share) });
  put($("curve"), curve({
    points: found ? found.data.points : null, tips: found ? found.data.tips : [], now, share, was: was !== null && was !== now ? was : null, label,
    tip: (tips) => tipWords(found?.data.points, tips.map((at) => number(Math.round(at)))), never: say("curve.never"), always: say("curve.always"), axis: "",
    title: `${say("curve.label", { ...slots, what: say(`curve.axis.${state.what}`, slots) })} ${label}`,
  }, widthOf($("curve"), 580), look));
  set($("curve"), { "data-waiting": found ? null : "yes" });
  set($("curve-axis"), { text: say(`curve.axis.${state.what}`, slots) });
  const slider = $("curve-slider"), at = String(Math.round(now ?? 0));
  if (slider.value !== at && document.activeElement !== slider) slider.value = at;
  else if (slider.value !== at && !state.dragging) slider.value = at;
  set(slider, { "aria-label": say(`curve.axis.${state.what}`, slots), "aria-valuetext": number(Math.round(now ?? 0)) });
}

/** Where the text is more likely adopted than not: from a point on, up to one, or from one to the next.
 * @param {any[]|undefined} points @param {string[]} tips */
function tipWords(points, tips) {
  if (points && points[0].share > 0.5) return say("curve.until", { at: tips[0] });
  return tips.length > 1 ? say("curve.between", { from: tips[0], to: tips[1] }) : say("curve.from", { at: tips[0] });
}
