"""Worked by hand: what is contested may be settled elsewhere, +1 adopted and -1 dropped; the rest is as it was."""

import numpy as np

from nacsim.rules.elsewhere import settled
from nacsim.rules.state import HELD

ENDS = np.array([0, 1, -1], np.int8)


def test_only_what_is_objected_to_is_settled_elsewhere():
    nobody, one = np.zeros((2, 3), bool), np.array([[False] * 3, [True] * 3])
    free = np.zeros((2, 1))
    assert settled(ENDS, nobody, free).tolist() == [0, 0, 0]
    assert settled(ENDS, one, free).tolist() == [0, 1, -1]


def test_a_hand_that_is_forced_is_not_let_go_of():
    """Neither where it objects alone nor in company; one that is made to be silent holds up nothing."""
    both = np.ones((2, 3), bool)
    assert settled(ENDS, both, np.array([[-HELD], [0.0]])).tolist() == [0, 0, 0]
    assert settled(ENDS, both, np.array([[HELD], [0.0]])).tolist() == [0, 1, -1]
