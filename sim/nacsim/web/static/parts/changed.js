// What you changed: each line with its old value and source and a way back; the effect; the same as a command and as a file.

import { $, html, match, set } from "../draw.js";
import { comparable, lines } from "../core/changes.js";
import { command } from "../core/command.js";
import { differs } from "../core/state.js";
import { points, say } from "../core/words.js";
import { onShow } from "./shared.js";
/** @import {State, Scene} from "../core/types.js" */

/** @type {any} */
let acts = {};

/** @param {{back: (paths: string[]) => void, pin: () => void, file: () => void, keep: () => void, state: () => State}} given */
export function prepare(given) {
  acts = given;
  $("pin").addEventListener("click", given.pin);
  $("change-file").addEventListener("click", given.file);
  $("change-shelf").addEventListener("click", given.keep);
  $("change-command").addEventListener("click", () => set($("command-line"), { hidden: !$("command-line").hidden }));
}

/** @param {State} state */
export function draw(state) {
  const on = differs(state);
  const a = /** @type {Scene} */ (state.a), b = /** @type {Scene} */ (state.b), line = command(b, state.runs, state.seed);
  set($("changed"), { hidden: !on });
  set($("printed-command"), { text: line });
  if (!on) return;
  match($("changes"), lines(a, b), () => {
    const back = html("button", { type: "button", class: "link", text: say("changed.back") });
    const node = html("li", {}, html("span", {}, html("span"), " ", html("strong")), back, html("small"));
    back.addEventListener("click", () => acts.back(node.paths));
    return node;
  }, (node, line) => {
    node.paths = line.paths;
    const [words, back, note] = node.children;
    set(words.children[0], { text: `${line.what}${line.how ? ":" : ""}` });
    set(words.children[1], { text: line.how });
    set(back, { "aria-label": say("changed.take", { what: line.what }), hidden: !line.paths.length });
    set(note, { text: line.note ?? "", hidden: !line.note });
  });
  const { answer, old } = onShow(state);
  set($("change-effect"), { text: answer && !old && comparable(answer.a, answer.b) ? say("changed.effect", { change: points(answer.data.current.change.adopted) }) : "" });
  set($("command-line"), { text: line });
}
