// The two longer questions: who matters (pivots), and what would it take (bridge).

import { $, html, percent, points } from "./draw.js";
import { ask } from "./server.js";
import { state } from "./state.js";

/** Wire the panels. `hooks`: scenario() for the question, apply(edits) for a package, fail(error). */
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

function showPivots(told) {
  const rows = Object.entries(told.members).sort(([, a], [, b]) => b.shapley.value - a.shapley.value).slice(0, 12);
  const head = ["Member", "Share of the failure", "Adopted if made silent", "if it objects", "if absent"];
  const change = (c) => (c ? percent(c.share ?? c.value) : "–");
  const body = rows.map(([code, m]) => html("tr", {}, html("th", { scope: "row", text: nameOf(code) }), html("td", { text: points(m.shapley) }),
    ...[m.if_silent, m.if_objecting, m.if_absent].map((c) => html("td", { text: change(c) }))));
  const table = html("table", { class: "figures-table" }, html("thead", {}, html("tr", {}, ...head.map((text) => html("th", { scope: "col", text })))), html("tbody", {}, ...body));
  const sets = told.sets.map((s) => html("li", {}, html("div", { class: "head" }, html("span", { text: s.members.map(nameOf).join(" and ") }), html("span", { text: percent(s.adopted.share ?? s.adopted.value) })),
    html("p", { class: "hint", text: `Silence from them alone would carry the text; it turns ${percent(s.flips)} of the councils that failed.` })));
  $("pivots").replaceChildren(html("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": "Who matters, table" }, table),
    html("p", { class: "hint", text: "“Made silent” is a cause: the member is taken to accept. It is not the same as the councils in which it happens to stay silent." }),
    sets.length ? html("h3", { text: "Smallest sets whose silence carries it" }) : html("p", { text: "No small set of members would carry it by staying silent." }),
    html("ul", { class: "cards" }, ...sets));
}

function showBridge(told, hooks) {
  const cards = told.packages.map((found) => {
    const apply = html("button", { type: "button", text: "Try it" });
    apply.addEventListener("click", () => hooks.apply(found.levers));
    return html("li", {}, html("div", { class: "head" }, html("span", { text: `Cost ${Math.round(found.cost * 100) / 100}` }), html("span", { text: `adopted ${percent(found.adopted.share ?? found.adopted.value)}` })),
      ...found.levers.map((lever) => html("p", { text: lever.words })),
      found.levers.every((lever) => lever.set) && found.levers.length ? apply : "");
  });
  $("bridge").replaceChildren(cards.length ? html("ul", { class: "cards" }, ...cards) : html("p", { text: "No package of these levers reaches it." }));
}
