"""Worked by hand: x <- (1 - lambda) x(0) + lambda W x, lambda = openness (1 - r)."""

import numpy as np

from nacsim.rules.consultation import listen, openness_of

TIES = np.array([[0.5, 0.5], [0.25, 0.75]])


def test_two_members():
    """A at 0 hears (0 + 1) / 2 = 0.5 and goes 0.4 of the way: 0.2. B at 1 hears 0.75 and goes 0.2 of it: 0.95."""
    start = np.array([[[0.0], [1.0]]])
    found = listen(start, start, TIES, np.array([[0.4], [0.2]]))
    np.testing.assert_allclose(found[0, :, 0], [0.2, 0.95])


def test_the_anchor_pulls_back():
    """A now at 0.4 and B at 1: A hears 0.7, its anchor is 0: 0.5 * 0.7 = 0.35."""
    now, anchor = np.array([[[0.4], [1.0]]]), np.array([[[0.0], [1.0]]])
    assert listen(now, anchor, TIES, np.array([[0.5], [0.0]]))[0, 0, 0] == 0.35


def test_resolve_closes_the_ear():
    np.testing.assert_allclose(
        openness_of(np.array([[0.0], [0.5], [1.0]]), np.array([0.6]))[:, 0], [0.6, 0.3, 0.0]
    )
