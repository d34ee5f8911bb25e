// One field of the form: a control for its kind, its meaning, and what is wrong with it beside it.

import { button, html, refill, set } from "../../draw.js";
import { fieldName, pathKey } from "../../core/draft.js";
import { known, say, short, start } from "../../core/words.js";

/**
 * What a field can do: `type` a text (or yes and no) into a path, put another edit in, and look up what is known.
 * @typedef {{type: (path: string[], text: string|boolean, settled: boolean) => void, op: (op: any) => void, fields: {[name: string]: any},
 *   names: () => {[code: string]: string}, columns: string[][]}} Acts
 */
/** @typedef {{node: any, key: string, refresh: (field: any) => void}} Control */

const LONG = ["proposal", "status_quo", "question", "note", "sources", "concessions"], GROWING = ["zero", "midpoint", "hundred"];
const PAUSE = 450;   // ms after the last letter before a field is looked at
let serial = 0;

/** The name of a field in words. @param {string} pattern @param {string} key @param {string} [issue] */
export function labelOf(pattern, key, issue) {
  const own = `make.f.${pattern}.${key}`, usual = `make.f.${key}`;
  const text = known(own) ? say(own) : known(usual) ? say(usual) : start(key.replaceAll("_", " "));
  return issue ? say("make.on", { what: text, issue }) : text;
}

/** A field with its label. @param {any} field @param {string} pattern @param {Acts} acts @param {{bare?: boolean, issue?: string, beside?: any, who?: string}} [how]
 *   `bare`: without a label; `beside`: where mistakes stand, if not under the field; `who`: whose it is @returns {Control} */
export function control(field, pattern, acts, { bare = false, issue, beside, who = "" } = {}) {
  const name = fieldName(pattern, field.path), about = acts.fields[name] ?? { kind: "text", key: field.path.at(-1) };
  const id = `make-${(serial += 1)}`, label = labelOf(pattern, about.key, issue);
  const made = KINDS[about.kind]?.(field, about, acts, id) ?? typed(field, about, acts, id);
  const wrong = html("p", { class: "wrong", id: `${id}-wrong`, hidden: true });
  const hint = about.meaning ? html("small", { class: "hint soft", text: about.meaning }) : html("small", { class: "hint", hidden: true });
  const head = bare ? [] : [html("label", { for: id, text: label, title: about.meaning ?? null })];
  if (bare) set(made.main, { "aria-label": who ? `${who}: ${label}` : label });
  const node = html("div", { class: `make-field kind-${about.kind}`, "data-path": pathKey(field.path) }, ...head, made.node, ...(bare ? [] : [hint]), ...(beside ? [] : [wrong]));
  beside?.append(wrong);
  const refresh = (/** @type {any} */ now) => {
    made.show(now);
    set(wrong, { text: (beside && now.wrong.length ? `${label}: ` : "") + now.wrong.join(" · "), hidden: !now.wrong.length });
    set(made.main, { "aria-invalid": now.wrong.length ? "true" : null, "aria-describedby": now.wrong.length ? wrong.id : null });
    node.classList.toggle("is-wrong", now.wrong.length > 0);
  };
  refresh(field);
  return { node, key: pathKey(field.path), refresh };
}

/** Say what was typed: at once when a field is left, and while one pauses in it. What a program typed, such as dictation, is no
 * change to every browser. @param {any} input @param {string[]} path @param {Acts} acts */
function listen(input, path, acts) {
  let later = 0;
  const tell = (/** @type {boolean} */ settled) => {
    clearTimeout(later);
    later = 0;
    acts.type(path, input.value, settled);
  };
  input.addEventListener("input", () => {
    clearTimeout(later);
    later = window.setTimeout(() => tell(false), PAUSE);
  });
  input.addEventListener("change", () => tell(true));
  input.addEventListener("blur", () => later && tell(true));
}

/** What stands in an empty field: what holds without it, or the limits. @param {any} field @param {any} about */
function empty(field, about) {
  if (field.inherits !== undefined) return String(field.inherits);
  if (about.high !== undefined && about.high <= 1000) return `${about.low ?? 0}–${about.high}`;
  return ["by_issue", "quantity"].includes(about.kind) && about.high === undefined ? "0–100" : "";
}

/** @param {any} field @param {any} about @param {Acts} acts @param {string} id */
function typed(field, about, acts, id) {
  const wide = about.kind === "prose" && LONG.includes(about.key), long = wide || GROWING.includes(about.key), listed = about.key === "sources";
  const main = long ? html("textarea", { id, rows: 1, class: wide ? "wide" : "" }) : html("input", { id, type: about.kind === "date" ? "date" : "text", autocomplete: "off" });
  if (!["text", "prose", "date"].includes(about.kind)) main.classList.add("short");
  listen(main, field.path, acts);
  const show = (/** @type {any} */ now) => {
    const text = now.value === null || now.value === undefined ? "" : Array.isArray(now.value) ? now.value.join(listed ? "\n" : ", ") : String(now.value);
    refill(main, text);
    if (about.kind !== "date" && (now.inherits !== undefined || !main.placeholder)) set(main, { placeholder: empty(now, about) });
    if (long) main.rows = Math.min(8, Math.max(1, Math.ceil(text.length / (wide ? 70 : 26))));   // where the browser does not fit the height to the words
  };
  return { node: main, main, show };
}

/** @param {string[][]} options @param {string} id @param {(value: string) => void} chosen */
function select(options, id, chosen) {
  const main = html("select", { id });
  for (const [value, words] of options) main.append(html("option", { value, text: words }));
  main.addEventListener("change", () => chosen(main.value));
  return main;
}

const unset = () => ["", say("make.unset")];

/** @type {{[kind: string]: (field: any, about: any, acts: Acts, id: string) => {node: any, main: any, show: (now: any) => void}}} */
const KINDS = {
  choice(field, about, acts, id) {
    const words = (/** @type {string} */ one) => (known(`make.choice.${one}`) ? say(`make.choice.${one}`) : one.replaceAll("_", " "));
    const main = select([unset(), ...about.choices.map((/** @type {string} */ one) => [one, words(one)])], id, (text) => acts.type(field.path, text, true));
    const show = (/** @type {any} */ now) => {
      const value = String(now.value ?? "");
      if (value && ![...main.options].some((option) => option.value === value)) main.append(html("option", { value, text: value }));
      main.value = value;
    };
    return { node: main, main, show };
  },
  yes(field, about, acts, id) {
    const main = select([unset(), ["yes", say("value.yes")], ["no", say("value.no")]], id, (text) => acts.type(field.path, text === "" ? "" : text === "yes", true));
    return { node: main, main, show: (now) => (main.value = now.value === true ? "yes" : now.value === false ? "no" : "") };
  },
  chance(field, about, acts, id) {
    const number = html("input", { type: "text", class: "short", "aria-label": say("make.chance") });
    listen(number, field.path, acts);
    const put = (/** @type {string} */ text) => acts.type(field.path, text === "chance" ? "0.5" : text === "" ? "" : text === "yes", true);
    const main = select([unset(), ["no", say("value.no")], ["yes", say("value.yes")], ["chance", say("make.chance")]], id, put);
    const show = (/** @type {any} */ now) => {
      const kind = now.value === true ? "yes" : now.value === false ? "no" : now.value === null || now.value === undefined ? "" : "chance";
      main.value = kind;
      set(number, { hidden: kind !== "chance" });
      if (kind === "chance") refill(number, now.value);
    };
    return { node: html("div", { class: "row" }, main, number), main, show };
  },
  names: chips,
  veto: chips,
  map: rows,
  reach(field, about, acts, id) {
    const byName = rows(field, about, acts, `${id}-names`);
    const put = (/** @type {string} */ text) => acts.type(field.path, text, true);
    const main = select([unset(), ...acts.columns.map(([name, meaning]) => [name, short(`${name.replaceAll("_", " ")}: ${meaning}`, 64)]), ["*", say("make.byname")]], id, (text) => (text === "*" ? set(byName.node, { hidden: false }) : put(text)));
    const show = (/** @type {any} */ now) => {
      const listed = Array.isArray(now.value);
      if (now.value && !listed && ![...main.options].some((option) => option.value === now.value)) main.append(html("option", { value: now.value, text: now.value }));
      main.value = listed ? "*" : now.value ?? "";
      set(byName.node, { hidden: !listed });
      byName.show({ ...now, value: listed ? now.value : [] });
    };
    return { node: html("div", {}, main, byName.node), main, show };
  },
};

/** Several names, each with a way out. @param {any} field @param {any} about @param {Acts} acts @param {string} id */
function chips(field, about, acts, id) {
  /** @type {string[]} */
  let held = [];
  const main = html("input", { id, type: "text", list: "make-names", placeholder: say("make.name.add"), autocomplete: "off" });
  const list = html("span", { class: "chips" });
  const put = (/** @type {string[]} */ next) => acts.type(field.path, next.join(", "), true);
  main.addEventListener("change", () => {
    const text = main.value.trim();
    main.value = "";
    if (text) put([...held, ...(about.kind === "veto" && text === "all" ? ["all"] : text.split(",").map((/** @type {string} */ one) => codeOf(one.trim(), acts)))].filter((one, i, all) => all.indexOf(one) === i));
  });
  const show = (/** @type {any} */ now) => {
    held = Array.isArray(now.value) ? now.value : now.value ? [String(now.value)] : [];
    list.replaceChildren(...held.map((one) => html("span", { class: "chip" }, acts.names()[one] ?? one, " ", button("×", () => put(held.filter((other) => other !== one)), { class: "link", "aria-label": say("make.name.drop", { name: acts.names()[one] ?? one }) }))));
  };
  return { node: html("div", { class: "chip-box" }, list, main), main, show };
}

/** A code from a name as it is offered. @param {string} text @param {Acts} acts */
export function codeOf(text, acts) {
  const found = Object.entries(acts.names()).find(([code, name]) => [code, name, `${name} (${code})`].some((one) => one.toLowerCase() === text.toLowerCase()));
  return found ? found[0] : text;
}

/** Numbers by name, a row each. @param {any} field @param {any} about @param {Acts} acts @param {string} id */
function rows(field, about, acts, id) {
  const list = html("div", { class: "pairs" });
  const main = html("input", { id, type: "text", list: "make-names", placeholder: say("make.name.add"), autocomplete: "off" });
  main.addEventListener("change", () => {
    const code = codeOf(main.value.trim(), acts);
    main.value = "";
    if (code) acts.type([...field.path, code], "50", true);
  });
  let shown = "";
  const show = (/** @type {any} */ now) => {
    const pairs = Array.isArray(now.value) ? now.value : [], key = JSON.stringify(pairs.map((/** @type {string[]} */ [name]) => name));
    if (key !== shown) {
      shown = key;
      list.replaceChildren(...pairs.map((/** @type {string[]} */ [name]) => {
        const input = html("input", { type: "text", class: "short", "aria-label": acts.names()[name] ?? name, "data-name": name });
        listen(input, [...field.path, name], acts);
        return html("div", { class: "row" }, html("span", { class: "grow", text: acts.names()[name] ?? name }), input, button("×", () => acts.type([...field.path, name], "", true), { class: "link", "aria-label": say("make.name.drop", { name }) }));
      }));
    }
    pairs.forEach((/** @type {any[]} */ [, value], /** @type {number} */ i) => refill(list.children[i].querySelector("input"), value));
  };
  return { node: html("div", { class: "chip-box" }, list, main), main, show };
}
