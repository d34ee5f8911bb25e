"""Worked by hand, or counted anew from the rows: shares, quantiles and intervals that people read."""

from math import isclose

import numpy as np
import pytest
from eventful import eventful

from nacsim.engine.ensemble import simulate
from nacsim.results.intervals import paired_difference, tango, wilson
from nacsim.results.summary import summary
from nacsim.results.tally import count, quantile, spread
from nacsim.vocabulary import OUTCOMES

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
