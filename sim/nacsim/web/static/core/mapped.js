// The two inputs of the map: those that were chosen, or what the likeliest objector wants and how ready it is to stand alone.

import { keyOf } from "./keys.js";
import { issueOf, seatOf } from "./state.js";
/** @import {State} from "./types.js" */

/** @param {State} state @returns {string[]} */
export function mapped(state) {
  const { b, mapped: chosen } = state, seat = seatOf(state) ?? "";
  const there = (/** @type {string} */ key) => key.split(".")[0] !== "members" || !!b?.view.room.some((code) => key.startsWith(`${keyOf("members", code)}.`));
  if (chosen && chosen[0] !== chosen[1] && chosen.every(there)) return chosen;
  return [keyOf("members", seat, "position", issueOf(state)), keyOf("members", seat, "resolve")];
}
