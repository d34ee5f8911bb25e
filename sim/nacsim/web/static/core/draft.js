// A question that is being made: its text is the one truth. Fields of the form are edits that the server puts into the text.
// Pure: what each action makes of the draft, and what it asks.

import { canonical, hash, same } from "./keys.js";
/** @import {Draft, Op, Question, State} from "./types.js" */

const UNDO = 200;   // texts that are kept

/** @param {string} name @param {string} text @param {Draft|null} [before] @returns {Draft} */
export const drafted = (name, text, before = null) => ({
  name, text, ops: [], seen: null, past: before ? [...before.past, step(before)].slice(-UNDO) : [], future: [], mark: null,
});

/** What undo and redo come back to: a text, with edits that the server has not put into it yet. @param {Draft} draft */
const step = ({ name, text, ops }) => ({ name, text, ops });

/** What the server is asked of a draft: its text with the edits put in, checked and laid out. @param {Draft} draft @returns {Question} */
export function draftQuestion({ name, text, ops }) {
  const body = { name, text, ops };
  const key = hash(canonical(["edit", body]));
  return { name: "edit", path: "/api/edit", key, body: { ...body, key } };
}

/** Whether the form on show is that of the text. @param {Draft|null} draft */
export const formed = (draft) => !!draft && !draft.ops.length && draft.seen?.text === draft.text;

/** What the answer of this text is, over as many councils as on the page; null where it does not run. @param {State} state @returns {Question|null} */
export function previewQuestion({ draft, runs, seed }) {
  if (!draft || !formed(draft) || !draft.seen?.runs) return null;
  const side = { scenario: draft.name, toml: draft.text, edits: {} }, body = { current: side, pinned: side, runs, seed };
  const key = hash(canonical(["preview", body]));
  return { name: "preview", path: "/api/run", key, body: { ...body, key } };
}

/** A step of undo, unless the same field is being changed on. @param {Draft} draft @param {string|null} mark */
const marked = (draft, mark) => (mark !== null && mark === draft.mark ? { ...draft, future: [] }
  : { ...draft, past: [...draft.past, step(draft)].slice(-UNDO), future: [], mark });

/** @param {Draft} draft @param {"past"|"future"} from @param {"past"|"future"} to @returns {Draft} */
function stepped(draft, from, to) {
  const there = draft[from].at(-1);
  if (!there) return draft;
  return { ...draft, ...there, mark: null, [from]: draft[from].slice(0, -1), [to]: [...draft[to], step(draft)] };
}

/** Put an edit behind the others; one that fills in the same field takes the place of the one before. @param {Op[]} ops @param {Op} op */
function behind(ops, op) {
  const last = ops.at(-1);
  return last && op.do === "type" && last.do === "type" && same(last.path, op.path) ? [...ops.slice(0, -1), op] : [...ops, op];
}

/** @type {{[name: string]: (state: State, action: any) => State}} */
export const DRAFTING = {
  /** The place where questions are made is opened or left. */
  making: (state, { on }) => ({ ...state, making: on }),
  /** A text to begin with. */
  drafted: (state, { name, text }) => ({ ...state, making: true, draft: drafted(name, text, state.draft) }),
  /** An edit of the form; those that follow each other in the same field (`mark`) are one step of undo. */
  formed: (state, { op, mark }) => onDraft(state, (draft) => ({ ...marked(draft, mark ?? null), ops: behind(draft.ops, op) })),
  /** The text itself is changed by hand. */
  written: (state, { text }) => onDraft(state, (draft) => (text === draft.text ? draft : { ...marked(draft, "text"), text })),
  settledDraft: (state) => onDraft(state, (draft) => ({ ...draft, mark: null })),
  undraft: (state) => onDraft(state, (draft) => stepped(draft, "past", "future")),
  redraft: (state) => onDraft(state, (draft) => stepped(draft, "future", "past")),
};

/** @param {State} state @param {(draft: Draft) => Draft} change @returns {State} */
const onDraft = (state, change) => (state.draft ? { ...state, draft: change(state.draft) } : state);

/** The draft after the server's answer to the question of this very draft. @param {State} state @param {string} key @param {any} data @returns {State} */
export function answeredDraft(state, key, data) {
  return onDraft(state, (draft) => (draftQuestion(draft).key === key ? { ...draft, text: data.text, ops: [], seen: data } : draft));
}

/** The draft after a refusal for good: the edits that cannot be put in are dropped, the text stays. @param {State} state @returns {State} */
export const refusedDraft = (state) => onDraft(state, (draft) => ({ ...draft, ops: [] }));

/** All fields of a form by their path, as one text. @param {any} form @returns {Map<string, any>} */
export function fieldsOf(form) {
  const found = new Map();
  const take = (/** @type {any} */ entry) => entry.fields.forEach((/** @type {any} */ field) => found.set(pathKey(field.path), field));
  const { sections } = form;
  for (const entry of [...sections.question, ...sections.issues, ...sections.groups, ...sections.actors, ...sections.events, ...sections.procedure, ...sections.rest,
    sections.experts.pool, form.default, ...form.members]) take(entry);
  for (const expert of sections.experts.each) [expert, ...expert.views].forEach(take);
  return found;
}

/** @param {string[]} path */
export const pathKey = (path) => JSON.stringify(path);

/** The place in the table of fields that describes a field: ["members", "FRA", "position", "office"] in "members.*" is "members.*.position".
 * @param {string} pattern @param {string[]} path */
export function fieldName(pattern, path) {
  const depth = pattern === "" ? 0 : pattern.split(".").length;
  return [...(pattern === "" ? [] : [pattern]), path[depth]].join(".");
}

/** A name for a file from a title. @param {string} title @param {string} otherwise */
export function fileName(title, otherwise) {
  const plain = title.normalize("NFKD").replace(/[̀-ͯ]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^_+|_+$/g, "").slice(0, 50);
  return plain.replace(/_+$/, "") || otherwise;
}
