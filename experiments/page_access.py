"""Does anything on the page keep people out? Every main state of it, in both browsers, judged by axe-core.

usage: python experiments/page_access.py [--keep]

Walks through the states that `tests/screens.py` knows, wide, on a phone, in the dark theme and with forced colours, in
Chromium and in Firefox, and asks axe (WCAG 2.0 to 2.2, A and AA, and its best practice) at each; the tests do so for a part
of them. Prints what is found, and what the console says. `--keep` puts it on the figure sheet (docs/reliability).
"""

import argparse
import sys
import tempfile
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from figure_sheet import Row, keep
from playwright.sync_api import Browser, sync_playwright

sys.path.append(str(Path(__file__).parents[1] / "tests"))
from browser import Server, chromium, firefox
from screens import SIZES, judged

WALKS = [size for size in SIZES if size != "main"]
"""All but the walk that is a part of the wide one."""


def walked(browser: Browser, name: str, address: str) -> Row:
    """Walk through every state in one browser, and print what is found. Returns the line for the figure sheet."""
    states: list[str] = []
    found: list[str] = []
    for size in WALKS:
        troubles, _ = judged(browser, size, address, AXE_SCRIPT, lambda _, state: states.append(state))
        found += troubles
        print(f"{name} {browser.version}, {size}: {troubles or 'nothing'}", flush=True)
    what = f"the page in {name} {browser.version.split('.')[0]}: what axe finds and the console says"
    return Row(what, f"{len(states)} states: {', '.join(WALKS)}", "; ".join(found) or "nothing")


def main() -> None:
    """Walk in both browsers."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keep", action="store_true", help="put it on the figure sheet (docs/reliability)")
    asked, server = parser.parse_args(), Server()
    try:
        with sync_playwright() as p, tempfile.TemporaryDirectory() as folder:
            rows = [
                walked(browser, name, server.address)
                for name, browser in (("Chromium", chromium(p)), ("Firefox", firefox(p, Path(folder))))
            ]
    finally:
        server.stop()
    if asked.keep:
        keep("access", "python experiments/page_access.py --keep", rows)


if __name__ == "__main__":
    main()
