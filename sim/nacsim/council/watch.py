"""Many councils watched round by round."""

from typing import NamedTuple

from numpy import ndarray

from nacsim.arguments import door, played
from nacsim.defaults import RUNS, SEED
from nacsim.engine.luck import Lots
from nacsim.engine.playing import Table, rounds
from nacsim.engine.sampling import draw
from nacsim.engine.together import blocks_of
from nacsim.rules.round import open_talks
from nacsim.rules.state import State
from nacsim.scenario.build import ScenarioLike, scenario_of


class Moment(NamedTuple):
    """The runs that still talked in one round, and the state of play after it."""

    round: int
    runs: ndarray  # (L,) their numbers
    state: State  # of these runs


@door
def watch(scenario: ScenarioLike, runs: int = RUNS["watch"], seed: int = SEED) -> list[Moment]:
    """Round by round what the first `runs` councils did, ratification left out; all of it is kept in memory."""
    runs, seed = played(runs, seed)
    scenario = scenario_of(scenario)
    setting = draw(scenario, Lots(seed, 0, len(blocks_of(runs))), runs)
    table, moments = Table(setting, open_talks(setting)), []
    for round_ in rounds(table):
        moments.append(Moment(round_, table.live, table.state))
        table.leave()
        table.clear()
    return moments
