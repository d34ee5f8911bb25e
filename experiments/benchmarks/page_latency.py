"""How long from the move of a slider on the page to figures that are drawn anew, in a real browser?

usage: python experiments/benchmarks/page_latency.py [SCENARIO] [--moves 60] [--runs 5000]

Starts `nacsim web`, opens the page in headless Chromium (Playwright), and moves a member's position to
values not asked for before. Each move is timed in the page, from the input event to the first frame after
the table of shares has changed ("first figures", which may rest on fewer councils), and to the first frame
after all figures stand on all councils (`aria-busy`). Server and browser share this machine's processors.
Prints milliseconds and, for a drag, drawings a second.
"""

import argparse
import math
import re
import shutil
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
    let touched = false, first = 0;
    const painted = (act) => requestAnimationFrame(() => setTimeout(act));
    const told = new MutationObserver(() => {
        told.disconnect();
        painted(() => (first = performance.now() - begun));
    });
    const figure = document.getElementById("figure-time");
    told.observe(figure, { subtree: true, childList: true, attributes: true });
    const seen = new MutationObserver(() => {
        touched ||= results.getAttribute("aria-busy") === "true";
        if (!touched || results.getAttribute("aria-busy") !== "false") return;
        seen.disconnect();
        painted(() => {
            told.disconnect();
            const all = performance.now() - begun;
            done([first || all, all]);
        });
    });
    seen.observe(results, { attributes: true, attributeFilter: ["aria-busy"] });
    slider.value = value;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
})"""


def percentile(values: list[float], p: float) -> float:
    """The smallest of the values with at least the share p of them at or below it."""
    return sorted(values)[math.ceil(p * len(values)) - 1]


def open_page(page: Page, address: str, scenario: str, runs: int, seat: str) -> None:
    """Open the page on a scenario and wait until it has drawn."""
    page.goto(f"{address}#scenario={scenario}&runs={runs}&seed=0&seat={seat}")
    page.wait_for_selector("#results[aria-busy=false]")


def moves(page: Page, count: int) -> list[tuple[float, float]]:
    """Milliseconds to the first and to all figures, for `count` moves of a position, each to a new value."""
    slider = page.get_by_role("slider", name="Position").first.element_handle()
    now = int(slider.evaluate("s => s.value"))
    values = [v for v in range(101) if v != now]
    spread = [values[(37 * k) % len(values)] for k in range(count)]
    page.evaluate(TIMED, [slider, spread[-1]])  # a first move, so that everything is loaded
    return [page.evaluate(TIMED, [slider, v]) for v in spread[:-1]]


def drag(page: Page, seconds: float = 2.0) -> float:
    """Answers drawn a second while a pointer drags the slider to and fro."""
    drawn = []
    page.on("response", lambda response: response.url.endswith("/api/run") and drawn.append(response))
    slider = page.get_by_role("slider", name="Salience").first
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    y, steps = box["y"] + box["height"] / 2, int(seconds * 50)
    page.mouse.move(box["x"] + 5, y)
    page.mouse.down()
    for k in range(steps):
        page.mouse.move(box["x"] + box["width"] * (0.5 - 0.45 * math.cos(6.3 * k / steps)), y)
        page.wait_for_timeout(20)
    rate = len(drawn) / seconds
    page.mouse.up()
    return rate


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("scenario", nargs="?", default="minimal")
    parser.add_argument("--seat", default="HUN", help="the member that is moved")
    parser.add_argument("--moves", type=int, default=60)
    parser.add_argument("--runs", type=int, default=5000)
    asked = parser.parse_args()
    command = [sys.executable, "-m", "nacsim", "web", "--port", "0", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server, sync_playwright() as p:
        address = re.search(r"http://\S+", server.stdout.readline())[0]
        browser = p.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        open_page(page, address, asked.scenario, asked.runs, asked.seat)
        members = page.locator("#room-b .seat").count()
        times, rate = moves(page, asked.moves + 1), drag(page)
        browser.close()
        server.terminate()
    print(f"{asked.scenario}: {members} members, {asked.runs:,} councils, {len(times)} moves")
    for name, column in zip(("first figures", "all councils"), zip(*times, strict=True), strict=True):
        ends = percentile(column, 0.5), percentile(column, 0.95), max(column)
        print(f"{name}: median {ends[0]:.0f} ms, 95 % within {ends[1]:.0f} ms, worst {ends[2]:.0f} ms")
    print(f"dragging: {rate:.0f} drawings a second")


if __name__ == "__main__":
    main()
