"""One pipeline: however a council is played, alone, beside others or watched, it is the same council."""

import numpy as np
import pytest

import nacsim
from nacsim.council.replay import tell
from nacsim.council.watch import watch
from nacsim.engine.columns import columns, only, stack
from nacsim.engine.ensemble import simulate, simulate_many
from nacsim.engine.luck import BLOCK
from nacsim.engine.playing import play
from nacsim.engine.rows import rows
from nacsim.engine.sampling import draw, setting_of
from nacsim.explore.sweep import sweep
from nacsim.scenario import load

TOKYO = "tokyo_liaison_office"
AWKWARD = (1, BLOCK + 1)
"""Numbers of runs whose last block holds one run alone: a column then says nothing of whether it is certain."""


@pytest.fixture(scope="module")
def scenario():
    return load("ukraine_invitation")


@pytest.mark.parametrize(
    ("count", "runs"), [(2, 1), (3, 1), (2, BLOCK + 1), (2, 1000), (4, 500), (5, 400), (2, 999)]
)
def test_beside_others_a_scenario_plays_as_it_does_alone(scenario, count, runs):
    variants = [scenario.with_values({"members.FRA.resolve": 10 * k}) for k in range(count)]
    for variant, beside in zip(variants, simulate_many(variants, runs, 3, jobs=1), strict=True):
        assert (beside.rows == simulate(variant, runs, 3, jobs=1).rows).all()


def test_settings_of_one_run_each_are_stacked_as_columns(scenario):
    settings = [setting_of(scenario, run) for run in (5, 5, 9)]
    together = stack(settings, 1)
    assert together.members.ideal.shape[-1] == len(together.luck.column) == 3
    found = rows(together, play(together))
    assert (found == simulate(scenario, 10, jobs=1).rows[[5, 5, 9]]).all()


@pytest.mark.parametrize("run", [0, 7, BLOCK - 1, BLOCK, 3 * BLOCK + 1])
def test_the_setting_of_a_run_is_all_that_its_row_needs(scenario, run):
    setting = setting_of(scenario, run, 2)
    (row,) = rows(setting, play(setting))
    assert row == simulate(scenario, run + 1, 2, jobs=1).rows[run]


def test_some_runs_of_a_setting_have_their_own_days(scenario):
    setting, some = draw(scenario, nacsim.engine.luck.lots(0, 0), 300), np.array([3, 77, 299])
    few = only(setting, some)
    assert (rows(few, play(few)) == rows(setting, play(setting))[some]).all()


def test_watching_does_not_end_with_a_block(scenario):
    moments, seen = watch(scenario, BLOCK + 30), simulate(scenario, BLOCK + 30, jobs=1)
    assert len(moments[0].runs) == BLOCK + 30
    assert (moments[0].state.speaks == seen.first)[:, BLOCK:].all()


def test_a_council_told_is_that_council(scenario):
    told, row = tell(scenario, BLOCK + 3, 4), simulate(scenario, BLOCK + 4, 4, jobs=1).rows[-1]
    assert (told.outcome, round(10 * told.days)) == (nacsim.OUTCOMES[row["outcome"]], row["days"])


@pytest.mark.parametrize("runs", AWKWARD)
def test_every_question_can_be_asked_of_any_number_of_runs(runs):
    small, position = load("minimal"), "members.HUN.position"
    other = small.with_values({position: 40})
    assert nacsim.compare({"a": small, "b": other}, runs, jobs=1)["runs"] == runs
    assert nacsim.pivots(small, runs, jobs=1)["runs"] == runs
    assert sweep(small, {position: (0, 100, 3)}, runs=runs, jobs=1)["runs"] == runs


@pytest.mark.parametrize("runs", AWKWARD)
def test_the_longer_questions_too(runs):
    pytest.importorskip("SALib")
    inputs = {"members.HUN.position": (0, 100), "members.HUN.resolve": (0, 100)}
    small = load("minimal")
    assert nacsim.bridge(small, 0.5, runs, jobs=1)["runs"] == runs
    assert nacsim.sensitivity(small, inputs, 4, runs, jobs=1)["runs"] == runs
    assert nacsim.discover(small, inputs, 32, runs, jobs=1)["runs"] == runs


def test_one_run_alone_stays_as_it_is_whichever_are_kept():
    """A single column is what all runs share, and of one run nothing can be told from the shape."""
    one, two = np.ones((3, 1)), np.arange(6).reshape(3, 2)
    none, last = np.array([], int), np.array([1])
    assert columns((one,), none, 1)[0] is one
    assert columns((one, two), last, 2)[0] is one
    assert columns((one, two), last, 2)[1].tolist() == [[1], [3], [5]]
    assert columns(two, slice(0, 1), 2).tolist() == [[0], [2], [4]]
    assert columns("a word", last, 2) == "a word"
