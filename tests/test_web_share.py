"""The page in a real browser: links, files, figures to take away, the gallery. Needs Playwright and Chromium."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from browser import (
    READY,
    ROSTER,
    adopted,
    changes,
    expect,
    figures,
    held_back,
    persuade,
    rail,
    settle,
    slide,
    upload,
)

from nacsim.narrate import between
from nacsim.vocabulary import ALWAYS


def test_a_link_shows_the_same_in_another_browser(visit, address):
    page = visit()
    persuade(page)
    rail(page, "Rules")
    page.get_by_label("Seed of the luck").fill("7")
    page.get_by_label("Councils", exact=True).fill("3000")
    page.get_by_label("Councils", exact=True).press("Enter")
    expect(page.locator("#provenance")).to_contain_text("seed 7")  # the address goes with the answer
    settle(page)
    page.locator("#view-map").click()
    other = visit(page.url.removeprefix(address))
    assert figures(other) == figures(page)
    assert changes(other) == changes(page)
    assert "seed 7" in other.locator("#provenance").inner_text()
    assert other.locator("#view-map").get_attribute("aria-pressed") == "true"


def test_an_answer_that_arrives_leaves_a_number_that_is_being_typed(visit):
    page = visit()
    rail(page, "Rules")
    seed = page.get_by_label("Seed of the luck")
    with held_back(page, "**/api/**"):
        page.locator("#curve-slider").fill("80")
        page.locator("#results[aria-busy=true]").wait_for()
        seed.fill("7")
    settle(page)
    expect(seed).to_have_value("7")
    seed.press("Tab")
    expect(page.locator("#provenance")).to_contain_text("seed 7")


@pytest.mark.parametrize("silent", [2, 9])
def test_a_link_that_meets_a_silent_server_is_opened_a_moment_later_or_says_what_is_wrong(visit, silent):
    page = visit(expect_errors=True)
    asked = []

    def broken(route):
        asked.append(route)
        return route.abort() if len(asked) <= silent else route.fallback()

    page.route("**/api/open", broken)
    page.evaluate("location.hash = '#scenario=minimal&seed=3'")
    if silent == 2:
        expect(page.locator("#provenance")).to_contain_text("seed 3")
        expect(page.locator(".message")).to_have_count(0)
        assert len(asked) == 3
    else:
        expect(page.locator(".message")).to_contain_text("The server does not answer")


def test_the_command_line_takes_the_link_of_a_page(visit, tmp_path):
    page = visit()
    upload(page, tmp_path, ROSTER)
    rail(page)
    slide(page, "Readiness to stand alone", 60)
    command = [sys.executable, "-m", "nacsim", "run", page.url, "--json"]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert (told["runs"], told["seed"]) == (10_000, 0)
    assert adopted(page) == round(told["adopted"]["share"] * 100)


def test_a_link_keeps_an_uploaded_file_and_a_pinned_baseline(visit, address, tmp_path):
    page = visit()
    upload(page, tmp_path, ROSTER)
    assert page.locator("#title").inner_text() == "A club of three"
    rail(page)
    slide(page, "Readiness to stand alone", 60)
    page.locator("#pin").click()
    slide(page, "Readiness to stand alone", 90)
    other = visit(page.url.removeprefix(address))
    assert figures(other) == figures(page)
    assert "60 → 90" in changes(other)


def test_the_downloaded_file_gives_the_same_shares(visit, tmp_path):
    page = visit()
    persuade(page)
    with page.expect_download() as download:
        page.locator("#change-file").click()
    file = tmp_path / "mine.toml"
    download.value.save_as(file)
    command = [sys.executable, "-m", "nacsim", "run", str(file), "--seed", "0", "--json"]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert adopted(page) == round(told["adopted"]["share"] * 100)
    figures(page)
    intervals = page.locator("#shares tbody tr").nth(2).locator("td").all_inner_texts()
    expected = [
        between(s["low"], s["high"]) for s in (told["adopted"], *(told["outcomes"][o] for o in ALWAYS))
    ]
    assert intervals == [limits.replace(" to ", "–") for limits in expected]
    text = file.read_text(encoding="utf-8")
    assert "assumption (page); coded: position on office 5" in text
    assert "Macron" in text


@pytest.mark.parametrize(
    ("name", "start"), [("Picture (SVG)", b"<svg"), ("Picture (PNG)", b"\x89PNG"), ("Every", b"run,")]
)
def test_figures_and_data_can_be_taken_away(visit, tmp_path, name, start):
    page = visit()
    page.locator("#files summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    data = Path(download.value.path()).read_bytes()
    assert data.startswith(start)
    assert len(data) > 5_000
    if start == b"<svg":
        assert b"var(" not in data
        assert b"France" in data
        assert b"an embassy stays the contact point" in data  # what the ends of the scale stand for
        assert b"A tool for thought, not a forecast." in data
        assert b"nacsim run tokyo_liaison_office" in data


def test_the_picture_says_what_differs_and_is_light_whatever_the_screen(visit):
    page = visit(color_scheme="dark")
    persuade(page, 60)
    page.locator("#files summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Picture (SVG)").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert "France: position, Office in Tokyo: 5 → 60" in text
    assert text.count(">As coded: ") == text.count(">As changed: ") == 1
    assert 'fill="#ffffff"' in text
    assert "#18212b" not in text


def test_paper_is_light_and_has_the_command_but_no_buttons(visit):
    page = visit(color_scheme="dark")
    persuade(page, 60)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    expect(page.locator("#printed-command")).to_be_visible()
    assert "members.FRA.position.office=60" in page.locator("#printed-command").inner_text()
    shown = page.locator("button:visible, input:visible, select:visible")
    assert shown.count() == 0, shown.first.evaluate("b => b.outerHTML")
    assert (
        page.locator('.seat circle[fill="rgb(248,246,243)"]').count() > 5
    )  # the lightest of the light theme


def test_the_report_with_sliders_opens_without_a_server(visit, browser, tmp_path):
    page = visit("#scenario=minimal&members.HUN.resolve=30&runs=400")
    page.locator("#files summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Report with sliders").click()
    file = tmp_path / "report.html"
    download.value.save_as(file)
    context = browser.new_context(offline=True)
    try:
        told, wrong = context.new_page(), []
        told.on("console", lambda message: wrong.append(message.text))
        told.on("pageerror", lambda error: wrong.append(str(error)))
        told.goto(file.as_uri())
        assert told.locator("#slider-base").inner_text() == f"As coded: {adopted(page):.0f} of 100 adopt it"
        assert "members.HUN.resolve=30" in told.locator("header").inner_text()
        told.locator("#slider-0").fill(told.locator("#slider-0").get_attribute("max"))
        assert int(re.search(r"(\d+) of 100", told.locator("#slider-moved").inner_text())[1]) > adopted(page)
        assert told.locator("#slider-now circle[data-run]").count() == 100
        told.locator("#slider-back").click()
        expect(told.locator("#slider-moved")).to_be_hidden()
        assert wrong == []
    finally:
        context.close()


def test_a_link_to_a_council_shows_that_round(visit, address):
    page = visit()
    page.locator("#go-council").click()
    page.get_by_label("No.").fill("7")
    page.get_by_label("No.").press("Enter")
    expect(page.locator("#story-lead")).to_contain_text("Council 7 of")
    page.locator("#story-forward").click()
    expect(page.locator("#story-now")).to_have_text("Round 2")
    other = visit(page.url.removeprefix(address))
    expect(other.locator("#story-where")).to_have_text(page.locator("#story-where").inner_text())
    assert other.locator("#story-text").inner_text() == page.locator("#story-text").inner_text()


def test_names_with_spaces_can_be_edited(visit, tmp_path):
    page = visit()
    upload(page, tmp_path, ROSTER)
    page.locator('.seat[data-code="Far East"]').click()
    rail(page)
    slide(page, "Position", 5)
    assert "80 → 5" in changes(page)


def test_an_invalid_upload_says_what_is_wrong(visit, tmp_path):
    page = visit(expect_errors=True)
    told = figures(page)
    upload(page, tmp_path, ROSTER.replace("salience = 30", "saliance = 30"))
    message = page.locator(".message").inner_text()
    assert "saliance" in message
    assert "salience" in message
    assert "line 9" in message
    assert figures(page) == told
    page.get_by_role("button", name="Close the message").click()
    upload(page, tmp_path, 'extends = "/etc/passwd"\ntitle = "x"')
    expect(page.locator(".message")).to_contain_text("extends")


def test_a_past_decision_is_guessed_before_it_is_shown(visit):
    page = visit()
    page.locator("#open-gallery").click()
    page.get_by_label("Find").fill("georgia")
    page.get_by_role("button", name="Membership Action Plan for Georgia (Wales)").click()
    page.locator("#guess-go").wait_for()
    assert "What happened" not in page.locator("#guess").inner_text()
    page.get_by_label("What became of it").select_option("blocked")
    page.locator("#guess-go").click()
    page.locator("#guess-done").wait_for()
    told = page.locator("#guess").inner_text()
    assert "What happened" in told
    assert "You said" in told
    assert "Your score on this case: 0.25" in told
    page.locator("#guess-done").click()
    expect(page.locator("#guess")).to_be_hidden()
    expect(page.locator("#past")).to_contain_text("What happened. The text was blocked")


def test_a_link_to_a_past_decision_is_guessed_first_and_ten_cases_have_a_score(visit, address):
    page = visit("#scenario=history/austria_partnership_turkey_2017&runs=200")
    page.locator("#guess-go").wait_for()
    assert "The partnership programme of 2017" in page.locator("#guess-title").inner_text()
    assert "turkey" not in page.url
    page.reload()
    expect(page.locator("#guess-title")).to_have_text("The partnership programme of 2017")
    assert page.title() == "NACSIM"
    for case in range(10):
        page.locator("#guess-chance").fill("50")
        page.locator("#guess-go").click()
        expect(page.locator("#guess-score")).to_contain_text(
            "Over your ten cases: 0.25" if case == 9 else f"Over {case + 1} of 10 cases: 0.25"
        )
        if case < 9:
            page.locator("#guess-next").click()
            page.locator("#guess-go").wait_for()
    assert page.locator("#guess-body tbody tr").count() == 10
    page.keyboard.press("Escape")
    expect(page.locator("#past")).to_contain_text("You had said 50 of 100")
    page.goto("about:blank")
    page.goto(f"{address}#scenario=history/austria_partnership_turkey_2017&runs=200")
    page.wait_for_selector(READY)
    expect(page.locator("#guess")).to_be_hidden()  # it was guessed in this browser
    page.locator("#past-see").click()
    expect(page.locator("#past")).to_contain_text("What happened")


def test_another_scenario_beside_the_one_on_screen(visit):
    page = visit()
    page.locator("#open-gallery").click()
    page.get_by_label("Compare with what").check()
    page.locator("[data-name=tokyo_france_persuaded]").click()
    expect(page.locator("#title")).to_contain_text("Tokyo office: France persuaded")
    settle(page)
    assert page.locator(".dot-name").count() == 2
    assert "France: position" in changes(page)
    assert adopted(page) > 60


def test_two_visitors_do_not_see_each_other(visit):
    one, two = visit(), visit()
    told = figures(two)
    persuade(one)
    two.reload()
    settle(two)
    assert figures(two) == told


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("#scenario=minimal&members.FRA.position=abc", "members.FRA.position=abc"),
        ("#scenario=minimal&tab=foo", "tab=foo"),
        ("#scenario=minimal&seed=-1&runs=0&draw=x&council=a", "runs=0; seed=-1; draw=x; council=a"),
    ],
)
def test_what_does_not_fit_in_a_link_is_named_and_the_rest_opened(visit, link, said):
    page = visit(link)
    expect(page.locator(".message")).to_contain_text(said)
    expect(page).to_have_title(re.compile("A proposal"))
    page.wait_for_timeout(300)
    expect(page.locator(".message")).to_be_visible()


@pytest.mark.parametrize(
    "link",
    ["#scenario=nothing_of_the_kind", "#scenario=x&toml=AAAA", "#scenario=minimal&A:scenario=x&A:toml=!"],
)
def test_a_link_that_cannot_be_read_is_not_taken_for_another(visit, link):
    page = visit(link, expect_errors=True)
    page.wait_for_timeout(500)
    expect(page.locator(".message")).to_contain_text("is not what was sent")
    page.locator(".message-close").click()
    expect(page.locator(".message")).to_have_count(0)
