"""docs/files.md names every file that commands write, and what it says of their columns is true."""

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner

from nacsim.cli import nacsim as command_line
from nacsim.narrate.folder import FILES
from nacsim.narrate.validate import CASES, write_cases
from nacsim.results.columns import TABLES
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
    first = ["members.HUN.position", *share, *OUTCOMES, "rounds", "days"]
    assert names[: len(first)] == first
    assert {"scenario", "runs", "seed", "version"} <= set(names), (
        "every row says where it comes from, as the page says"
    )
    assert len(rows) == 2
    assert all(f"`{path.name}`" in TEXT for path in tmp_path.iterdir())


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
