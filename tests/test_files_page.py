"""docs/files.md names every file that commands write, and what it says of their columns is true."""

import csv
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from nacsim.cli import nacsim as command_line
from nacsim.narrate.folder import FILES
from nacsim.narrate.validate import CASES, write_cases
from nacsim.results.columns import TABLES
from nacsim.results.records import CONTEXT
from nacsim.vocabulary import OUTCOMES

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "files.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [*FILES, *(f"{name}.csv" for name in TABLES)])
def test_every_file_of_a_run_is_named(name):
    assert f"`{name}`" in TEXT


def test_the_columns_of_a_sweep_are_those_described(tmp_path):
    line = f"sweep minimal --lhs 2 --input members.HUN.position=0:100 --runs 4 --out {tmp_path}"
    assert CliRunner().invoke(command_line, line.split()).exit_code == 0
    (names, *rows) = csv.reader((tmp_path / "points.csv").open(encoding="utf-8"))
    share = ["adopted", "adopted_low", "adopted_high"]
    known = ["members.HUN.position", *share, *OUTCOMES, "rounds", "days"]
    assert names[: len(known)] == known
    assert names[len(known) :] == [
        *(f"outcomes_{name}{end}" for name in OUTCOMES for end in ("", "_low", "_high")),
        "text_proposal",
        *CONTEXT,
    ]
    assert len(rows) == 2
    assert re.search(
        r"\*\*`points.csv`\*\*: one column for each input .*`adopted`, `adopted_low`, `adopted_high`", TEXT
    )
    assert {path.name for path in tmp_path.iterdir()} == {"points.csv", "points_members.csv", "sweep.json"}


def test_the_columns_of_the_cases_are_those_described(tmp_path):
    row = dict.fromkeys(CASES, 0.5) | {"named": ["A", "B"], "blockers": [], "why": "x"}
    row |= {"days": {"forecast": 3, "observed": None, "scored": False}}
    write_cases({"per_case": {"one": row}}, tmp_path / "cases.csv")
    (found,) = csv.DictReader((tmp_path / "cases.csv").open(encoding="utf-8"))
    assert list(found) == list(CASES)
    assert (found["case"], found["named"], found["days_forecast"], found["days_observed"]) == (
        "one",
        "A B",
        "3",
        "",
    )
