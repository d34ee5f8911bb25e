"""Worked by hand: what an end is called, and without whom it would have been another."""

import numpy as np
import pytest
from matter import issue

from nacsim.rules.decision import DECISION_RULES, Rule
from nacsim.rules.ending import classify, pivotal
from nacsim.rules.isolation import company
from nacsim.rules.state import REAL, Room
from nacsim.rules.votes import Body
from nacsim.vocabulary import BLOCKED, OUTCOMES, PASSED, SETTLED, SHELVED, STOOD_ASIDE


def called(phase, text, rounds=1, held_out=False, status_quo=0.0, proposed=1.0):
    """The name of the end of one council with one issue, in the engine's precision."""
    issues = issue(np.array(proposed, REAL), np.array(status_quo, REAL))
    end = classify(
        np.array([phase]), np.array([[text]], REAL), np.array([rounds]), np.array([held_out]), issues
    )
    return OUTCOMES[end[0]]


@pytest.mark.parametrize(
    ("wanted", "how"),
    [
        ("approved", {"phase": PASSED, "text": 1.0}),
        ("delayed", {"phase": PASSED, "text": 1.0, "rounds": 2}),
        ("delayed", {"phase": PASSED, "text": 1.0, "held_out": True}),
        ("delayed", {"phase": SETTLED, "text": 1.0}),
        ("delayed", {"phase": PASSED, "text": 0.9, "rounds": 2}),  # 10 points are not more than 10
        ("amended", {"phase": PASSED, "text": 0.89, "rounds": 2}),
        ("delayed", {"phase": PASSED, "text": 0.3, "rounds": 2, "proposed": 0.4}),
        ("delayed", {"phase": PASSED, "text": 0.2, "rounds": 2, "proposed": 0.1, "status_quo": 1.0}),
        ("opt_out", {"phase": STOOD_ASIDE, "text": 0.5, "rounds": 3}),
        ("shelved", {"phase": SHELVED, "text": 1.0, "rounds": 3}),
        ("shelved", {"phase": PASSED, "text": 0.05, "rounds": 3}),  # nothing left of it
        ("shelved", {"phase": PASSED, "text": 0.65, "rounds": 3, "status_quo": 0.7}),
        ("amended", {"phase": PASSED, "text": 0.06, "rounds": 3}),
        ("blocked", {"phase": BLOCKED, "text": 0.05, "rounds": 8}),
    ],
)
def test_what_an_end_is_called(wanted, how):
    assert called(**how) == wanted


def failed(margin, rule="unanimity"):
    """Who was pivotal in a silence of members who listen to each other equally; isolation costs each 0.5."""
    size = len(margin)
    equal = np.full((size, size), 1 / size)
    room = Room(
        equal,
        company(equal),
        np.zeros((size, 1), bool),
        Rule(DECISION_RULES[rule], Body(None, None)),
        shelves=True,
    )
    margin, cost = np.array(margin)[:, None], np.full((size, 1), 0.5)
    alone = margin + cost < 0
    joined = alone
    for _ in range(size):
        joined = joined | (margin + cost * (1 - room.company @ joined) < 0)
    return pivotal(margin, cost, joined, room)[:, 0].tolist()


def test_the_only_one_who_would_object_alone_is_pivotal():
    """A objects alone (-1 + 0.5); B joins in its shelter (-0.4 + 0.25) but would not have begun."""
    assert failed([-1.0, -0.4, 0.3]) == [True, False, False]


def test_where_two_would_object_alone_neither_is():
    assert failed([-1.0, -0.9, 0.3]) == [False, False, False]


def test_under_consensus_minus_one_either_of_two_is_pivotal():
    """Two objections stop a text; without either there is one, and it passes."""
    assert failed([-1.0, -0.9, 0.3, 0.3], "consensus_minus_one") == [True, True, False, False]
