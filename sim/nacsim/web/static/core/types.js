// The shapes of what the page holds, for readers and for `tsc --checkJs`. No code.

/**
 * A judged number: certain, or a distribution (normal, uniform, triangular, discrete), as scenario files write it.
 * @typedef {number | {mean: number, sd: number} | {low: number, high: number} | {low: number, mode: number, high: number}
 *   | {values: number[], weights: number[]}} Quantity
 */
/** @typedef {{[key: string]: any}} Edits  dotted key -> value */
/** @typedef {{name: string, toml: string|null, file?: string|null}} Base  a scenario that ships, or an upload by its text and hash */
/**
 * A scenario laid out by the server, every member explicit.
 * @typedef {{title: string, date: string|null, question: string, proposal: string, status_quo: string, room: string[],
 *   names: {[code: string]: string}, subjects: {[code: string]: string}, issues: {[name: string]: any}, members: {[code: string]: any},
 *   actors: {[key: string]: any}, events: any[], procedure: any, chair: any, uncertainty: any, parameters: any,
 *   groups: {[name: string]: string[]}, past: boolean, rule: string, sources: string[]}} View
 */
/** @typedef {{base: Base, view: View, edits: Edits}} Scene  a scenario with edits */
/** @typedef {{a: Scene, b: Scene, seat: string|null, issue: string|null}} Snapshot  what undo goes back to */
/** @typedef {{key: string, data: any, a: Scene, b: Scene, scene: Scene, runs: number, seed: number}} Answer  with the key and scenes of its question */
/** @typedef {{cause: string, text: string, problems?: {line: number|null, key: string, message: string}[]}} Trouble */
/** @typedef {{name: string, base: Base, edits: Edits}} Shelved */
/**
 * All that is on the page.
 * @typedef {{start: any, a: Scene|null, b: Scene|null, runs: number, seed: number, step: string, seat: string|null,
 *   issue: string|null, what: string, draw: string, panel: string, rail: boolean, dragging: boolean, target: number,
 *   story: {run: number, round: number, find: string|null, of: string, seats: string[], acts: any[]}, asked: {[name: string]: string},
 *   past: Snapshot[], future: Snapshot[], mark: string|null, shelf: Shelved[], answers: {[name: string]: Answer},
 *   guesses: import("./guesses.js").Guess[], seen: {[name: string]: any}, covered: string|null,
 *   troubles: Trouble[], opening: boolean, lost: {[name: string]: number}}} State
 */
/** @typedef {{name: string, path: string, key: string, body: any}} Question */
/** @typedef {{tag: string, attrs: {[name: string]: string|number|null|undefined}, text?: string, children: Tree[]}} Tree  a drawing as data */
/** @typedef {{measure: (text: string, size: number, bold?: boolean) => number, heat: (chance: number) => {fill: string, ink: string}}} Look */

export {};
