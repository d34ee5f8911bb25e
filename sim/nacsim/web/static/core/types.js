// The shapes of what the page holds, for readers and for `tsc --checkJs`. No code.

/**
 * A judged number: certain, or a distribution (normal, uniform, triangular, discrete), as scenario files write it.
 * @typedef {number | {mean: number, sd: number} | {low: number, high: number} | {low: number, mode: number, high: number}
 *   | {values: number[], weights: number[]}} Quantity
 */
/** @typedef {{[key: string]: any}} Edits  dotted key -> value */
/** @typedef {{name: string, toml: string|null, file?: string|null, follows?: boolean}} Base  a scenario that ships, or an upload by its text and hash; `follows`: the file that the server looks after */
/**
 * A scenario laid out by the server, every member explicit.
 * @typedef {{title: string, date: string|null, question: string, proposal: string, status_quo: string, room: string[],
 *   names: {[code: string]: string}, subjects: {[code: string]: string}, issues: {[name: string]: any}, members: {[code: string]: any},
 *   actors: {[key: string]: any}, events: any[], experts: any, procedure: any, chair: any, uncertainty: any, parameters: any,
 *   groups: {[name: string]: string[]}, past: boolean, rule: string, sources: string[]}} View
 */
/** @typedef {{base: Base, view: View, edits: Edits}} Scene  a scenario with edits */
/** @typedef {{a: Scene, b: Scene, seat: string|null, issue: string|null}} Snapshot  what undo goes back to */
/** @typedef {{key: string, data: any, a: Scene, b: Scene, scene: Scene, runs: number, seed: number}} Answer  with the key and scenes of its question */
/**
 * @typedef {{cause: string, text: string, problems?: {line: number|null, key: string, message: string}[],
 *   act?: {words: string, go: () => void}, kind?: string}} Trouble  `act`: what can be done about it; `kind` "notice": no mistake */
/** @typedef {{name: string, base: Base, edits: Edits}} Shelved */
/**
 * All that is on the page.
 * @typedef {{start: any, a: Scene|null, b: Scene|null, runs: number, seed: number, step: string, seat: string|null,
 *   issue: string|null, what: string, draw: string, panel: string, rail: boolean, dragging: boolean, target: number,
 *   story: {run: number, round: number, find: string|null, of: string, seats: string[], acts: any[]}, asked: {[name: string]: string},
 *   past: Snapshot[], future: Snapshot[], mark: string|null, shelf: Shelved[], answers: {[name: string]: Answer},
 *   guesses: import("./guesses.js").Guess[], seen: {[name: string]: any}, covered: string|null,
 *   troubles: Trouble[], opening: boolean, lost: {[name: string]: number},
 *   making: boolean, draft: Draft|null, progress: {[name: string]: {done: number, of: number, ahead: number}}, mapped: string[]|null}} State
 */
/** @typedef {{name: string, path: string, key: string, body: any, job?: boolean}} Question  `job`: a longer one */
/** @typedef {{do: string, path?: string[], [more: string]: any}} Op  an edit of a question that is being made: what, and where */
/**
 * A question that is being made: its text, edits that are not in it yet, what the server said of it, and earlier texts.
 * @typedef {{name: string, text: string, ops: Op[], seen: any, past: {name: string, text: string, ops: Op[]}[], future: {name: string, text: string, ops: Op[]}[],
 *   mark: string|null}} Draft
 */
/** @typedef {{tag: string, attrs: {[name: string]: string|number|null|undefined}, text?: string, children: Tree[]}} Tree  a drawing as data */
/** @typedef {{measure: (text: string, size: number, bold?: boolean) => number, heat: (chance: number) => {fill: string, ink: string}}} Look */

export {};
