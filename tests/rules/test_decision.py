"""Worked by hand: who may object without stopping the text."""

import numpy as np
import pytest

from nacsim.rules.decision import DECISION_RULES
from nacsim.rules.votes import Body, Votes


def adopted(rule, objecting, members, population=None):
    """Whether the text passes when the first so many object."""
    objects = (np.arange(members) < objecting)[:, None]
    return bool(DECISION_RULES[rule](Votes(objects, None), Body(None, population))[0])


@pytest.mark.parametrize(
    ("rule", "members", "most"),
    [
        ("unanimity", 32, 0),
        ("consensus_minus_one", 32, 1),
        ("qualified_majority", 20, 9),  # 11 of 20 are just 55 %
        ("qualified_majority", 27, 12),  # 15 of 27 are 55.6 %, 14 are 51.9 %
        ("simple_majority", 31, 15),
        ("simple_majority", 32, 15),  # half is not more than half
    ],
)
def test_the_most_objections_a_text_survives(rule, members, most):
    assert adopted(rule, most, members)
    assert not adopted(rule, most + 1, members)


def test_a_qualified_majority_needs_the_people_too():
    """The first of five is 36 of 100 people: 64 % is not 65 %. With 35 of 100 it is."""
    assert not adopted("qualified_majority", 1, 5, np.array([36.0, 16, 16, 16, 16]))
    assert adopted("qualified_majority", 1, 5, np.array([35.0, 20, 15, 15, 15]))
