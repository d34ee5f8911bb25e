// The form: sections with entries and fields, drawn from what the server says of the text. Where only values change they are
// put into the fields that are there, so that whoever types is not disturbed.

import { button, html, set } from "../../draw.js";
import { fieldsOf, pathKey } from "../../core/draft.js";
import { say } from "../../core/words.js";
import { control, labelOf } from "./controls.js";
import { membersSection } from "./members.js";
/** @import {Acts, Control} from "./controls.js" */

/** @typedef {{name: string, node: any, draw: (form: any) => void}} Section */

/** Fields that somebody wants to see although the text does not have them. @type {Set<string>} */
const asked = new Set();

/** Draws a form where it is another than is shown, or (`anew`) where fields may hold what it has not.
 * @param {any} place @param {Acts} acts @returns {(form: any, anew: boolean) => void} */
export function formIn(place, acts) {
  const names = html("datalist", { id: "make-names" });
  /** @type {Section[]} */
  const sections = SECTIONS.map((one) => section(one, acts));
  place.append(names, ...sections.map((one) => one.node));
  /** @type {any} */
  let shown = null;
  return (form, anew) => {
    if (form === shown && !anew) return;
    shown = form;
    const all = Object.entries(form.room.names).map(([code, name]) => (code === name ? name : `${name} (${code})`));
    if (names.children.length !== all.length) names.replaceChildren(...all.map((value) => html("option", { value })));
    for (const one of sections) one.draw(form);
  };
}

/** @typedef {{name: string, open?: boolean, entries: (form: any, put: Putter) => any[]}} Plan */
/**
 * @typedef {{entry: (entry: any, how?: any) => any, add: (path: string[], words: string, named?: boolean) => any, acts: Acts, keep: (control: Control) => Control,
 *   fields: (entry: any) => any[], offered: (entry: any, words?: string) => any[]}} Putter */

/** @type {Plan[]} */
const SECTIONS = [
  { name: "question", open: true, entries: (form, put) => [put.entry(form.sections.question[0])] },
  { name: "issues", open: true, entries: (form, put) => [...form.sections.issues.map((/** @type {any} */ one) => put.entry(one, { drop: form.sections.issues.length > 1, moves: form.sections.issues.length > 1 })), put.add(["issues"], say("make.add.issues"))] },
  { name: "members", open: true, entries: membersSection },
  { name: "groups", entries: (form, put) => [...form.sections.groups.map((/** @type {any} */ one) => put.entry(one, { drop: true, issues: form.issues })), put.add(["groups"], say("make.add.groups"))] },
  { name: "actors", entries: (form, put) => [...form.sections.actors.map((/** @type {any} */ one) => put.entry(one, { drop: true })), put.add(["actors"], say("make.add.actors"))] },
  { name: "events", entries: (form, put) => [...form.sections.events.map((/** @type {any} */ one, /** @type {number} */ i) => put.entry(one, { drop: true, title: say("field.event", { n: i + 1 }), issues: form.issues })), put.add(["events"], say("make.add.events"), false)] },
  { name: "procedure", entries: (form, put) => [...form.sections.procedure.map((/** @type {any} */ one, /** @type {number} */ i) => put.entry(one, i ? { drop: true, title: say("make.condition", { n: i }) } : {})), put.add(["procedure", "conditions"], say("make.add.conditions"), false), ...form.sections.rest.filter((/** @type {any} */ one) => one.path[0] === "chair").map((/** @type {any} */ one) => put.entry(one, { title: say("rules.chair") }))] },
  { name: "experts", entries: expertsSection },
  { name: "rest", entries: (form, put) => form.sections.rest.filter((/** @type {any} */ one) => one.path[0] !== "chair").map((/** @type {any} */ one) => put.entry(one, { title: say(`make.t.${one.path[0]}`), drop: one.there })) },
];

/** @param {any} form @param {Putter} put */
function expertsSection(form, put) {
  const { pool, each } = form.sections.experts;
  const cards = each.map((/** @type {any} */ one) => {
    const views = one.views.map((/** @type {any} */ view) => put.entry(view, { drop: true, title: form.room.names[view.code] ?? view.code, issues: form.issues, inner: true }));
    return put.entry(one, { drop: true, inside: [...views, put.add([...one.path, "members"], say("make.add.view"))] });
  });
  return [...(each.length ? [put.entry(pool)] : []), ...cards, put.add(["experts"], say("make.add.experts"))];
}

/** How a section is built: anew where its fields are others, else only filled. @param {Plan} plan @param {Acts} acts @returns {Section} */
function section({ name, open, entries }, acts) {
  const body = html("div", { class: "make-body" }), count = html("span", { class: "soft small" }), wrong = html("span", { class: "wrong-count" });
  const node = html("details", { class: "make-section", id: `make-s-${name}`, open: !!open }, html("summary", {}, html("h2", { text: say(`make.s.${name}`) }), count, wrong), body);
  /** @type {Control[]} */
  let controls = [];
  let built = "", latest = /** @type {any} */ (null);
  const put = putter(acts, (one) => (controls.push(one), one), () => ((built = ""), draw(latest)));
  function draw(/** @type {any} */ form) {
    latest = form;
    const structure = JSON.stringify([shape(form, name), [...asked]]);
    if (structure !== built) {
      const held = heldIn(body);
      const scrolled = [...body.querySelectorAll("details")].filter((one) => one.open).map((one) => one.id);
      controls = [];
      body.replaceChildren(...entries(form, put));
      for (const id of scrolled) if (id) /** @type {any} */ (body.querySelector(`#${CSS.escape(id)}`))?.setAttribute("open", "");
      giveBack(body, held);
      built = structure;
    }
    const fields = fieldsOf(form);
    for (const one of controls) {
      const field = fields.get(one.key);
      one.refresh(field ?? { path: JSON.parse(one.key), value: null, wrong: [] });
    }
    const bad = body.querySelectorAll(".wrong:not([hidden])").length;
    set(wrong, { text: bad ? say("make.wrong", { n: bad }) : "" });
    set(count, { text: counted(form, name) });
  }
  return { name, node, draw };
}

/** The field or the button by name that has the focus, with what is typed in it and where. @param {any} body */
function heldIn(body) {
  const active = /** @type {any} */ (document.activeElement);
  if (!body.contains(active)) return null;
  const path = active.closest("[data-path]")?.getAttribute("data-path");
  if (active.type === "button" && active.id) return { id: active.id, path, typing: false, value: "", at: 0 };
  return path ? { path, typing: active.type === "text" || active.tagName === "TEXTAREA", value: active.value, at: active.selectionStart } : null;
}

/** Focus and letters back to the field that had them before it was built anew. @param {any} body @param {ReturnType<typeof heldIn>} held */
function giveBack(body, held) {
  const next = held && body.querySelector(held.id ? `#${CSS.escape(held.id)}` : `[data-path="${CSS.escape(held.path)}"] :is(input,textarea,select)`);
  if (!held || !next) return;
  if (held.typing) next.value = held.value;
  next.focus({ preventScroll: true });
  if (held.typing) next.setSelectionRange(held.at, held.at);
}

/** How many there are of something, beside its heading. @param {any} form @param {string} name */
function counted(form, name) {
  const n = name === "members" ? form.members.filter((/** @type {any} */ one) => one.in).length : name === "experts" ? form.sections.experts.each.length : ["issues", "groups", "actors", "events"].includes(name) ? form.sections[name].length : 0;
  return n ? String(n) : "";
}

/** What a section is made of, without its values: where this is the same, the fields stay. @param {any} form @param {string} name */
function shape(form, name) {
  const entry = (/** @type {any} */ one) => [one.path, one.there, one.wrong, one.more, one.fields.map((/** @type {any} */ f) => f.path)];
  if (name === "members") return [form.issues, form.room, form.members.map((/** @type {any} */ one) => [...entry(one), one.in]), entry(form.default)];
  if (name === "experts") return [form.issues, entry(form.sections.experts.pool), form.sections.experts.each.map((/** @type {any} */ one) => [entry(one), one.views.map(entry)])];
  if (name === "procedure") return [form.sections.procedure.map(entry), form.sections.rest.filter((/** @type {any} */ one) => one.path[0] === "chair").map(entry)];
  return [form.issues, form.sections[name].map(entry)];
}

/** @param {Acts} acts @param {(control: Control) => Control} keep @param {() => void} again @returns {Putter} */
function putter(acts, keep, again) {
  /** The fields of an entry: those the text has, and those somebody asked for. @param {any} one */
  const fields = (one) => {
    const extra = one.more.filter((/** @type {string} */ key) => asked.has(pathKey([...one.path, key])));
    return [...one.fields, ...extra.map((/** @type {string} */ key) => ({ path: [...one.path, key], value: null, wrong: [] }))];
  };
  const issueIn = (/** @type {any} */ field, /** @type {string[][]} */ issues) => (field.issue && issues?.length > 1 ? issues.find(([name]) => name === field.issue)?.[1] ?? field.issue : undefined);
  /** More fields to choose from. @param {any} one @param {string} [words] */
  const offered = (one, words = say("make.more")) => {
    const rest = one.more.filter((/** @type {string} */ key) => !asked.has(pathKey([...one.path, key])));
    if (!rest.length) return [];
    const pick = html("select", { class: "make-more", "aria-label": say("make.more") }, html("option", { value: "", text: words }), ...rest.map((/** @type {string} */ key) => html("option", { value: key, text: labelOf(one.pattern, key), title: acts.fields[[one.pattern, key].filter(Boolean).join(".")]?.meaning ?? null })));
    pick.addEventListener("change", () => {
      const path = pathKey([...one.path, pick.value]);
      asked.add(path);
      again();
      /** @type {any} */ (document.querySelector(`#make [data-path="${CSS.escape(path)}"] :is(input,textarea,select)`))?.focus();
    });
    return [pick];
  };
  const entry = (/** @type {any} */ one, { drop = false, title = "", issues = /** @type {string[][]} */ ([]), inside = /** @type {any[]} */ ([]), inner = false, moves = false } = {}) => {
    const controls = fields(one).map((/** @type {any} */ field) => keep(control(field, patternAt(one, field), acts, { issue: issueIn(field, issues) })).node);
    const name = title || (one.path.length > 1 ? one.path.at(-1) : "");
    const shifts = moves ? [["↑", "make.up", -1], ["↓", "make.down", 1]].map(([sign, words, by]) => button(String(sign), () => acts.op({ do: "move", path: one.path, by }), { class: "link", id: `${words}.${name}`, "aria-label": say(String(words), { name }) })) : [];
    const out = drop ? [button("×", () => acts.op({ do: "drop", path: one.path }), { class: "link make-drop", "aria-label": say("make.drop", { name: name || one.path.join(".") }) })] : [];
    const head = name || out.length ? [html("div", { class: "make-head" }, html("h3", { text: name }), html("span", {}, ...shifts, ...out))] : [];
    const wrong = html("p", { class: "wrong entry-wrong", text: one.wrong.join(" · "), hidden: !one.wrong.length });
    return html("div", { class: `make-entry${inner ? " inner" : ""}`, "data-entry": one.path.join(".") }, ...head, wrong, html("div", { class: "make-fields" }, ...controls), ...inside, ...offered(one));
  };
  /** A new entry: a name, and a button. @param {string[]} path @param {string} words @param {boolean} [named] */
  const add = (path, words, named = true) => {
    const last = path.at(-1), list = ["members", "groups"].includes(String(last)) ? "make-names" : null;
    const name = html("input", { type: "text", class: "grow", "aria-label": words, placeholder: say(`make.new.${last}`), list, autocomplete: "off" });
    const go = () => {
      if (named && !name.value.trim()) return name.focus();
      acts.op({ do: "add", path, name: name.value.trim().replace(/ \([A-Z]{3}\)$/, "") });
      name.value = "";
    };
    name.addEventListener("keydown", (/** @type {any} */ event) => event.key === "Enter" && go());
    return html("div", { class: "row make-add", "data-path": `add ${path.join(".")}` }, ...(named ? [name] : []), button(words, go));
  };
  return { entry, add, acts, keep, fields, offered };
}

/** The table that a field stands in: that of its entry, or (of what an event changes) one below. @param {any} one @param {any} field */
function patternAt(one, field) {
  const deeper = field.path[one.path.length];
  return one.pattern === "events.*" && ["set", "change"].includes(deeper) ? `events.*.${deeper}` : one.pattern;
}
