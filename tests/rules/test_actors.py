"""Worked by hand: pressure = a m lean, m the share of the tabled move that is left in the principal issue."""

import numpy as np

from nacsim.rules.actors import move, pressure
from nacsim.rules.state import Issues


def issues(status_quo, proposed):
    one = np.array([[0.0]])
    return Issues(np.array([[proposed]]), np.array([[status_quo]]), (False,), one * np.nan, (False,))


def test_half_the_move_half_the_pressure():
    """Tabled at 0.8 from 0, now at 0.4: m = 0.5. Lean 0.6 with a = 0.1 adds 0.1 * 0.5 * 0.6 = 0.03."""
    found = pressure(np.array([[0.6], [-1.0]]), np.array([[0.4]]), issues(0.0, 0.8), np.array([0.1]))
    np.testing.assert_allclose(found[:, 0], [0.03, -0.05])


def test_downwards_proposals_count_the_other_way():
    """From 1 to 0.5, now at 0.75: half the way."""
    np.testing.assert_allclose(move(np.array([[0.75]]), issues(1.0, 0.5)), [0.5])


def test_beyond_either_end_counts_as_the_end():
    np.testing.assert_allclose(move(np.array([[1.0, 0.1]]), issues(0.2, 0.8)), [1.0, 0.0])
