// What can be taken away: the scenario, every council as CSV, figures as SVG or PNG, a command; and a file brought in.

import { $, colour, look } from "../draw.js";
import { send } from "../ask.js";
import { side } from "../core/questions.js";
import { command } from "../core/command.js";
import { clause } from "../core/changes.js";
import { of100, say, start } from "../core/words.js";
import { dots } from "../figures/dots.js";
import { objectors } from "../figures/objectors.js";
import { timing } from "../figures/timing.js";
import { el, figure, toText, words, broken, SOFT } from "../figures/tree.js";
import { blocks } from "./lead.js";
import { objectorsOf, timingOf } from "./more.js";
import { called, compares, onShow } from "./shared.js";
/** @import {State, Scene, Tree} from "../core/types.js" */

/** @type {any} */
let acts = {};

/** @param {{state: () => State, open: (base: any, keep: boolean) => Promise<any>, trouble: (cause: string, error: any) => void, mended: (cause: string) => void}} given */
export function prepare(given) {
  acts = given;
  for (const id of ["files", "shelf", "write"]) {
    const menu = $(id);
    menu.addEventListener("keydown", (/** @type {any} */ event) => event.key === "Escape" && ((menu.open = false), menu.querySelector("summary").focus()));
    menu.addEventListener("click", (/** @type {any} */ event) => {
      if (event.target.closest(".menu-list button")) menu.open = false;
    });
    document.addEventListener("pointerdown", (event) => menu.contains(event.target) || (menu.open = false));
  }
  for (const button of $("files").querySelectorAll("[data-save]")) button.addEventListener("click", () => save(button.dataset.save));
  $("upload").addEventListener("change", (/** @type {any} */ event) => {
    void bring(event.target.files[0]);
    event.target.value = "";
    $("files").open = false;
  });
}

/** @param {string} kind */
export async function save(kind) {
  const state = acts.state(), scene = /** @type {Scene} */ (state.b);
  try {
    if (kind === "svg" || kind === "png") await picture(kind);
    else if (kind === "command") given(new Blob([`${command(scene, state.runs, state.seed)}\n`], { type: "text/plain" }), ".sh");
    else given(await (await send(kind === "toml" ? "/api/scenario.toml" : "/api/councils.csv", { ...side(scene), runs: state.runs, seed: state.seed })).blob(), `.${kind}`);
    acts.mended("save");
  } catch (error) {
    acts.trouble("save", error);
  }
}

/** @param {File} file */
async function bring(file) {
  const most = acts.state().start.limits.bytes;
  if (!file) return;
  if (file.size > most) return acts.trouble("open", new Error(say("files.large", { name: file.name, most: Math.round(most / 1000) })));
  const bytes = await file.arrayBuffer(), name = file.name.replace(/\.toml$/i, "").replace(/[^\w-]+/g, "_").slice(0, 60) || "upload";
  let toml;
  try {
    toml = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return acts.trouble("open", new Error(say("files.encoding", { name: file.name })));
  }
  await acts.open({ name, toml }, false);
}

/** @param {Blob} blob @param {string} ending */
function given(blob, ending) {
  const { base, edits } = acts.state().b, stem = base.name.split("/").at(-1) + (Object.keys(edits).length ? "_edited" : "");
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: `${stem}${ending}` });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** A sheet drawn from the data at a fixed width, never from the window: question, finding, dots, who objects, how long, caveat, command.
 * @param {State} state */
export function sheet(state) {
  const { answer, old } = onShow(state);
  if (!answer || old) throw new Error(say("old"));
  const width = 900, margin = 32, inner = width - 2 * margin, { a, b, data } = answer, moved = compares(answer);
  /** @type {Tree[]} */
  const parts = [];
  let y = margin;
  const text = (/** @type {string} */ line, size = 13, /** @type {{[name: string]: any}} */ more = {}) => {
    for (const piece of broken(line, inner, size, (t, s) => look.measure(t, s, more["font-weight"] === 700), 4)) {
      y += size * 1.4;
      parts.push(words(margin, y, piece, { "font-size": size, ...more }));
    }
  };
  const put = (/** @type {import("../figures/tree.js").Figure} */ made, x = margin) => parts.push(el("svg", { x, y, width: made.width, height: made.height, viewBox: `0 0 ${made.width} ${made.height}` }, made.tree.children));
  text(b.view.question || b.view.title, 13, { fill: SOFT });
  const count = (/** @type {any} */ told) => of100(told.summary.adopted.share);
  text(moved ? start(say("headline.moved", { change: clause(a, b), now: count(data.current), was: count(data.pinned) })) : data.current.words.adoption, 22, { "font-weight": 700 });
  if (!moved && data.current.words.obstruction) text(data.current.words.obstruction, 14);
  y += 14;
  for (const [side_, scene, other] of /** @type {any[]} */ (moved ? [["pinned", a, b], ["current", b, a]] : [["current", b, a]])) {
    if (moved) text(`${start(called(scene, other))}: ${say("dots.adopt", { n: count(data[side_]) })}`, 13, { "font-weight": 700 });
    y += 8;
    const made = dots({ blocks: blocks(state, data[side_]), title: "", of: "b", hint: () => "" }, inner, look);
    put(made);
    y += made.height + 14;
  }
  const half = (inner - 30) / 2, left = objectors(objectorsOf(state, answer), half, look), right = timing(timingOf(answer), half, look);
  parts.push(words(margin, y + 10, say("objectors.title"), { "font-weight": 700 }), words(margin + half + 30, y + 10, say("timing.title"), { "font-weight": 700 }));
  y += 20;
  put(left);
  put(right, margin + half + 30);
  y += Math.max(left.height, right.height) + 8;
  parts.push(el("path", { d: `M${margin} ${y}h${inner}`, stroke: "var(--line)" }));
  const error = (100 * data.current.error).toFixed(1);
  text(`${say("caveat")} ${say("caveat.why")} ${say("provenance", { n: data.current.summary.runs.toLocaleString("en"), seed: data.current.summary.seed, version: data.current.summary.version, error })}`, 11, { fill: SOFT });
  text(command(b, state.runs, state.seed), 11, { fill: SOFT, "font-family": "DejaVu Sans Mono, monospace" });
  const height = y + margin - 8;
  return figure(width, height, b.view.title, [el("rect", { width, height, fill: "var(--card)" }), ...parts]);
}

/** @param {string} kind */
async function picture(kind) {
  const made = sheet(acts.state()), palette = new Proxy({}, { get: (_, name) => colour(String(name)) || "#000000" });   // the theme's colours, by name
  const blob = new Blob([toText(made.tree, palette)], { type: "image/svg+xml" });
  if (kind === "svg") return given(blob, ".svg");
  const image = new Image(), url = URL.createObjectURL(blob);
  image.src = url;
  await image.decode();
  const scale = 2, canvas = Object.assign(document.createElement("canvas"), { width: made.width * scale, height: made.height * scale });
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(url);
  given(/** @type {Blob} */ (await new Promise((/** @type {(blob: Blob|null) => void} */ done) => canvas.toBlob(done, "image/png"))), ".png");
}
