"""The page in a real browser, as people use it. Needs Playwright and an installed Chromium."""

import re

import pytest
from browser import (
    READY,
    ROSTER,
    Server,
    adopted,
    changes,
    expect,
    figures,
    persuade,
    rail,
    settle,
    settle_whole,
    slide,
    upload,
)

from nacsim import simulate
from nacsim.narrate.result import UNMOVED, headline
from nacsim.narrate.words import subjects_of
from nacsim.results.summary import summary
from nacsim.scenario import load

# --- the answer first


def test_the_first_screen_answers_the_question_in_the_words_of_the_command_line(visit):
    page = visit()
    question = load("tokyo_liaison_office")
    expect(page.locator("#title")).to_have_text(question.document["question"])
    expected = headline(summary(simulate(question)), subjects_of(question))
    assert page.locator("#answer").inner_text() == expected
    assert page.locator(".dot").count() == 100
    settle_whole(page)
    assert "Over what we do not know" in page.locator("#range").inner_text()
    assert page.locator("#curve-title").inner_text() == "Would persuading France be enough?"
    assert "more likely than not" in page.locator("#curve").inner_text()
    assert page.locator("#levers li button").count() >= 5
    assert page.locator("#changed").is_hidden()


def test_where_no_single_number_moves_it_the_page_says_so(visit):
    page = visit("#scenario=ukraine_invitation&step=sure")
    settle_whole(page)
    heads = page.locator("#sure-words h3")
    expect(heads.first).to_contain_text(UNMOVED.removeprefix("N"))
    assert "judged numbers" not in page.locator("#sure-words").inner_text()


@pytest.mark.parametrize(("scenario", "who"), [("ukraine_invitation", "USA"), ("osce_chair_2024", "RUS")])
def test_it_opens_on_the_likeliest_objector(visit, scenario, who):
    page = visit(f"#scenario={scenario}")
    assert page.locator("#pick-seat").input_value() == who


def test_every_member_is_in_sight_in_every_view(visit):
    page = visit("#scenario=osce_chair_2024")
    for view in ("wants", "seats", "map", "table"):
        page.locator(f"#view-{view}").click()
        seen = page.locator(".council [data-code]:visible")
        expect(seen).to_have_count(57)
        assert len(set(seen.evaluate_all("all => all.map(e => e.dataset.code)"))) == 57
    page.locator("#view-map").click()
    russia = page.locator("#room [data-code=RUS]")
    assert "breaks silence in" in russia.get_attribute("aria-label")


def test_the_curve_belongs_to_the_member_it_names(visit):
    page = visit()
    settle_whole(page)
    path = page.locator("#curve .curve-line").get_attribute("d")
    page.locator("#pick-seat").select_option("DEU")
    settle_whole(page)
    page.wait_for_selector("#curve:not([data-waiting]) .curve-line")
    assert page.locator("#curve .curve-line").get_attribute("d") != path
    assert "Germany" in page.locator("#curve-title").inner_text()


# --- a move


def test_moving_france_is_the_headline(visit):
    page = visit()
    before, told = adopted(page), figures(page)
    persuade(page)
    now = adopted(page)
    assert now > before + 30
    assert all(a != b for a, b in zip(told, figures(page), strict=True))
    title = page.locator("#title").inner_text()
    assert title.startswith("With France at 80 instead of 5 on Office in Tokyo")
    assert f"{now:.0f} of 100 councils adopt it instead of {before:.0f}" in title
    assert page.locator(".dot").count() == 200
    assert "5 → 80" in changes(page)
    assert "Your assumption" in changes(page)
    assert "Macron" in changes(page)
    page.locator("#change-command").click()
    assert "--set members.FRA.position.office=80" in page.locator("#command-line").inner_text()


def test_undo_redo_reset_and_taking_back(visit):
    page = visit()
    told = figures(page)
    persuade(page)
    moved = figures(page)
    for button, expected in (("undo", told), ("redo", moved), ("reset", told), ("undo", moved)):
        page.locator(f"#{button}").click()
        settle(page)
        assert figures(page) == expected
    page.get_by_role("button", name="Take back: France: position").click()
    settle(page)
    assert figures(page) == told
    assert page.locator("#changed").is_hidden()


def test_nothing_is_lost_on_opening_another(visit):
    page = visit()
    persuade(page)
    moved = figures(page)
    page.locator("#open-gallery").click()
    page.locator("[data-name=minimal]").click()
    expect(page.locator("#title")).not_to_contain_text("Tokyo")
    settle(page)
    page.locator("#undo").click()
    settle(page)
    assert figures(page) == moved
    page.locator("#redo").click()
    settle(page)
    page.go_back()
    expect(page.locator("#changes")).to_be_visible()  # hidden, it has the words of before
    expect(page.locator("#changes")).to_contain_text("5 → 80")
    settle(page)
    assert figures(page) == moved
    page.locator("#shelf summary").click()
    page.get_by_role("button", name="A NATO liaison office in Tokyo: France").first.click()
    settle(page)
    assert figures(page) == moved
    page.reload()
    page.locator("#shelf summary").click()
    expect(page.locator(".shelf-row")).to_have_count(1)


def test_a_drag_is_one_step_and_ends_with_all_councils(visit):
    page = visit()
    page.locator("#curve-slider").scroll_into_view_if_needed()
    box = page.locator("#curve-slider").bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 0.1 * box["width"], middle)
    page.mouse.down()
    for k in range(2, 9):
        page.mouse.move(box["x"] + k / 10 * box["width"], middle)
        page.wait_for_timeout(30)
    page.mouse.up()
    settle(page)
    assert page.locator("#provenance").inner_text().startswith("10,000 councils")
    page.locator("#undo").click()
    settle(page)
    assert page.locator("#changed").is_hidden()


def test_a_group_moves_together(visit):
    page = visit()
    rail(page, "Group")
    page.get_by_role("combobox", name="Group", exact=True).select_option(label="baltic 3 (3)")
    page.get_by_label("Move by").fill("-30")
    settle(page)
    assert all(name in changes(page) for name in ("Estonia", "Latvia", "Lithuania"))
    assert "70 → 40" in changes(page)


def test_rules_chair_text_and_actors_can_be_changed(visit):
    page = visit()
    rail(page, "Rules")
    page.get_by_label("Decision rule").select_option(label="consensus minus one")
    settle(page)
    assert adopted(page) > 80
    slide(page, "How far one redraft goes", 0.5)
    rail(page, "Text")
    slide(page, "As tabled", 80)
    rail(page, "Outsiders")
    slide(page, "Stance", -90)
    for words in ("Decision rule", "How far one redraft goes", "as tabled", "China: stance"):
        assert words in changes(page)


# --- one council


def test_a_council_is_told_round_by_round(visit):
    page = visit()
    page.locator(".dot[data-outcome=shelved]").first.click()
    expect(page.locator("#story-lead")).to_contain_text("taken off the table")
    seat = page.locator("#room .seat[data-code=FRA]")
    assert "breaks silence" in seat.get_attribute("aria-label")
    assert page.locator("#story-back").is_disabled()
    first = page.locator("#story-text").inner_text()
    page.locator("#story-forward").click()
    expect(page.locator("#story-where")).to_contain_text("round 2 of")
    assert page.locator("#story-text").inner_text() != first
    page.locator("#story-typical").select_option("blocked")
    expect(page.locator("#story-lead")).to_contain_text(": blocked")
    page.locator("#story-play").click()
    expect(page.locator("#story-where")).to_contain_text("round 3 of")
    page.locator("#go-answer").click()
    expect(seat).to_have_attribute("aria-label", re.compile("% of councils"))


def test_a_seat_can_be_taken(visit):
    page = visit()
    page.locator("#go-council").click()
    page.locator("#take-seat").click()
    page.locator("#seat-object").click()
    expect(page.locator("#story-now")).to_have_text("Round 2")
    page.locator("#seat-silent").click()
    expect(page.locator("#story-end")).to_contain_text("Adopted")
    page.locator("#seat-leave").click()
    expect(page.locator("#take-seat")).to_be_visible()


# --- never a figure that does not belong to what is named


@pytest.mark.parametrize("name", ["ukraine_invitation", "hormuz_mission", "tokyo_quiet_year"])
def test_scenarios_with_other_events_can_be_compared(visit, name):
    page = visit()
    page.locator("#open-gallery").click()
    page.get_by_label("Compare with what").check()
    page.locator(f"[data-name={name}]").click()
    other = load(name)
    same_matter = set(other.issues) == set(load("tokyo_liaison_office").issues)
    expect(page.locator("#title")).to_contain_text(other.title if same_matter else other.document["question"])
    settle(page)
    assert page.locator(".dot-name").nth(1).inner_text().startswith(other.title[:30])
    assert page.title().startswith(other.title)
    assert page.locator("#changed").is_visible()
    assert page.locator("#undo").is_enabled()
    page.locator("#reset").click()
    settle(page)
    assert page.locator("#changed").is_hidden()


def test_projector_size_makes_figures_larger_too_and_is_remembered(visit):
    page = visit(viewport={"width": 1920, "height": 1080})
    words = page.locator("#dots text").first
    small = words.bounding_box()["height"]
    page.locator("#larger").click()
    page.wait_for_function("() => getComputedStyle(document.body).zoom > 1.4")
    page.wait_for_function(
        "small => document.querySelector('#dots text').getBoundingClientRect().height > 1.3 * small",
        arg=small,
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 1920
    page.reload()
    page.wait_for_selector(READY)
    expect(page.locator("#larger")).to_have_attribute("aria-pressed", "true")


def test_several_delegations_and_the_chair_play_on_one_screen(visit):
    page = visit()
    page.locator("#go-council").click()
    page.locator("#seat-several summary").click()
    for seat in ("chair", "FRA", "DEU"):
        page.locator(f".seat-list input[value={seat}]").check()
    page.locator("#seat-begin").click()
    expect(page.locator("#seat-asks")).to_contain_text("Round 1 of")
    expect(page.locator("#seat-asks")).to_contain_text("what does France do?")
    page.locator("#seat-object").click()
    expect(page.locator("#seat-asks")).to_contain_text("Germany")
    page.locator("#seat-silent").click()
    expect(page.locator("#seat-asks")).to_contain_text("France broke silence. What does the chair do?")
    page.locator("#seat-undo").click()
    expect(page.locator("#seat-asks")).to_contain_text("Germany")
    page.locator("#seat-silent").click()
    page.locator("#seat-shelve").click()
    expect(page.locator("#story-end")).to_have_text("Taken off the table after 1 round.")
    page.locator("#seat-leave").click()
    expect(page.locator("#take-chair")).to_be_visible()


def test_no_issue_of_another_scenario_can_be_taken_over(visit):
    page = visit()
    page.locator("#open-gallery").click()
    page.get_by_label("Compare with what").check()
    page.locator("[data-name=osce_chair_2024]").click()
    expect(page.locator("#changes")).to_contain_text("Another matter")
    assert page.locator("#changes li").count() < 5
    assert page.locator("#changes button:visible").count() == 0


def test_each_package_is_tried_on_what_it_was_computed_for(visit):
    page = visit("#scenario=tokyo_liaison_office&runs=2000&step=takes")
    page.locator("#ask-bridge").click()
    cards = page.locator("#bridge .cards li")
    cards.first.wait_for()
    for k in range(min(cards.count(), 4)):
        low, high = re.search(r"\((\d+) to (\d+)\)", cards.nth(k).inner_text()).groups()
        cards.nth(k).get_by_role("button").click()
        settle(page)
        assert int(low) - 2 <= adopted(page) <= int(high) + 2, cards.nth(k).inner_text()
    page.locator("#undo").click()
    settle(page)
    assert page.locator("#changed").is_visible()


def test_who_is_next_a_map_of_two_numbers_and_a_question_that_is_stopped(visit):
    page = visit()
    page.locator("#go-matters").click()
    first = page.locator("#next .next-cards li").first
    expect(first).to_contain_text("First: France")
    expect(first).to_contain_text("readiness to stand alone", ignore_case=True)
    first.get_by_role("button").first.click()
    expect(page.locator("#title")).to_contain_text("With France at")
    page.locator("#undo").click()
    page.locator("#go-takes").click()
    page.locator("#ask-map").click()
    cells = page.locator("#map-figure .cell")
    expect(cells).to_have_count(121)
    cells.nth(66).click()  # the seventh value across, the first upwards
    expect(page.locator("#title")).to_contain_text("With 2 changes")
    settle(page)
    assert "France: position, Office in Tokyo" in changes(page)
    page.locator("#undo").click()
    page.locator("#go-sure").click()
    page.locator("#ask-sensitivity").click()
    page.locator("#sensitivity progress").wait_for()
    page.locator("#ask-discover").click()
    expect(page.locator("#sensitivity")).to_be_empty()
    page.locator("#discover").get_by_role("button", name="stop").click()
    expect(page.locator("#discover")).to_be_empty()
    expect(page.locator("#ask-discover")).to_be_enabled()


def test_without_an_answer_the_figures_are_greyed_and_asked_for_again(visit):
    server = Server()
    try:
        page = visit(at=server.address, expect_errors=True)
        server.stop()
        page.locator("#curve-slider").fill("80")
        page.locator(".message[data-cause=run]").wait_for()
        assert page.locator("#results").get_attribute("data-old") == "yes"
        assert "of the state before" in page.locator("#provenance").inner_text()
        server = Server(server.port)
        page.wait_for_selector("#results:not([data-old])")
        assert adopted(page) > 50
        expect(page.locator(".message")).to_have_count(0)
    finally:
        server.stop()


def test_a_server_that_breaks_off_is_asked_again(visit):
    page = visit(expect_errors=True)
    broken = []

    def stopped(route):
        if len(broken) < 3:
            broken.append(route.fulfill(status=500, body="Internal Server Error"))
        else:
            route.fallback()

    page.route("**/api/run", stopped)
    page.locator("#curve-slider").fill("80")
    page.locator(".message[data-cause=run]").wait_for()
    page.wait_for_selector("#results:not([data-old])")
    expect(page.locator(".message")).to_have_count(0)


@pytest.mark.parametrize("status", [503, 429])
def test_a_busy_server_is_asked_again(visit, status):
    page = visit(expect_errors=True)
    refused = []

    def busy(route):
        if len(refused) < 2:
            refused.append(route.fulfill(status=status, json={"error": "The server is busy; wait a moment."}))
        else:
            route.fallback()

    page.route("**/api/run", busy)
    persuade(page)
    page.wait_for_selector("#results:not([data-old])")
    assert adopted(page) > 50
    assert len(refused) == 2
    expect(page.locator(".message")).to_have_count(0)


def test_an_answer_to_another_question_is_not_shown(visit):
    page = visit(expect_errors=True)
    told = page.locator("#answer").inner_text()

    def other(route):
        body = route.fetch().json()
        route.fulfill(json={**body, "key": "of another question"})

    page.route("**/api/run", other)
    page.locator("#curve-slider").fill("80")
    page.locator(".message[data-cause=run]").wait_for()
    assert page.locator("#answer").inner_text() == told
    assert page.locator("#results").get_attribute("data-old") == "yes"


def test_a_large_file_runs_and_links(visit, tmp_path):
    page = visit()
    upload(page, tmp_path, ROSTER + "".join(f"# {k:078d}\n" for k in range(4_700)))
    expect(page.locator("#title")).to_have_text("A club of three")
    rail(page)
    slide(page, "Readiness to stand alone", 90)
    assert "20 → 90" in changes(page)
    assert page.locator(".message").count() == 0


def test_a_text_that_cannot_be_tabled_is_explained(visit):
    page = visit(expect_errors=True)
    rail(page, "Text")
    page.get_by_role("slider", name="As tabled").first.fill("2")
    page.locator(".message").first.wait_for()
    assert "status quo" in page.locator(".message").first.inner_text()
    assert page.locator("#results").get_attribute("data-old") == "yes"
    page.get_by_role("slider", name="As tabled").first.fill("90")
    settle(page)
    expect(page.locator(".message")).to_have_count(0)


# --- phone, dark, and what they look like

FRANCE = "members.FRA.position.office=60"
STATES = [
    "", f"&{FRANCE}", "&draw=seats", "&draw=map", "&draw=table", f"&{FRANCE}&step=council&council=11,2",
    "&step=sure", "&panel=member", "&A:scenario=minimal",
]  # fmt: skip
CUT = """() => {
  const cut = [];
  for (const text of document.querySelectorAll("svg text")) {
    const svg = text.closest("svg"), box = text.getBoundingClientRect(), frame = svg.getBoundingClientRect();
    if (!box.width || !text.textContent) continue;
    const off = [box.left - frame.left, frame.right - box.right, box.top - frame.top, frame.bottom - box.bottom];
    if (Math.min(...off) < -3) cut.push(`${text.textContent}: ${off.map(Math.round)}`);
  }
  if (document.documentElement.scrollWidth > innerWidth) cut.push("the page is wider than the window");
  return cut;
}"""


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_is_cut_in_any_state(visit, width):
    page = visit(viewport={"width": width, "height": 800})
    links = [f"#scenario=tokyo_liaison_office{state}" for state in STATES]
    for link in [
        *links,
        "#scenario=osce_chair_2024",
        "#scenario=osce_chair_2024&draw=map",
        "#scenario=minimal",
    ]:
        page.evaluate("link => { location.hash = link; }", link)
        page.wait_for_timeout(50)
        settle_whole(page)
        assert page.evaluate(CUT) == [], link


def test_a_dot_on_a_phone_brings_its_council_into_sight(visit):
    page = visit(viewport={"width": 390, "height": 844})
    page.locator(".dot[data-outcome=shelved]").first.click()
    page.locator("#rounds svg").wait_for()
    assert page.locator("#story-title").evaluate("e => e.getBoundingClientRect().top < innerHeight / 2")


@pytest.mark.parametrize(
    "how", [{"color_scheme": "dark"}, {"viewport": {"width": 390, "height": 844}}], ids=["dark", "phone"]
)
def test_dark_and_phone_show_what_must_be_in_sight(visit, how):
    page = visit(**how)
    settle_whole(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for part in ("#answer", "#curve-title"):
        assert page.locator(part).evaluate("e => e.getBoundingClientRect().bottom <= innerHeight")
    for menu in ("#files", "#shelf"):
        page.locator(f"{menu} summary").click()
        box = page.locator(f"{menu} .menu-list").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= page.evaluate("innerWidth")
    assert page.locator(READY).count() == 1


DRAWN = """place => {
    const told = (node) => [node.tagName, [...node.attributes].map(({ name, value }) => `${name}=${value}`).sort(),
        node.children.length ? [...node.children].map(told) : node.textContent];
    return JSON.stringify(told(document.querySelector(place + " svg")));
}"""


def test_figures_that_were_changed_step_by_step_are_those_that_are_drawn_at_once(visit, address):
    page = visit()
    for value in (80, 30, 99, 62):
        persuade(page, value)
        settle_whole(page)
    other = visit(page.url.removeprefix(address))
    settle_whole(other)
    for place in ("#dots .dot-row:first-child", "#dots .dot-row:last-child", "#room", "#curve"):
        assert page.evaluate(DRAWN, place) == other.evaluate(DRAWN, place)
