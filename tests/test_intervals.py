"""Intervals hold the truth as often as they promise, and are never of zero width; `experiments/coverage.py` has more."""

from math import log

import numpy as np
import pytest

from nacsim.explore.design import spread as spread_evenly
from nacsim.history.bootstrap import interval
from nacsim.results.intervals import (
    Z95,
    mean_limits,
    mean_of,
    paired_difference,
    share,
    share_of_sets,
    student,
    tango,
    wilson,
    within,
)
from nacsim.results.tally import spread


def held(found, truth):
    return found["low"] <= truth <= found["high"]


def test_tango_as_published():
    """His interval for 12 and 2 discordant pairs of 50, as in Newcombe (1998, Statistics in Medicine 17, table II)."""
    found = tango(2, 12, 50)
    assert (found["low"], found["high"]) == pytest.approx((0.0611, 0.3447), abs=5e-5)


@pytest.mark.parametrize(
    "counts", [(0, 0, 1000), (0, 0, 1), (1, 0, 1), (0, 7, 7), (3, 3, 10), (500, 0, 1000)]
)
def test_paired_intervals_have_width_hold_the_value_and_mirror(counts):
    only_a, only_b, n = counts
    found, turned = tango(*counts), tango(only_b, only_a, n)
    assert -1 <= found["low"] <= found["value"] <= found["high"] <= 1
    assert found["high"] - found["low"] > 0.001
    assert (turned["low"], turned["high"]) == pytest.approx((-found["high"], -found["low"]))


def test_half_adopted_and_none_differing_is_not_certainty():
    before = np.arange(1000) < 500
    found = paired_difference(before, before)
    assert found["low"] == pytest.approx(-0.0038, abs=1e-4)


@pytest.mark.parametrize(("up", "down"), [(0.003, 0.002), (0.05, 0.02)])
def test_paired_intervals_cover(up, down):
    counts = np.random.default_rng(3).multinomial(1000, [down, up, 1 - up - down], size=800)
    covered = np.mean([held(tango(int(a), int(b), 1000), up - down) for a, b, _ in counts])
    assert 0.93 <= covered <= 0.975


@pytest.mark.parametrize("draw", [lambda r: 100.0 * (r.random(500) < 0.03), lambda r: r.exponential(3, 500)])
def test_means_cover(draw):
    rng = np.random.default_rng(4)
    covered = np.mean([held(mean_of(draw(rng), 10), 3) for _ in range(600)])
    assert 0.92 <= covered <= 0.985


@pytest.mark.parametrize("cases", [58, 105])
def test_scores_cover(cases):
    rng = np.random.default_rng(5)
    samples = ({"brier": rng.beta(0.5, 3, cases)} for _ in range(200))
    found = [interval(lambda t: t["brier"].mean(-1), sample, draws=500) for sample in samples]
    assert 0.90 <= np.mean([held(f, 0.5 / 3.5) for f in found]) <= 0.99


def test_a_mean_without_spread_is_not_certainty_and_stays_on_the_scale():
    counts = np.zeros(101, int)
    counts[100] = 50
    found = spread(counts, 1.0, 100)
    assert found["mean"] == found["high"] == 100 > found["low"] > 90


def test_no_share_leaves_0_to_1_and_nothing_known_is_all_of_it():
    """Of nobody nothing is known; 0 of 4 ends at z^2 / (n + z^2) = 3.8415 / 7.8415, and 4 of 4 is its mirror."""
    assert wilson(0, 0) == (0.0, 1.0)
    assert share(0, 0) == {"share": 0.0, "low": 0.0, "high": 1.0}
    assert wilson(0, 4) == (0.0, pytest.approx(0.489890, abs=1e-6))
    assert wilson(4, 4) == (pytest.approx(0.510110, abs=1e-6), 1.0)
    assert share(1, 4) == {"share": 0.25, "low": wilson(1, 4)[0], "high": wilson(1, 4)[1]}
    for k in range(8):
        low, high = wilson(k, 7)
        assert 0 <= low <= k / 7 <= high <= 1


def test_a_share_of_sets_by_hand():
    """6 of 16 in four sets: without each 5, 4, 5 and 4 of 12, so the jackknife's variance is 3/4 times 4 (1/24)^2."""
    found = share_of_sets(np.array([1, 2, 1, 2]), np.full(4, 4))
    alike = 0.375 * 0.625 / (3 * (1 / 24) ** 2)
    assert (found["low"], found["high"]) == pytest.approx(wilson(0.375 * alike, alike, student(3)))
    assert found["share"] == 0.375


def test_sets_that_are_all_alike_are_not_certainty_and_one_set_is_wilsons():
    """Each counts whole points: 4 sets of 4 are off by 1 / 12 of a point squared each, (4 / 12) / 16^2 together."""
    found, alike = share_of_sets(np.full(4, 2), np.full(4, 4)), 0.25 * 12 * 16**2 / 4
    assert (found["low"], found["high"]) == pytest.approx(wilson(alike / 2, alike, student(3)))
    assert share_of_sets(np.array([3]), np.array([7])) == share(3, 7)
    assert share_of_sets(np.zeros(8, int), np.full(8, 9)) == share(0, 72)
    assert share_of_sets(np.full(8, 9), np.full(8, 9)) == share(72, 72)
    assert share_of_sets(np.zeros(8, int), np.zeros(8, int)) == share(0, 0)


def test_a_share_of_two_sets_of_which_one_is_a_point():
    """3 of 9 and the 1 of 1: without the first 1, without the second 1/3; half the sum of squares about their mean, 2/9."""
    found, alike = share_of_sets(np.array([3, 1]), np.array([9, 1])), 0.4 * 0.6 / (2 / 9 / 2)
    assert (found["low"], found["high"]) == pytest.approx(wilson(0.4 * alike, alike, student(1)))


@pytest.mark.parametrize("counts", [([0, 3], [0, 5]), ([2, 0, 1], [2, 3, 1]), ([1, 0], [1, 1])])
def test_a_share_of_uneven_sets_stays_between_0_and_1_and_mirrors(counts):
    k, n = map(np.array, counts)
    found, turned = share_of_sets(k, n), share_of_sets(n - k, n)
    assert 0 <= found["low"] < found["share"] < found["high"] <= 1
    assert (turned["low"], turned["high"]) == pytest.approx((1 - found["high"], 1 - found["low"]))


@pytest.mark.parametrize("share_of_points", [0.5, 0.03])
def test_shares_of_even_points_cover(share_of_points):
    """Of points in the unit cube those that lie under a plane: the interval misses neither always nor never."""
    covered = []
    for seed in range(300):
        sets = [spread_evenly("sobol", 3, 32, 8 * seed + k).mean(1) for k in range(8)]
        limit = 0.5 if share_of_points == 0.5 else (share_of_points * 6) ** (1 / 3) / 3
        count = np.array([(one < limit).sum() for one in sets])
        covered.append(held(share_of_sets(count, np.full(8, 32)), share_of_points))
    assert 0.91 <= np.mean(covered) <= 0.985


def test_no_pairs_tell_nothing():
    assert tango(0, 0, 0) == {"value": 0.0, "low": -1.0, "high": 1.0}


def likeliest(only_a, only_b, n, d):
    """The chance of an a alone under which such pairs are likeliest where b alone is likelier by d: by cutting in three."""

    def log_likelihood(chance):
        parts = (only_a, chance), (only_b, chance + d), (n - only_a - only_b, 1 - 2 * chance - d)
        return sum(count * log(share) for count, share in parts if count)

    low, high = max(0.0, -d) + 1e-12, (1 - d) / 2 - 1e-12
    for _ in range(200):
        left, right = low + (high - low) / 3, high - (high - low) / 3
        low, high = (left, high) if log_likelihood(left) < log_likelihood(right) else (low, right)
    return low


@pytest.mark.parametrize(
    "counts", [(2, 12, 50), (12, 2, 50), (3, 4, 9), (40, 60, 1000), (1, 5, 7), (30, 2, 400)]
)
def test_paired_limits_are_the_differences_that_a_score_test_just_does_not_reject(counts):
    """1.96 standard errors from what was seen, the error being that of the likeliest table with this difference."""
    found, n = tango(*counts), counts[-1]
    for d in (found["low"], found["high"]):
        variance = (2 * likeliest(*counts, d) + d - d * d) / n
        assert abs(found["value"] - d) / variance**0.5 == pytest.approx(1.959964, rel=1e-5)


@pytest.mark.parametrize("n", [60, 1_000])
def test_paired_intervals_leave_out_0_just_where_mcnemar_rejects(n):
    """Of two that are equally likely the score test is McNemar's: (b - c)^2 / (b + c) against 1.96^2."""
    for only_a in range(12):
        for only_b in range(12):
            found, differing = tango(only_a, only_b, n), only_a + only_b
            rejected = differing > 0 and (only_b - only_a) ** 2 / differing > 3.841459
            assert (found["low"] > 0 or found["high"] < 0) == rejected


def test_where_pairs_that_differ_all_go_one_way_the_end_is_still_where_the_test_turns():
    """Where none of 96 differs, nobody is the likeliest of the two alone: 96 d = z^2 (1 - d), d = z^2 / (96 + z^2)."""
    assert tango(0, 0, 96)["high"] == pytest.approx(3.841459 / 99.841459, rel=1e-6)
    assert tango(0, 0, 96)["low"] == -tango(0, 0, 96)["high"]
    assert tango(0, 7, 7)["high"] == 1
    assert tango(7, 0, 7)["low"] == -1


def test_a_mean_by_hand():
    """Deviation 2 of 100 values: an error of 0.2, and 1.96 of it to each side."""
    assert mean_limits(10, 2, 100) == pytest.approx(
        {"value": 10, "low": 10 - 0.391993, "high": 10 + 0.391993}
    )


def test_a_skewed_mean_is_moved_to_where_its_tail_is():
    """By error x skewness x (1 + 2 z^2) / (6 sqrt n) = 0.2 x 3 x 8.682918 / 60 = 0.086829 (Hall 1992)."""
    found = mean_limits(10, 2, 100, skewness=3)
    assert found == pytest.approx(
        {"value": 10, "low": 10 - 0.391993 + 0.086829, "high": 10 + 0.391993 + 0.086829}
    )
    turned = mean_limits(-10, 2, 100, skewness=-3)
    assert (turned["low"], turned["high"]) == pytest.approx((-found["high"], -found["low"]))


def test_no_limit_of_a_mean_is_nearer_than_that_of_0_in_n():
    """3.841459 x reach / n, on the side that skewness has moved within it too."""
    assert mean_limits(5, 0, 50, reach=10) == pytest.approx(
        {"value": 5, "low": 5 - 0.768292, "high": 5 + 0.768292}
    )
    assert mean_limits(5, 0, 50) == pytest.approx({"value": 5, "low": 5 - 0.0768292, "high": 5 + 0.0768292})
    skewed = mean_limits(0, 1, 4, skewness=9, reach=1)
    assert skewed["low"] == pytest.approx(-0.960365)
    assert skewed["high"] > 2


def test_the_mean_of_numbers_by_hand():
    """0, 0, 0, 1: mean 1/4, deviation sqrt 3 / 4, skewness 2 / sqrt 3; all alike: no deviation and no skewness."""
    found, wanted = mean_of(np.array([0, 0, 0, 1.0])), mean_limits(0.25, 3**0.5 / 4, 4, 2 / 3**0.5)
    assert found == pytest.approx(wanted)
    assert mean_of(np.full(5, 3.0), 2) == mean_limits(3, 0, 5, 0, 2)


def test_students_t_as_tabled():
    assert [round(student(n), 3) for n in (1, 7, 23, 120)] == [12.706, 2.365, 2.069, 1.98]


@pytest.mark.parametrize(
    ("seen", "kept"),
    [
        (-3.0, (0.0, 0.42)),
        (-1.0, (0.0, 1.1)),
        (0.0, (0.0, 1.96)),
        (1.0, (0.0, 2.96)),
        (2.0, (0.35, 3.96)),
        (5.0, (3.04, 6.96)),
    ],
)
def test_means_near_an_end_as_published(seen, kept):
    """Feldman & Cousins 1998, table X, 95 %: of a measured mean in units of its error, bounded at 0; to two places."""
    found = within(0.01 * seen, 0.01 * Z95)
    assert (100 * found["low"], 100 * found["high"]) == pytest.approx(kept, abs=0.006)


@pytest.mark.parametrize("value", [-0.2, 0.0, 0.03, 0.3, 0.5, 0.7])
@pytest.mark.parametrize("half", [0.0, 0.01, 0.2, 1.0])
def test_parts_lie_within_0_and_1_and_mirror(value, half):
    found, turned = within(value, half), within(1 - value, half)
    assert 0 <= found["low"] <= found["value"] <= found["high"] <= 1
    if value != 0.5:
        assert (1 - turned["high"], 1 - turned["low"]) == pytest.approx((found["low"], found["high"]))


@pytest.mark.parametrize("truth", [0.0, 0.02, 0.1, 0.2, 0.97])
def test_parts_cover(truth):
    seen = np.random.default_rng(6).normal(truth, 0.05, 1500)
    assert np.mean([held(within(v, 0.05 * Z95), truth) for v in seen]) == pytest.approx(0.95, abs=0.015)
