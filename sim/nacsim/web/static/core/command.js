// A scene as a command of the command line, which gives the same figures.

import { canonical } from "./keys.js";
/** @import {Scene} from "./types.js" */

/** A value as TOML in one line, as `--set` takes it. @param {any} value @returns {string} */
export function inline(value) {
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  if (value !== null && typeof value === "object") return `{ ${Object.entries(value).map(([k, v]) => `${/^[\w-]+$/.test(k) ? k : JSON.stringify(k)} = ${inline(v)}`).join(", ")} }`;
  return typeof value === "string" ? JSON.stringify(value) : canonical(value);
}

/** A word as a shell takes it. @param {string} word */
const quoted = (word) => (/^[\w./=:,+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);

/** `nacsim run` of a scene; an upload is named as the file that is saved.
 * @param {Scene} scene @param {number} runs @param {number} seed */
export function command({ base, edits }, runs, seed) {
  const name = base.toml === null ? base.name : `${base.name}.toml`;
  const sets = Object.entries(edits).flatMap(([path, value]) => ["--set", quoted(`${path}=${inline(value)}`)]);
  return ["nacsim run", quoted(name), ...sets, "--runs", runs, "--seed", seed].join(" ");
}
