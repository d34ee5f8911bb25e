"""What people come to the page for, from the first screen on, as stories; none takes more than four clicks.

A click is a press of a pointer, or the choice from a list; typing and what only shows more is none.
"""

import re

import pytest
from browser import READY, Server, adopted, both, expect, runs, settle, write

from nacsim import simulate
from nacsim.scenario import load

pytestmark = both

MOST = 4
COUNT = "window.clicks = 0; addEventListener('pointerdown', () => (window.clicks += 1), true);"
HOLD = "const make = URL.createObjectURL; URL.createObjectURL = (blob) => make.call(URL, (window.handed = blob)); null"
"""Keep what the page hands to the browser: a driven Firefox saves none of it. Saved files: test_web_share.py."""
FEW = "#scenario=tokyo_liaison_office&runs=2000"


@pytest.fixture(scope="module")
def address():
    server = Server("0", "tokyo_liaison_office", "--class")
    yield server.address
    server.stop()


@pytest.fixture
def begin(visit):
    """Open the page and count clicks from then on; a story that takes more than four has failed."""
    opened = []

    def open_page(rest=FEW, **how):
        page = visit(rest, **how)
        page.evaluate(COUNT)
        opened.append(page)
        return page

    yield open_page
    assert [page.evaluate("window.clicks") <= MOST for page in opened] == [True] * len(opened)


def clicks(page):
    return page.evaluate("window.clicks")


def test_1_would_persuading_france_be_enough(begin):
    page = begin()
    expect(page.locator("#curve")).to_contain_text("more likely than not")
    assert page.locator("#curve-title").inner_text() == "Would persuading France be enough?"
    start = int(re.search(r"from (\d+) on, more likely than not", page.locator("#curve").text_content())[1])
    slider = page.locator("#curve-slider")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    across = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 8 + 0.05 * (box["width"] - 16), across)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.8 * box["width"], across, steps=4)
    page.mouse.up()
    settle(page)
    assert int(slider.input_value()) > start
    assert adopted(page) > 50
    assert "instead of" in page.locator("#title").inner_text()
    assert clicks(page) == 1


def test_2_who_else_could_block_and_what_each_would_need(begin):
    page = begin()
    page.locator("#go-matters").click()
    first = page.locator("#next .next-cards li").first
    expect(first).to_contain_text("First: France")
    expect(first).to_contain_text(re.compile(r"Position: Office in Tokyo: from \d+ on, now 5"))
    expect(page.locator("#next")).to_contain_text("With France silent, the text is adopted")
    assert clicks(page) == 1


def test_3_one_picture_for_the_minister(begin):
    page = begin()
    page.evaluate(HOLD)
    page.locator("#files summary").click()
    page.get_by_role("button", name="Picture (PNG)").click()
    taken = "() => window.handed?.type === 'image/png' && handed.size > 5000"  # an SVG goes before
    page.wait_for_function(taken)
    assert page.evaluate("handed.slice(1, 4).text()") == "PNG"
    assert clicks(page) == 2


def test_4_my_own_question_from_a_newspaper(begin):
    page = begin()
    write(page, "new")
    page.locator("#make [data-path='[\"question\"]'] :is(input, textarea)").first.fill("Shall we send ships?")
    add = page.get_by_label("Add a member", exact=True)
    for name in ("Hungary", "France"):
        add.fill(name)
        add.press("Enter")
        page.locator(f"tr[data-entry='members.{'HUN' if name == 'Hungary' else 'FRA'}']").wait_for()
    runs(page)
    page.locator("#make-play").click()
    expect(page.locator("#title")).to_have_text("Shall we send ships?")
    page.wait_for_selector(READY)
    assert clicks(page) == 3


def test_5_predict_first(begin):
    page = begin()
    page.locator("#open-gallery").click()
    page.locator("#guess-ten").click()
    page.locator("#guess-chance").wait_for()
    page.locator("#guess-chance").press("Home")  # 0 of 100
    page.locator("#guess-go").click()
    expect(page.locator("#guess-score")).to_contain_text("Over 1 of 10 cases")
    assert re.search(r"What happened\. The text was", page.locator("#guess-body").inner_text())
    assert clicks(page) == 3


def test_6_share_it_with_the_same_figures_elsewhere(begin, browser):
    page = begin()
    if browser.browser_type.name == "chromium":  # asks for leave where nobody can give it by hand
        page.context.grant_permissions(["clipboard-write"])
    page.locator("#curve-slider").fill("60")
    settle(page)
    page.locator("#copy-link").click()
    page.wait_for_function("() => document.querySelector('#copy-link').textContent === 'Copied'")
    other = browser.new_context().new_page()
    other.set_content("<textarea autofocus></textarea>")
    pasted = other.locator("textarea")
    pasted.focus()
    other.keyboard.press("ControlOrMeta+v")
    expect(pasted).to_have_value(re.compile("#scenario="))  # it comes by way of another process
    link = pasted.input_value()
    other.goto(link)
    other.wait_for_selector(READY)
    assert other.locator("#answer").inner_text() == page.locator("#answer").inner_text()
    other.context.close()
    assert round(100 * simulate(load(link), 2000, 0, jobs=1).adopted.mean()) == adopted(page)
    assert clicks(page) == 1


def test_7_a_broken_and_a_huge_file(begin, tmp_path):
    page = begin(expect_errors=True)
    broken, huge = tmp_path / "broken.toml", tmp_path / "huge.toml"
    broken.write_text(
        'title = "x"\n[issues.a]\nproposed = 140\nstatus_quo = 0\nlabl = "a"\n', encoding="utf-8"
    )
    huge.write_text("# " + "x" * 1_200_000, encoding="utf-8")
    before = page.locator("#title").inner_text()
    page.locator("#files summary").click()
    with page.expect_file_chooser() as chooser:
        page.locator("label[for=upload]").click()
    chooser.value.set_files(broken)
    expect(page.locator(".message")).to_contain_text("line 3")
    expect(page.locator(".message")).to_contain_text("labl")
    page.locator("#upload").set_input_files(huge)  # a driven Firefox opens one chooser
    expect(page.locator(".message")).to_contain_text("is larger than")
    assert page.locator("#title").inner_text() == before
    assert clicks(page) == 2


def test_8_a_council_as_a_story_and_a_seat_in_it(begin):
    page = begin()
    page.locator(".dot[data-outcome=blocked]").first.click()
    expect(page.locator("#story-lead")).to_contain_text("blocked")
    page.locator("#take-seat").click()
    page.locator("#seat-silent").click()
    expect(page.locator("#story-end")).to_contain_text("Adopted")
    assert clicks(page) == 3


def test_9_two_scenarios_side_by_side(begin):
    page = begin()
    page.locator("#open-gallery").click()
    page.locator("#gallery-keep").click()
    page.locator("[data-name=tokyo_france_persuaded]").click()
    expect(page.locator("#title")).to_contain_text("France persuaded")
    settle(page)
    assert page.locator(".dot-row").count() == 2
    assert "France: position" in page.locator("#changes").inner_text()
    assert clicks(page) == 3


def test_10_what_it_rests_on_and_two_numbers_at_once(begin):
    page = begin("#scenario=minimal&runs=200")
    page.locator("#go-sure").click()
    expect(page.locator("#sure-words")).to_contain_text("rests")
    expect(page.locator("#ask-sensitivity")).to_be_enabled()
    page.locator("#go-takes").click()
    page.locator("#ask-map").click()
    page.locator("#map-figure svg").wait_for()
    assert clicks(page) == 3


def test_11_a_class_plays_one_council_in_several_browsers(begin, visit):
    page = begin()
    page.locator("#go-council").click()
    page.locator("#class-open").click()
    code = page.locator("#class-shown").inner_text()
    anna = visit(FEW, viewport={"width": 390, "height": 844})
    anna.locator("#class-join").click()
    anna.locator("#class-code").fill(code.lower())
    anna.locator("#class-name").fill("Anna")
    anna.locator("#class-go").click()
    expect(anna.locator("#class-you")).to_contain_text("Wait until seats are handed out")
    expect(page.locator("#class-body")).to_contain_text("Who has joined: Anna")
    for seat, who in (("FRA", "Anna"), ("chair", "you")):
        page.locator(f"select[data-seat={seat}]").select_option(label=who)
        expect(page.locator(f"select[data-seat={seat}] option:checked")).to_have_text(who)
    page.locator("#class-begin").click()
    expect(page.locator("#class-waits")).to_have_text("Waiting for France.")
    anna.locator("#seat-object").click()
    expect(page.locator("#seat-asks")).to_contain_text("France broke silence. What does the chair do?")
    page.locator("#seat-shelve").click()
    for each in (page, anna):
        expect(each.locator("#class-end")).to_have_text("Taken off the table after 1 round.")
    assert clicks(page) == 4
