"""Worked by hand: c = kappa (1 - r)^3."""

import numpy as np
from matter import members, run

from nacsim.rules.isolation import company, isolation


def test_company_leaves_oneself_out():
    """A: 0.25 and 0.25 beside 0.5 for itself are 0.5 and 0.5. B listens to nobody else: equal over the others."""
    ties = np.array([[0.5, 0.25, 0.25], [0.0, 1.0, 0.0], [0.6, 0.2, 0.2]])
    np.testing.assert_allclose(company(ties), [[0, 0.5, 0.5], [0.5, 0, 0.5], [0.75, 0.25, 0]])


def test_of_two_who_listen_to_themselves_alone_each_has_the_other():
    np.testing.assert_allclose(company(np.eye(2)), [[0, 1], [1, 0]])


def test_alone_in_the_room_there_is_no_company():
    np.testing.assert_allclose(company(np.array([[1.0]])), [[0.0]])


def test_resolve_makes_it_cheap_and_full_resolve_free():
    """kappa 0.8: r = 0 bears all of it, r = 0.5 an eighth, r = 0.9 a thousandth, r = 1 nothing."""
    found = isolation(members(0, 0.5, 0.9, 1), run(0.8))
    np.testing.assert_allclose(found[:, 0], [0.8, 0.1, 0.0008, 0], atol=1e-12)


def test_the_members_themselves_stay_as_they_are():
    resolve = members(0.2, 0.7)
    isolation(resolve, run(0.8))
    assert resolve[:, 0].tolist() == [0.2, 0.7]
