"""Scores against numbers worked out by hand, and against slow definitions."""

import math

import numpy as np
import pytest

from nacsim.history import logistic, scores


def test_a_share_never_becomes_certain():
    assert scores.chance(0, 9) == pytest.approx(0.05)
    assert scores.chance(9, 9) == pytest.approx(0.95)
    assert scores.class_chances([9, 0, 0, 0, 0, 1]).tolist() == pytest.approx(
        [9.5 / 13, *[0.5 / 13] * 4, 1.5 / 13]
    )
    assert scores.class_chances([[3, 1, 0, 0, 0, 0], [0] * 6]).sum(-1).tolist() == pytest.approx([1, 1])


def test_brier_and_log_score_by_hand():
    assert scores.brier([0.8, 0.8], [True, False]).tolist() == pytest.approx([0.04, 0.64])
    assert scores.log_score([0.8, 0.8], [True, False]).tolist() == pytest.approx(
        [-math.log(0.8), -math.log(0.2)]
    )
    chances = np.array([[0.7, 0.3], [0.1, 0.9]])
    assert scores.class_log_score(chances, np.array([1, 1])).tolist() == pytest.approx(
        [-math.log(0.3), -math.log(0.9)]
    )


def test_crps_is_the_double_mean_it_is_defined_as():
    draws, happened = np.array([3.0, 1.0, 8.0, 8.0, 20.0]), 6.0
    slow = abs(draws - happened).mean() - abs(draws[:, None] - draws).mean() / 2
    assert scores.crps(draws, happened) == pytest.approx(slow)
    assert scores.crps([70.0] * 5, 60.0) == pytest.approx(10)


def test_objectors_are_counted_by_name():
    assert scores.hits({"FRA", "DEU"}, {"FRA", "TUR", "HUN"}) == (1, 1, 2)
    assert float(scores.f1([1, 0], [1, 0], [2, 0])) == pytest.approx(2 / 5)
    assert float(scores.precision([1], [1], [2])) == 0.5
    assert float(scores.recall([1], [1], [2])) == pytest.approx(1 / 3)


def test_nobody_expected_and_nobody_there_is_perfect():
    assert float(scores.f1([0], [0], [0])) == 1
    assert np.isnan(scores.precision([0], [0], [3]))


def test_average_precision_names_ties_together():
    assert scores.average_precision([0.9, 0.8, 0.1], [True, False, True]) == pytest.approx((1 + 2 / 3) / 2)
    assert scores.average_precision([0.5, 0.5, 0.5, 0.5], [True, False, False, False]) == pytest.approx(0.25)
    assert np.isnan(scores.average_precision([0.5], [False]))


def test_the_two_worst_are_left_out():
    assert float(scores.without_worst([1, 9, 2, 8])) == 1.5
    assert np.isnan(scores.without_worst([1, 9]))
    assert scores.without_worst(np.array([[1, 9, 2, 8], [4, 4, 4, 4]])).tolist() == [1.5, 4]


def test_rank_correlation_counts_pairs_whose_order_is_known():
    assert float(scores.rank_correlation([1, 2, 3], [10, 20, 30], [False] * 3)) == 1
    assert float(scores.rank_correlation([1, 3, 2], [10, 20, 30], [False] * 3)) == pytest.approx(1 / 3)
    assert float(scores.rank_correlation([2, 2, 2], [10, 20, 30], [False] * 3)) == 0
    # of a case open after 5 days nobody knows whether it outlasts the others; one open after 40 outlasts both
    assert float(scores.rank_correlation([9, 1, 2], [5, 20, 30], [True, False, False])) == 1
    assert float(scores.rank_correlation([0, 1, 2], [40, 20, 30], [True, False, False])) == pytest.approx(
        -1 / 3
    )


def test_a_case_still_open_only_counts_the_shortfall():
    assert scores.duration_error([50, 10, 50], [20, 20, 20], [False, True, True]).tolist() == [30, 10, 0]


def test_scores_of_a_stack_are_the_stack_of_scores():
    rng = np.random.default_rng(0)
    forecast, observed, censored = (
        rng.integers(0, 9, (2, 4, 7)).astype(float),
        rng.integers(0, 9, (2, 4, 7)),
        rng.random((2, 4, 7)) < 0.3,
    )
    stack = scores.rank_correlation(forecast[0], observed[0], censored[0])
    assert stack.tolist() == [
        float(scores.rank_correlation(forecast[0, k], observed[0, k], censored[0, k])) for k in range(4)
    ]


def test_reliability_groups_cover_every_case_once():
    p = [0.0, 0.2, 1 / 3, 0.5, 0.7, 1.0]
    groups = scores.reliability(p, [False, False, True, True, True, True])
    assert [g["cases"] for g in groups] == [2, 2, 2]
    assert groups[0]["happened"]["share"] == 0
    assert groups[0]["happened"]["high"] > 0.5  # two cases prove little
    nobody = {"share": None, "low": 0.0, "high": 1.0}
    empty = {"from": 0, "to": 1 / 3, "cases": 0, "forecast": None, "happened": nobody}
    assert scores.reliability([0.9], [True])[0] == empty


def test_logistic_regression_finds_the_weights_that_made_the_data():
    rng = np.random.default_rng(0)
    x = rng.standard_normal((20_000, 2))
    happened = rng.random(20_000) < 1 / (1 + np.exp(-(0.5 + x @ [1.0, -2.0])))
    assert logistic.fit(x, happened.astype(float), ridge=1e-6) == pytest.approx([0.5, 1.0, -2.0], abs=0.08)


def test_logistic_regression_survives_perfect_separation_and_one_case():
    p = logistic.leave_one_out([[0.0], [0.0], [5.0], [5.0]], [1, 1, 0, 0])
    assert p[0] > 0.5 > p[2]
    assert np.isfinite(logistic.leave_one_out([[0.0]] * 4, [1, 1, 1, 1])).all()
    assert logistic.leave_one_out([[3.0]], [1]).tolist() == [0.5]


def test_leaving_one_out_does_not_look_at_the_case_itself():
    features = [[0.0], [1.0], [2.0], [3.0]]
    first = logistic.leave_one_out(features, [1, 1, 0, 0])
    assert logistic.leave_one_out(features, [0, 1, 0, 0])[0] == pytest.approx(first[0])
