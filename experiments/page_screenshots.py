"""Take the README's pictures of the page, from the page as it runs.

usage: python experiments/page_screenshots.py [FOLDER]

Starts `nacsim web`, opens it in headless Chromium (Playwright) and writes PNG files to FOLDER (docs/img): the page with
France moved from 5 to 60 on the Tokyo office, the first screen, one council round by round in the dark theme, the page on a
phone, a question that is being made with a mistake in it, who is in Ukraine's way; and the top of the report that
`nacsim report` writes about Tokyo.
"""

import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

import nacsim

sys.path.append(str(Path(__file__).parents[1] / "tests"))
from browser import Server, chromium
from screens import making as mistaken

LINK = "#scenario=tokyo_liaison_office&seed=0&seat=FRA"
MOVED = f"{LINK}&members.FRA.position.office=60"


def opened(browser: Browser, address: str, width: int, height: int, scheme: str = "light") -> Page:
    """A page of that size and theme, once it has drawn."""
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    page.goto(address)
    page.wait_for_selector("#results[data-settled=yes]")
    page.wait_for_timeout(300)  # widths are measured and drawn again
    return page


def take(browser: Browser, address: str, folder: Path) -> None:
    """Write the pictures."""
    opened(browser, address + MOVED, 1280, 860).screenshot(path=folder / "page.png")
    opened(browser, address + LINK, 1280, 800).screenshot(path=folder / "page_first.png")
    story = opened(browser, f"{address}{LINK}&step=council", 1280, 800, "dark")
    story.locator("#story-typical").select_option("blocked")
    expect(story.locator("#story-lead")).to_contain_text(": blocked")
    story.locator("#story-forward").click()
    story.evaluate("document.querySelector('#step-council').scrollIntoView({block: 'end'})")
    story.wait_for_timeout(400)
    story.screenshot(path=folder / "page_story.png")
    opened(browser, address + LINK, 390, 844).screenshot(path=folder / "page_phone.png")
    making(opened(browser, address + LINK, 1280, 800), folder)
    who = opened(browser, f"{address}#scenario=ukraine_invitation&seed=0", 1280, 800)
    who.locator("#go-matters").click()
    who.locator("#next .next-cards").wait_for()
    who.wait_for_timeout(300)
    who.locator("#step-matters").screenshot(path=folder / "page_next.png")


def making(page: Page, folder: Path) -> None:
    """A copy of the question with a mistake in it, as it is being made."""
    mistaken(page)
    page.locator("#make-mistakes button").first.click()
    page.locator("#make-s-members").evaluate("e => window.scrollTo(0, e.offsetTop - 170)")
    page.wait_for_timeout(300)
    page.screenshot(path=folder / "page_make.png")


def report(browser: Browser, folder: Path) -> None:
    """The top of the report about Tokyo, in few colours: a third of the size."""
    with tempfile.TemporaryDirectory() as there:
        path = nacsim.report("tokyo_liaison_office").save(Path(there) / "report.html")
        page = browser.new_page(viewport={"width": 1080, "height": 1180})
        page.goto(path.as_uri())
        page.screenshot(path=folder / "report.png")
    image = Image.open(folder / "report.png").convert("RGB")
    image.quantize(64).save(folder / "report.png", optimize=True)


def main(folder: str = "docs/img") -> None:
    """Start the server, take the pictures, stop the server."""
    server = Server()
    try:
        with sync_playwright() as p:
            browser = chromium(p)
            Path(folder).mkdir(parents=True, exist_ok=True)
            take(browser, server.address, Path(folder))
            report(browser, Path(folder))
            browser.close()
    finally:
        server.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
