// The hundred dots as blocks: adopted in its forms, and each way of failing. Shared by page, picture and report.

import { of100, say } from "../core/words.js";
/** @import {Block} from "./dots.js" */

/** @typedef {{[outcome: string]: {meaning: string, adopted: boolean}}} Outcomes  as the vocabulary has them, in order */

/** @param {Outcomes} outcomes @param {{[outcome: string]: number[]}} runs which councils stand for each
 * @param {{[outcome: string]: number}} shares @param {number} adopted share @returns {Block[]} */
export function blocksOf(outcomes, runs, shares, adopted) {
  const part = (/** @type {string} */ key) => ({ key, runs: runs[key], share: of100(shares[key]), label: outcomes[key].meaning });
  const forms = Object.keys(outcomes).filter((key) => outcomes[key].adopted && runs[key].length);
  const bare = (/** @type {any} */ one) => ({ ...one, label: one.label.replace(/^adopted /, "") });
  const single = forms.length === 1 && of100(shares[forms[0]]) === of100(adopted);
  const yes = { label: single ? part(forms[0]).label : say("adopted"), share: of100(adopted), ink: "var(--ink-adopted)", small: single ? say(`outcome.${forms[0]}`) : "", parts: forms.map((key) => bare(part(key))) };
  const no = Object.keys(outcomes).filter((key) => !outcomes[key].adopted).map((key) => ({ label: part(key).label, share: part(key).share, ink: `var(--ink-${key})`, small: say(`outcome.${key}`), parts: [part(key)] }));
  return [yes, ...no];
}
