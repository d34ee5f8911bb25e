"""Worked by hand: who may object without stopping the text."""

import numpy as np
import pytest

from nacsim.rules.conditions import Condition, Conditions, Threshold
from nacsim.rules.decision import DECISION_RULES, quorate
from nacsim.rules.gavel import overruled, without_them
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


def test_a_share_is_met_by_just_as_many_whatever_floating_point_makes_of_it():
    """7 % of 100 are 7, though 0.07 x 100 is a little more in binary: seven vote, and seven can stop a text."""
    assert 0.07 * 100 > 7
    seven = (np.arange(100) < 7)[:, None]
    assert quorate(Votes(seven & False, ~seven), Threshold(0.07, "share")).all()
    assert not quorate(Votes(seven & False, ~seven), Threshold(0.08, "share")).any()
    few = Conditions((Condition(np.ones(100), Threshold(1, "share")),), Threshold(0.07, "share"))
    assert not few(Votes(seven, None), Body(None, None)).any()
    assert few(Votes((np.arange(100) < 6)[:, None], None), Body(None, None)).all()


def test_who_is_overruled_neither_objects_nor_consents_and_who_abstains_goes_on_abstaining():
    """A objects alone and B abstains where there is abstention; of two who object none is overruled."""
    against, abstains = np.array([[True], [False], [False]]), np.array([[False], [True], [False]])
    gavel = np.array([True])
    for votes, out in ((Votes(against, None), [1, 0, 0]), (Votes(against, abstains), [1, 1, 0])):
        after = without_them(votes, overruled(votes, gavel))
        assert not after.against.any()
        assert after.abstains[:, 0].tolist() == out
    two = Votes(~abstains, None)
    assert not overruled(two, gavel).any()
    assert not overruled(Votes(against, None), ~gavel).any()
