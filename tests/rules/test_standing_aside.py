"""Worked by hand: a lone objector bears standing_aside exp(-awe v) a silence."""

import numpy as np

from nacsim.rules.standing_aside import is_lone, wear

INFLUENCE = np.array([[0.5], [2.0]])


def test_only_one_against_a_rest_is_worn_down():
    assert is_lone(np.array([0, 1, 2]), 32).tolist() == [False, True, False]
    assert is_lone(np.array([1]), 1).tolist() == [False]


def test_the_powerful_are_worn_down_more_slowly():
    """Rate 2, awe ln 2: influence 0.5 wears 2 / 2^0.5, influence 2 wears 2 / 4 = 0.5."""
    objects = np.array([[True, False, True], [False, True, True]])
    lone = is_lone(objects.sum(0), 2)
    found = wear(objects, lone, INFLUENCE, np.array([2.0]), np.array([np.log(2)]))
    np.testing.assert_allclose(found, [2 / 2**0.5, 0.5, 0.0])
