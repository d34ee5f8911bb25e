// The five steps across the top, and what is in sight on each.

import { $, button, set } from "../draw.js";
import { STEPS, differs } from "../core/state.js";
import { complete, fits } from "../core/questions.js";
import { say } from "../core/words.js";
import { compares, onShow } from "./shared.js";
/** @import {State} from "../core/types.js" */

/** @param {(step: string) => void} go */
export function prepare(go) {
  STEPS.forEach((step, i) => $("steps").append(button(`${i + 1} ${say(`steps.${step}`)}`, () => go(step), { id: `go-${step}` })));
  $("to-top").addEventListener("click", () => {
    window.scrollTo({ top: 0 });
    $(`go-${STEPS[0]}`).focus();
  });
}

/** Whether the answer on show is that of the state, and nothing moves. @param {State} state */
const settled = (state) => complete(state) && !state.dragging && !state.opening;

/** Whether the answer is still to come. @param {State} state */
const counting = (state) => !settled(state) && !Object.keys(state.lost).length && !state.troubles.some((t) => t.cause === "run");

/** Say at once, before anything is drawn, that the answer is still to come. @param {State} state */
export function mark(state) {
  if (state.start && state.b && counting(state)) set($("results"), { "aria-busy": true });
}

/** @param {State} state */
export function draw(state) {
  for (const step of STEPS) {
    set($(`go-${step}`), { "aria-current": step === state.step && !state.making ? "step" : null });
    set($(`step-${step}`), { hidden: step !== state.step });
  }
  const steps = state.making && state.draft ? state.draft : state;   // what undo goes back over
  set($("undo"), { disabled: !steps.past.length });
  set($("redo"), { disabled: !steps.future.length });
  set($("reset"), { hidden: !differs(state) });
  const { answer, old } = onShow(state);
  set($("results"), { "aria-busy": counting(state), "data-old": old ? "yes" : null,
    "data-settled": settled(state) && ["curve", "doubts", "changes"].every((name) => fits(state, name) || state.troubles.some((t) => t.cause === name)) ? "yes" : null });
  set($("results"), { "data-step": state.step, class: answer && compares(answer) ? "moved" : "" });
  const summary = answer?.data.current.summary;
  const words = summary ? say("provenance", { n: summary.runs.toLocaleString("en"), seed: summary.seed, version: summary.version, error: (100 * answer.data.current.error).toFixed(1) }) : "";
  set($("provenance"), { text: old && answer ? say("old") : words });
}
