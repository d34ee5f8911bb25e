"""Every main state of the page: axe finds nothing in it, it can be reached by keys alone, and it looks as it did."""

import json

import pytest
from browser import READY, adopted, both, expect, settle, settle_whole
from PIL import Image
from screens import ABOUT, LOOKS, PICTURED, START, apart, drawn_by, judged, shot


def pictured(page, name, tries):
    """What a screen looks like; on a busy machine it may come to look as it did a little later."""
    then = Image.open(LOOKS / f"{name}.png")
    picture = shot(page)
    while tries > 1 and apart(picture, then):
        page.wait_for_timeout(200)
        picture, tries = shot(page), tries - 1
    return picture


@pytest.fixture(scope="module")
def walked(started, address):
    """What was found on a walk through the page, by browser and size: done once, and looked at from several sides."""
    then = json.loads(ABOUT.read_text(encoding="utf-8"))
    axe = pytest.importorskip("axe_playwright_python.base", reason="axe is not installed").AXE_SCRIPT
    done = {}

    def through(browser, size):
        pictures = {}

        def look(page, name):
            if browser == "chromium" and name in PICTURED:
                pictures[name] = pictured(
                    page, name, tries=10 if drawn_by(page)["line"] == then["line"] else 1
                )

        troubles, drawn = judged(started(browser), size, address, axe, look)
        return pictures, troubles, drawn

    def walked_through(browser, size):
        if (browser, size) not in done:
            done[browser, size] = through(browser, size)
        return done[browser, size]

    return walked_through


@pytest.mark.parametrize(
    ("browser_name", "size"),
    [
        ("chromium", "wide"),
        ("chromium", "phone"),
        ("chromium", "dark"),
        ("chromium", "forced"),
        ("firefox", "main"),
    ],
)
def test_axe_finds_nothing_and_the_console_says_nothing(walked, browser_name, size):
    _, troubles, _ = walked(browser_name, size)
    assert troubles == []


@pytest.mark.parametrize("name", PICTURED)
def test_it_looks_as_it_did(walked, name):
    pictures, _, here = walked("chromium", name.split("_")[0])
    then = json.loads(ABOUT.read_text(encoding="utf-8"))
    if here["line"] != then["line"]:
        pytest.skip(
            f"the pictures were taken in other fonts: a line is {here['line']} wide, not {then['line']}"
        )
    told = apart(pictures[name], Image.open(LOOKS / f"{name}.png"))
    if told and here != then:
        pytest.skip(f"the pictures were taken by Chromium {then['chromium']}, not {here['chromium']}: {told}")
    assert told == "", "look at it; if it is meant: python tests/screens.py"


def test_there_is_a_picture_of_each_and_of_nothing_else():
    assert {path.stem for path in LOOKS.glob("*.png")} == {*PICTURED}


PARTS = [
    "#levers",
    "#copy-link",
    "#range",
    "#go-sure",
    "#open-rail",
    "#room [data-code=FRA]",
    "#council-legend",
]


def styled(page, selector, **style):
    """What the page looks like with a part of it in another style."""
    put = "([selector, style]) => Object.assign(document.querySelector(selector).style, style)"
    page.evaluate(put, [selector, style])
    page.wait_for_timeout(50)
    picture = shot(page)
    page.evaluate(put, [selector, dict.fromkeys(style, "")])
    return picture


def test_a_picture_tells_a_part_that_is_gone_or_moved_from_letters_smoothed_in_another_way(visit):
    page = visit(START)
    settle_whole(page)
    page.wait_for_timeout(150)
    whole = shot(page)
    for part in PARTS:
        assert apart(styled(page, part, visibility="hidden"), whole), part
        assert apart(styled(page, part, translate="24px 24px"), whole), part
    assert apart(styled(page, "body", filter="blur(1px)"), whole) == ""
    assert apart(styled(page, "body", webkitTextStroke="0.2px"), whole) == ""
    assert apart(styled(page, "body", translate="0.4px 0.4px"), whole) == ""
    assert apart(shot(page), whole) == ""


# --- keys alone


def tab_to(page, selector, key="Tab"):
    for _ in range(60):
        page.keyboard.press(key)
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached")


@both
def test_keyboard_alone(visit):
    page = visit()
    before = adopted(page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    tab_to(page, ".seat")
    page.keyboard.press("Home")
    page.wait_for_function("() => document.activeElement.dataset.code === 'FRA'")
    assert page.locator("#pick-seat").input_value() == "FRA"
    tab_to(page, "#curve-slider")
    page.keyboard.press("End")
    settle(page)
    assert adopted(page) > before
    page.keyboard.press("Control+z")
    settle(page)
    assert adopted(page) == before
    tab_to(page, ".dot", "Shift+Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_selector("#rounds svg")
    page.locator("#to-top").press("Enter")
    page.wait_for_function("() => scrollY === 0 && document.activeElement.id === 'go-answer'")


@both
def test_a_place_on_the_map_of_two_numbers_is_chosen_by_keys(visit):
    page = visit("#scenario=minimal&runs=200&step=takes")
    page.locator("#ask-map").press("Enter")
    page.locator("#map-figure .cell").first.wait_for()
    page.locator("#ask-map").focus()
    tab_to(page, ".cell")
    here = "document.activeElement.dataset.at"
    x, y = map(float, page.evaluate(here).split(","))
    for key in ("ArrowRight", "ArrowUp", "ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
    now = page.evaluate(here)
    assert [float(value) for value in now.split(",")] == [x + 10, y + 10]
    page.keyboard.press("Enter")
    expect(page.locator("#title")).to_contain_text("With 2 changes")
    assert page.evaluate(here) == now
    page.wait_for_selector(READY)


COVERED = """() => {
  const sticks = [...document.querySelectorAll("body *")]
    .filter((one) => one.checkVisibility() && /sticky|fixed/.test(getComputedStyle(one).position));
  const lap = (a, b) => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;
  const covered = (one) => {
    one.focus();
    const box = one.getBoundingClientRect();
    return sticks.some((part) => !part.contains(one) && lap(part.getBoundingClientRect(), box));
  };
  const open = [...document.querySelectorAll("main :is(button, summary, select, input, a)")]
    .filter((each) => each.getClientRects().length).reverse();
  return open.filter(covered).map((one) => one.id || one.textContent);
}"""


@pytest.mark.parametrize("width", [1000, 390])
@pytest.mark.parametrize("more", ["", "&panel=member", "&members.FRA.position=abc"])
def test_what_sticks_covers_nothing_that_has_the_focus(visit, width, more):
    page = visit(
        f"#scenario=minimal&runs=200&members.HUN.resolve=30{more}", viewport={"width": width, "height": 600}
    )
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    assert page.evaluate(COVERED) == []
