"""Worked by hand: an event shifts position and anchor alike, and nothing leaves the scale."""

import numpy as np

from nacsim.engine.luck import lots
from nacsim.engine.sampling import draw
from nacsim.rules.events import happen
from nacsim.rules.round import open_talks
from nacsim.rules.state import Event
from nacsim.scenario import loads

PAIR = """
title = "Two"
roster = ["A", "B"]
[issues.matter]
status_quo = 0
proposed = 100
[members]
A = { position = 50, salience = 40, resolve = 90 }
B = { position = 50, salience = 40, resolve = 90 }
[uncertainty]
position_sd = 0
salience_sd = 0
resolve_sd = 0
"""


def test_what_happens_shifts_and_what_does_not_leaves_alone():
    state = open_talks(draw(loads(PAIR), lots(0, 0), 2))
    state = state._replace(position=state.position - 0.2)  # talked down from the anchor of 0.5
    change = np.array([[0.3], [0.0]])
    event = Event(1, np.array([True, False]), change[None], change[None] * 0, change)
    after = happen(state, event)
    np.testing.assert_allclose(after.position[0], [[0.6, 0.3], [0.3, 0.3]], atol=1e-6)
    np.testing.assert_allclose(after.anchor[0], [[0.8, 0.5], [0.5, 0.5]], atol=1e-6)
    np.testing.assert_allclose(after.resolve, [[1.0, 0.9], [0.9, 0.9]], atol=1e-6)
    np.testing.assert_allclose(after.salience[0], 0.4, atol=1e-6)
