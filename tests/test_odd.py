"""docs/odd.md is complete: every element of the protocol, every file of the rules, every parameter, every equation."""

import importlib
import inspect
import re
import sys
from pathlib import Path

import pytest

from nacsim.rules import state
from nacsim.vocabulary import PARAMETERS

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "experiments"))

import blocks  # noqa: E402

TEXT = (ROOT / "docs" / "odd.md").read_text(encoding="utf-8")
FILES = sorted(
    path.stem for path in (ROOT / "sim" / "nacsim" / "rules").glob("*.py") if path.stem != "__init__"
)
ELEMENTS = (
    "1 Purpose and patterns", "2 Entities, state variables and scales", "3 Process overview and scheduling",
    "4 Design concepts", "5 Initialization", "6 Input data", "7 Submodels",
)  # fmt: skip
CONCEPTS = (
    "Basic principles", "Emergence", "Adaptation", "Objectives", "Learning", "Prediction", "Sensing", "Interaction",
    "Stochasticity", "Collectives", "Observation",
)  # fmt: skip
"""Of the second update of the protocol (Grimm et al. 2020), in its order."""
TRACE = (
    "Problem formulation", "Model description", "Data evaluation", "Conceptual model evaluation",
    "Implementation verification", "Model output verification", "Model analysis", "Model output corroboration",
)  # fmt: skip


def test_the_elements_and_concepts_stand_in_their_order():
    assert re.findall(r"^## (\d .*)$", TEXT, re.MULTILINE) == list(ELEMENTS)
    section = TEXT.partition("## 4 Design concepts")[2].partition("## 5")[0]
    assert re.findall(r"^\*\*([\w ]+)\.\*\*", section, re.MULTILINE) == list(CONCEPTS)
    assert re.findall(r"^\| ([A-Z][\w ]+) \|", TEXT.partition("## TRACE")[2], re.MULTILINE) == list(TRACE)


@pytest.mark.parametrize("name", FILES)
def test_every_file_of_the_rules_is_named_once(name):
    assert (name in blocks.PLAY) != (name in blocks.MACHINERY)
    assert f"[`{name}.py`](../sim/nacsim/rules/{name}.py)" in TEXT


@pytest.mark.parametrize("name", blocks.PLAY)
def test_every_equation_is_that_of_the_code(name):
    """All indented lines of a rule's docstring stand on the page as they are."""
    doc = inspect.cleandoc(importlib.import_module(f"nacsim.rules.{name}").__doc__)
    for line in doc.splitlines():
        assert not line.startswith("    ") or line in TEXT


@pytest.mark.parametrize("name", PARAMETERS)
def test_every_parameter_has_value_range_and_source(name):
    (row,) = [line for line in TEXT.splitlines() if line.startswith(f"| `{name}` |") and line.count("|") == 6]
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert all(cells), row
    assert " to " in cells[3]
    assert re.match(r"past decisions; prior|decisions coded twice|assumption: ", cells[4])


def test_a_parameter_is_calibrated_or_says_where_it_is_from():
    drawn = set(blocks.drawn())
    assert drawn == set(blocks.priors())
    assert {name for name, entry in PARAMETERS.items() if entry.source} == set(PARAMETERS) - drawn


KINDS = (
    state.Room, state.Issues, state.Members, state.Road, state.Note, state.Luck, state.Terms, state.State,
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_state_variable_is_described(kind):
    part = TEXT.partition(f"**`{kind.__name__}`**")[2].partition("**`")[0]
    for field in kind._fields:
        assert re.search(rf"^\| `{field}` \| .+ \| .+ \|$", part, re.MULTILINE), field


def test_numbers_that_nobody_can_set_are_listed():
    """Every constant in capitals of the theory that is a number is in the table of constants."""
    known = {name for _, name, *_ in blocks.CONSTANTS}
    for name in blocks.PLAY:
        for key, value in vars(importlib.import_module(f"nacsim.rules.{name}")).items():
            if key.isupper() and isinstance(value, float | int) and key not in known | TECHNICAL:
                assert hasattr(importlib.import_module("nacsim.vocabulary"), key), f"{name}.{key}"


TECHNICAL = {"TINY", "NOTHING", "ROUNDING", "HELD"}
"""What rounding loses, and what no text can be worth: no part of the theory."""


def test_the_patterns_and_tests_that_it_points_at_are_there():
    for path in re.findall(r"`((?:tests|experiments|sim|scenarios)/[\w/.]+)`", TEXT):
        assert (ROOT / path).exists(), path
