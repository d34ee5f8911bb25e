"""The reference of the format, scenarios/README.md, is complete and its examples hold."""

import re
import runpy
import tomllib
from pathlib import Path

import pytest

from nacsim.data import members
from nacsim.scenario import ScenarioError, loads
from nacsim.scenario.format.document import TABLES, StanceTable
from nacsim.scenario.mistakes.explain import REMARKS
from nacsim.vocabulary import RULES

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "scenarios" / "README.md").read_text(encoding="utf-8")
HEADINGS = {
    (): "Top of the file",
    ("default",): "`[default]` and `[members]`",
    ("members", "*"): "`[members]` alone",
    ("issues", "*"): "`[issues.NAME]`",
    ("groups", "*"): "`[groups.NAME]`",
    ("experts", "*"): "`[experts.NAME]`",
    ("experts", "*", "members", "*"): "`[experts.NAME.members]`",
    ("actors", "*"): "`[actors]`",
    ("events", "*"): "`[[events]]`",
    ("events", "*", "set"): "`set`",
    ("events", "*", "change"): "`change`",
    ("procedure", "conditions", "*"): "`conditions`",
}


def section(heading):
    return re.split(r"^#{2,4} ", TEXT.partition(f"# {heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]


def rows(heading):
    lines = [line for line in section(heading).splitlines() if line.startswith("| `")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {row[0].strip("`"): row[1:] for row in cells}


@pytest.mark.parametrize("pattern", TABLES, ids=lambda pattern: ".".join(pattern) or "top")
def test_every_key_is_described_and_no_other(pattern):
    described = rows(HEADINGS.get(pattern, f"`[{pattern[0]}]`" if pattern else ""))
    if pattern == ("members", "*"):
        described |= rows(HEADINGS["default",])
    keys = [key for key in TABLES[pattern].model_fields if key not in REMARKS]
    assert sorted(described) == sorted(keys)
    for key, (kind, _, default, meaning) in described.items():
        assert kind, key
        assert default, key
        assert meaning, key
        required = TABLES[pattern].model_fields[key].is_required()
        assert (default == "required") == required, key


def test_the_remarks_are_described():
    for key in REMARKS:
        assert f"`{key}`" in section("Every key")
        assert key in StanceTable.model_fields


def test_what_the_vocabulary_says_is_current():
    """Decision rules, outcomes and parameters are written by `make generated`."""
    made = runpy.run_path(str(ROOT / "experiments" / "scenario_reference.py"))["page"]()
    assert made == TEXT, "stale: make generated"


@pytest.mark.parametrize("name", [*members.NAMES, *members.GROUPS, *members.COLUMNS, *RULES])
def test_every_name_that_may_be_used_is_listed(name):
    assert name in TEXT


def test_every_toml_example_is_toml():
    blocks = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
    assert len(blocks) >= 4
    for block in blocks:
        tomllib.loads(block)


def test_the_first_example_runs_as_it_is():
    assert len(loads(re.search(r"```toml\n(.*?)```", TEXT, re.DOTALL)[1]).room) == 32


def test_the_messages_shown_are_the_real_ones():
    case = (
        'title = "T"\ndate = 2023-07-11\n\n[issues.office]\nstatus_quo = 0\nproposed = 100\n\n\n[default]\n'
    )
    case += "position = 1\nresolve = 1\nsaliance = 1\n\n\n"
    case += "[members]\nFRN = {}\nDEU = { position = 140 }\nSWE = {}\n"
    with pytest.raises(ScenarioError) as caught:
        loads(case, "case.toml", ["members.FRA.resolve=high"])
    assert str(caught.value) in TEXT
