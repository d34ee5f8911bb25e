"""Many councils watched round by round."""

from typing import Any, NamedTuple

import numpy as np
from numpy import ndarray

from nacsim.engine.luck import BLOCK, words
from nacsim.engine.playing import columns, only
from nacsim.engine.sampling import draw
from nacsim.rules.round import open_talks, play_round
from nacsim.rules.state import State
from nacsim.vocabulary import TALKS


class Moment(NamedTuple):
    """The runs that still talked in one round, and the state of play after it."""

    round: int
    runs: ndarray  # (L,) their numbers
    state: State  # of these runs


def watch(scenario: Any, runs: int = 1000, seed: int = 0) -> list[Moment]:
    """Round by round what the first `runs` councils (at most one block) did, ratification left out."""
    setting = draw(scenario, words(seed, 0), BLOCK)
    setting = only(setting, np.arange(min(runs, BLOCK)))
    state, live, moments = open_talks(setting), setting.luck.column, []
    while live.size:
        state = play_round(state, setting, len(moments) + 1)
        moments.append(Moment(len(moments) + 1, live, state))
        size, talks = len(live), np.flatnonzero(state.phase == TALKS)
        live, setting, state = live[talks], only(setting, talks), columns(state, talks, size)
    return moments
