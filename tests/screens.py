"""The page in each of its main states, and what it looks like: small grey pictures that stand for whole screens.

usage: python screens.py

takes the pictures in `tests/looks` anew. A picture has a cell for every 16 pixels, so that letters are a shade of grey,
and a part that is gone, or that stands elsewhere, is other cells. Fonts of another machine make other lines: `about.json`
says which Chromium took the pictures, and how wide words are in its fonts.
"""

import contextlib
import io
import json
from pathlib import Path

import numpy as np
from browser import (
    PATIENCE,
    READY,
    Server,
    chromium,
    expect,
    persuade,
    playwright,
    rail,
    settle,
    settle_whole,
    write,
)
from PIL import Image

LOOKS = Path(__file__).with_name("looks")
ABOUT = LOOKS / "about.json"
START = "#scenario=tokyo_liaison_office&runs=2000"
CELL = 16
"""Pixels of the screen to one of the picture."""
MEAN, WORST = 1.5, 17
"""How far the cells of two pictures of the same may be apart, of 255: on average, and the worst of them. Letters that
are smoothed or hinted in another way move the average by up to 1.3 and no cell by more than 17 (Chromium 156, Debian's
fonts); a button that is gone moves cells of its own by 24 and more."""


def opened(page, link=START):
    page.evaluate("link => { location.hash = link; }", link)
    page.wait_for_timeout(60)
    settle(page)
    settle_whole(page)


def first(page):
    opened(page)


def moved(page):
    persuade(page, 60)
    settle_whole(page)


def by_map(page):
    page.locator("#view-map").click()
    page.wait_for_selector("#room [data-code=FRA]")


def more(page):
    page.locator("#more").evaluate("e => { e.open = true; e.scrollIntoView(); }")
    page.locator("#figure-timing svg").wait_for()


def council(page):
    opened(page, f"{START}&step=council&council=7,2")
    page.locator("#rounds svg").wait_for()


def seat(page):
    page.locator("#take-seat").click()
    page.locator("#seat-object").wait_for()


def matters(page):
    page.locator("#go-matters").click()
    page.locator("#next .next-cards").wait_for()


def takes(page):
    opened(page, "#scenario=minimal&runs=200&step=takes")
    page.locator("#ask-map").click()
    page.locator("#map-figure .cell").first.wait_for()


def sure(page):
    page.locator("#go-sure").click()
    expect(page.locator("#sure-words")).to_contain_text("rests")


def gallery(page):
    opened(page)
    page.locator("#open-gallery").click()
    page.locator("[data-name=minimal]").wait_for()


def guess(page):
    page.get_by_role("button", name="Membership Action Plan for Georgia (Wales)").click()
    page.locator("#guess-go").wait_for()


def guessed(page):
    page.locator("#guess-go").click()
    page.locator("#guess-done").wait_for()


def inputs(page):
    page.keyboard.press("Escape")
    opened(page)
    rail(page, "Rules")


def files(page):
    page.locator("#rail-close").click()
    page.locator("#files > summary").click()


def making(page):
    write(page, "copy")
    page.locator("""[data-path='["members","FRA","position","office"]'] input""").fill("150")
    page.keyboard.press("Tab")
    page.wait_for_selector(".gutter .bad")
    page.evaluate("scrollTo(0, 0)")


def everything(page):
    page.evaluate("document.querySelectorAll('.make-section').forEach(one => { one.open = true; })")


def pasting(page):
    page.locator("#make-paste").click()
    page.locator("#paste-text").fill(
        "Land\tPosition\tSalience\nFrankreich\t1\t8\nDeutschland\t4\t3\nUngarn\t2\t9\n"
    )
    page.locator("#paste-take").wait_for()


def wrong_link(page):
    page.keyboard.press("Escape")
    page.locator("#make-leave").click()
    page.evaluate("scrollTo(0, 0)")
    page.evaluate("location.hash = '#scenario=minimal&runs=200&members.FRA.position=abc'")
    page.locator(".message").wait_for()
    settle(page)


def paper(page):
    page.emulate_media(media="print")


WALK = [
    first, moved, by_map, more, council, seat, matters, takes, sure, gallery, guess, guessed, inputs, files, making,
    everything, pasting, wrong_link,
]  # fmt: skip
"""One walk through the page: each step begins where the one before has ended."""
MAIN = [first, moved, council, seat, takes, gallery, guess, inputs, making]
SIZES = {
    "wide": ({"viewport": {"width": 1280, "height": 720}}, WALK),
    "main": ({"viewport": {"width": 1280, "height": 720}}, MAIN),
    "phone": ({"viewport": {"width": 390, "height": 844}}, [first, moved, council, inputs]),
    "dark": ({"viewport": {"width": 1280, "height": 720}, "color_scheme": "dark"}, [first, moved, paper]),
    "forced": ({"viewport": {"width": 1280, "height": 720}, "forced_colors": "active"}, [first]),
}
PICTURED = [
    "wide_first", "wide_moved", "wide_by_map", "wide_council", "wide_matters", "wide_takes", "wide_gallery",
    "wide_guess", "wide_inputs", "wide_making", "phone_first", "phone_moved", "phone_inputs", "dark_first",
    "dark_paper", "forced_first",
]  # fmt: skip


def reduced(shot):
    """A screenshot in small and grey."""
    image = Image.open(io.BytesIO(shot)).convert("L")
    return image.resize((image.width // CELL, image.height // CELL), Image.Resampling.BOX)


def shot(page):
    """The screen without what blinks."""
    page.evaluate("document.activeElement?.blur()")
    return reduced(page.screenshot(animations="disabled", caret="hide"))


def still(page):
    """The screen once nothing on it moves any more."""
    before, now = None, shot(page)
    while before is None or apart(before, now):
        page.wait_for_timeout(300)
        before, now = now, shot(page)
    return now


def apart(one, other):
    """How two pictures differ, in words; nothing where they show the same."""
    if one.size != other.size:
        return f"{one.size} instead of {other.size} cells"
    off = np.abs(np.asarray(one, dtype=int) - np.asarray(other, dtype=int))
    if off.mean() <= MEAN and off.max() <= WORST:
        return ""
    y, x = np.unravel_index(off.argmax(), off.shape)
    return f"cells differ by {off.mean():.2f} on average, and by {off.max()} at {CELL * x}, {CELL * y} px"


def walk(page, size, address, look):
    """Go through the states of a size; `look(name)` at each."""
    page.goto(address + START)
    page.wait_for_selector(READY)
    for step in SIZES[size][1]:
        step(page)
        page.wait_for_timeout(150)  # what is drawn anew for its width
        look(f"{size}_{step.__name__}")


JUDGE = """async () => {
  const runOnly = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const found = await axe.run({ runOnly, resultTypes: ["violations"] });
  return found.violations.map((rule) => `${rule.id} of ${rule.nodes.map((node) => node.target).join(", ")}`);
}"""


def judged(browser, size, address, axe, look=lambda page, name: None):
    """What axe (its script) finds in the states of a size, and what the console says; and who drew them.

    `look(page, name)` is called at each state.
    """
    context = browser.new_context(**SIZES[size][0])
    page, troubles = context.new_page(), []
    page.set_default_timeout(PATIENCE)
    page.on("console", lambda m: m.type == "error" and troubles.append(m.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))

    def judge(name):
        if not page.evaluate("'axe' in window"):
            page.evaluate(axe)
        troubles.extend(f"{name}: {told}" for told in page.evaluate(JUDGE))
        look(page, name)

    walk(page, size, address, judge)
    drawn = drawn_by(page)
    context.close()
    return troubles, drawn


def drawn_by(page):
    """The browser's major version, and how wide its fonts make a line."""
    wide = page.evaluate("""() => {
        const pen = document.createElement("canvas").getContext("2d"), style = getComputedStyle(document.documentElement);
        return ["--serif", "--sans"].map((name) => {
            pen.font = `100px ${style.getPropertyValue(name)}`;
            return Math.round(pen.measureText("Would the Council agree? 0123456789").width);
        });
    }""")
    return {"chromium": int(page.context.browser.version.split(".")[0]), "line": wide}


def keep(picture, path):
    """Write a picture down, unless the one that is there shows the same."""
    if not path.exists() or apart(picture, Image.open(path)):
        picture.save(path, optimize=True)


def main():
    """Take every picture anew."""
    LOOKS.mkdir(exist_ok=True)
    with playwright.sync_playwright() as p, contextlib.ExitStack() as closing:
        server = Server()
        closing.callback(server.stop)
        browser = chromium(p)
        closing.callback(browser.close)
        for size in sorted({name.split("_")[0] for name in PICTURED}):
            page = browser.new_context(**SIZES[size][0]).new_page()

            def take(name, page=page):
                if name in PICTURED:
                    keep(still(page), LOOKS / f"{name}.png")

            walk(page, size, server.address, take)
            about = drawn_by(page)
            page.context.close()
    ABOUT.write_text(json.dumps(about) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
