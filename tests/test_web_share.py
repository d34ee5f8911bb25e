"""The page in a real browser: links, files, figures to take away, the gallery. Needs Playwright and Chromium."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from browser import ROSTER, address, adopted, browser, expect, figures, persuade, settle, slide, upload, visit

__all__ = ["address", "browser", "visit"]  # fixtures


def test_a_link_shows_the_same_in_another_browser(visit, address):
    page = visit()
    persuade(page)
    page.get_by_role("tab", name="Rules").click()
    page.get_by_label("Seed of the luck").fill("7")
    page.get_by_label("Councils", exact=True).fill("3000")
    page.get_by_label("Councils", exact=True).press("Enter")
    settle(page)
    page.locator("#view-map").click()
    other = visit(page.url.removeprefix(address))
    assert figures(other) == figures(page)
    assert other.locator("#changes").inner_text() == page.locator("#changes").inner_text()
    assert "seed 7" in other.locator("#provenance").inner_text()
    assert other.locator("#view-map").get_attribute("aria-pressed") == "true"


def test_a_link_keeps_an_uploaded_file_and_a_pinned_baseline(visit, address, tmp_path):
    page = visit()
    upload(page, tmp_path, ROSTER)
    assert page.locator("#title").inner_text() == "A club of three"
    slide(page, "Resolve", 60)
    page.get_by_role("button", name="Pin as A").click()
    slide(page, "Resolve", 90)
    other = visit(page.url.removeprefix(address))
    assert figures(other) == figures(page)
    assert "60 → 90" in other.locator("#changes").inner_text()


def test_the_downloaded_file_gives_the_same_shares(visit, tmp_path):
    page = visit()
    persuade(page)
    page.get_by_text("Files").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Scenario (TOML)").click()
    file = tmp_path / "mine.toml"
    download.value.save_as(file)
    command = [sys.executable, "-m", "nacsim", "run", str(file), "--runs", "5000", "--seed", "0", "--json"]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    share = told["adopted"]["share"] * 100
    assert adopted(page) == pytest.approx(share, abs=0.5)
    intervals = page.locator("#shares tbody tr").nth(1).locator("td").all_inner_texts()
    expected = [told["adopted"], *told["outcomes"].values()]
    assert intervals == [f"{100 * s['low']:.1f}–{100 * s['high']:.1f}" for s in expected]


@pytest.mark.parametrize(
    ("name", "start"), [("Figures (SVG)", b"<svg"), ("Figures (PNG)", b"\x89PNG"), ("Every", b"run,")]
)
def test_figures_and_data_can_be_taken_away(visit, tmp_path, name, start):
    page = visit()
    page.get_by_text("Files").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    data = Path(download.value.path()).read_bytes()
    assert data.startswith(start)
    assert len(data) > 5_000
    if start == b"<svg":
        assert b"var(" not in data
        assert b"FRA" in data


def test_a_link_to_a_council_shows_that_round(visit, address):
    page = visit()
    page.get_by_role("tab", name="One council").click()
    page.wait_for_selector("#story-text section")
    page.get_by_label("Council no.").fill("7")
    page.get_by_label("Council no.").press("Enter")
    expect(page.locator("#story-text")).to_contain_text("Council 7 of")
    page.locator("#story-forward").click()
    other = visit(page.url.removeprefix(address))
    other.wait_for_selector("#story-text section[aria-current]")
    assert other.locator("#story-where").inner_text() == page.locator("#story-where").inner_text()
    assert other.locator("#story-text").inner_text() == page.locator("#story-text").inner_text()


def test_names_with_spaces_can_be_edited(visit, tmp_path):
    page = visit()
    upload(page, tmp_path, ROSTER)
    page.locator('.seat[data-code="Far East"]').click()
    slide(page, "Position", 5)
    assert "80 → 5" in page.locator("#changes").inner_text()


def test_an_invalid_upload_says_what_is_wrong(visit, tmp_path):
    page = visit(expect_errors=True)
    told = figures(page)
    upload(page, tmp_path, ROSTER.replace("salience = 30", "saliance = 30"))
    message = page.locator("#message").inner_text()
    assert "saliance" in message
    assert "salience" in message
    assert "line 9" in message
    assert figures(page) == told
    page.get_by_role("button", name="Close the message").click()
    upload(page, tmp_path, 'extends = "/etc/passwd"\ntitle = "x"')
    assert "extends" in page.locator("#message").inner_text()


def test_a_past_decision_is_guessed_before_it_is_shown(visit):
    page = visit()
    page.get_by_role("button", name="Scenarios").click()
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
    page.locator("#guess-done").click()
    assert page.locator("#guess").is_hidden()


def test_another_scenario_beside_the_pinned_one(visit):
    page = visit()
    page.get_by_role("button", name="Scenarios").click()
    page.get_by_label("Keep the pinned A").check()
    page.get_by_role("button", name="Tokyo office: France persuaded").click()
    expect(page.locator("#title")).to_have_text("Tokyo office: France persuaded")
    settle(page)
    page.locator("#view-both").click()
    assert page.locator("#room-a").is_visible()
    assert "France: position" in page.locator("#changes").inner_text()
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
    expect(page.locator("#message-text")).to_contain_text(said)
    expect(page.locator("#title")).to_have_text("A proposal")
    page.wait_for_timeout(300)
    expect(page.locator("#message")).to_be_visible()
    assert page.locator("#shares").is_visible()


@pytest.mark.parametrize(
    "link",
    ["#scenario=nothing_of_the_kind", "#scenario=x&toml=AAAA", "#scenario=minimal&A:scenario=x&A:toml=!"],
)
def test_a_link_that_cannot_be_read_is_not_taken_for_another(visit, link):
    page = visit(link, expect_errors=True)
    page.wait_for_timeout(500)
    expect(page.locator("#message-text")).to_contain_text("is not what was sent")
    page.locator("#message-close").click()
    expect(page.locator("#message")).to_be_hidden()
