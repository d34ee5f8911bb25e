"""Worked by hand: rounds in a row in which no issue moved by a point and less than half a point was offered."""

import numpy as np

from nacsim.rules.shelving import PATIENCE, stalled


def test_the_count_goes_on_only_while_nothing_moves():
    before, now = np.array([[0.5] * 4, [0.3] * 4]), np.array([[0.5, 0.505, 0.48, 0.5], [0.3] * 4])
    offered = np.array([0.0, 0.004, 0.0, 0.006])
    assert stalled(before, now, offered, np.array([0, 2, 2, 2])).tolist() == [1, 3, 0, 0]


def test_any_issue_that_moves_is_headway():
    before, now = np.array([[0.5], [0.3]]), np.array([[0.5], [0.32]])
    assert stalled(before, now, np.zeros(1), np.array([PATIENCE - 1])).tolist() == [0]


def test_a_point_is_headway_and_so_is_an_offer_of_half_a_point():
    before, still, last = np.zeros((1, 1)), np.zeros(1), np.array([PATIENCE - 1])
    assert stalled(before, before + 0.01, still, last).tolist() == [0]
    assert stalled(before, before, still + 0.005, last).tolist() == [0]
