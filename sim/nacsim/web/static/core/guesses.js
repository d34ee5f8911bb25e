// Guesses on past decisions and their score. Pure: what is kept is a list, the last guess last.

/** @typedef {{name: string, title: string, chance: number, adopted: boolean, model: number|null}} Guess
 *   `chance` of adoption as guessed and as the model has it, 0-1; whether it was adopted */

export const SERIES = 10;       // cases of a score
export const COIN = 0.25;       // the score of who says one half each time
/** @type {[number, string][]} */
const WORDS = [[0.05, "close"], [0.15, "well"], [0.23, "better"], [0.27, "coin"], [1, "worse"]];

/** Brier's score: the squared distance between a chance and what happened (1 or 0). 0 is perfect, 1 as wrong as can be.
 * G. Brier, Monthly Weather Review 78 (1950). @param {number} chance @param {boolean} happened */
export const brier = (chance, happened) => (chance - (happened ? 1 : 0)) ** 2;

/** @param {number[]} values */
const mean = (values) => values.reduce((sum, v) => sum + v, 0) / values.length;

/** Which words go with a score. @param {number} score */
export const wordOf = (score) => (WORDS.find(([most]) => score <= most) ?? WORDS[4])[1];

/** The guesses of the series under way: after each ten cases another begins. @param {Guess[]} guesses */
export const series = (guesses) => guesses.slice(SERIES * Math.floor(Math.max(0, guesses.length - 1) / SERIES));

/** Score of the series under way: own, and the model's on the same cases (null where it has none). @param {Guess[]} guesses */
export function score(guesses) {
  const own = series(guesses);
  if (!own.length) return null;
  const models = own.flatMap((one) => (one.model === null ? [] : [brier(one.model, one.adopted)]));
  return { n: own.length, own: mean(own.map((one) => brier(one.chance, one.adopted))), model: models.length === own.length ? mean(models) : null };
}

/** A list with a guess put in: of a case that was guessed before, the first guess stands. @param {Guess[]} guesses @param {Guess} guess */
export const withGuess = (guesses, guess) => (guesses.some((one) => one.name === guess.name) ? guesses : [...guesses, guess]);

/** A past decision that has not been guessed, drawn by a number of 0-1; null if none is left.
 * @param {{name: string, history: boolean}[]} gallery @param {Guess[]} guesses @param {number} lot */
export function another(gallery, guesses, lot) {
  const open = gallery.filter((one) => one.history && !guesses.some((guess) => guess.name === one.name));
  return open.length ? open[Math.min(open.length - 1, Math.floor(lot * open.length))] : null;
}
