// The longer questions: one at a time for each page, and their figures.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { pathToFileURL } from "node:url";

const { views, start, words } = JSON.parse(readFileSync(process.env.NACSIM_VIEWS, "utf8"));
const of = (path) => import(pathToFileURL(`${process.env.NACSIM_STATIC}/${path}`).href);
const [state_, questions, mapped, tree, track, chance, tornado, said] = await Promise.all(
  ["core/state.js", "core/questions.js", "core/mapped.js", "figures/tree.js", "figures/track.js", "figures/chance.js", "figures/tornado.js", "core/words.js"].map(of));
said.learn(words);

const look = { measure: tree.estimate, heat: () => ({ fill: "#fff", ink: "#000" }) };
const run = (actions, from = state_.initial()) => actions.reduce(state_.reduce, from);
const base = { name: "tokyo_liaison_office", toml: null, file: null };
const begun = () => {
  const state = run([{ type: "began", start }, { type: "opened", base, view: views.tokyo_liaison_office, edits: {}, keep: false }]);
  const key = questions.QUESTION.run(state).key;
  return run([{ type: "answered", name: "run", answer: { key, data: { current: { summary: { members: { FRA: { objects_first: 1, blocks: 1 } } } } }, a: state.a, b: state.b, scene: state.b, runs: state.runs, seed: 0 } }], state);
};
const asked = (state, name) => run([{ type: "asked", name, key: questions.QUESTION[name](state).key }], state);
const jobs = (state) => questions.wanted(state).filter(({ job }) => job).map(({ name }) => name);

test("a newer longer question takes the place of one that waits, an answered one stays", () => {
  let state = asked(begun(), "next");
  assert.deepEqual(jobs(state), ["next"]);
  state = asked(state, "sensitivity");
  assert.deepEqual(jobs(state), ["sensitivity"]);
  const key = questions.QUESTION.sensitivity(state).key;
  state = run([{ type: "gone", name: "sensitivity", done: 1, of: 4, ahead: 0 }, { type: "answered", name: "sensitivity", answer: { key, data: {}, scene: state.b } }], state);
  assert.equal(state.progress.sensitivity.of, 4);
  state = asked(state, "map");
  assert.deepEqual([jobs(state), Object.keys(state.asked).sort()], [["map"], ["map", "sensitivity"]]);
  assert.deepEqual(jobs(run([{ type: "unasked", name: "map" }], state)), []);
});

test("a longer question of another state is not asked any more, and the map is over what was chosen", () => {
  const state = asked(begun(), "next");
  assert.deepEqual(jobs(run([{ type: "simulated", runs: state.runs, seed: 7 }], state)), []);
  assert.deepEqual(mapped.mapped(state), ["members.FRA.position.office", "members.FRA.resolve"]);
  const inputs = ["issues.office.proposed", "members.DEU.resolve"];
  assert.deepEqual(mapped.mapped(run([{ type: "mapping", inputs }], state)), inputs);
  assert.deepEqual(mapped.mapped(run([{ type: "mapping", inputs: ["members.XXX.resolve", inputs[0]] }], state)), mapped.mapped(state));
});

const all = (node, found = []) => (found.push(node), node.children.forEach((child) => all(child, found)), found);
const texts = (made) => all(made.tree).filter((node) => node.tag === "text");
const inside = (made) => {
  for (const { attrs, text } of texts(made)) {
    if (attrs.transform) continue;
    const wide = tree.estimate(text, attrs["font-size"] ?? 12), left = attrs.x - (attrs["text-anchor"] === "middle" ? wide / 2 : attrs["text-anchor"] === "end" ? wide : 0);
    assert.ok(left > -8 && left + wide < made.width + 8, `${text} leaves the figure`);
  }
};

test("a track shows the part that would do, and no writing on other writing", () => {
  for (const [zone, now] of [[[67, 100], 5], [[0, 23], 95], [[50, 100], 49], [[0, 100], 50], [null, 0]]) {
    for (const width of [180, 420]) {
      const made = track.track({ low: 0, high: 100, zone, now, title: "t", tell: String }, width, look);
      inside(made);
      const [one, two] = texts(made).map(({ attrs }) => attrs.x);
      if (two !== undefined) assert.ok(Math.abs(one - two) > 8);
    }
  }
});

test("a map has a cell for each pair, darker where it is likelier, and a line where it turns", () => {
  const values = [[0, 50, 100], [-100, 0, 100]], cells = [0, 0.2, 0.4, 0.3, 0.6, 0.9, 0.7, 1, 1].map((share) => ({ share }));
  const made = chance.chance({ values, now: [0, 0], cells, names: ["one thing", "another thing"], title: "t", tell: (x, y, s) => `${x} ${y} ${s}` }, 420, look);
  const drawn = all(made.tree).filter(({ attrs }) => attrs.class === "cell");
  assert.deepEqual(drawn.map(({ attrs }) => attrs["data-at"]).slice(0, 4), ["0,-100", "0,0", "0,100", "50,-100"]);
  assert.deepEqual(cells.map(({ share }) => chance.classOf(share)), [0, 1, 2, 1, 3, 4, 3, 4, 4]);
  assert.equal(all(made.tree).find(({ attrs }) => attrs.class === "half").attrs.d.split("M").length - 1, 4);
  inside(made);
});

test("swings stand in their rows, each between its two ends", () => {
  const rows = [{ name: "whether the others can go ahead without some of those who object", values: [false, true], lowered: 0.08, raised: 1 }, { name: "France: resolve", values: [72, 88], lowered: 0.14, raised: 0.11 }];
  const made = tornado.tornado({ rows, base: 0.12, low: 0.11, high: 0.13, title: "t", baseWords: "as it stands: 12", tell: String }, 520, look);
  const bars = all(made.tree).filter(({ attrs }) => attrs.class === "swing");
  assert.equal(bars.length, 2);
  assert.deepEqual(all(bars[1]).filter(({ tag }) => tag === "text").map(({ text }) => text), ["88", "72"]);
});
