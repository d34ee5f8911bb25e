// Dotted keys of inputs, as `--set` and TOML have them.

/** The parts of a dotted key; names with other signs than letters, digits, _ and - stand in quotes, as in TOML.
 * @param {string} path @returns {string[]} */
export const parts = (path) => (path.match(/"(?:[^"\\]|\\.)*"|[^.]+/g) ?? []).map((part) => (part[0] === '"' ? JSON.parse(part) : part));

/** Names as a dotted key.
 * @param {...string} names */
export const keyOf = (...names) => names.map((name) => (/^[\w-]+$/.test(name) ? name : JSON.stringify(name))).join(".");

/** Whether an object has a key of its own; nothing that objects and arrays inherit counts.
 * @param {any} node @param {string} key */
export const has = (node, key) => node !== null && typeof node === "object" && Object.hasOwn(node, key);

/** The value that a tree holds at a dotted key; undefined where it has none.
 * @param {any} tree @param {string} path */
export const look = (tree, path) => parts(path).reduce((node, key) => (has(node, key) ? node[key] : undefined), tree);

/** Whether two values are the same, as JSON.
 * @param {any} a @param {any} b */
export const same = (a, b) => a === b || JSON.stringify(a) === JSON.stringify(b);

/** JSON with sorted keys: equal things have equal texts.
 * @param {any} value @returns {string} */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value ?? null);
  const pairs = Object.keys(value).sort().filter((key) => value[key] !== undefined).map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${pairs.join(",")}}`;
}

/** A short name for a text: 53 bits (cyrb53), enough to tell the questions of one page apart.
 * @param {string} text */
export function hash(text) {
  let h1 = 0xdeadbeef, h2 = 0x41c6ce57;
  for (let i = 0; i < text.length; i += 1) {
    const letter = text.charCodeAt(i);
    h1 = Math.imul(h1 ^ letter, 2654435761);
    h2 = Math.imul(h2 ^ letter, 1597334677);
  }
  h1 = Math.imul(h1 ^ (h1 >>> 16), 2246822507) ^ Math.imul(h2 ^ (h2 >>> 13), 3266489909);
  h2 = Math.imul(h2 ^ (h2 >>> 16), 2246822507) ^ Math.imul(h1 ^ (h1 >>> 13), 3266489909);
  return (4294967296 * (2097151 & h2) + (h1 >>> 0)).toString(36);
}
