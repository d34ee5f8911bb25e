"""Worked by hand, or counted anew from the rows: shares, quantiles and intervals that people read."""

from math import isclose

import numpy as np
import pytest
from eventful import eventful

from nacsim.engine.ensemble import simulate
from nacsim.results import tally
from nacsim.results.intervals import mean_of, paired_difference, tango, wilson
from nacsim.results.outcomes import Outcomes, pack, row_type
from nacsim.results.quota import quota
from nacsim.results.summary import summary
from nacsim.results.tally import add_up, count, pooled, quantile, spread, spread_of
from nacsim.vocabulary import ADOPTED, OUTCOMES

RUNS = 500


def test_quantiles_are_the_smallest_values_with_that_share():
    counts = np.array([0, 1, 2, 3, 4])  # of ten: one 1, two 2, three 3, four 4
    assert [quantile(counts, p) for p in (0.05, 0.1, 0.11, 0.3, 0.5, 0.6, 0.61, 1.0)] == [
        1,
        1,
        2,
        2,
        3,
        3,
        4,
        4,
    ]
    assert {"mean": 1.5, "p05": 0.5, "p50": 1.5, "p95": 2.0}.items() <= spread(counts, 0.5).items()


def test_the_interval_of_a_share():
    """Both ends are where the share lies 1.96 standard errors of that end away (Wilson 1927)."""
    for k, n in ((1, 10), (5, 10), (30, 400)):
        for end in wilson(k, n):
            assert isclose(abs(k / n - end), 1.959964 * (end * (1 - end) / n) ** 0.5, rel_tol=1e-5)


def test_pairs_are_counted():
    a, b = np.array([1, 1, 1, 1, 0, 0, 0, 0, 1, 0], bool), np.array([1, 1, 1, 0, 1, 1, 0, 0, 1, 0], bool)
    assert paired_difference(a, b) == tango(only_a=1, only_b=2, n=10)
    assert paired_difference(a, b)["value"] == pytest.approx(0.1)


@pytest.mark.parametrize("seed", range(3))
def test_the_summary_is_the_count_of_the_rows(seed):
    scenario = eventful(f"summary {seed}", 5)
    found = simulate(scenario, RUNS, 1, jobs=1)
    told = summary(count(found), "")
    for place, name in enumerate(OUTCOMES):
        assert told["outcomes"][name]["share"] == np.mean(found.outcome == place)
    sole = found.blocks & found.alone
    for n, name in enumerate(scenario.room):
        flags = {"objects_first": found.first, "blocks": found.blocks, "sole_blocker": sole}
        flags["pivotal"] = found.pivotal
        plain = {key: flag[n].mean() for key, flag in flags.items()}
        assert {key: told["members"][name][key] for key in plain} == plain
        assert {key: row["share"] for key, row in told["members"][name]["intervals"].items()} == plain
    for key, values in (("rounds", found.rounds), ("days", found.days)):
        assert told[key]["mean"] == pytest.approx(values.mean(), abs=1e-5)
        assert told[key]["p50"] == pytest.approx(np.quantile(values, 0.5, method="inverted_cdf"))
    for d, name in enumerate(scenario.issues):
        assert told["text"][name]["p95"] == pytest.approx(
            np.quantile(found.text[d], 0.95, method="inverted_cdf")
        )


VALUES = np.array([0, 0, 1, 1, 1, 2, 5, 5, 9, 20])  # in halves: 0 to 10, mean 2.2


def test_a_spread_is_that_of_the_values_that_were_counted():
    found, alone = spread(np.bincount(VALUES), 0.5), mean_of(VALUES / 2, 10)
    assert found["mean"] == pytest.approx(2.2)
    assert found["low"] == pytest.approx(max(0, alone["low"]), abs=1e-6)
    assert found["high"] == pytest.approx(alone["high"], abs=1e-6)
    assert (found["p05"], found["p50"], found["p95"]) == (0, 0.5, 10)
    assert spread(np.bincount(VALUES), 0.5, 10)["high"] == pytest.approx(min(10, alone["high"]), abs=1e-6)
    assert spread(np.bincount(VALUES), 0.5, 4)["high"] == 4


def test_what_a_spread_says_has_six_digits():
    assert spread(np.array([2, 1]))["mean"] == 0.333333
    assert spread_of(np.array([0.0, 1.0]), np.array([2, 1]))["mean"] == 0.333333


def test_a_spread_of_numbers_that_occur_is_that_of_all_whole_numbers():
    values, counts = np.unique(VALUES, return_counts=True)
    assert spread(counts, 0.5, values=values) == spread(np.bincount(VALUES), 0.5)


def test_a_spread_stays_above_nothing_and_far_enough_from_its_mean():
    """Nine at 0 and one at 1, of a scale of 10: no limit is nearer than 3.84 x 10 / 10; below 0 there is nothing."""
    found = spread(np.array([9, 1]), 1.0, 10)
    assert (found["low"], found["high"]) == (0, pytest.approx(0.1 + 3.841459))
    assert spread(np.array([0, 0, 4]))["high"] == pytest.approx(2 + 3.841459 * 2 / 4)
    assert spread(np.array([0, 0, 4]))["low"] == pytest.approx(2 - 3.841459 * 2 / 4, abs=1e-6)
    assert (spread(np.array([0, 1]))["low"], spread(np.array([0, 0, 1]))["mean"]) == (0, 2)
    assert spread(np.array([0, 1]))["high"] == pytest.approx(1 + 3.841459)
    assert spread(np.array([0])) == dict.fromkeys(("mean", "low", "high", "p05", "p50", "p95"), 0)


def test_the_spread_of_a_metric_is_that_of_its_numbers_and_does_not_leave_them():
    numbers = np.array([-3, -3, -1.5, 0.25, 0.25, 0.25, 4, 8])
    found, alone = spread_of(*np.unique(numbers, return_counts=True)), mean_of(numbers, 11)
    assert found["mean"] == pytest.approx(numbers.mean())
    assert (found["low"], found["high"]) == (-3, pytest.approx(min(8, alone["high"]), abs=1e-6))
    assert (found["p05"], found["p50"], found["p95"]) == (-3, 0.25, 8)
    many = np.repeat(numbers, 1000)
    found, alone = spread_of(*np.unique(many, return_counts=True)), mean_of(many, 11)
    assert (found["low"], found["high"]) == pytest.approx((alone["low"], alone["high"]), abs=1e-6)


def test_numbers_that_were_counted_apart_are_pooled():
    values, counts = pooled((np.array([1, 3]), np.array([2, 3])), (np.array([5, 1]), np.array([7, 4])))
    assert (values.tolist(), counts.tolist()) == ([1, 2, 3], [5, 7, 5])


def made_up(rounds):
    """Councils of three members and one issue: who breaks silence first and who blocks goes by the number of the run."""
    runs = np.arange(len(rounds))
    rows = np.zeros(len(rounds), row_type(1, 3))
    rows["outcome"], rows["rounds"], rows["days"] = runs % len(OUTCOMES), rounds, 10 * np.array(rounds)
    rows["text"][:, 0] = runs
    rows["first"] = pack(np.array([runs % 2 == 0, runs % 3 == 0, runs < 0]))
    rows["blocks"] = pack(np.array([runs % 3 == 0, runs % 4 == 0, runs < 0]))
    rows["alone"] = runs % 4 > 0
    return Outcomes("made up", ("A", "B", "C"), ("text",), 0, rows)


def test_who_acts_is_counted_and_who_acts_together():
    """Of 12 runs A blocks in 0, 3, 6, 9 and B in 0, 4, 8: both in 0, and A without B in 3, 6, 9."""
    found = count(made_up([1] * 12))
    assert found.first.tolist() == [6, 4, 0]
    assert found.blocks.tolist() == [4, 3, 0]
    assert found.sole.tolist() == [3, 0, 0]
    assert found.together.tolist() == [[4, 1, 0], [1, 3, 0], [0, 0, 0]]
    assert found.text[0].tolist() == [1] * 12
    assert found.adopted == sum(name in ADOPTED for name in (*OUTCOMES, *OUTCOMES)[:12])


def test_counts_add_up_whatever_was_counted_at_once(monkeypatch):
    """The longest talks may be in any part, so either of two tables may be the longer one."""
    for rounds in ([1, 2, 9, 1, 1, 3, 2], [9, 1, 1, 2, 1, 1, 1]):
        whole = count(made_up(rounds))
        assert whole.rounds.tolist() == np.bincount(rounds).tolist()
        tenths, often = np.unique(np.array(rounds) * 10, return_counts=True)
        assert [part.tolist() for part in whole.days] == [tenths.tolist(), often.tolist()]
        before = whole.rounds.copy()
        parts = [count(made_up(rounds).part(slice(k, k + 1))) for k in range(len(rounds))]
        assert add_up(parts) == whole
        assert add_up(parts[::-1]) == whole
        monkeypatch.setattr(tally, "MOST", 3)
        assert count(made_up(rounds)) == whole
        np.testing.assert_array_equal(before, whole.rounds)
        assert add_up(parts[:-1]) != whole


def test_a_tally_shows_its_counts_and_no_distribution():
    told = repr(count(made_up([1] * 12)))
    assert "runs=12" in told
    assert not any(f"{name}=" in told for name in ("text", "rounds", "days", "metrics"))


def test_metrics_that_both_have_are_added_up():
    one, other = count(made_up([1, 2])), count(made_up([3]))
    one.metrics = {"late": (np.array([0.0, 1.0]), np.array([1, 1])), "own": (np.array([2.0]), np.array([2]))}
    other.metrics = {"late": (np.array([1.0]), np.array([1]))}
    found = (one + other).metrics
    assert {name: [part.tolist() for part in pair] for name, pair in found.items()} == {
        "late": [[0, 1], [1, 2]]
    }


def test_tallies_are_equal_only_if_all_is():
    one, other = count(made_up([1, 2, 3])), count(made_up([1, 2, 3]))
    assert one == other
    other.together[0, 1] += 1
    assert one != other
    assert one != 3
    nobody = count(made_up([]))
    assert (nobody.runs, nobody.adopted) == (0, 0)
    assert one + nobody == nobody + one == one


@pytest.mark.parametrize("name", ["metrics", "text", "days"])
def test_tallies_of_which_one_has_more_are_not_equal(name):
    one, other = count(made_up([1, 2, 3])), count(made_up([1, 2, 3]))
    more = {"metrics": {"late": one.days}, "text": [*one.text, one.rounds], "days": (*one.days, one.rounds)}
    setattr(other, name, more[name])
    assert one != other
    assert other != one


def test_a_hundred_dots_are_shared_out_by_largest_remainders():
    """1, 1, 1 of ten: 3.33 each, the first of equals has the one that is left. 10, 20, 3 of seven: 2.12, 4.24, 0.64."""
    assert quota(np.array([1, 1, 1]), 10).tolist() == [4, 3, 3]
    assert quota(np.array([10, 20, 3]), 7).tolist() == [2, 4, 1]
    assert quota(np.array([5, 0, 5]), 4).tolist() == [2, 0, 2]
    assert quota(np.array([1, 5, 4]), 4).tolist() == [0, 2, 2]
    assert quota(np.array([0, 1, 0]), 3).tolist() == [0, 3, 0]
    assert quota(np.array([0, 0, 0]), 2).tolist() == [1, 1, 0]
