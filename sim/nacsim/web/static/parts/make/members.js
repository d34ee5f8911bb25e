// Who sits and what each wants: a row for each member, the empty cells showing what holds without a word of its own.

import { button, html } from "../../draw.js";
import { say } from "../../core/words.js";
import { control } from "./controls.js";
/** @import {Putter} from "./form.js" */

const JUDGED = ["position", "salience", "resolve", "note"];

/** @type {() => void} */
let paste = () => {};
/** @param {() => void} given */
export const prepare = (given) => { paste = given; };

/** @param {any} form @param {Putter} put @returns {any[]} */
export function membersSection(form, put) {
  const own = form.members.filter((/** @type {any} */ one) => one.there || form.room.roster), others = form.members.filter((/** @type {any} */ one) => !own.includes(one));
  const columns = columnsOf(form), adding = put.add(["members"], say("make.add.members"));
  adding.append(button(say("make.paste"), () => paste(), { id: "make-paste" }));
  return [
    room(form, put),
    html("p", { class: "soft small", text: say("make.numbers") }),
    adding,
    table([...own.map((/** @type {any} */ one) => row(one, form, put, columns)), defaults(form, put, columns)], columns),
    ...(others.length ? [rest(others, form, put, columns)] : []),
  ];
}

/** The columns: what is judged, by issue. @param {any} form */
function columnsOf(form) {
  const several = form.issues.length > 1;
  return JUDGED.flatMap((key) => (["position", "salience"].includes(key) ? form.issues.map((/** @type {string[]} */ [issue, label]) => ({ key, issue, label, head: several ? say("make.on", { what: say(`make.f.${key}`), issue: label }) : say(`make.f.${key}`) })) : [{ key, issue: null, label: "", head: say(`make.f.${key}`) }]));
}

/** @param {any[]} rows @param {any[]} columns */
const table = (rows, columns) => html("div", { class: "scroll" }, html("table", { class: "make-members" },
  html("thead", {}, html("tr", {}, html("th", { scope: "col", text: say("table.member") }), ...columns.map(({ head, key }) => html("th", { scope: "col", class: `col-${key}`, text: head })), html("th", { scope: "col" }, html("span", { class: "visually-hidden", text: say("make.more") })))),
  html("tbody", {}, ...rows)));

/** @param {any} one @param {any[]} columns @param {Putter} put @param {any} beside where mistakes stand
 * @param {string} who @param {any[]} [more] under the last of them */
function cells(one, columns, put, beside, who, more = []) {
  const labels = new Map(columns.map(({ issue, label }) => [issue, label]));
  return columns.map(({ key, issue, head }) => {
    const field = one.fields.find((/** @type {any} */ f) => f.path[one.path.length] === key && (issue === null || (f.issue ?? issue) === issue));
    return html("td", { class: `col-${key}`, "data-label": head }, ...(field ? [put.keep(control(field, one.pattern, put.acts, { bare: true, issue: columns.length > 4 && issue !== null ? labels.get(issue) : undefined, beside, who })).node] : []), ...(key === "note" ? more : []));
  });
}

/** @param {any} one @param {any} form @param {Putter} put @param {any[]} columns */
function row(one, form, put, columns) {
  const name = form.room.names[one.code] ?? one.code;
  const extra = put.fields(one).filter((/** @type {any} */ f) => !JUDGED.includes(f.path[2]));
  const wrong = one.wrong.length ? [html("p", { class: "wrong entry-wrong", text: one.wrong.join(" · ") })] : [];
  const fields = extra.map((/** @type {any} */ field) => put.keep(control(field, one.pattern, put.acts)).node);
  const odd = one.in ? [] : [html("small", { class: "wrong", text: say("make.notin") })];
  const beside = html("div");
  const head = html("th", { scope: "row" }, html("span", { text: name }), ...(name === one.code ? [] : [html("small", { class: "soft", text: ` ${one.code}` })]), ...odd, ...wrong, beside);
  const gone = form.room.roster ? say("make.drop", { name }) : say("make.default", { name });
  return html("tr", { "data-entry": one.path.join(".") }, head, ...cells(one, columns, put, beside, name, fields), html("td", {}, ...(one.there || form.room.roster ? [button("×", () => put.acts.op({ do: "drop", path: one.path }), { class: "link", "aria-label": gone, title: gone })] : []), ...put.offered(one, "…")));
}

/** What everybody not named wants. @param {any} form @param {Putter} put @param {any[]} columns */
function defaults(form, put, columns) {
  const beside = html("div"), who = say(form.room.roster ? "make.everybody" : "make.everybody.else");
  return html("tr", { class: "make-default", "data-entry": "default" }, html("th", { scope: "row" }, who, beside), ...cells(form.default, columns, put, beside, who), html("td"));
}

/** Those who are only spoken of as all are: their rows are built when somebody looks. @param {any[]} others @param {any} form @param {Putter} put @param {any[]} columns */
function rest(others, form, put, columns) {
  const node = html("details", { class: "make-rest", id: "make-rest" }, html("summary", { text: say("make.others", { n: others.length }) }));
  const fill = () => {
    if (node.open && node.children.length < 2) node.append(table(others.map((/** @type {any} */ one) => row(one, form, put, columns)), columns));
  };
  node.addEventListener("toggle", fill);
  return node;
}

/** Who decides: the Council on that day, or another body. @param {any} form @param {Putter} put */
function room(form, put) {
  const { roster, seated, absent, names } = form.room, acts = put.acts;
  const words = roster ? say("make.roster", { n: seated.length }) : say("make.council", { n: seated.length - absent.length });
  const other = html("textarea", { rows: 2, "aria-label": say("make.roster.names"), placeholder: say("make.roster.names") });
  const body = roster
    ? [button(say("make.council.again"), () => acts.op({ do: "room", path: [], name: "" }))]
    : [html("div", { class: "row" }, other, button(say("make.roster.set"), () => other.value.trim() && acts.op({ do: "room", path: [], name: other.value })))];
  const out = html("select", { "aria-label": say("make.absent.add") }, html("option", { value: "", text: say("make.absent.add") }), ...seated.filter((/** @type {string[]} */ [code]) => !absent.includes(code)).map((/** @type {string[]} */ [code, name]) => html("option", { value: code, text: name })));
  out.addEventListener("change", () => out.value && acts.op({ do: "sit", path: [], name: out.value, in: false }));
  const away = absent.map((/** @type {string} */ code) => html("span", { class: "chip" }, names[code] ?? code, " ", button("×", () => acts.op({ do: "sit", path: [], name: code, in: true }), { class: "link", "aria-label": say("make.absent.back", { name: names[code] ?? code }) })));
  return html("div", { class: "make-room" }, html("p", { text: words }), html("details", { class: "soft", id: "make-body" }, html("summary", { text: say("make.body") }), ...body),
    html("div", { class: "row" }, ...(absent.length ? [html("span", { class: "soft small", text: say("make.absent") })] : []), ...away, out));
}

