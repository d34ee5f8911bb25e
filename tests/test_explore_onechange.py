"""Single changes and the curve of one input: laws, and answers that can be redone on paper."""

import numpy as np
import pytest

from nacsim.explore.onechange import crossings, curve, one_change
from nacsim.explore.variants import adopted
from nacsim.scenario import load


@pytest.mark.parametrize(
    ("shares", "expected"),
    [([0, 0, 1, 1], [50]), ([0.2, 0.4, 0.4, 0.7], [2 * 100 / 3 + 100 / 9]), ([1, 0, 0, 1], [50 / 3, 250 / 3]),
     ([0.1, 0.2, 0.3, 0.4], []), ([0.6, 0.5, 0.7, 0.9], [])],
)  # fmt: skip
def test_crossings_are_where_lines_between_points_meet_one_half(shares, expected):
    assert crossings(np.linspace(0, 100, 4), np.array(shares, float)) == pytest.approx(expected)


def test_each_change_is_what_that_change_alone_does():
    scenario = load("tokyo_liaison_office")
    told = one_change(scenario, runs=200, jobs=1)
    base, *others = adopted([scenario, *(scenario.with_values(row["set"]) for row in told)], 200, 0)
    for row, other in zip(told, others, strict=True):
        assert row["adopted"]["share"] == other.mean()
        assert row["difference"]["value"] == pytest.approx(other.mean() - base.mean())
        assert (other != base).any()
    assert len({row["words"] for row in told}) == len(told)


def test_a_curve_moves_a_distribution_as_it_is():
    scenario = load("tokyo_liaison_office")
    now = scenario.members["DEU"].position["office"]
    told = curve(scenario, "members.DEU.position.office", now, runs=50, jobs=1)
    (at_ten,) = (p["share"] for p in told["points"] if p["value"] == 10)
    by = 10 - now.centre
    moved = {"low": max(0, now.low + by), "high": now.high + by}
    assert at_ten == adopted([scenario.with_values({"members.DEU.position.office": moved})], 50, 0).mean()
