"""The page in a real browser, as people use it. Needs Playwright and an installed Chromium."""

import re

import pytest
from browser import READY, address, adopted, browser, expect, figures, persuade, settle, slide, visit

__all__ = ["address", "browser", "visit"]  # fixtures


def test_moving_france_moves_the_figures(visit):
    page = visit()
    before, told = adopted(page), figures(page)
    persuade(page)
    assert adopted(page) > before + 30
    assert all(a != b for a, b in zip(told, figures(page), strict=True))
    assert "5 → 80" in page.locator("#changes").inner_text()
    assert re.match(r"\+\d", page.locator("#shares tbody tr").nth(2).locator("td").first.inner_text())


def test_keyboard_alone(visit):
    page = visit()
    before = adopted(page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.seat')"):
            break
    page.keyboard.press("Home")
    assert page.evaluate("document.activeElement.dataset.code") == "ALB"
    for _ in range(9):
        page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.code") == "FRA"
    assert page.locator("#edit-panel select").first.input_value() == "FRA"
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        label = page.evaluate("document.activeElement.labels?.[0]?.textContent") or ""
        if label.startswith("Resolve"):
            break
    page.keyboard.press("Home")
    settle(page)
    assert adopted(page) > before
    page.keyboard.press("Control+z")
    settle(page)
    assert adopted(page) == before


def test_undo_redo_reset_and_taking_back(visit):
    page = visit()
    told = figures(page)
    persuade(page)
    moved = figures(page)
    for button, expected in (("Undo", told), ("Redo", moved), ("Reset", told), ("Undo", moved)):
        page.get_by_role("button", name=button, exact=True).click()
        settle(page)
        assert figures(page) == expected
    page.get_by_role("button", name="Take back: France: position").click()
    settle(page)
    assert figures(page) == told
    assert "A and B are the same" in page.locator("#changes").inner_text()


def test_a_drag_is_one_step_and_ends_with_all_councils(visit):
    page = visit()
    page.locator(".seat[data-code=FRA]").click()
    box = page.get_by_role("slider", name="Position").first.bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 0.1 * box["width"], middle)
    page.mouse.down()
    for k in range(2, 9):
        page.mouse.move(box["x"] + k / 10 * box["width"], middle)
        page.wait_for_timeout(30)
    page.mouse.up()
    settle(page)
    assert page.locator("#provenance").inner_text().startswith("5,000 councils")
    page.get_by_role("button", name="Undo").click()
    settle(page)
    assert "A and B are the same" in page.locator("#changes").inner_text()


def test_a_group_moves_together(visit):
    page = visit()
    page.get_by_role("tab", name="Group").click()
    page.get_by_role("combobox", name="Group", exact=True).select_option(label="baltic 3 (3)")
    page.get_by_label("Move by").fill("-30")
    settle(page)
    told = page.locator("#changes").inner_text()
    assert all(name in told for name in ("Estonia", "Latvia", "Lithuania"))
    assert "70 → 40" in told


def test_rules_chair_text_and_actors_can_be_changed(visit):
    page = visit()
    page.get_by_role("tab", name="Rules").click()
    page.get_by_label("Decision rule").select_option(label="consensus minus one")
    settle(page)
    assert adopted(page) > 80
    slide(page, "Amends", 0.5)
    page.get_by_role("tab", name="Text").click()
    slide(page, "As tabled", 80)
    page.get_by_role("tab", name="Actors").click()
    slide(page, "Stance", -90)
    told = page.locator("#changes").inner_text()
    for words in ("Decision rule", "Chair amends", "as tabled", "China: stance"):
        assert words in told


def test_a_text_that_cannot_be_tabled_is_explained(visit):
    page = visit(expect_errors=True)
    page.get_by_role("tab", name="Text").click()
    page.get_by_role("slider", name="As tabled").first.fill("2")
    page.locator("#message").wait_for()
    assert "status quo" in page.locator("#message").inner_text()
    page.get_by_role("slider", name="As tabled").first.fill("90")
    settle(page)
    assert page.locator("#message").is_hidden()


def test_the_story_steps(visit):
    page = visit()
    page.locator(".bar[data-name=B] [data-outcome=shelved]").click()
    page.wait_for_selector("#story-text section")
    assert "taken off the table" in page.locator("#story-text").inner_text()
    seat = page.locator("#room-b .seat[data-code=FRA]")
    assert "breaks silence" in seat.get_attribute("aria-label")
    assert page.locator("#story-back").is_disabled()
    first = page.locator("#story-text section[aria-current]").inner_text()
    page.locator("#story-forward").click()
    assert page.locator("#story-where").inner_text().startswith("round 2 of")
    assert page.locator("#story-text section[aria-current]").inner_text() != first
    page.locator("#story-back").click()
    assert page.locator("#story-text section[aria-current]").inner_text() == first
    page.locator("#story-typical").select_option("blocked")
    expect(page.locator("#story-text")).to_contain_text(": blocked")
    page.locator("#story-another").click()
    page.get_by_role("tab", name="All councils").click()
    assert "%" in seat.get_attribute("aria-label")


@pytest.mark.parametrize(
    "how", [{"color_scheme": "dark"}, {"viewport": {"width": 360, "height": 740}}], ids=str
)
def test_dark_and_phone_show_what_must_be_in_sight(browser, address, how):
    context = browser.new_context(**how)
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector(READY)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for part in ("#provenance", ".caveat", "#shares"):
        assert page.locator(part).is_visible()
        assert page.locator(part).evaluate("e => e.getBoundingClientRect().bottom <= innerHeight")
    told = page.locator("#provenance").inner_text()
    assert re.search(
        r"5,000 councils · seed 0 · NACSIM [\d.]+ · error of a share at most ± [\d.]+ points", told
    )
    context.close()
