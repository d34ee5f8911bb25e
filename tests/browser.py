"""What tests of the page share: a server, a browser, and ways to read and move what is on screen."""

import re
import shutil
import subprocess
import sys

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
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

READY = "#results[aria-busy=false]"


@pytest.fixture(scope="module")
def address():
    command = [sys.executable, "-m", "nacsim", "web", "--port", "0", "--no-browser"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    yield re.search(r"http://\S+", server.stdout.readline())[0]
    server.terminate()
    server.wait(10)


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser, address):
    """Open the page in a fresh browser; at the end, no error and no request off this machine."""
    troubles, contexts = [], []

    def open_page(rest="", expect_errors=False, **how):
        context = browser.new_context(viewport={"width": 1280, "height": 720}, accept_downloads=True, **how)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        if not expect_errors:
            page.on("console", lambda m: m.type == "error" and troubles.append(m.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda r: r.url.startswith((address, "blob:")) or troubles.append(r.url))
        page.goto(address + rest)
        page.wait_for_selector(READY)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == []


def adopted(page):
    """The chance of adoption, as printed in the table, in per cent."""
    cell = page.locator("#shares tbody tr").first.locator("td").first
    return float(cell.inner_text().split()[0].lstrip("<>"))


def figures(page):
    """All the page says in figures: table, seats, drawings."""
    parts = ["#shares", "#figure-objectors", "#figure-time", "#figure-text", "#room-b"]
    return [page.locator(part).inner_text() for part in parts]


def settle(page):
    page.wait_for_selector(READY)


def slide(page, name, value):
    slider = page.get_by_role("slider", name=name).first
    slider.fill(str(value))
    settle(page)


def persuade(page):
    """Move France from 5 to 80 on the office; the rest of its doubts are about how the text is worded."""
    page.locator(".seat[data-code=FRA]").click()
    slide(page, "Position", 80)


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
