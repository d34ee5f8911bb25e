"""Worked by hand: v W = v, mean 1."""

import numpy as np

from nacsim.rules.influence import influence


def test_who_is_listened_to_counts_more():
    """W = [[0.8, 0.2], [0.4, 0.6]]: v = (2/3, 1/3), for 2/3 * 0.2 = 1/3 * 0.4; with mean 1 (4/3, 2/3)."""
    np.testing.assert_allclose(influence(np.array([[0.8, 0.2], [0.4, 0.6]]))[:, 0], [4 / 3, 2 / 3])


def test_with_equal_ties_all_count_the_same():
    np.testing.assert_allclose(influence(np.full((5, 5), 0.2)), 1)


def test_two_who_listen_only_to_each_other_settle():
    np.testing.assert_allclose(influence(np.array([[0.0, 1.0], [1.0, 0.0]])), 1)
