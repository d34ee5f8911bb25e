// The one reader of quantities: a number, a distribution, or something else (an array is something else).

import { has } from "./keys.js";
/** @import {Quantity} from "./types.js" */

const finite = (/** @type {any} */ value) => typeof value === "number" && Number.isFinite(value);
const numbers = (/** @type {any} */ list) => Array.isArray(list) && list.length > 0 && list.every(finite);

/** What a value is: "number", "normal", "uniform", "triangular", "discrete", or "other".
 * @param {any} q */
export function kindOf(q) {
  if (finite(q)) return "number";
  if (q === null || typeof q !== "object" || Array.isArray(q)) return "other";
  const all = (/** @type {string[]} */ ...keys) => keys.every((key) => has(q, key) && finite(q[key])) && Object.keys(q).length === keys.length;
  if (all("mean", "sd")) return "normal";
  if (all("low", "mode", "high")) return "triangular";
  if (all("low", "high")) return "uniform";
  const listed = has(q, "values") && has(q, "weights") && numbers(q.values) && numbers(q.weights) && q.values.length === q.weights.length;
  return listed ? "discrete" : "other";
}

/** @param {any} q */
export const isQuantity = (q) => kindOf(q) !== "other";

/** The middle of a quantity: the number, or the mean of the distribution; null for anything else.
 * @param {any} q @returns {number|null} */
export function centre(q) {
  switch (kindOf(q)) {
    case "number": return q;
    case "normal": return q.mean;
    case "triangular": return (q.low + q.mode + q.high) / 3;
    case "uniform": return (q.low + q.high) / 2;
    case "discrete": {
      const total = q.weights.reduce((/** @type {number} */ a, /** @type {number} */ b) => a + b, 0);
      return q.values.reduce((/** @type {number} */ sum, /** @type {number} */ v, /** @type {number} */ i) => sum + (v * q.weights[i]) / total, 0);
    }
    default: return null;
  }
}

/** The same quantity with its middle moved to `target`; a distribution keeps its shape, within the limits.
 * @param {any} q @param {number} target @returns {any} */
export function moved(q, target, low = 0, high = 100) {
  const now = centre(q), kind = kindOf(q);
  if (now === null || kind === "number") return target;
  const kept = (/** @type {number} */ v) => Math.round(Math.min(high, Math.max(low, v + target - now)) * 1000) / 1000;
  if (kind === "discrete") return { ...q, values: q.values.map(kept) };
  return Object.fromEntries(Object.entries(q).map(([key, v]) => [key, key === "sd" ? v : kept(v)]));
}

/** The standard deviation of a position: its own, or null for a plain number, which has that of every plain number.
 * @param {any} q @returns {number|null} */
export function spread(q) {
  const kind = kindOf(q);
  if (kind === "normal") return q.sd;
  if (kind === "uniform") return (q.high - q.low) / Math.sqrt(12);
  if (kind === "triangular") return Math.sqrt((q.low ** 2 + q.mode ** 2 + q.high ** 2 - q.low * q.mode - q.low * q.high - q.mode * q.high) / 18);
  if (kind !== "discrete") return null;
  const mean = /** @type {number} */ (centre(q)), total = q.weights.reduce((/** @type {number} */ a, /** @type {number} */ b) => a + b, 0);
  return Math.sqrt(q.values.reduce((/** @type {number} */ sum, /** @type {number} */ v, /** @type {number} */ i) => sum + ((v - mean) ** 2 * q.weights[i]) / total, 0));
}
