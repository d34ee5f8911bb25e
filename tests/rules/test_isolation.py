"""Worked by hand: c = kappa (1 - r) (1 - s W_ii)."""

import numpy as np

from nacsim.rules.isolation import company, isolation


def test_company_leaves_oneself_out():
    """A: 0.25 and 0.25 beside 0.5 for itself are 0.5 and 0.5. B listens to nobody else: equal over the others."""
    ties = np.array([[0.5, 0.25, 0.25], [0.0, 1.0, 0.0], [0.6, 0.2, 0.2]])
    np.testing.assert_allclose(company(ties), [[0, 0.5, 0.5], [0.5, 0, 0.5], [0.75, 0.25, 0]])


def test_alone_in_the_room_there_is_no_company():
    np.testing.assert_allclose(company(np.array([[1.0]])), [[0.0]])


def test_resolve_and_self_reliance_make_it_cheap():
    """kappa 0.4, s 0.5. r = 0, w = 0: 0.4. r = 0.5: 0.2. r = 0, w = 0.5: 0.4 * 0.75 = 0.3."""
    own = np.array([[0.0], [0.0], [0.5]])
    found = isolation(np.array([[0.0], [0.5], [0.0]]), own, np.array([0.4]), np.array([0.5]))
    np.testing.assert_allclose(found[:, 0], [0.4, 0.2, 0.3])
