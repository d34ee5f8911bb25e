// Words and numbers for people. All words come from one table, which the server sends at the start.

/** @type {{[key: string]: string}} */
let table = {};

/** Take the table of words: key -> text with {slots}.
 * @param {{[key: string]: string}} words */
export const learn = (words) => { table = words; };

/** The words of a key with its slots filled. A key that is not there shows as itself, and a test finds it.
 * @param {string} key @param {{[slot: string]: string|number}} [slots] */
export function say(key, slots = {}) {
  return (table[key] ?? key).replace(/\{(\w+)\}/g, (_, slot) => String(slots[slot] ?? ""));
}

/** @param {string} key */
export const known = (key) => Object.hasOwn(table, key);

/** A count of 100: 0.123 is "12"; a trace is "<1", nearly all ">99", as the command line has it.
 * @param {number} share */
export function of100(share) {
  if (share > 0 && share < 0.005) return "<1";
  if (share < 1 && share >= 0.995) return ">99";
  return String(evenRound(100 * share));
}

/** Halves to even, as Python rounds, so that page and command line print the same digits.
 * @param {number} value */
export function evenRound(value) {
  const down = Math.floor(value), rest = value - down;
  return Math.abs(rest - 0.5) < 1e-9 ? down + (down % 2) : Math.round(value);
}

/** A share in per cent: "12%", as the command line has it.
 * @param {number} share */
export const percent = (share) => `${of100(share)}%`;

/** Limits of a share in per cent, one decimal, rounded outwards as the command line does.
 * @param {{low: number, high: number}} of */
export const between = ({ low, high }) => `${(Math.floor(low * 1000 + 1e-9) / 10).toFixed(1)}–${(Math.ceil(high * 1000 - 1e-9) / 10).toFixed(1)}`;

const signed = (/** @type {number} */ value) => (value > 0.05 ? "+" : value < -0.05 ? "−" : "") + Math.abs(value).toFixed(1);

/** A change of shares in points with its 95 % interval: "+12.3 (11.0 to 13.5)".
 * @param {{value: number, low: number, high: number}} change */
export const points = ({ value, low, high }) => `${signed(100 * value)} (${signed(100 * low)} to ${signed(100 * high)})`;

/** A number for people: no needless decimals.
 * @param {number} value */
export const number = (value) => (Number.isInteger(value) ? String(value) : String(Math.round(value * 100) / 100));

/** A capital first letter.
 * @param {string} text */
export const start = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);

/** "France, Hungary and Spain".
 * @param {string[]} words */
export const joined = (words) => (words.length > 1 ? `${words.slice(0, -1).join(", ")} ${say("and")} ${words.at(-1)}` : words.join(""));

/** @param {string} text @param {number} letters */
export const short = (text, letters) => (text.length > letters ? `${text.slice(0, Math.max(4, letters - 1)).trimEnd()}…` : text);
