"""Worked by hand: a threshold cascade of four members who listen to each other equally; isolation costs 0.6 each."""

import numpy as np

from sim.rules.isolation import company
from sim.rules.silence import cascade, object_alone
from sim.rules.sums import heads

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
