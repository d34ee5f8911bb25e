// What can be taken away: the scenario, every council as CSV, the figures as SVG or PNG; and a file brought in.

import { $ } from "./draw.js";
import { send } from "./server.js";
import { state } from "./state.js";

const STYLES = ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-family", "font-size", "font-weight", "text-anchor"];

/** Wire the menu. `hooks`: scenario() for the question, open(base) for an upload, busy(on), fail(error). */
export function prepare(hooks) {
  const menu = $("files");
  const savers = { toml: () => fetched("/api/scenario.toml", "toml", hooks), csv: () => fetched("/api/councils.csv", "csv", hooks), svg: () => figures("svg"), png: () => figures("png") };
  for (const button of menu.querySelectorAll("[data-save]")) {
    button.addEventListener("click", async () => {
      menu.open = false;
      menu.querySelector("summary").focus();
      try {
        await savers[button.dataset.save]();
      } catch (error) {
        hooks.fail(error);
      }
    });
  }
  $("upload").addEventListener("change", (event) => (bring(event.target.files[0], hooks), (event.target.value = ""), (menu.open = false)));
  menu.addEventListener("keydown", (event) => event.key === "Escape" && ((menu.open = false), menu.querySelector("summary").focus()));
  document.addEventListener("pointerdown", (event) => menu.contains(event.target) || (menu.open = false));
}

async function bring(file, hooks) {
  if (!file) return;
  if (file.size > state.start.limits.bytes) return hooks.fail(new Error(`${file.name} is larger than ${Math.round(state.start.limits.bytes / 1000)} kB, the most a page may send.`));
  hooks.busy(true);
  const name = file.name.replace(/\.toml$/i, "").replace(/[^\w-]+/g, "_").slice(0, 60) || "upload";
  await hooks.open({ name, toml: await file.text() });
}

const stem = () => state.base.name.split("/").at(-1) + (Object.keys(state.edits).length ? "_edited" : "");

function save(blob, ending) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: `${stem()}${ending}` });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

async function fetched(path, ending, hooks) {
  save(await (await send(path, hooks.scenario())).blob(), `.${ending}`);
}

/** One SVG of the figures on screen, with the theme's colours written into it, so that it stands alone. */
function poster() {
  const drawn = [...document.querySelectorAll("#room-a svg, #room-b svg, .side svg")].filter((root) => root.getClientRects().length);
  const margin = 16, heads = 58;
  let y = heads;
  const width = Math.max(...drawn.map((root) => root.getBoundingClientRect().width)) + 2 * margin;
  const parts = [bars(width - 2 * margin, margin, y)];
  y += 96;
  for (const root of drawn) {
    const copy = plain(root), box = root.getBoundingClientRect();
    for (const [name, value] of Object.entries({ x: margin, y, width: box.width, height: box.height })) copy.setAttribute(name, value);
    parts.push(copy.outerHTML);
    y += box.height + 14;
  }
  const style = getComputedStyle(document.body), card = getComputedStyle(document.querySelector(".card")).backgroundColor;
  const line = (text, at, size, weight) => `<text x="${margin}" y="${at}" font-size="${size}" font-weight="${weight}" fill="${style.color}">${escape(text)}</text>`;
  const head = line($("title").textContent, 24, 16, 650) + line(`${$("provenance").textContent} A tool for thought, not a forecast.`, 44, 11, 400);
  const text = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${y}" viewBox="0 0 ${width} ${y}" font-family="sans-serif"><rect width="100%" height="100%" fill="${card}"/>${head}${parts.join("")}</svg>`;
  return { text, width, height: y };
}

const escape = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** The outcome bars and their words, drawn from what the page shows. */
function bars(width, x, y) {
  return [...document.querySelectorAll(".bar")].map((bar, i) => {
    const top = y + 42 * i, total = bar.getBoundingClientRect();
    const parts = [...bar.children].filter((part) => !part.hidden).map((part) => {
      const box = part.getBoundingClientRect(), style = getComputedStyle(part);
      const left = x + 24 + ((box.left - total.left) / total.width) * (width - 24), wide = (box.width / total.width) * (width - 24);
      return `<rect x="${left}" y="${top}" width="${wide}" height="30" fill="${style.backgroundColor}"/><text x="${left + wide / 2}" y="${top + 20}" text-anchor="middle" font-size="12" fill="${style.color}">${escape(part.textContent)}</text>`;
    });
    return `<text x="${x}" y="${top + 20}" font-size="13" font-weight="650" fill="${getComputedStyle(document.body).color}">${bar.dataset.name}</text>${parts.join("")}`;
  }).join("");
}

/** A copy of a drawing whose looks no longer depend on the page's style sheet. */
function plain(root) {
  const copy = root.cloneNode(true);
  const from = root.querySelectorAll("*"), to = copy.querySelectorAll("*");
  to.forEach((node, i) => {
    const style = getComputedStyle(from[i]);
    for (const name of STYLES) if (style.getPropertyValue(name)) node.setAttribute(name, style.getPropertyValue(name));
    for (const name of ["class", "tabindex", "role", "aria-pressed"]) node.removeAttribute(name);
  });
  return copy;
}

async function figures(kind) {
  const { text, width, height } = poster();
  const blob = new Blob([text], { type: "image/svg+xml" });
  if (kind === "svg") return save(blob, ".svg");
  const image = new Image();
  const url = URL.createObjectURL(blob);
  image.src = url;
  await image.decode();
  const scale = 2, sheet = Object.assign(document.createElement("canvas"), { width: width * scale, height: height * scale });
  sheet.getContext("2d").drawImage(image, 0, 0, sheet.width, sheet.height);
  URL.revokeObjectURL(url);
  save(await new Promise((done) => sheet.toBlob(done, "image/png")), ".png");
}
