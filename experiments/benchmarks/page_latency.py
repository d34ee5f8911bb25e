"""How long from the move of a slider on the page to figures that are drawn anew, in a real browser?

usage: python experiments/benchmarks/page_latency.py [SCENARIO] [--moves 60] [--runs 5000]

Starts `nacsim web`, opens the page in headless Chromium (Playwright), and moves a member's position by the arrow
key to values not asked for before. Each move is timed in the page, from the input event to the first frame after
the last of the figures has changed and the page says that it is done (`aria-busy`). Server and browser share this
machine's processors. Prints median, 95th percentile and worst, in milliseconds, and drawings a second in a drag.
"""

import argparse
import math
import re
import shutil
import statistics
import subprocess
import sys

from playwright.sync_api import Page, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
TIMED = """([slider, value]) => new Promise((done) => {
    const results = document.getElementById("results"), begun = performance.now();
    let touched = false;
    const seen = new MutationObserver(() => {
        touched ||= results.getAttribute("aria-busy") === "true";
        if (!touched || results.getAttribute("aria-busy") !== "false") return;
        seen.disconnect();
        requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begun)));
    });
    seen.observe(results, { attributes: true, attributeFilter: ["aria-busy"] });
    slider.value = value;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
})"""
COUNTING = """() => {
    window.drawn = 0;
    new MutationObserver(() => (window.drawn += 1))
        .observe(document.querySelector("#shares tbody"), { subtree: true, characterData: true, childList: true });
}"""


def percentile(values: list[float], p: float) -> float:
    """The smallest of the values with at least the share p of them at or below it."""
    return sorted(values)[math.ceil(p * len(values)) - 1]


def open_page(page: Page, address: str, scenario: str, runs: int) -> None:
    """Open the page on a scenario and wait until it has drawn."""
    page.goto(f"{address}#scenario={scenario}&runs={runs}&seed=0")
    page.wait_for_selector("#results[aria-busy=false]")


def moves(page: Page, count: int) -> list[float]:
    """Milliseconds of each of `count` moves of the first position slider, each to a value not tried before."""
    slider = page.get_by_role("slider", name="Position").first.element_handle()
    now = int(slider.evaluate("s => s.value"))
    values = [v for v in range(101) if v != now]
    spread = [values[(37 * k) % len(values)] for k in range(count)]
    page.evaluate(TIMED, [slider, spread[-1]])  # a first move, so that everything is loaded
    return [page.evaluate(TIMED, [slider, v]) for v in spread[:-1]]


def drag(page: Page, seconds: float = 2.0) -> float:
    """Drawings a second while a pointer drags the slider to and fro."""
    page.evaluate(COUNTING)
    box = page.get_by_role("slider", name="Salience").first.bounding_box()
    y, steps = box["y"] + box["height"] / 2, int(seconds * 50)
    page.mouse.move(box["x"] + 5, y)
    page.mouse.down()
    for k in range(steps):
        page.mouse.move(box["x"] + box["width"] * (0.5 - 0.45 * math.cos(6.3 * k / steps)), y)
        page.wait_for_timeout(20)
    drawn = page.evaluate("window.drawn")
    page.mouse.up()
    return drawn / seconds


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("scenario", nargs="?", default="minimal")
    words.add_argument("--moves", type=int, default=60)
    words.add_argument("--runs", type=int, default=5000)
    asked = words.parse_args()
    command = [sys.executable, "-m", "sim", "web", "--port", "0", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server, sync_playwright() as p:
        address = re.search(r"http://\S+", server.stdout.readline())[0]
        browser = p.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        open_page(page, address, asked.scenario, asked.runs)
        members = page.locator("#room-b .seat").count()
        times, rate = moves(page, asked.moves + 1), drag(page)
        browser.close()
        server.terminate()
    print(f"{asked.scenario}: {members} members, {asked.runs:,} councils, {len(times)} moves")
    ends = percentile(times, 0.5), percentile(times, 0.95), max(times), statistics.mean(times)
    print("move to figures: median {:.0f} ms, 95 % {:.0f} ms, worst {:.0f} ms, mean {:.0f} ms".format(*ends))
    print(f"dragging: {rate:.0f} drawings a second")


if __name__ == "__main__":
    main()
