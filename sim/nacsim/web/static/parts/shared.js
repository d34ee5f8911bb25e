// What several parts of the page need: names, the answer on show, figures put in place.

import { fits } from "../core/questions.js";
import { differs, issueOf, sameBase, value } from "../core/state.js";
import { centre } from "../core/quantity.js";
import { keyOf } from "../core/keys.js";
import { say } from "../core/words.js";
/** @import {State, Answer, Scene, View} from "../core/types.js" */

/** The run to show: that of the state; or, until it is there, the last one of the same scenario, which is marked as old.
 * @param {State} state @returns {{answer: Answer|null, old: boolean}} */
export function onShow(state) {
  const answer = state.answers.run;
  if (!answer || !state.b || !sameBase(answer.b.base, state.b.base)) return { answer: null, old: true };
  return { answer, old: !fits(state, "run") };
}

/** Whether an answer compares two things that are not the same. @param {Answer} answer */
export const compares = (answer) => differs(/** @type {any} */ ({ a: answer.a, b: answer.b }));

/** @param {View} view @param {string} code */
export const nameIn = (view, code) => view.names[code] ?? code;

/** The name inside a sentence: "the United States". @param {View} view @param {string} code */
export const subjectIn = (view, code) => view.subjects[code] ?? code;

/** @param {View} view @param {string} issue */
export const labelOf = (view, issue) => view.issues[issue]?.label || issue;

const IN_WORDS = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** The day of a scenario in words, empty where it has none. @param {View} view */
export const dayOf = ({ date }) => (date ? say("on", { date: IN_WORDS.format(new Date(`${date}T12:00:00Z`)) }) : "");

/** What a scene is called beside another: "as coded", or its title where the two are of different scenarios.
 * @param {Scene} scene @param {Scene} other */
export function called(scene, other) {
  if (!sameBase(scene.base, other.base)) return scene.view.title;
  return Object.keys(scene.edits).length ? say("called.edited") : say("called.coded");
}

/** Where a member stands on the chosen issue: wish, salience. @param {State} state @param {Scene} scene @param {string} code */
export function stanceOf(state, scene, code) {
  const names = Object.keys(scene.view.issues), issue = names.includes(issueOf(state)) ? issueOf(state) : names[0];
  const at = keyOf("members", code);
  return { at: centre(value(`${at}.position.${keyOf(issue)}`, scene)) ?? 0, cares: centre(value(`${at}.salience.${keyOf(issue)}`, scene)) ?? 0 };
}
