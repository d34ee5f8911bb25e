"""Experts are asked with a sheet, and their answers come back as layers, in whatever form the table has by then."""

import csv
import io

import pytest

from nacsim import read_answers, write_sheet
from nacsim.cli import main
from nacsim.scenario import ScenarioError, load
from nacsim.scenario.exchange.sheet import HEADINGS
from nacsim.scenario.quantity import Pooled, Triangular, Uniform

TOKYO = "tokyo_liaison_office"
MOREAU = (
    "# Expert:,Anne Moreau\n" + ",".join(HEADINGS) + "\n"
    'FRA,France,office,5,0,15,60,95,high,"on principle, she says",Élysée\n'
    "FRA,France,mandate,5,,,25,,,,\nDEU,Germany,office,,25,60,17,,,,\nITA,Italy,office,,,,,,,no view,\n"
)
LINDQVIST = (
    "# Expert: Bo Lindqvist;\nmember;issue;position;salience;resolve\n"
    "Frankreich;Office in Tokyo;35,5;60;60\nFRA;mandate;40;;\n"
)


def rows(text):
    return [row for row in csv.reader(io.StringIO(text)) if not row[0].startswith("#")]


@pytest.fixture
def answers(tmp_path):
    paths = tmp_path / "moreau.csv", tmp_path / "lindqvist.csv"
    for path, text in zip(paths, (MOREAU, LINDQVIST), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def test_the_sheet_has_a_row_for_each_member_and_issue_and_says_what_numbers_mean():
    text, case = write_sheet(TOKYO), load(TOKYO)
    heads, *body = rows(text)
    assert tuple(heads) == HEADINGS
    assert [(row[0], row[2]) for row in body] == [(m, d) for m in case.room for d in case.issues]
    assert not any(cell for row in body for cell in row[3:]), "nobody is led by what the file says"
    above = " ".join(line for line in text.splitlines() if line.startswith(("#", '"#')))
    for issue in case.issues.values():
        assert issue.label in above
        assert issue.hundred in above
    assert [row[0] for row in rows(write_sheet(TOKYO, ["FRA"]))[1:]] == ["FRA", "FRA"]


@pytest.mark.parametrize(
    "name", [TOKYO, "ukraine_invitation", "security_council_libya_2011", "osce_chair_2024", "minimal"]
)
def test_a_filled_sheet_sent_back_unchanged_changes_nothing_that_is_certain(name):
    """What is a plain number or a range comes back as it was, to the millionth of a point; the rest at its mean."""
    case, sheet = load(name), write_sheet(name, filled=True)
    back = read_answers(case, [sheet.replace("your name here", "The file").encode()]).scenario
    base = case.without_experts()
    for code in case.room:
        for key in ("position", "salience"):
            for issue, value in getattr(base.members[code], key).items():
                found = getattr(back.members[code], key)[issue]
                found = found.parts[-1] if isinstance(found, Pooled) else found
                if isinstance(value, int | float) or (
                    key == "position" and isinstance(value, Uniform | Triangular)
                ):
                    assert found == pytest.approx(value) if isinstance(value, int | float) else found == value


def test_answers_become_experts_and_comments_stay(answers):
    found = read_answers(TOKYO, answers, weights={"Anne Moreau": 3})
    case = found.scenario
    assert {key: (e.name, e.weight) for key, e in case.experts.items()} == {
        "anne_moreau": ("Anne Moreau", 0.75),
        "bo_lindqvist": ("Bo Lindqvist", 0.25),
    }
    france = case.members["FRA"]
    assert france.position["office"].parts == (Triangular(0, 5, 15), 35.5)
    assert france.position["mandate"].parts == (5, 40)
    assert france.resolve.parts == (95, 60)
    assert france.salience["mandate"] == 25, "both say what the file says, or nothing"
    assert case.members["DEU"].position["office"] == Uniform(25, 60)
    assert case.members["ITA"] == load(TOKYO).members["ITA"], "a remark alone is no view"
    view = case.document["experts"]["anne_moreau"]["members"]["FRA"]
    assert (view["note"], view["source"], view["confidence"]) == ("on principle, she says", "Élysée", "high")
    assert "# there is an office or there is none" in found.toml
    assert "Anne Moreau on 2 members (position 3, salience 3, resolve 1)" in found.report
    assert "decimal comma" in found.report


def test_answers_are_added_to_experts_that_are_there(answers):
    first = read_answers(TOKYO, answers[:1])
    both = read_answers(first.scenario, answers[1:])
    assert list(both.scenario.experts) == ["anne_moreau", "bo_lindqvist"]
    assert both.scenario.members["FRA"].resolve.parts == (95, 60)


def test_several_experts_in_one_sheet():
    sheet = b"expert,member,issue,position\nAnn,FRA,office,10\nBo,FRA,office,30\nAnn,DEU,office,50\n"
    case = read_answers(TOKYO, [sheet]).scenario
    assert case.members["FRA"].position["office"].parts == (10, 30)
    assert case.members["DEU"].position["office"].parts[0] == 50


def test_an_answer_from_excel_and_from_pandas():
    openpyxl, pandas = pytest.importorskip("openpyxl"), pytest.importorskip("pandas")
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    for row in csv.reader(io.StringIO(MOREAU)):
        book.active.append([float(c) if c.isdigit() else c for c in row])
    book.save(buffer)
    frame = pandas.DataFrame({"member": ["FRA"], "issue": ["office"], "position": [35.5]})
    case = read_answers(TOKYO, [buffer.getvalue(), frame]).scenario
    assert case.members["FRA"].position["office"].parts == (Triangular(0, 5, 15), 35.5)


MISTAKES = """# Expert:,Anne
member,issue,position,position_low,position_high,salience,resolve
FRN,office,5,0,15,60,95
FRA,ofice,5,,,25,
DEU,office,70,,,x,
DEU,office,60,,,5,
GBR,office,170,,,5,10
GBR,mandate,70,80,90,5,20
"""


def test_every_mistake_is_named_with_its_line():
    with pytest.raises(ScenarioError) as caught:
        read_answers(TOKYO, [MISTAKES.encode()])
    said = [(problem.line, problem.key, problem.message) for problem in caught.value.problems]
    assert [(line, key) for line, key, _ in said] == [
        (3, "member"), (4, "issue"), (5, "salience"), (6, "member"), (7, "position"), (8, "position"), (8, "resolve"),
    ]  # fmt: skip
    words = [message for _, _, message in said]
    assert "nearest: FRA" in words[0]
    assert "nearest: office" in words[1]
    assert words[3] == "DEU on office has a row already, in line 5; needed: one"
    assert words[4] == "170 is outside the scale; allowed: 0 to 100"
    assert words[5].startswith("80 ≤ 70 ≤ 90 is not so")


@pytest.mark.parametrize(
    ("sheets", "more", "words"),
    [
        ([MOREAU, MOREAU], {}, '"Anne Moreau" is the expert of'),
        ([MOREAU], {"weights": {"anne": 2}}, '"anne" is no expert; nearest: anne_moreau'),
        (["member,issue,position\n" + "".join(f"{m},office,0.{k}\n" for k, m in enumerate(
            ("FRA", "DEU", "ITA", "GBR"), 1))], {}, "all of position lies within 0 and 1"),
        ([MOREAU.replace("member,", "wer,")], {}, "no heading is understood as actor"),
        ([b"%PDF-1.7"], {}, "is a PDF"),
    ],
)  # fmt: skip
def test_what_cannot_be_an_answer_is_refused(sheets, more, words):
    with pytest.raises(ScenarioError, match=words):
        read_answers(TOKYO, [text if isinstance(text, bytes) else text.encode() for text in sheets], **more)


def test_the_command_writes_the_sheet_and_reads_it_back(tmp_path, monkeypatch, capsys, answers):
    monkeypatch.chdir(tmp_path)

    def nacsim(*words):
        with pytest.raises(SystemExit) as stop:
            main([*words])
        return stop.value.code, capsys.readouterr()

    assert nacsim("elicit", TOKYO, "--member", "FRA")[0] == 0
    sheet = (tmp_path / f"{TOKYO}_sheet.csv").read_bytes()
    assert sheet.startswith(b"\xef\xbb\xbf#"), "Excel knows UTF-8 by this mark"
    code, told = nacsim("elicit", TOKYO, "--read", *map(str, answers), "--weight", "Anne Moreau=3")
    assert code == 0
    assert "France, resolve: 95 by Anne Moreau; 60 by Bo Lindqvist." in told.out
    assert load(f"{TOKYO}_experts.toml").experts["anne_moreau"].weight == 0.75
    for words in (
        ["elicit", TOKYO],
        ["elicit", TOKYO, "--read"],
        ["elicit", TOKYO, "a.csv"],
        ["elicit", TOKYO, "--read", str(answers[0]), "--filled"],
        ["elicit", TOKYO, "--weight", "a=1"],
        ["elicit", TOKYO, "--read", str(answers[0]), "--to", "x.toml", "--weight", "a"],
    ):
        code, told = nacsim(*words)
        assert code != 0
        assert told.err.count("Error") == 1
