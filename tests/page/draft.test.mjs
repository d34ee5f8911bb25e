// A question that is being made: edits wait for the server, undo goes back over texts, answers belong to their question.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { pathToFileURL } from "node:url";

const { views, start } = JSON.parse(readFileSync(process.env.NACSIM_VIEWS, "utf8"));
const of = (path) => import(pathToFileURL(`${process.env.NACSIM_STATIC}/${path}`).href);
const [draft, state_, questions] = await Promise.all(["core/draft.js", "core/state.js", "core/questions.js"].map(of));

const run = (actions, from = state_.initial()) => actions.reduce(state_.reduce, from);
const scene = { base: { name: "minimal", toml: null, file: null }, view: views.minimal, edits: {} };
const begun = (...more) => run([{ type: "began", start }, { type: "opened", ...scene, keep: false }, { type: "drafted", name: "mine", text: "one" }, ...more]);
const type = (path, text) => ({ type: "formed", op: { do: "type", path, text }, mark: `type ${path}` });
const answered = (state, data) => run([{ type: "answered", name: "edit", answer: { key: draft.draftQuestion(state.draft).key, data } }], state);
const seen = (text, more = {}) => ({ text, problems: [], form: {}, kept: true, runs: true, ...more });

test("letters typed into one field are one edit and one step of undo", () => {
  let state = begun(type(["title"], "A"), type(["title"], "Ab"), type(["title"], "Abc"));
  assert.deepEqual(state.draft.ops, [{ do: "type", path: ["title"], text: "Abc" }]);
  assert.equal(state.draft.past.length, 1);
  state = run([{ type: "settledDraft" }, type(["title"], "Abcd"), type(["date"], "x")], state);
  assert.equal(state.draft.past.length, 3);
  assert.equal(state.draft.ops.length, 2);
});

test("an answer is taken under the key of its question only, and a glance is asked of what runs", () => {
  const state = begun(type(["title"], "A"));
  assert.deepEqual(questions.wanted(state).map(({ name }) => name), ["edit"]);
  const foreign = run([{ type: "answered", name: "edit", answer: { key: "other", data: seen("two") } }], state);
  assert.equal(foreign.draft.text, "one");
  const after = answered(state, seen("two"));
  assert.equal(after.draft.text, "two");
  assert.ok(draft.formed(after.draft));
  assert.deepEqual(questions.wanted(after).map(({ path, body }) => [path, body.current.toml]), [["/api/run", "two"]]);
  assert.deepEqual(questions.wanted(answered(state, seen("two", { runs: false }))), []);
  assert.equal(draft.formed(run([{ type: "written", text: "three" }], after).draft), false);
});

test("undo goes back over texts, also to the draft before, and forward again", () => {
  let state = answered(begun(type(["title"], "A")), seen("two"));
  state = run([{ type: "drafted", name: "other", text: "three" }, { type: "undraft" }], state);
  assert.deepEqual([state.draft.name, state.draft.text], ["mine", "two"]);
  state = run([{ type: "undraft" }], state);
  assert.equal(state.draft.text, "one");
  state = run([{ type: "redraft" }, { type: "redraft" }], state);
  assert.deepEqual([state.draft.name, state.draft.text], ["other", "three"]);
});

test("undo of an edit that the server has not put in yet takes back that one alone, and redo brings it again", () => {
  const one = { do: "type", path: ["title"], text: "A" }, other = { do: "type", path: ["date"], text: "x" };
  let state = run([{ type: "undraft" }], begun(type(["title"], "A"), type(["date"], "x")));
  assert.deepEqual([state.draft.text, state.draft.ops], ["one", [one]]);
  state = run([{ type: "undraft" }], state);
  assert.deepEqual([state.draft.text, state.draft.ops], ["one", []]);
  state = run([{ type: "redraft" }, { type: "redraft" }], state);
  assert.deepEqual([state.draft.text, state.draft.ops], ["one", [one, other]]);
});

test("what is refused for good is dropped, and what is only delayed stays", () => {
  const state = begun(type(["title"], "A")), failed = (tries) => run([{ type: "failed", name: "edit", tries, trouble: { text: "no" } }], state);
  assert.equal(failed(0).draft.ops.length, 0);
  assert.equal(failed(2).draft.ops.length, 1);
});

test("a followed file keeps the edits that are given, and undo goes back to what it said before", () => {
  const b = { ...scene, base: { name: "mine", toml: "old", follows: true }, edits: { "members.HUN.resolve": 5 } };
  let state = run([{ type: "began", start }, { type: "opened", ...b, keep: false }]);
  state = run([{ type: "followed", base: { ...b.base, toml: "new" }, view: views.minimal, edits: b.edits }], state);
  assert.deepEqual([state.a.base.toml, state.b.base.toml, state.b.edits, state.a.edits], ["new", "new", b.edits, {}]);
  assert.equal(run([{ type: "undone" }], state).b.base.toml, "old");
});

test("a title makes the name of a file", () => {
  assert.equal(draft.fileName("Ein Büro in Tokyo?", "x"), "ein_buro_in_tokyo");
  assert.equal(draft.fileName("北大西洋", "my_question"), "my_question");
});
