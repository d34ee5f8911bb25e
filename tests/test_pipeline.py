"""One pipeline: however a council is played, alone, beside others or watched, it is the same council."""

from typing import NamedTuple

import numpy as np
import pytest

import nacsim
from nacsim.council.replay import tell
from nacsim.council.watch import watch
from nacsim.engine.columns import columns, only, stack
from nacsim.engine.ensemble import each_forced, simulate, simulate_many, stream
from nacsim.engine.luck import BLOCK
from nacsim.engine.playing import TILE, play
from nacsim.engine.rows import rows
from nacsim.engine.sampling import draw, setting_of
from nacsim.engine.together import blocks_of, side_by_side
from nacsim.errors import WrongType, WrongValue
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
    several = stack([draw(scenario, nacsim.engine.luck.lots(0, 0), 4)] * 3, 4).issues
    assert several.proposed.shape[-1] == several.floor.shape[-1] == 1  # where no run changes it
    found = rows(together, play(together))
    assert (found == simulate(scenario, 10, jobs=1).rows[[5, 5, 9]]).all()


@pytest.mark.parametrize("run", [0, 7, BLOCK - 1, BLOCK, 3 * BLOCK + 1])
def test_the_setting_of_a_run_is_all_that_its_row_needs(scenario, run):
    setting = setting_of(scenario, run, 2)
    (row,) = rows(setting, play(setting))
    assert row == simulate(scenario, run + 1, 2, jobs=1).rows[run]


def test_a_council_that_nobody_names_is_the_first_of_seed_0(scenario):
    setting = setting_of(scenario)
    assert rows(setting, play(setting)) == simulate(scenario, 1, 0, jobs=1).rows


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
    assert nacsim.sensitivity(small, inputs, 4, runs, jobs=1)["runs"] == runs + runs % 2
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


def test_runs_are_taken_out_of_every_array_however_it_is_nested():
    per_run, alike = np.arange(8.0).reshape(2, 4), np.array([[7.0], [8.0]])
    tree = (per_run, (alike, "word", None), Pair(per_run[0], 3))
    for keep in (np.array([3, 1]), slice(1, 4, 2)):
        (first, (same, word, nothing), pair) = columns(tree, keep, 4)
        assert first.tolist() == per_run[:, keep].tolist()
        assert same is alike
        assert (word, nothing) == ("word", None)
        assert type(pair) is Pair
        assert (pair.one.tolist(), pair.other) == (per_run[0, keep].tolist(), 3)
    assert columns(per_run, slice(2), 3) is per_run  # not an array of runs


class Pair(NamedTuple):
    """A tuple with names, which stays one."""

    one: object
    other: object


def test_what_all_settings_share_stays_one_column_beside_others(scenario):
    """Where they differ, each has its own columns, the runs of one after those of the other."""
    luck = nacsim.engine.luck.lots(0, 0)
    variants = [scenario, scenario.with_values({"members.FRA.resolve": 10})]
    settings = [draw(variant, luck, 3) for variant in variants]
    both = stack(settings, 3)
    assert both.issues.proposed.shape[-1] == 1
    assert both.room is settings[0].room
    for k, own in enumerate(settings):
        np.testing.assert_array_equal(both.members.resolve[:, 3 * k : 3 * k + 3], own.members.resolve)
        np.testing.assert_array_equal(both.luck.column[3 * k : 3 * k + 3], own.luck.column)
    other = settings[1]._replace(issues=settings[1].issues._replace(proposed=settings[1].issues.proposed / 2))
    apart = stack([settings[0], other], 3).issues.proposed
    assert apart.shape[-1] == 6
    np.testing.assert_array_equal(apart[:, 3:], apart[:, :3] / 2)


@pytest.mark.parametrize(
    ("runs", "wanted"),
    [
        (2000, [[0, 1], [3, 4], [2]]),
        (1000, [[0, 1, 3, 4], [2]]),
        (4000, [[0], [1], [3], [4], [2]]),
        (1, [[0, 1, 3, 4], [2]]),
    ],
)
def test_as_many_are_played_side_by_side_as_fill_a_tile(scenario, runs, wanted):
    other = load("minimal")
    assert side_by_side([scenario, scenario, other, scenario, scenario], runs) == wanted
    assert TILE == 4000


@pytest.mark.parametrize(
    ("runs", "wanted"), [(1, [1]), (2000, [2000]), (2001, [2000, 1]), (6000, [2000] * 3), (0, [])]
)
def test_runs_come_in_blocks(runs, wanted):
    assert blocks_of(runs) == wanted


@pytest.mark.parametrize(
    "change",
    [
        {"procedure.rule": "simple_majority"}, {"procedure.horizon": 300}, {"chair.shelves": False},
        {"members.FRA.indispensable": True}, {"chair.member": "FRA"},
    ],
)  # fmt: skip
def test_what_is_unlike_is_not_played_side_by_side(scenario, change):
    assert side_by_side([scenario, scenario.with_values(change)], 10) == [[0], [1]]


def test_rows_come_block_by_block_from_the_run_that_was_asked_for():
    small = load("minimal")
    whole = simulate(small, 2 * BLOCK + 5, 1, jobs=1).rows
    parts = list(stream(small, 2 * BLOCK + 5, 1, jobs=1))
    assert [len(part) for part in parts] == [BLOCK, BLOCK, 5]
    assert np.concatenate(parts).tobytes() == whole.tobytes()
    told = []
    rest = list(
        stream(small, 2 * BLOCK + 5, 1, jobs=1, first=BLOCK, progress=lambda *done: told.append(done))
    )
    assert np.concatenate(rest).tobytes() == whole[BLOCK:].tobytes()
    assert told[-1] == (2 * BLOCK + 5, 2 * BLOCK + 5)


def test_who_listens_is_told_of_councils_of_all_scenarios():
    told, small = [], load("minimal")
    pair = [small, small.with_values({"members.HUN.position": 40})]
    simulate_many(pair, BLOCK + 7, jobs=1, progress=lambda *done: told.append(done))
    assert told == [(2 * BLOCK, 2 * BLOCK + 14), (2 * BLOCK + 14, 2 * BLOCK + 14)]


@pytest.mark.parametrize(
    ("forced", "kind", "said"),
    [
        ({"XXX": "silent"}, WrongValue, "not in the room"),
        ({"HUN": "quiet"}, WrongValue, "will not do"),
        ("HUN", WrongType, "a table such as"),
        ([{"HUN": "silent"}], WrongValue, "1 tables for 2 scenarios"),
        ([{"HUN": "silent"}] * 3, WrongValue, "3 tables for 2 scenarios"),
    ],
)
def test_hands_that_cannot_be_forced_are_named(forced, kind, said):
    with pytest.raises(kind, match=said):
        simulate_many(["minimal", "minimal"], 5, forced=forced)


def test_hands_are_counted_however_many_there_are():
    one = load("minimal")
    assert each_forced([None] * 300, [one] * 300) == [None] * 300


def test_one_table_of_hands_is_for_all_and_a_list_for_each():
    small = load("minimal")
    silent, free = simulate(small, 50, forced={"HUN": "silent"}), simulate(small, 50)
    assert silent.rows.tobytes() != free.rows.tobytes()
    for forced, wanted in (
        ({"HUN": "silent"}, (silent, silent)),
        ([None, {"HUN": "silent"}], (free, silent)),
    ):
        assert tuple(simulate_many([small, small], 50, forced=forced)) == wanted


def test_who_speaks_in_any_round_is_found_beyond_the_councils_that_are_watched_together():
    runs = TILE + 50
    found, moments = simulate("minimal", runs, jobs=1), watch("minimal", runs)
    spoke = np.zeros((len(found.room), runs), bool)
    for moment in moments:
        spoke[:, moment.runs] |= moment.state.speaks
    told = found.frame("members")["speaks"].to_numpy().reshape(runs, -1)
    np.testing.assert_array_equal(told.T, spoke)
