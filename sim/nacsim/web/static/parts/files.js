// What can be taken away: the scenario, every council as CSV, figures as SVG or PNG, a command; and a file brought in.

import { $ } from "../draw.js";
import { send } from "../ask.js";
import { side } from "../core/questions.js";
import { command } from "../core/command.js";
import { say } from "../core/words.js";
import { picture } from "./picture.js";
/** @import {State, Scene} from "../core/types.js" */

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
    if (kind === "svg" || kind === "png") given(await picture(state, kind), `.${kind}`);
    else if (kind === "command") given(new Blob([`${command(scene, state.runs, state.seed)}\n`], { type: "text/plain" }), ".sh");
    else if (kind === "html") await report(state, scene);
    else given(await (await send(kind === "toml" ? "/api/scenario.toml" : "/api/councils.csv", { ...side(scene), runs: state.runs, seed: state.seed })).blob(), `.${kind}`);
    acts.mended("save");
  } catch (error) {
    acts.trouble("save", error);
  }
}

/** The report takes a while; meanwhile a message says so. @param {State} state @param {Scene} scene */
async function report(state, scene) {
  acts.trouble("save", new Error(say("files.making")));
  given(await (await send("/api/report.html", { ...side(scene), runs: state.runs, seed: state.seed })).blob(), "_report.html");
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
