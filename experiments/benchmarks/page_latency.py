"""How long from the move of a slider on the page to figures that are drawn anew, in a real browser; and with a class at it?

usage: python experiments/benchmarks/page_latency.py [SCENARIO] [--seat FRA] [--moves 60] [--runs 10000] [--pages 30]
                                                     [--keep]

Starts `nacsim web`, opens the page in headless Chromium (Playwright), and moves the slider under the curve to values
not asked for before. Each move is timed in the page, from the input event to the first frame after the dots stand for
other councils ("first figures", which may rest on fewer councils), and to the first frame after all figures stand on
all councils (`aria-busy`). Then so many pages are open at once (--pages 0 leaves that out), each moving its slider
every two seconds or so; refusals are counted in the answers. Server and browser share this machine's processors. Every
wait has an end: a move that has no answer after 30 seconds counts as that. `--keep` puts the figures on the sheet
(docs/reliability).
"""

import argparse
import math
import re
import shutil
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-renderer-backgrounding",
    "--disable-background-timer-throttling",
]
PATIENCE = 30_000
"""Milliseconds after which a move counts as not answered."""
THINKING = 2_000
"""Milliseconds that people look at figures between two moves, by half longer or shorter."""
READY = "#results[aria-busy=false]"
TOOLS = """({ patience, thinking }) => {
    const results = document.getElementById("results"), slider = document.getElementById("curve-slider");
    const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const until = (places, options, ready) => new Promise((done) => {
        const over = () => { seen.disconnect(); clearTimeout(end); done(); };
        const seen = new MutationObserver(() => ready() && over()), end = setTimeout(over, patience);
        for (const place of places) seen.observe(place, options);
    });
    window.move = async (value) => {
        const begun = performance.now(), dots = document.getElementById("dots");
        const drawn = () => [...dots.querySelectorAll("[data-run]")].map((dot) => dot.getAttribute("data-run")).join();
        const before = drawn();
        let first = patience, touched = false;
        const some = until([dots], { subtree: true, childList: true, attributes: true }, () => drawn() !== before)
            .then(painted).then(() => (first = performance.now() - begun));
        const all = until([results], { attributes: true, attributeFilter: ["aria-busy"] }, () => {
            touched ||= results.getAttribute("aria-busy") === "true";
            return touched && results.getAttribute("aria-busy") === "false";
        });
        slider.value = value;
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        slider.dispatchEvent(new Event("change", { bubbles: true }));
        await all;
        await painted();
        const whole = performance.now() - begun;
        await Promise.race([some, painted()]);
        return [Math.min(first, whole), whole];
    };
    window.moves = async (values, pause) => {
        const times = [];
        for (const value of values) {
            if (pause) await new Promise((go) => setTimeout(go, pause * (0.5 + Math.random())));
            times.push(await window.move(value));
        }
        return times;
    };
    window.live = (values) => {
        window.lived = null;
        window.moves(values, thinking).then((times) => (window.lived = times));
    };
}"""


class Server:
    """`nacsim web`, whose address has to be there within a minute, and which is gone afterwards whatever happens."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "nacsim", "web", "--port", "0", "--no-browser"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        late = threading.Timer(60, self.process.kill)
        late.start()
        found = re.search(r"http://\S+", self.process.stdout.readline())
        late.cancel()
        if not found:
            raise SystemExit("nacsim web did not start within a minute.")
        self.address = found[0]

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()


def percentile(values: list[float], p: float) -> float:
    """The smallest of the values with at least the share p of them at or below it."""
    return sorted(values)[math.ceil(p * len(values)) - 1]


def opened(browser: Browser, address: str, asked: argparse.Namespace, statuses: Counter[int]) -> Page:
    """A page of its own browser on a scenario, drawn, with tools to move its slider; answers are counted by status."""
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.set_default_timeout(2 * PATIENCE)
    page.on("response", lambda answer: statuses.update([answer.status]))
    page.goto(f"{address}#scenario={asked.scenario}&runs={asked.runs}&seed=0&seat={asked.seat}")
    page.wait_for_selector(READY)
    page.evaluate(TOOLS, {"patience": PATIENCE, "thinking": THINKING})
    return page


def spread(count: int, begin: int = 0) -> list[int]:
    """So many values of a slider far from each other, none twice among a hundred."""
    return [(37 * (k + begin) + 11) % 101 for k in range(count)]


def alone(browser: Browser, address: str, asked: argparse.Namespace) -> list[list[float]]:
    """Milliseconds to the first and to all figures of one page, for each move but the first, which loads everything."""
    page = opened(browser, address, asked, Counter())
    page.wait_for_timeout(500)
    times = []
    for value in spread(asked.moves + 1):
        times += page.evaluate("(value) => window.moves([value], 0)", value)
    page.context.close()
    return times[1:]


def drag(browser: Browser, address: str, asked: argparse.Namespace, seconds: float = 2.0) -> float:
    """Answers drawn a second while a pointer drags the slider to and fro."""
    page = opened(browser, address, asked, Counter())
    drawn: list[str] = []
    page.on("response", lambda answer: drawn.append(answer.url) if answer.url.endswith("/api/run") else None)
    slider = page.locator("#curve-slider")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    y, steps = box["y"] + box["height"] / 2, int(seconds * 50)
    page.mouse.move(box["x"] + 10, y)
    page.mouse.down()
    for k in range(steps):
        page.mouse.move(box["x"] + box["width"] * (0.5 - 0.45 * math.cos(6.3 * k / steps)), y)
        page.wait_for_timeout(20)
    rate = len(drawn) / seconds
    page.mouse.up()
    page.context.close()
    return rate


def together(
    browser: Browser, address: str, asked: argparse.Namespace
) -> tuple[list[list[float]], Counter[int]]:
    """Milliseconds of all moves of all pages while they are used at once, and how often each status was answered."""
    statuses: Counter[int] = Counter()
    pages = [opened(browser, address, asked, statuses) for _ in range(asked.pages)]
    for k, page in enumerate(pages):
        page.evaluate("(values) => window.live(values)", spread(asked.moves, 3 * k))
    times = []
    for page in pages:
        page.wait_for_function(
            "() => window.lived !== null", timeout=asked.moves * (PATIENCE + 2 * THINKING), polling=500
        )
        times += page.evaluate("() => window.lived")
    return times, statuses


def report(name: str, times: list[list[float]]) -> str:
    """Print the two columns of some times. Returns them as one line."""
    print(f"{name}, {len(times)} moves")
    told = []
    for what, column in zip(("first figures", "all councils"), zip(*times, strict=True), strict=True):
        ends = percentile(list(column), 0.5), percentile(list(column), 0.95), max(column)
        late = sum(value >= PATIENCE for value in column)
        words = f"; {late} never" if late else ""
        told.append(
            f"{what}: median {ends[0]:.0f} ms, 95% within {ends[1]:.0f} ms, worst {ends[2]:.0f} ms{words}"
        )
        print(f"  {told[-1]}")
    return "; ".join(told)


def kept(rows: list[tuple[str, str, str]]) -> None:
    """The same on the figure sheet."""
    sys.path.append(str(Path(__file__).resolve().parents[1]))
    from figure_sheet import Row, keep

    command = " ".join(["python experiments/benchmarks/page_latency.py", *sys.argv[1:]])
    keep("page", command, [Row(*row) for row in rows])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("scenario", nargs="?", default="tokyo_liaison_office")
    parser.add_argument("--seat", default="FRA", help="the member that is moved")
    parser.add_argument("--moves", type=int, default=60, help="of each page")
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--pages", type=int, default=30, help="at once; 0 leaves that out")
    parser.add_argument("--keep", action="store_true", help="put it on the figure sheet (docs/reliability)")
    asked = parser.parse_args()
    rows = []
    with Server() as server, sync_playwright() as p:
        browser = p.chromium.launch(
            executable_path=shutil.which("chromium-headless-shell") or shutil.which("chromium"), args=FLAGS
        )
        print(f"{asked.scenario}, {asked.runs:,} councils")
        line = report("One page", alone(browser, server.address, asked))
        rows.append(("a slider of the page is moved", f"{asked.moves} moves", line))
        print(f"  dragging: {drag(browser, server.address, asked):.0f} answers a second")
        if asked.pages:
            times, statuses = together(browser, server.address, asked)
            line = report(f"{asked.pages} pages at once", times)
            refused = {status: n for status, n in sorted(statuses.items()) if status >= 400}
            words = "none refused" if not refused else f"refused: {refused}"
            print(
                f"  answers: {sum(statuses.values()):,}; replaced by a newer move: {statuses[204]}; {words}"
            )
            what = f"{asked.pages} pages in one browser at once, on the server's own two cores"
            rows.append((what, f"{len(times):,} moves, each page every 2 s", f"{line}; {words}"))
        browser.close()
    if asked.keep:
        kept(rows)


if __name__ == "__main__":
    main()
