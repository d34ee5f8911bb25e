"""Members that weigh a text in a way of their own, in one council or in many. Whoever weighs, the rules stay the same.

What such a member makes of the text takes the place of the model's answer, by the way in which hands are forced: the rules
are given how much more, or less, than the model's answer it is.
"""

from collections.abc import Callable, Mapping

import numpy as np
from numpy import ndarray

from nacsim.engine.playing import Table
from nacsim.rules.round import margin_of, value
from nacsim.rules.state import HELD, Setting, State
from nacsim.scale import as_points, as_share

Weigh = Callable[[ndarray], ndarray]
"""From what the model says the text is worth to a member to what the member says, (R,) points of gain each."""


def as_weighed(state: State, setting: Setting, minds: Mapping[int, Weigh]) -> Setting:
    """The setting of this silence, with what some members, by their row, make of the text. A forced hand has no say."""
    worth, _ = value(state, setting)
    margin = margin_of(state, setting, worth)
    hold = np.broadcast_to(setting.members.forced, margin.shape).copy()
    for row, weigh in minds.items():
        free = hold[row] == 0
        if free.any():
            said = as_share(weigh(as_points(margin[row].astype(float))))
            hold[row] = np.where(free, np.clip(said - margin[row], -HELD, HELD), hold[row])
    return setting._replace(members=setting.members._replace(forced=hold))


class OwnTable(Table):
    """Councils side by side in which some members weigh in a way of their own; `minds` says how, given the table."""

    def __init__(self, setting: Setting, state: State, minds: Callable[["OwnTable"], Mapping[int, Weigh]]):
        super().__init__(setting, state)
        self.minds = minds

    def before_silence(self) -> Setting:
        """The setting of this silence, with what they make of the text."""
        return as_weighed(self.state, self.setting, self.minds(self))

    def carried(self) -> State:
        """All of the state: who weighs may look back at the last silence."""
        return self.state
