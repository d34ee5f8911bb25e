"""Intervals hold the truth as often as they promise, and are never of zero width; `experiments/coverage.py` has more."""

import numpy as np
import pytest

from nacsim.history.bootstrap import interval
from nacsim.results.intervals import mean_of, paired_difference, tango
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
