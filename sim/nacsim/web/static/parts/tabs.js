// Tabs as people who use a keyboard expect them: one stop, arrows move, what is chosen shows at once.

import { $, set } from "../draw.js";

/** Make a tab list work. Ids of its tabs are "tab-NAME". `chosen(name)` is told; `mark(name)` shows which one is on.
 * @param {string} id @param {(name: string) => void} chosen */
export function tabs(id, chosen) {
  const list = [...$(id).querySelectorAll("[role=tab]")];
  const nameOf = (/** @type {any} */ tab) => tab.id.replace("tab-", "");
  for (const tab of list) tab.addEventListener("click", () => chosen(nameOf(tab)));
  $(id).addEventListener("keydown", (/** @type {any} */ event) => {
    const at = list.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: list.length - 1 }[/** @type {string} */ (event.key)];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const tab = list[(to + list.length) % list.length];
    tab.focus();
    chosen(nameOf(tab));
  });
  return {
    /** @param {string} name */
    mark(name) {
      for (const tab of list) {
        const on = nameOf(tab) === name;
        set(tab, { "aria-selected": on, tabindex: on ? 0 : -1 });
        if (on) set($(tab.getAttribute("aria-controls")), { "aria-labelledby": tab.id });
      }
    },
  };
}
