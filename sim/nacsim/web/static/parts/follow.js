// The file that the server was started with, as it is edited elsewhere: asked about every second while the page is seen.

import { ask } from "../ask.js";
import { edited } from "../core/state.js";
import { say } from "../core/words.js";
/** @import {State, Scene} from "../core/types.js" */

const EVERY = 1000;   // ms

/** @param {{state: () => State, dispatch: (action: any) => void, brought: (base: any) => Promise<Scene>, open: (base: any, keep: boolean) => Promise<boolean>}} acts */
export function watch({ state, dispatch, brought, open }) {
  if (!state().start.scenario.follows) return;
  let stamp = "", first = true;

  async function look() {
    if (document.hidden) return;
    let found;
    try {
      found = await ask("/api/file", { stamp });
    } catch {
      return;   // the server is busy or gone: other questions say so
    }
    if (found.stamp === stamp) return;
    const begun = first;
    first = false;
    stamp = found.stamp;
    await take(found, begun);
  }

  /** @param {any} found @param {boolean} begun the first look: a page that is opened anew */
  async function take({ name, toml, problems, at }, begun) {
    const { b } = state();
    if (problems.length) return tell(say("follow.broken", { name: `${name}.toml`, at }), problems);
    dispatch({ type: "mended", cause: "follow" });
    if (!b || b.base.toml === toml) return;
    const told = { name: `${name}.toml`, at };
    if (!b.base.follows || b.base.name !== name) {
      if (!begun) tell(say("follow.other", told), [], { words: say("follow.open"), go: () => open({ name, toml, follows: true }, false) });
      return;
    }
    try {
      const scene = await brought({ name, toml, follows: true });
      const fits = await kept(scene, b.edits);
      const lost = Object.keys(b.edits).filter((path) => !(path in fits));
      dispatch({ type: "followed", base: scene.base, view: scene.view, edits: edited({ ...scene, edits: {} }, fits).edits });
      tell([say("follow.changed", told), ...(lost.length ? [say("follow.lost", { what: lost.join(", ") })] : [])].join(" "), [], undefined, "notice");
    } catch (/** @type {any} */ error) {
      tell(error.message, error.problems ?? []);
    }
  }

  /** Those of the edits that the new text has a place for: all, or each that fits by itself. @param {Scene} scene @param {any} edits */
  async function kept(scene, edits) {
    const fit = async (/** @type {any} */ some) => ask("/api/open", { scenario: scene.base.name, toml: scene.base.toml, edits: some }).then(() => true, () => false);
    if (!Object.keys(edits).length || await fit(edits)) return edits;
    /** @type {any} */
    const good = {};
    for (const [path, value] of Object.entries(edits)) if (await fit({ ...good, [path]: value })) good[path] = value;
    return good;
  }

  /** @param {string} text @param {any[]} problems @param {any} [act] @param {string} [kind] */
  const tell = (text, problems, act, kind) => dispatch({ type: "troubled", trouble: { cause: "follow", text, problems, act, kind } });

  const again = () => look().finally(() => setTimeout(again, EVERY));
  void again();
}
