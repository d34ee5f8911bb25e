// The address: an entry in the browser's history for every scenario that is opened, rewritten as it is changed.

import * as address from "../core/address.js";
/** @import {State} from "../core/types.js" */

const REST = 300;   // ms between two addresses of a slider that moves: browsers take a few hundred changes a minute, and each costs them more than a drawing
let written = "", later = 0;
/** @type {() => State|null} */
let now = () => null;

/** @param {() => State} state */
export function prepare(state) {
  now = state;
}

/** Write the address of what is on show. @param {boolean} [entry] as a new entry of the browser's history */
export function keep(entry = false) {
  clearTimeout(later);
  later = 0;
  const state = now();
  if (!state?.b) return;
  const hash = address.write(state);
  if (hash === written) return;
  written = hash;
  if (entry && location.hash) history.pushState(null, "", hash);
  else history.replaceState(null, "", hash);
}

/** Write it in so many ms at the latest. @param {number} [wait] */
export function keepSoon(wait = REST) {
  if (later && wait) return;
  clearTimeout(later);
  later = window.setTimeout(keep, wait);
}

/** Whether the address is another than was written, as after Back; taken for written from then on. */
export function another() {
  if (location.hash === written) return false;
  written = location.hash;
  return true;
}
