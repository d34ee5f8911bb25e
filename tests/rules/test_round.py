"""A round of three members, by hand: what is conceded to one whose hand is forced."""

import numpy as np

from nacsim.engine.luck import lots
from nacsim.engine.sampling import draw
from nacsim.rules.redraft import LEAST_NEED
from nacsim.rules.round import open_talks, play_round
from nacsim.scenario import loads
from nacsim.vocabulary import TALKS

CASE = """
title = "A forced hand"
roster = ["A", "B", "C"]
[issues.matter]
status_quo = 0
proposed = 100
lumpy = 0.0
[parameters]
draw = false
[uncertainty]
position_sd = 0
salience_sd = 0
resolve_sd = 0
[members.B]
position = 50
[default]
position = 80
salience = 50
resolve = 50
"""


def test_a_hand_that_is_forced_to_object_is_given_no_more_than_it_lacks_itself():
    """B stands half way, g = 0.5 (0.5 a - 0.5 h). Where it would not object alone, it lacks a trifle.

    From 1 to its wish 0.5 is worth 0.5 x 0.5 = 0.25 to it: the text moves 0.001 / 0.25 of 0.5, and not at all where B gains.
    """
    setting = draw(loads(CASE), lots(0, 0), 300, {"B": "objects"})
    before = open_talks(setting)
    after = play_round(before, setting, 1)
    gain, cost = 0.25 * (before.terms.asks - before.terms.minds)[1], before.terms.cost[1]
    bears = (after.phase == TALKS) & (gain < 0) & (gain + cost > 0)
    gains = (after.phase == TALKS) & (gain > 0)
    assert min(bears.sum(), gains.sum()) > 20
    assert after.objects[1].all()
    np.testing.assert_allclose(after.text[0, bears], 1 - 0.5 * LEAST_NEED / 0.25, rtol=1e-5)
    np.testing.assert_array_equal(after.text[0, gains], 1)
