"""What is in the vocabulary is there in full: every entry has its function, its colours on the page, its text."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from nacsim import vocabulary
from nacsim.data import calibrated
from nacsim.plots import RUN_FIGURES
from nacsim.rules.decision import DECISION_RULES
from nacsim.rules.ending import AS
from nacsim.rules.state import Parameters
from nacsim.vocabulary import (
    ADOPTED,
    AGREED,
    FIGURES,
    OUTCOME,
    OUTCOMES,
    PARAMETERS,
    PHASE,
    REFUSED,
    RULE,
    RULES,
    TALKS,
    Parameter,
)
from nacsim.web.api import start

STYLE = (Path(import_module("nacsim.web").__file__).parent / "static" / "colours.css").read_text(
    encoding="utf-8"
)


def test_the_vocabulary_needs_nothing():
    text = Path(vocabulary.__file__).read_text(encoding="utf-8")
    assert re.findall(r"^(?:from|import) (\S+)", text, re.MULTILINE) == ["typing"]


def test_adopted_outcomes_come_first():
    assert (*ADOPTED, *REFUSED) == OUTCOMES
    assert list(AS) == list(OUTCOMES)


@pytest.mark.parametrize("key", OUTCOMES)
def test_an_outcome_is_told_in_full(key):
    entry = OUTCOME[key]
    assert entry.label
    assert entry.meaning
    assert bool(entry.form) == entry.adopted
    assert re.fullmatch(r"#[0-9A-F]{6}", entry.colour)
    for name in (f"--{key}:", f"--on-{key}:"):
        assert STYLE.count(name) == 2, f"colours.css lacks {name} in one of its two themes"


def test_phases_are_told_in_full():
    assert TALKS == 0
    assert all(entry.sentence for entry in PHASE[1:])
    assert {PHASE[number].key for number in AGREED} == {"passed", "settled", "stood aside"}


def test_every_decision_rule_has_its_function():
    assert tuple(DECISION_RULES) == RULES
    assert all(entry.label and entry.sentence for entry in RULE.values())


def test_every_figure_of_a_run_has_its_function():
    assert sorted(RUN_FIGURES) == sorted(FIGURES)


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_parameter_is_calibrated_or_has_a_default(name):
    entry = PARAMETERS[name]
    assert entry.low < entry.high
    assert entry.meaning
    if name not in calibrated.columns():
        assert entry.low <= entry.default <= entry.high


def test_the_calibrated_set_has_no_column_that_means_nothing():
    assert set(calibrated.columns()) <= set(PARAMETERS)
    assert Parameters._fields == tuple(PARAMETERS)


@pytest.fixture
def another_parameter():
    """A parameter that nobody has calibrated yet."""
    made = (calibrated.uncalibrated, calibrated.calibrated, calibrated.central)
    for function in made:
        function.cache_clear()
    PARAMETERS["another"] = Parameter(0, 1, "nothing yet", default=0.25)
    yield "another"
    del PARAMETERS["another"]
    for function in made:
        function.cache_clear()


def test_a_parameter_that_is_not_calibrated_stands_at_its_default(another_parameter):
    columns = calibrated.columns()
    assert calibrated.uncalibrated() == {n: p.default for n, p in PARAMETERS.items() if n not in columns}
    assert calibrated.uncalibrated()[another_parameter] == 0.25
    assert {row[another_parameter] for row in calibrated.calibrated()} == {0.25}
    assert calibrated.central()[another_parameter] == 0.25


def test_the_page_is_told_the_words():
    told = start({})
    assert list(told["outcomes"]) == list(OUTCOMES)
    assert list(told["rules"]) == list(RULES)


def test_a_result_shows_its_figures_in_the_order_of_the_vocabulary():
    """The first of them is what a notebook shows; which file is imported first is no order."""
    from nacsim.plots.offered import run_figures

    assert list(run_figures())[: len(FIGURES)] == list(FIGURES)
