"""Role cards: every seat once, what a card says is what the file says, and a page to print that loads nothing."""

import re

import pytest
from click.testing import CliRunner

from nacsim import load
from nacsim.anchors import RESOLVE, SALIENCE, anchor
from nacsim.cli import nacsim as command_line
from nacsim.council.first_silence import outlook
from nacsim.narrate.roles import cards, seats_of, total_salience


def printed(*arguments):
    done = CliRunner().invoke(command_line, ["roles", *arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.parametrize("scale", [SALIENCE, RESOLVE])
def test_the_anchors_cover_the_scale_in_order_and_hold_their_own_numbers(scale):
    tops = [one.top for one in scale]
    assert tops == sorted(set(tops))
    assert tops[-1] == 100
    for one in scale:
        for number in re.findall(r"\d+", one.code):
            assert anchor(scale, float(number)) is one


@pytest.mark.parametrize(
    "name", ["tokyo_liaison_office", "ukraine_invitation", "osce_chair_2024", "committee_of_five"]
)
def test_every_member_is_on_one_card(name):
    scenario = load(name)
    seen = outlook(scenario)
    for most in (0, 3, 200):
        seats = seats_of(scenario, seen, most)
        assert len(seats) == len(set(seats)) == min(most, len(scenario.room))
        found = cards(scenario, seen, seats)
        assert len(found) == 2 + len(seats) + (len(seats) < len(scenario.room))
        assert all(text.strip() for card in found for _, text in card.parts)


def test_the_seats_with_most_at_stake_come_first():
    scenario = load("tokyo_liaison_office")
    assert seats_of(scenario, outlook(scenario), 2) == ["FRA", "USA"]


def test_a_card_says_what_the_file_says():
    scenario = load("tokyo_liaison_office")
    said = printed("tokyo_liaison_office", "--seats", "FRA")
    assert (
        "Office in Tokyo: 5 of 100, nearest to “no office; an embassy stays the contact point” (0)." in said
    )
    assert anchor(SALIENCE, total_salience(scenario.members["FRA"])).told in said
    assert total_salience(scenario.members["FRA"]) == 85
    assert "Macron" in said
    assert "−58.7" in said


def test_a_seat_that_can_be_won_is_told_by_what():
    said = printed("tokyo_liaison_office", "--seats", "FRA", "--set", "issues.office.lumpy=false",
                   "--set", "members.FRA.resolve=60")  # fmt: skip
    assert re.search(r"You could let it pass with Office in Tokyo at \d+", said)


def test_an_unknown_seat_is_answered_with_the_nearest():
    done = CliRunner().invoke(command_line, ["roles", "minimal", "--seats", "FRN"])
    assert done.exit_code == 2
    assert "FRA" in done.output


def test_the_page_to_print_is_whole_by_itself(tmp_path):
    path = tmp_path / "cards.html"
    printed("minimal", "--set", 'title="<b>$5 & more"', "--out", str(path))
    page = path.read_text(encoding="utf-8")
    assert "&lt;b&gt;$5 &amp; more" in page
    assert "<b>$5" not in page
    assert not re.search(r"(src|href)=|https?:|url\(", page)
    assert page.count("<section>") == 9


def test_another_kind_of_file_is_refused():
    assert CliRunner().invoke(command_line, ["roles", "minimal", "--out", "cards.docx"]).exit_code == 2
