// The page's pure modules: state, changes, address, quantities, figures. Run by tests/test_web_modules.py, which gives in
// NACSIM_VIEWS a file with all scenarios that ship, as the server lays them out: {name: view}, and "words".

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { deflateRawSync } from "node:zlib";
import { pathToFileURL } from "node:url";

const { views, words, start } = JSON.parse(readFileSync(process.env.NACSIM_VIEWS, "utf8"));
const of = (path) => import(pathToFileURL(`${process.env.NACSIM_STATIC}/${path}`).href);
const [keys, quantity, state_, changes, questions, address, command, said, tree, dots, wants, seats, curve] = await Promise.all(
  ["core/keys.js", "core/quantity.js", "core/state.js", "core/changes.js", "core/questions.js", "core/address.js", "core/command.js", "core/words.js", "figures/tree.js", "figures/dots.js", "figures/wants.js", "figures/seats.js", "figures/curve.js"].map(of));
said.learn(words);

const NAMES = Object.keys(views);
const look = { measure: tree.estimate, heat: () => ({ fill: "#fff", ink: "#000" }) };
const scene = (name, edits = {}) => ({ base: { name, toml: null, file: null }, view: views[name], edits });
const began = (name = "tokyo_liaison_office") => run([{ type: "began", start }, { type: "opened", ...scene(name), keep: false }]);
const run = (actions, from = state_.initial()) => actions.reduce(state_.reduce, from);
const shown = ({ a, b }) => JSON.stringify([a, b]);

// --- quantities

const QUANTITIES = [[5, 5], [{ mean: 70, sd: 10 }, 70], [{ low: 20, high: 60 }, 40], [{ low: 0, mode: 30, high: 60 }, 30], [{ values: [10, 60], weights: [4, 1] }, 20]];

test("a quantity has a middle, and keeps its shape when it is moved", () => {
  for (const [q, middle] of QUANTITIES) {
    assert.equal(quantity.centre(q), middle);
    const there = quantity.moved(q, middle + 7);
    assert.ok(Math.abs(quantity.centre(there) - middle - 7) < 1e-9);
    assert.equal(quantity.kindOf(there), quantity.kindOf(q));
  }
});

test("anything else is no quantity: an array, a table by member, text, nothing", () => {
  for (const other of [[], [1, 2], {}, { FRA: 5 }, { mean: 5 }, { low: 1, high: "x" }, { values: [], weights: [] }, "5", null, undefined, true, NaN]) {
    assert.equal(quantity.kindOf(other), "other", JSON.stringify(other));
    assert.equal(quantity.centre(other), null);
  }
});

// --- keys

test("names with other signs stand in quotes, and nothing inherited is found", () => {
  const path = keys.keyOf("members", "Far East", "position", "a.b");
  assert.deepEqual(keys.parts(path), ["members", "Far East", "position", "a.b"]);
  assert.equal(keys.look({ members: { "Far East": { position: { "a.b": 3 } } } }, path), 3);
  for (const path_ of ["toString", "constructor.name", "members.values"]) assert.equal(keys.look({ members: [] }, path_), undefined);
});

test("equal things have equal texts, whatever their order", () => {
  assert.equal(keys.canonical({ b: [1, { d: 2, c: 3 }], a: null }), keys.canonical({ a: null, b: [1, { c: 3, d: 2 }] }));
  assert.notEqual(keys.hash(keys.canonical({ a: 1 })), keys.hash(keys.canonical({ a: 2 })));
});

// --- any two scenarios that ship

const LIVE = NAMES.filter((name) => !name.includes("/"));
const PAIRS = [...LIVE.flatMap((a) => [["tokyo_liaison_office", a], [a, "tokyo_liaison_office"]]), ...NAMES.map((a, i) => [a, NAMES[(i * 7 + 3) % NAMES.length]])];

test("any two scenarios: compare, take back each line, undo all, equal", () => {
  for (const [first, second] of PAIRS) {
    const before = began(first), beside = run([{ type: "opened", ...scene(second), keep: true }], before);
    assert.equal(beside.b.view, views[second]);
    let at = beside;
    const told = changes.lines(at.a, at.b);
    assert.ok(first === second || told.length > 0 || changes.differences(at.a, at.b).length === 0, `${first} ${second}`);
    assert.ok(told.length <= 12 + 2, `${first} ${second}: ${told.length} lines`);
    assert.equal(typeof changes.clause(at.a, at.b), "string");
    for (const line of told) {
      assert.ok(line.what && !line.what.includes("undefined") && !line.how.includes("NaN"), `${first} ${second}: ${line.what} ${line.how}`);
      for (const path of line.paths) {
        assert.notEqual(keys.look(at.b.view, path), undefined, `${path} is not in ${second}`);
        at = run([{ type: "edited", changes: { [path]: state_.value(path, at.a) }, who: null }], at);
        assert.ok(keys.same(state_.value(path, at.b), state_.value(path, at.a)));
      }
    }
    while (at.past.length > before.past.length) at = run([{ type: "undone" }], at);
    assert.equal(shown(at), shown(before));
    while (at.future.length) at = run([{ type: "redone" }], at);
    assert.equal(at.b.view, views[second]);
  }
});

test("words about an input are no input", () => {
  for (const name of NAMES) for (const path of changes.leaves(views[name])) assert.ok(!/\.(note|confidence|source|label|zero|hundred)$/.test(path), path);
});

test("a value put back is no edit, and a drag is one step of undo", () => {
  let at = began();
  const path = "members.FRA.position.office", begun = shown(at);
  for (const v of [10, 20, 30]) at = run([{ type: "edited", changes: { [path]: v }, who: path, dragging: true }], at);
  at = run([{ type: "settled" }, { type: "edited", changes: { [path]: 40 }, who: path }], at);
  assert.deepEqual(at.b.edits, { [path]: 40 });
  at = run([{ type: "undone" }], at);
  assert.deepEqual(at.b.edits, { [path]: 30 });
  assert.equal(shown(run([{ type: "undone" }], at)), begun);
  assert.deepEqual(run([{ type: "edited", changes: { [path]: 5 }, who: null }], at).b.edits, {});
});

// --- an answer belongs to the state whose key it carries

const answerOf = (state, question) => ({ type: "answered", name: question.name, answer: { key: question.key, data: { current: { summary: { members: { FRA: { objects_first: 1, blocks: 1 } } } } }, a: state.a, b: state.b, scene: state.b, runs: state.runs, seed: state.seed } });

test("every edit, seed and scenario is another question, and its answer fits no other state", () => {
  const states = [began(), began("minimal")];
  states.push(run([{ type: "edited", changes: { "members.FRA.resolve": 5 }, who: null }], states[0]));
  states.push(run([{ type: "simulated", runs: 10_000, seed: 7 }], states[0]), run([{ type: "pinned" }], states[2]));
  const asked = states.map((s) => questions.QUESTION.run(s));
  assert.equal(new Set(asked.map((q) => q.key)).size, states.length);
  states.forEach((s, i) => asked.forEach((q, k) => {
    assert.equal(questions.fits(run([answerOf(states[k], q)], s), "run"), i === k);
  }));
});

test("the curve of a member stays that of the member while it is dragged, and no longer when another is chosen", () => {
  const at = run([{ type: "chosen", seat: "FRA" }], began()), key = questions.QUESTION.curve(at).key;
  assert.equal(questions.QUESTION.curve(run([{ type: "edited", changes: { "members.FRA.position.office": 60 }, who: "x" }], at)).key, key);
  for (const action of [{ type: "chosen", seat: "DEU" }, { type: "chosen", what: "resolve" }, { type: "edited", changes: { "members.FRA.resolve": 5 }, who: null }]) {
    assert.notEqual(questions.QUESTION.curve(run([action], at)).key, key);
  }
});

test("the run is asked first; what stands beside it only at rest", () => {
  let at = began();
  assert.deepEqual(questions.wanted(at).map((q) => q.name), ["run"]);
  at = run([answerOf(at, questions.QUESTION.run(at))], at);
  assert.deepEqual(questions.wanted(at).map((q) => q.name), ["curve", "doubts", "changes"]);
  assert.equal(state_.seatOf(at), "FRA");
  at = run([{ type: "edited", changes: { "members.FRA.resolve": 50 }, who: "x", dragging: true }], at);
  assert.deepEqual(questions.wanted(at).map((q) => q.name), ["run"]);
});

test("a message stays until its cause is mended or it is closed", () => {
  let at = run([{ type: "failed", name: "run", trouble: { text: "no" }, tries: 1 }, { type: "troubled", trouble: { cause: "link", text: "cut" } }], began());
  at = run([answerOf(at, questions.QUESTION.run(at))], at);
  assert.deepEqual(at.troubles.map((t) => t.cause), ["link"]);
  assert.deepEqual(at.lost, {});
  assert.deepEqual(run([{ type: "mended", cause: "link" }], at).troubles, []);
});

// --- the address

test("an address gives back the state that it was written from", async () => {
  const edits = { "members.FRA.position.office": { mean: 60, sd: 5 }, "procedure.rule": "simple_majority", "members.FRA.note": "a + b & c = \"d\", 100 %" };
  let at = run([{ type: "edited", changes: edits, who: null }, { type: "simulated", runs: 3000, seed: 7 }, { type: "chosen", seat: "DEU", issue: "mandate", what: "salience" },
    { type: "drawn", draw: "map" }, { type: "stepped", step: "council" }, { type: "railed", rail: true, panel: "text" }], began());
  const found = await address.read(address.write(at), at);
  assert.deepEqual(found.b, { base: { name: "tokyo_liaison_office", toml: null }, edits });
  assert.equal(found.a, null);
  assert.deepEqual(found.odd, []);
  for (const key of ["runs", "seed", "seat", "issue", "what", "draw", "step", "rail", "panel"]) assert.equal(found.rest[key], at[key], key);
  const text = "title = 'Ä'\n".repeat(50), upload = { base: { name: "x", toml: text, file: null }, view: views.minimal, edits: {} };
  await address.prepare(text);
  at = run([{ type: "opened", ...upload, keep: true }], at);
  const both = await address.read(address.write(at), at);
  assert.equal(both.b.base.toml, text);
  assert.deepEqual(both.a.edits, edits);
});

test("the address of a past decision that is covered does not name it, and opens it all the same", async () => {
  const { name } = start.gallery.find((one) => one.history), telling = name.replace("history/", "");
  const past = run([{ type: "covered", name }, { type: "opened", base: { name, toml: null, file: null }, view: views.minimal, edits: { "members.A.resolve": 5 }, keep: false }], began());
  assert.ok(!address.write(past).includes(telling));
  assert.equal((await address.read(address.write(past), past)).b.base.name, name);
  assert.ok(address.write(run([{ type: "covered", name: null }], past)).includes(telling));
});

test("links of older pages still open", async () => {
  const found = await address.read("#scenario=minimal&runs=5000&seed=0&seat=FRA&draw=hemicycle&tab=story&council=11,2&members.FRA.resolve=5&version=0.1.0", began());
  assert.deepEqual(found.odd, []);
  assert.deepEqual([found.rest.draw, found.rest.step, found.rest.story.run, found.rest.story.round], ["seats", "council", 11, 2]);
});

test("what cannot be read in a link is named, and a damaged file raises", async () => {
  for (const [link, odd] of [["scenario=x&members.FRA.resolve=no", "members.FRA.resolve=no"], ["scenario=x&runs=0&draw=z", "runs=0; draw=z"], ["seed=4", "seed=4"]]) {
    assert.equal((await address.read(`#${link}`, began())).odd.join("; "), odd);
  }
  assert.equal(await address.read("", began()), null);
  assert.equal(await address.read("#results", began()), null);
  assert.equal((await address.read("#scenario=x&__proto__=5", began())).odd.join(), "__proto__=5");
  const bomb = deflateRawSync(Buffer.alloc(start.limits.bytes + 1)).toString("base64url");
  for (const cut of ["%%%", "AAAA", "!", bomb]) await assert.rejects(() => address.read(`#scenario=x&toml=${cut}`, began()));
});

test("the command says what the file says", () => {
  const told = command.command(scene("minimal", { "members.FRA.position.price": { low: 5, high: 9 }, "members.FRA.note": "it's", "procedure.opt_out": true }), 500, 3);
  assert.equal(told, `nacsim run minimal --set 'members.FRA.position.price={ low = 5, high = 9 }' --set 'members.FRA.note="it'\\''s"' --set procedure.opt_out=true --runs 500 --seed 3`);
});

test("numbers read as those of the command line", () => {
  for (const [share, text] of [[0, "0%"], [0.001, "<1%"], [0.005, "0%"], [0.115, "12%"], [0.125, "12%"], [0.995, ">99%"], [1, "100%"]]) assert.equal(said.percent(share), text);
});

// --- figures: whatever the data, all of it in the picture

const circles = (node, found = []) => {
  if (node.tag === "circle") found.push(node.attrs);
  node.children.forEach((child) => circles(child, found));
  return found;
};

test("a hundred dots stand side by side, inside the figure, at any width", () => {
  for (const counts of [[100, 0, 0], [1, 1, 98], [33, 33, 34], [0, 0, 100], [97, 2, 1]]) {
    for (const width of [280, 350, 560, 900]) {
      const blocks = counts.map((n, i) => ({ label: "adopted", share: String(n), ink: "x", small: "a few words", parts: [{ key: `k${i}`, runs: Array.from({ length: n }, (_, k) => k), share: String(n), label: "late" }] }));
      const made = dots.dots({ blocks, title: "", of: "b", hint: () => "" }, width, look);
      const all = circles(made.tree);
      assert.equal(all.length, 100);
      assert.equal(new Set(all.map((c) => `${c.cx} ${c.cy}`)).size, 100);
      for (const c of all) assert.ok(c.cx - c.r >= -0.5 && c.cx + c.r <= width + 2 && c.cy + c.r <= made.height, `${counts} at ${width}`);
    }
  }
});

test("on the line and in seats every member of every scenario is there once, and touches no other", () => {
  for (const name of NAMES) {
    const { room } = views[name], people = room.map((code, i) => ({ code, name: code, label: code, mark: "", heat: i / room.length, at: (i * 37) % 101, cares: (i * 13) % 100 }));
    const data = { stands: people, chosen: room[0], tabled: 100, quo: 0, zero: "nothing", hundred: "all of it", title: "", leader: [], words: { tabled: "", quo: "", others: (n) => `${n} members` } };
    for (const made of [wants.wants(data, 560, look), seats.seats({ seats: people, chosen: room[0], title: "", left: "", right: "" }, 560, look)]) {
      const all = circles(made.tree);
      assert.equal(all.length, room.length);
      all.forEach((p, i) => all.slice(i + 1).forEach((q) => assert.ok(Math.hypot(p.cx - q.cx, p.cy - q.cy) > p.r + q.r - 1.5, `${name}: ${made.tree.attrs["aria-label"]}`)));
      for (const c of all) assert.ok(c.cy - c.r >= -1 && c.cy + c.r <= made.height, name);
    }
  }
});

test("a figure as text stands alone: no colour by name, everything escaped", () => {
  const points = [0, 50, 100].map((value) => ({ value, share: value / 100, low: value / 100, high: value / 100 }));
  const made = curve.curve({ points, tips: [50], now: 5, share: 0.05, was: null, label: "<b> & \"c\"", tip: (tips) => tips.join(), never: "", always: "", axis: "", title: "a < b" }, 500, look);
  const text = tree.toText(made.tree, { curve: "#123456" });
  assert.ok(text.startsWith("<svg xmlns=") && !text.includes("var(") && text.includes("#123456") && text.includes("&lt;b&gt; &amp; &quot;c&quot;"));
});
