// Which council is on show: by its number, or the next to be looked for.

/** @typedef {{run: number, round: number, find: string|null, of: string, seats: string[], acts: any[]}} Told */

/** The same story from its first round, nobody's seat taken. @param {Told} story @returns {Told} */
export const restart = (story) => ({ ...story, round: 1, find: null, seats: [], acts: [] });

/** After an edit: the same council and round, without a taken seat. @param {Told} story @returns {Told} */
export const pointOf = (story) => (story.seats.length ? { ...story, seats: [], acts: [] } : story);
