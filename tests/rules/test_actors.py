"""Worked by hand: pressure = a m lean, m the share of the tabled move that is left in the principal issue."""

import numpy as np
from matter import issue, members, run

from nacsim.rules.actors import move, pressure


def test_half_the_move_half_the_pressure():
    """Tabled at 0.8 from 0, now at 0.4: m = 0.5. Lean 0.6 with a = 0.1 adds 0.1 * 0.5 * 0.6 = 0.03."""
    found = pressure(members(0.6, -1.0), members(0.4), issue(0.8), run(0.1))
    np.testing.assert_allclose(found[:, 0], [0.03, -0.05])


def test_downwards_proposals_count_the_other_way():
    """From 1 to 0.5, now at 0.75: half the way."""
    np.testing.assert_allclose(move(members(0.75), issue(0.5, status_quo=1.0)), [0.5])


def test_beyond_either_end_counts_as_the_end():
    np.testing.assert_allclose(move(np.array([[1.0, 0.1]]), issue(0.8, status_quo=0.2)), [1.0, 0.0])
