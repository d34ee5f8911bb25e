// Tabs as people who use a keyboard expect them: one stop, arrows move, what is chosen shows at once.

import { $, set } from "./draw.js";

/** Make a tab list work. Ids of its tabs are "tab-NAME", of panels "panel-NAME" (or one shared panel).
 * `chosen(name, byHand)` is told; `show(name)` is not by hand. */
export function tabs(id, chosen) {
  const list = [...$(id).querySelectorAll("[role=tab]")];
  const nameOf = (tab) => tab.id.replace("tab-", "");

  function show(name, byHand = false) {
    for (const tab of list) {
      const on = nameOf(tab) === name;
      set(tab, { "aria-selected": on, tabindex: on ? 0 : -1 });
      const panel = $(tab.getAttribute("aria-controls"));
      if (panel.id.startsWith("panel-")) panel.hidden = !on;
      else if (on) set(panel, { "aria-labelledby": tab.id });
    }
    chosen(name, byHand);
  }

  for (const tab of list) tab.addEventListener("click", () => show(nameOf(tab), true));
  $(id).addEventListener("keydown", (event) => {
    const at = list.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: list.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const tab = list[(to + list.length) % list.length];
    tab.focus();
    show(nameOf(tab), true);
  });
  return { show };
}
