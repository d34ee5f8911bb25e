// The two longer questions: who matters (pivots), and what would it take (bridge).

import { $, html, percent, points } from "./draw.js";
import { ask } from "./server.js";
import { state } from "./state.js";

/** Wire the panels. `hooks`: scenario() for the question, apply(package), fail(error). */
export function prepare(hooks) {
  $("ask-pivots").addEventListener("click", () => put("pivots", $("ask-pivots"), {}, showPivots, hooks));
  $("ask-bridge").addEventListener("click", () => put("bridge", $("ask-bridge"), { target: Number($("target").value) / 100 }, (told) => showBridge(told, hooks), hooks));
  $("target").addEventListener("input", () => ($("target-out").textContent = `${$("target").value} %`));
}

/** The scenario has changed: answers given before no longer hold. */
export function outdate() {
  for (const id of ["pivots", "bridge"]) {
    const place = $(id);
    if (place.firstChild && !place.dataset.old) {
      place.dataset.old = "yes";
      place.prepend(html("p", { class: "hint", text: "The scenario has changed since; ask again." }));
    }
  }
}

async function put(name, button, extra, show, hooks) {
  const place = $(name);
  button.disabled = true;
  place.setAttribute("aria-busy", "true");
  place.replaceChildren(html("p", { class: "hint", text: "Thinking it through…" }));
  try {
    show(await ask(`/api/${name}`, { ...hooks.scenario(), ...extra }));
  } catch (error) {
    place.replaceChildren();
    hooks.fail(error);
  }
  delete place.dataset.old;
  place.removeAttribute("aria-busy");
  button.disabled = false;
}

const nameOf = (code) => state.view.names[code] ?? code;
const sentences = (words) => (words ?? []).map((text) => html("p", { text }));

function showPivots(told) {
  const rows = Object.entries(told.members).filter(([, m]) => Math.max(Math.abs(m.shapley.value), Math.abs(m.if_silent.value)) > 0.0005)
    .sort(([, a], [, b]) => b.shapley.value - a.shapley.value).slice(0, 12);
  const head = ["Member", "Part of the failure", "If made silent", "to object", "absent"];
  const body = rows.map(([code, m]) => html("tr", {}, html("th", { scope: "row", text: nameOf(code) }),
    ...[m.shapley, m.if_silent, m.if_objecting, m.if_absent].map((change) => html("td", { text: change ? points(change) : "–" }))));
  const table = html("table", { class: "figures-table compact" }, html("caption", { class: "visually-hidden", text: "Members whose consent the outcome turns on" }),
    html("thead", {}, html("tr", {}, ...head.map((text) => html("th", { scope: "col", text })))), html("tbody", {}, ...body));
  const sets = told.sets.map((s) => html("li", {}, html("div", { class: "head" }, html("span", { text: s.members.map(nameOf).join(" and ") }), html("span", { text: `adopted ${percent(s.adopted.share)}` })),
    html("p", { class: "hint", text: `Their silence alone turns ${percent(s.flips)} of the councils that fail.` })));
  $("pivots").replaceChildren(...sentences(told.words), html("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": "Who matters, table" }, table),
    html("p", { class: "hint", text: "Points out of 100 councils, ± 95 %; the last three are changes of the chance to be adopted. Members not listed make no difference." }),
    html("p", { class: "hint", text: "“Made silent” is a cause; the councils in which a member happens to stay silent are another matter." }),
    html("h3", { text: sets.length ? "Smallest sets whose silence carries it" : "No small set of members carries it by staying silent" }), html("ul", { class: "cards" }, ...sets));
}

function showBridge(told, hooks) {
  const cards = told.packages.map((found) => {
    const { low, high, share } = found.adopted;
    const head = html("div", { class: "head" }, html("span", { text: `Cost ${Math.round(found.cost * 10) / 10}` }), html("span", { text: `adopted ${percent(share)} (${(100 * low).toFixed(0)}–${(100 * high).toFixed(0)})` }));
    const apply = html("button", { type: "button", text: "Try it" });
    apply.addEventListener("click", () => hooks.apply(found));
    return html("li", {}, head, ...found.levers.map((lever) => html("p", { text: lever.words })), found.levers.length ? apply : "");
  });
  $("bridge").replaceChildren(...sentences(told.words), html("ul", { class: "cards" }, ...cards), cards.length ? "" : html("p", { text: "No package of the levers tried reaches it." }));
}
