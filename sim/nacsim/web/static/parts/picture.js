// "Save picture": the card of what is on screen, drawn from the data at a fixed width, in light colours whatever the screen has.

import { look } from "../draw.js";
import { clause, comparable, issueLabel, lines } from "../core/changes.js";
import { command } from "../core/command.js";
import { of100, say, start } from "../core/words.js";
import { card } from "../figures/card.js";
import { toText } from "../figures/tree.js";
import { blocks } from "./lead.js";
import { called, compares, dayOf, onShow } from "./shared.js";
/** @import {State, Answer, Scene} from "../core/types.js" */
/** @import {Card} from "../figures/card.js" */

const WIDTH = 900, SHARP = 2;   // px, and how many of a PNG for each

/** What the card of a state says. Raises while the figures are of another state. @param {State} state @returns {Card} */
export function cardOf(state) {
  const { answer, old } = onShow(state);
  if (!answer || old) throw new Error(say("old"));
  const { a, b, data } = answer, moved = compares(answer), { words, summary, error } = data.current;
  const count = (/** @type {any} */ told) => of100(told.summary.adopted.share);
  const sides = /** @type {[string, Scene, Scene][]} */ (moved ? [["pinned", a, b], ["current", b, a]] : [["current", b, a]]);
  const same = count(data.current) === count(data.pinned), { view } = b;
  return {
    over: [view.question || view.title, say("members.n", { n: view.room.length }), dayOf(view), view.rule].filter(Boolean).join(" · "),
    finding: moved ? start(say(same ? "headline.same" : "headline.moved", { change: clause(a, b), now: count(data.current), was: count(data.pinned) })) : words.adoption,
    more: [...(moved ? [] : [words.otherwise, words.obstruction]), rangeOf(state, answer)].filter(Boolean),
    rows: sides.map(([side, scene, other]) => ({ name: moved ? `${start(called(scene, other))}: ${say("dots.adopt", { n: count(data[side]) })}` : "", blocks: blocks(state, data[side]) })),
    differs: moved ? { head: say("card.differs"), lines: lines(a, b).map((line) => say("card.line", { what: line.what, how: line.how })) } : { head: "", lines: [] },
    scale: scalesOf(b, a),
    caveat: say("caveat"),
    facts: `${say("caveat.why")}${moved ? ` ${say("card.assumed")}` : ""} ${say("provenance", { n: summary.runs.toLocaleString("en"), seed: summary.seed, version: summary.version, error: (100 * error).toFixed(1) })}`,
    command: command(b, state.runs, state.seed),
    title: view.title,
  };
}

/** The range over what is not known, where it is there for this very scene. @param {State} state @param {Answer} answer */
function rangeOf(state, answer) {
  const doubts = state.answers.doubts;
  return doubts?.scene && doubts.seed === answer.seed && !compares(/** @type {any} */ ({ a: doubts.scene, b: answer.b })) ? doubts.data.words.range : "";
}

/** What 0 and 100 stand for on the issues that the change is about, or on the principal one. @param {Scene} b @param {Scene} a */
function scalesOf(b, a) {
  const names = Object.keys(b.view.issues), text = comparable(a, b) ? lines(a, b).flatMap((line) => line.paths).join(" ") : "";
  const about = names.filter((name) => text.includes(`.${name}`));
  return (about.length ? about : names.slice(0, 1)).slice(0, 2).map((name) => {
    const { zero, hundred } = b.view.issues[name];
    return zero && hundred ? say("card.scale", { issue: issueLabel(name, b), zero, hundred }) : "";
  }).filter(Boolean);
}

/** The light colours by name, from the rules of the style sheets that hold whatever the theme is. */
function lightColours() {
  /** @type {{[name: string]: string}} */
  const found = {};
  for (const sheet of document.styleSheets) {
    for (const rule of /** @type {any} */ (sheet.cssRules)) {
      if (rule.selectorText === ":root") for (const name of rule.style) if (name.startsWith("--")) found[name.slice(2)] = rule.style.getPropertyValue(name).trim();
    }
  }
  return found;
}

/** The card as a file: "svg" or "png". @param {State} state @param {string} kind @returns {Promise<Blob>} */
export async function picture(state, kind) {
  const made = card(cardOf(state), WIDTH, look);
  const blob = new Blob([toText(made.tree, lightColours())], { type: "image/svg+xml" });
  if (kind === "svg") return blob;
  const image = new Image(), url = URL.createObjectURL(blob);
  image.src = url;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: made.width * SHARP, height: made.height * SHARP });
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(url);
  return new Promise((done, fail) => canvas.toBlob((png) => (png ? done(png) : fail(new Error(say("files.nopicture")))), "image/png"));
}
