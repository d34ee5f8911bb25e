"""Many councils watched round by round."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from numpy import ndarray

from nacsim.arguments import door, played
from nacsim.defaults import RUNS, SEED
from nacsim.engine.luck import BLOCK, Lots
from nacsim.engine.playing import TILE, Table, rounds
from nacsim.engine.sampling import draw
from nacsim.engine.together import blocks_of
from nacsim.engine.workers import OWN, Parcel, Work, in_order
from nacsim.rules.round import open_talks
from nacsim.rules.state import State
from nacsim.scenario.build import ScenarioLike, scenario_of
from nacsim.scenario.resolved import Scenario


class Moment(NamedTuple):
    """The runs that still talked in one round, and the state of play after it."""

    round: int
    runs: ndarray  # (L,) their numbers
    state: State  # of these runs


@door
def watch(scenario: ScenarioLike, runs: int = RUNS["watch"], seed: int = SEED) -> list[Moment]:
    """Round by round what the first `runs` councils did, ratification left out; all of it is kept in memory."""
    runs, seed = played(runs, seed)
    return moments(scenario_of(scenario), seed, 0, runs)


def moments(scenario: Scenario, seed: int, first: int, runs: int) -> list[Moment]:
    """What `watch` returns, of `runs` councils from number `first` on, which is the first of a block."""
    setting = draw(scenario, Lots(seed, first // BLOCK, len(blocks_of(runs))), runs)
    table, found = Table(setting, open_talks(setting)), []
    for round_ in rounds(table):
        found.append(Moment(round_, table.live + first, table.state))
        table.leave()
        table.clear()
    return found


def watched(
    scenario: Scenario,
    runs: int,
    seed: int,
    finish: Callable[[list[Moment], int, int], Any],
    work: Work = OWN,
) -> Iterator[Any]:
    """What `finish` makes of the moments of TILE councils after the other, their first number and how many they are.

    Memory does not grow with runs. `finish` goes to where the workers are.
    """
    starts, parcel = range(0, runs, TILE), Parcel(scenario)
    calls = ((_finished, parcel, seed, start, min(TILE, runs - start), finish) for start in starts)
    with work.team(len(blocks_of(runs))) as (pool, width):
        yield from in_order(pool, calls, 2 * width if width > 1 else 0)


def _finished(parcel: Parcel, seed: int, first: int, runs: int, finish: Callable[..., Any]) -> Any:
    return finish(moments(parcel.content, seed, first, runs), first, runs)
