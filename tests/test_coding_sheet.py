"""A second coder gets a sheet with the question and without numbers; what comes back is the same question, coded anew."""

import csv
import io

import pytest
from click.testing import CliRunner

from nacsim import agree, load
from nacsim.cli import nacsim as command_line
from nacsim.scenario import ScenarioError, loads
from nacsim.scenario.exchange.coding_sheet import EVERYBODY, QUESTIONS, coding_text
from nacsim.scenario.exchange.sheet import HEADINGS
from nacsim.scenario.recode import coding_sheet, recoded

FIRST = "tokyo_liaison_office"


def filled(text, cells, answers=()):
    """The sheet with numbers: (member, issue) -> values of some columns; and answers to the questions."""
    rows, left = list(csv.reader(io.StringIO(text))), list(answers)
    for row in rows:
        if row[0].startswith("# Question") and left:
            row[1] = left.pop(0)
        for heading, value in cells.get((row[0], row[2]) if len(row) > 3 else None, {}).items():
            row[HEADINGS.index(heading)] = str(value)
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().replace("your name here", "Jo Doe").encode()


CELLS = {
    (EVERYBODY, "office"): {"position": 75, "salience": 12, "resolve": 8},
    (EVERYBODY, "mandate"): {"position": 55, "salience": 5},
    ("FRA", "office"): {
        "position": 10,
        "position_low": 0,
        "position_high": 20,
        "salience": 55,
        "resolve": 90,
        "note": "so",
    },
    ("FRA", "mandate"): {"position": 5, "salience": 30},
}


def test_the_sheet_asks_everything_and_shows_nobodys_numbers():
    rows = list(csv.reader(io.StringIO(coding_sheet(FIRST))))
    above, table = (
        [row for row in rows if row[0].startswith("#")],
        [row for row in rows if len(row) == len(HEADINGS)],
    )
    assert len(table) == 1 + 2 * (1 + len(load(FIRST).room))
    assert not any(cell for row in table[1:] for cell in row[3:])
    said = " ".join(row[0] for row in above)
    assert all(f"Question {k} on office: {words}" in said for k, words in enumerate(QUESTIONS, start=1))
    assert "on mandate:" not in said, "a condition is not asked whether it can be divided"
    assert "95 to 100: the country's existence" in said


def test_what_comes_back_is_the_same_question_with_other_stances():
    text, account = recoded(FIRST, filled(coding_sheet(FIRST), CELLS, ["yes", "yes", "yes"]))
    second = loads(text, "second")
    assert second.members["FRA"].resolve == 90
    assert second.members["FRA"].position["office"].mode == 10
    assert second.members["FRA"].note == "so"
    assert second.members["NLD"].position == {"office": 75, "mandate": 55}
    assert second.issues["office"].lumpy is False
    assert second.coding == {"coder": "Jo Doe"}
    assert list(second.actors) == list(load(FIRST).actors), "what is not asked stays"
    assert "# there is an office or there is none" not in text
    assert "# Vilnius summit" in text, "comments stay"
    assert "Jo Doe on 2 members" in account[0]
    assert agree(FIRST, second, 50).apart


@pytest.mark.parametrize(
    ("answers", "lumpy"),
    [
        (("yes", "Yes", "y"), False),
        (("yes", "no", "yes"), True),
        (("", "no", ""), True),
        (("yes", "yes", "yes or no"), 0.5),
        ((), None),
    ],
)
def test_an_issue_is_divisible_only_if_all_three_questions_are_answered_yes(answers, lumpy):
    text, _ = recoded(FIRST, filled(coding_sheet(FIRST), CELLS, answers))
    assert loads(text, "second").document["issues"]["office"].get("lumpy") == lumpy


@pytest.mark.parametrize(
    ("cells", "answers", "said"),
    [
        (CELLS, ("maybe",), '"maybe" is no answer; allowed: yes, no, or nothing'),
        ({**CELLS, ("DEU", "office"): {"position": 140}}, (), "140 is outside the scale"),
        ({("FRA", "office"): {"position": 5}}, (), "default"),
    ],
)
def test_a_mistake_in_a_sheet_is_named(cells, answers, said):
    with pytest.raises(ScenarioError, match=said):
        recoded(FIRST, filled(coding_sheet(FIRST), cells, answers))


@pytest.mark.parametrize(
    "name", ["minimal", "osce_chair_2024", "security_council_libya_2011", "history/settlers_2024"]
)
def test_every_member_coded_alike_is_read_back_alike(name):
    case = load(name)
    cells = {(EVERYBODY, issue): {"position": 60, "salience": 20, "resolve": 10} for issue in case.issues}
    text, _ = recoded(name, filled(coding_text(case), cells))
    second = loads(text, "second")
    assert second.observed is None
    assert {stance.resolve for stance in second.members.values()} == {10}


def test_the_commands_go_there_and_back(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def given(line):
        return CliRunner().invoke(command_line, line.split())

    assert given(f"new hers --from {FIRST} --sheet").exit_code == 0
    path = tmp_path / "hers.csv"
    path.write_bytes(filled(path.read_text(encoding="utf-8-sig"), CELLS, ["no"]))
    done = given(f"new hers --from {FIRST} --read hers.csv")
    assert done.exit_code == 0, done.output
    assert f"nacsim agree {FIRST} hers.toml" in done.output
    assert given(f"agree {FIRST} hers.toml --runs 20").exit_code == 0
    for line in ("new a --sheet", "new a --read hers.csv", f"new a --from {FIRST} --sheet --read hers.csv"):
        assert given(line).exit_code == 2, line
