"""What tests of the page share: a server, two browsers (see conftest.py), and ways to read and move what is on screen.

Tests run in Chromium; those marked with `both` in Firefox as well, where one is installed.
"""

import re
import shlex
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

# the first is Chromium without a window, in two thirds of the time
CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, CHROMIUMS)), None)
FIREFOX = next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
if CHROMIUM is None:
    pytest.skip("no Chromium is installed to test the page in", allow_module_level=True)
playwright = pytest.importorskip("playwright.sync_api", reason="the page is tested with Playwright")
expect = playwright.expect
PATIENCE = 60_000
"""ms that a busy machine may take for anything that the page does."""
expect.set_options(timeout=PATIENCE)

READY = "#results[aria-busy=false]"
"""The answer on screen is that of the state, over all its councils."""
RUNS = "#make[data-runs=yes]"
"""The draft in the editor has been checked, and runs."""
SETTLED = "#results[data-settled=yes]"
"""And so is all that stands beside it: the curve, the levers, the range."""


class Server:
    """`nacsim web` as people start it; it can be stopped and started again under the same address."""

    def __init__(self, port="0", *rest):
        command = [sys.executable, "-m", "nacsim", "web", "--port", port, "--no-browser", *rest]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.address = re.search(r"http://\S+", self.process.stdout.readline())[0]

    @property
    def port(self):
        return re.search(r":(\d+)/", self.address)[1]

    def stop(self):
        self.process.terminate()
        self.process.wait(PATIENCE / 1000)


def chromium(p):
    return p.chromium.launch(executable_path=CHROMIUM, args=FLAGS)


def firefox(p, folder):
    """Debian's or any other's Firefox; see firefox.py for what stands between the two."""
    if FIREFOX is None or sys.platform != "linux":
        pytest.skip("no Firefox is installed, or it is not on Linux, to test the page in a second browser")
    pytest.importorskip("websockets.asyncio.client", reason="Firefox is driven through websockets")
    door = folder / "firefox"
    command = shlex.join([sys.executable, str(Path(__file__).with_name("firefox.py")), FIREFOX])
    door.write_text(f'#!/bin/sh\nexec {command} "$@"\n', encoding="utf-8")
    door.chmod(0o700)
    try:
        return p.firefox.launch(channel="moz-firefox", executable_path=door)
    except playwright.Error as error:
        pytest.skip(f"this Playwright cannot drive {FIREFOX}: {error.message.splitlines()[0]}")


both = pytest.mark.parametrize("browser", ["chromium", "firefox"], indirect=True)
"""A test that is told of Firefox, too."""


def adopted(page):
    """How many of 100 councils adopt, as the sentence says."""
    words = page.locator("#answer").inner_text()
    if "no council" in words or words.startswith("Nothing"):
        return 0.0
    return 100.0 if "every council" in words else float(re.search(r"(\d+) of 100", words)[1])


def figures(page):
    """All the page says in figures: the sentence, the dots, the table, the drawings."""
    page.evaluate("document.querySelector('#more').open = true")
    page.locator("#figure-timing svg").wait_for()
    parts = ["#answer", "#dots", "#shares", "#figure-objectors", "#figure-timing", "#figure-ends"]
    return [page.locator(part).inner_text() for part in parts]


def drawn(page):
    """What was done is on screen: the page draws once a frame."""
    page.wait_for_function(
        "() => new Promise(go => requestAnimationFrame(() => requestAnimationFrame(() => go(true))))"
    )


def settle(page):
    drawn(page)
    page.wait_for_selector(READY)


def settle_whole(page):
    """Wait for the curve, the levers and the range as well."""
    drawn(page)
    page.wait_for_selector(SETTLED)


def runs(page):
    """Wait until the draft as it now stands has been checked, and runs."""
    drawn(page)
    page.wait_for_selector(RUNS)


def write(page, how):
    """Begin a question in the editor: `new`, `example`, or a `copy` of what is on show."""
    page.locator("#write > summary").click()
    page.locator(f"#write-{how}").click()
    runs(page)


def slide(page, name, value):
    """Move a slider of the rail."""
    page.locator("#edit-panel").get_by_role("slider", name=name).first.fill(str(value))
    settle(page)


def rail(page, tab="Member"):
    """Open what can be changed."""
    if page.locator("#rail").is_hidden():
        page.locator("#open-rail").click()
    page.get_by_role("tab", name=tab).click()


def persuade(page, value=80):
    """Move what France wants of the office from 5 to 80, by the slider under the curve."""
    page.locator("#pick-seat").select_option("FRA")
    page.locator("#curve-slider").fill(str(value))
    settle(page)


@contextmanager
def held_back(page, pattern):
    """What the page asks of the server meanwhile is asked at the end only."""
    waiting = []
    page.route(pattern, lambda route: waiting.append(route))
    yield
    while waiting:
        waiting.pop(0).continue_()
    page.unroute(pattern)


def changes(page):
    return page.locator("#changes").inner_text()


ROSTER = """
title = "A club of three"
roster = ["North", "South", "Far East"]
[issues.rule]
status_quo = 0
proposed = 100
[default]
position = 80
salience = 30
resolve = 20
[members]
North = { position = 10, salience = 60 }
"""


def upload(page, folder, text):
    file = folder / "club.toml"
    file.write_text(text, encoding="utf-8")
    page.locator("#upload").set_input_files(file)
    settle(page)
