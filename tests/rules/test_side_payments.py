"""Worked by hand: offers of side_payments (1 - r) to objectors, within what the text is worth to those who want it."""

import numpy as np

from nacsim.rules.side_payments import offer, price

PRICE = price(np.array([[0.0], [0.5], [0.5]]), np.array([0.1]))  # 0.1, 0.05, 0.05
OBJECTS = np.array([[True], [True], [False]])


def paid(worth, spent):
    offers, _, share = offer(np.array([spent]), OBJECTS, np.array(worth)[:, None], PRICE)
    return (offers * share)[:, 0]


def test_only_objectors_and_the_resolved_less():
    np.testing.assert_allclose(paid([-0.2, -0.1, 0.5], 0.0), [0.1, 0.05, 0.0])


def test_not_more_than_the_text_is_worth():
    """0.5 of gain, 0.44 spent: 0.06 of the 0.15 asked for, which is 0.4 of each offer."""
    np.testing.assert_allclose(paid([-0.2, -0.1, 0.5], 0.44), [0.04, 0.02, 0.0])
    np.testing.assert_allclose(paid([-0.2, -0.1, 0.5], 0.6), 0.0)


def test_where_nobody_gains_nobody_pays():
    np.testing.assert_allclose(paid([-0.2, -0.1, -0.3], 0.0), 0.0)
