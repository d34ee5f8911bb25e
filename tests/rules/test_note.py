"""Worked by hand: a note weighs a share of the text, and falls to who stands alone against even that."""

import numpy as np

from nacsim.rules.decision import Rule, consensus_minus_one, unanimity
from nacsim.rules.note import noted
from nacsim.rules.state import Note
from nacsim.rules.votes import Body

MARGIN = np.array([[0.5, 0.5, 0.5], [-0.4, -0.4, -0.4]])
COST = np.array([[0.1, 0.1, 0.1], [0.05, 0.03, 0.0]])
TENTH = Note(np.array([True]), np.array([0.1], np.float32))


def test_an_objector_stops_a_note_only_if_a_tenth_of_its_loss_outweighs_standing_alone():
    """A loss of 0.4 weighs 0.04: less than a cost of 0.05, more than 0.03 or nothing."""
    assert noted(TENTH, MARGIN, COST, Rule(unanimity, Body(None, None))).tolist() == [True, False, False]


def test_a_note_passes_by_the_rule_of_the_room():
    assert noted(TENTH, MARGIN, COST, Rule(consensus_minus_one, Body(None, None))).tolist() == [True] * 3


def test_what_weighs_nothing_is_noted_and_what_nobody_tries_is_not():
    nothing, never = TENTH._replace(worth=np.zeros(1, np.float32)), TENTH._replace(open=np.array([False]))
    assert noted(nothing, MARGIN, COST, Rule(unanimity, Body(None, None))).all()
    assert not noted(never, MARGIN, COST, Rule(unanimity, Body(None, None))).any()
