"""Making a question in a real browser, as people do it."""

import re
import shutil

import openpyxl
import pytest
from browser import READY, Server, both, expect, held_back, runs, write

from nacsim import simulate
from nacsim.scenario import load, loads, shipped


@pytest.fixture(scope="module")
def mine(tmp_path_factory):
    """A file of one's own, for the page to follow."""
    path = tmp_path_factory.mktemp("mine") / "mine.toml"
    shutil.copy(shipped()["minimal"], path)
    return path


@pytest.fixture(scope="module")
def address(mine):
    server = Server("0", str(mine))
    yield server.address
    server.stop()


def fill(page, path, text):
    keys = ",".join(f'"{key}"' for key in path.split("."))
    page.locator(f"#make [data-path='[{keys}]'] :is(input, textarea)").first.fill(text)
    page.keyboard.press("Tab")


def written(page):
    return page.locator("#make-toml").input_value()


def test_a_question_from_a_newspaper_in_the_page_alone_and_both_ways(visit):
    page = visit(expect_errors=True)
    write(page, "new")
    fill(page, "question", "Would the Council send ships?")
    add = page.get_by_label("Add a member", exact=True)
    for name in ("Hungary", "Türkei"):
        add.fill(name)
        add.press("Enter")
    page.locator("tr[data-entry='members.TUR']").wait_for()
    fill(page, "members.HUN.position.proposal", "much")
    expect(page.locator("tr[data-entry='members.HUN'] th")).to_contain_text(
        "is not a number; allowed: a number from 0 to 100"
    )
    expect(page.locator("#make-play")).to_be_disabled()
    assert page.locator(".gutter .bad").count() == 1
    fill(page, "members.HUN.position.proposal", "5..15")
    fill(page, "members.HUN.resolve", "80")
    runs(page)
    assert "HUN = { position = { low = 5, high = 15 }, resolve = 80 }" in written(page)
    page.locator("#make-toml").fill(
        written(page).replace('"The proposal"', '"Ships"  # a remark').replace("[members]", "[members")
    )
    expect(page.locator("#make-state")).to_contain_text("cannot be read as TOML")
    page.locator("#make-toml").fill(written(page).replace("[members\n", "[members]\n"))
    runs(page)
    expect(page.locator('[data-path=\'["issues","proposal","label"]\'] input')).to_have_value("Ships")
    fill(page, "issues.proposal.label", "Ships and planes")
    expect(page.locator("#make-toml")).to_have_value(re.compile('label = "Ships and planes"  # a remark'))
    runs(page)
    text = written(page)
    page.locator("#make-play").click()
    expect(page.locator("#title")).to_have_text("Would the Council send ships?")
    page.wait_for_selector(READY)
    share = simulate(loads(text)).adopted.mean()
    assert str(round(100 * share)) in page.locator("#answer").inner_text() or share > 0.99


@both
def test_what_is_typed_while_an_answer_builds_the_form_anew_is_not_lost(visit):
    page = visit()
    write(page, "new")
    add = page.get_by_label("Add a member", exact=True)
    add.fill("Hungary")
    add.press("Enter")
    hungary = page.locator("tr[data-entry='members.HUN']")
    hungary.wait_for()
    resolve = hungary.locator("[data-path*='resolve'] input")
    with held_back(page, "**/api/edit"):
        add.fill("Türkei")
        add.press("Enter")
        hungary.evaluate("row => { row.old = true; }")
        resolve.fill("81")
    page.wait_for_function("() => !document.querySelector(`tr[data-entry='members.HUN']`).old")
    expect(resolve).to_have_value("81")
    resolve.press("Tab")
    runs(page)
    assert "resolve = 81" in written(page)


def test_what_is_typed_and_taken_back_at_once_is_gone_from_the_field_too(visit):
    page = visit()
    write(page, "example")
    before = written(page)
    title = page.locator("#make [data-path='[\"title\"]'] :is(input, textarea)")
    was = title.input_value()
    title.click()
    page.keyboard.type("Ships ")
    with held_back(page, "**/api/edit"):
        page.locator("#undo").click()  # by which the field is left, too
    expect(title).to_have_value(was)
    runs(page)
    assert written(page) == before
    page.locator("#redo").click()
    expect(title).not_to_have_value(was)


def test_a_table_of_a_spreadsheet_becomes_the_members_and_undo_takes_it_back(visit):
    page = visit()
    write(page, "copy")
    before = written(page)
    page.locator("#make-paste").click()
    page.locator("#paste-text").fill(
        "Land\tPosition\tSalience\nFrankreich\t1\t8\nDeutschland\t4\t3\nUngarn\t2\t9\n"
    )
    page.locator("#paste-take").wait_for()
    report = page.locator("#paste-report").inner_text()
    assert "Attention: position runs from 1 to 4" in report
    assert "Assumed: " in report
    page.locator("#paste-options summary").click()
    page.locator("#paste-scale").fill("0:10")
    page.keyboard.press("Tab")
    expect(page.locator("#paste-report")).not_to_contain_text("position runs from 1 to 4")
    page.locator("#paste-take").click()
    page.locator("tr[data-entry='members.DEU']").wait_for()
    assert "HUN = { position = 20, salience = 90, resolve = 60 }" in written(page)
    page.locator("#undo").click()
    expect(page.locator("#make-toml")).to_have_value(before)


def test_an_issue_is_moved_by_keys_and_undo_moves_it_back(visit):
    page = visit("#scenario=tokyo_liaison_office&runs=200")
    write(page, "copy")
    before, entries = written(page), page.locator("#make-s-issues .make-entry")
    page.get_by_role("button", name="Move mandate up").press("Enter")
    expect(entries.first).to_have_attribute("data-entry", "issues.mandate")
    expect(page.locator("#make-mistakes")).to_contain_text("the first issue is the principal one")
    assert written(page).index("[issues.mandate]") < written(page).index("[issues.office]")
    expect(page.get_by_role("button", name="Move mandate up")).to_be_focused()
    page.locator("#undo").click()
    expect(page.locator("#make-toml")).to_have_value(before)
    expect(entries.first).to_have_attribute("data-entry", "issues.office")


DROP = """text => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([text], "dropped.csv"));
  document.querySelector("#paste").dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
}"""


def test_a_workbook_is_chosen_and_another_table_dropped_in_place_of_rows_that_are_pasted(visit, tmp_path):
    book = openpyxl.Workbook()
    for row in [("Member", "Position"), ("Frankreich", 10), ("Deutschland", 40), ("Ungarn", 20)]:
        book.active.append(row)
    book.save(tmp_path / "wishes.xlsx")
    page = visit()
    page.locator("#write > summary").click()
    page.locator("#write-table").click()
    page.locator("#paste-file").set_input_files(tmp_path / "wishes.xlsx")
    expect(page.locator("#paste-report h3").first).to_contain_text("3 members")
    expect(page.locator("#paste")).to_contain_text("wishes.xlsx")
    page.evaluate(DROP, "member;position\nFRA;5\nDEU;40\nHUN;20\nITA;70\n")
    expect(page.locator("#paste-report h3").first).to_contain_text("4 members")
    page.locator("#paste-begin").click()
    page.locator("tr[data-entry='members.ITA']").wait_for()
    assert "HUN = { position = 20" in written(page)


def test_the_file_is_followed_and_a_broken_one_keeps_the_last_good_answer(visit, mine):
    page = visit(expect_errors=True)
    good = mine.read_text(encoding="utf-8")
    answer = page.locator("#answer").inner_text()
    mine.write_text(good.replace("resolve = 60", "resolve = 600"), encoding="utf-8")
    message = page.locator("[data-cause=follow]")
    expect(message).to_contain_text("outside the limits; allowed: 0 to 100")
    assert page.locator("#answer").inner_text() == answer
    mine.write_text(good.replace('"A proposal"', '"Another one"'), encoding="utf-8")
    expect(message).to_contain_text("this is what it says now")
    expect(page.locator("#title")).to_have_text("Another one")
    mine.write_text(good, encoding="utf-8")
    expect(page.locator("#title")).to_have_text(load(mine).title)
