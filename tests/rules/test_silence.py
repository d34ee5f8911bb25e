"""Worked by hand: a threshold cascade of four members who listen to each other equally; isolation costs 0.6 each."""

import numpy as np
import pytest

from nacsim.rules.isolation import company
from nacsim.rules.silence import cascade, may_be_followed, object_alone
from nacsim.rules.sums import heads, product

COST = np.full((4, 1), 0.6)
EQUAL = company(np.full((4, 4), 0.25))  # a third to each other


def objectors(*margins):
    return cascade(np.array(margins)[:, None], COST, EQUAL)[:, 0].tolist()


def test_a_cascade_that_runs_through_all():
    """With k others objecting it costs 0.6 (1 - k / 3): 0.6, 0.4, 0.2, 0.

    A objects alone (-0.7). So it costs B 0.4 and it joins (-0.5); then it costs C 0.2 (-0.3); then D nothing (-0.1).
    """
    assert objectors(-0.7, -0.5, -0.3, -0.1) == [True, True, True, True]


def test_a_cascade_that_stops():
    """As before, but C minds only 0.1: with two objecting it still costs 0.2. D is not reached."""
    assert objectors(-0.7, -0.5, -0.1, -0.1) == [True, True, False, False]


def test_without_somebody_to_begin_nobody_objects():
    """All four would object together (-0.5 + 0), but nobody alone (-0.5 + 0.6): the least of the two equilibria."""
    assert objectors(-0.5, -0.5, -0.5, -0.5) == [False] * 4
    assert not object_alone(np.full((4, 1), -0.5), COST).any()


def test_nobody_joins_who_likes_the_text():
    assert objectors(-0.7, -0.7, -0.7, 0.01) == [True, True, True, False]


def test_it_takes_more_than_standing_even():
    """-0.6 + 0.6 is not less than nothing."""
    assert objectors(-0.6, 0.0, 0.0, 0.0) == [False] * 4


def test_heads_are_counted_in_large_rooms_too():
    assert heads(np.ones((255, 1), bool)).tolist() == [255]
    assert heads(np.ones((300, 1), bool)).tolist() == [300]


def least(margin, cost, ties):
    """The least fixed point of one council as the definition has it: nobody objects, and then whoever would."""
    objects = np.zeros(len(margin), bool)
    while True:
        joined = margin + cost * (1 - ties @ objects) < 0
        if (joined == objects).all():
            return objects
        objects = joined


@pytest.mark.parametrize("runs", [1, 30, 700])
@pytest.mark.parametrize("eager", [0.001, 0.02, 0.3])
def test_many_councils_at_once_are_each_by_itself(runs, eager):
    """However many are swept together: those in which few object, those in which many do, with and without cost."""
    random = np.random.default_rng(7)
    ties = company(random.dirichlet(np.full(31, 0.3), 31)).astype(np.float32)
    margin = random.normal(0, 0.12, (31, runs)).astype(np.float32)
    margin[random.random((31, runs)) < eager] -= 1
    cost = random.uniform(0.4, 0.6, (31, runs)).astype(np.float32)
    cost[random.random((31, runs)) < 0.02] = 0
    found = cascade(margin, cost, ties)
    wanted = [
        least(*(a[:, r].astype(float) for a in (margin, cost)), ties.astype(float)) for r in range(runs)
    ]
    assert (found == np.stack(wanted, 1)).all()
    assert runs < 700 or (found.sum(0) > object_alone(margin, cost).sum(0)).any()  # somebody joined somebody


@pytest.mark.parametrize("runs", [1, 15, 16, 17, 161, 1000])
def test_what_a_run_hears_does_not_depend_on_its_company(runs):
    random = np.random.default_rng(1)
    weights, values = random.random((31, 31), np.float32), random.random((2, 31, 1000), np.float32)
    among, alone = product(weights, values), product(weights, values[..., :runs])
    assert alone.tobytes() == np.ascontiguousarray(among[..., :runs]).tobytes()
    np.testing.assert_allclose(among, weights @ values, rtol=1e-5)


@pytest.mark.parametrize(
    ("margins", "followed"),
    [
        ((0.5, 0.5, 0.5, 0.5, 0.5), False),  # nobody objects
        ((-0.75, 0.5, 0.5, 0.5, -0.375), False),  # -0.375 + 0.375 is not less than nothing
        ((-0.75, 0.5, 0.5, 0.5, -0.4375), True),
        ((-0.75, -0.75, 0.5, 0.5, 0.5), True),  # two of four might bring in a third
    ],
)
def test_a_lone_objector_might_be_followed_by_whom_its_company_alone_would_bring_in(margins, followed):
    """Five who listen to each other equally: beside one who objects it costs 0.5 (1 - 1/4) = 0.375."""
    left = np.array(margins)[:, None] + 0.5
    found = may_be_followed(left < 0, left, np.full((5, 1), 0.5), company(np.full((5, 5), 0.2)))
    assert found.tolist() == [followed]
