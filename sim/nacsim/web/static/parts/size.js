// Everything larger, for a projector, figures as well.

import { $, set } from "../draw.js";

const KEY = "nacsim-size", LAYOUT = 1280, LEAST = 1.25, MOST = 2.4;   // px of width that are laid out; how much larger at least and at most

const root = document.documentElement;
const large = () => root.dataset.size === "large";

function measure() {
  root.style.setProperty("--zoom", large() ? String(Math.min(MOST, Math.max(LEAST, window.innerWidth / LAYOUT))) : "1");
  set($("larger"), { "aria-pressed": large() });
}

/** @param {() => void} redraw */
export function prepare(redraw) {
  try {
    if (localStorage.getItem(KEY) === "large") root.dataset.size = "large";
  } catch { /* a browser that keeps nothing */ }
  measure();
  $("larger").addEventListener("click", () => {
    if (large()) delete root.dataset.size;
    else root.dataset.size = "large";
    try {
      localStorage.setItem(KEY, large() ? "large" : "");
    } catch { /* it holds as long as the page */ }
    measure();
    redraw();
  });
  window.addEventListener("resize", measure);
}
