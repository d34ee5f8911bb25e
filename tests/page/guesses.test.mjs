// Guesses on past decisions and their score: pure, on paper.

import assert from "node:assert/strict";
import test from "node:test";
import { pathToFileURL } from "node:url";

const guesses = await import(pathToFileURL(`${process.env.NACSIM_STATIC}/core/guesses.js`).href);
const guess = (name, chance, adopted, model = null) => ({ name, title: name, chance, adopted, model });

test("Brier's score is the squared distance between the chance and what happened", () => {
  assert.equal(guesses.brier(1, true), 0);
  assert.equal(guesses.brier(1, false), 1);
  assert.equal(guesses.brier(0.5, true), guesses.COIN);
  assert.ok(Math.abs(guesses.brier(0.2, false) - 0.04) < 1e-12);
});

test("the score of a series is the mean, and the model's is of the same cases or none", () => {
  assert.equal(guesses.score([]), null);
  const two = [guess("a", 0.9, true, 0.5), guess("b", 0.4, false, 0)];
  const { n, own, model } = guesses.score(two);
  assert.equal(n, 2);
  assert.ok(Math.abs(own - (0.01 + 0.16) / 2) < 1e-12);
  assert.ok(Math.abs(model - 0.125) < 1e-12);
  assert.equal(guesses.score([...two, guess("c", 0.5, true)]).model, null);
});

test("after ten cases another series begins", () => {
  const many = Array.from({ length: 23 }, (_, k) => guess(String(k), 0.5, true));
  assert.deepEqual([1, 10, 11, 20, 23].map((n) => guesses.series(many.slice(0, n)).length), [1, 10, 1, 10, 3]);
  assert.equal(guesses.series(many.slice(0, 11))[0].name, "10");
});

test("the first guess on a case stands, and a case comes once", () => {
  const once = guesses.withGuess([], guess("a", 0.1, true));
  assert.equal(guesses.withGuess(once, guess("a", 1, true)), once);
  const gallery = [{ name: "a", history: true }, { name: "b", history: true }, { name: "live", history: false }];
  for (const lot of [0, 0.5, 0.999]) assert.equal(guesses.another(gallery, once, lot).name, "b");
  assert.equal(guesses.another(gallery, guesses.withGuess(once, guess("b", 1, true)), 0.5), null);
});

test("a score has words, the better the nearer to what happened", () => {
  assert.deepEqual([0, 0.1, 0.2, 0.25, 0.6, 1].map(guesses.wordOf), ["close", "well", "better", "coin", "worse", "worse"]);
});
