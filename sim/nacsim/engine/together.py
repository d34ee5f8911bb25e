"""Scenarios that are alike, played side by side as more runs of one council."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from numpy import ndarray

from nacsim.engine.columns import stack
from nacsim.engine.luck import BLOCK, Lots, lots
from nacsim.engine.memory import one_thread
from nacsim.engine.playing import TILE, Ending, play
from nacsim.engine.rows import rows
from nacsim.engine.sampling import draw
from nacsim.engine.workers import Parcel
from nacsim.scenario.resolved import Scenario


class Group(NamedTuple):
    """Scenarios that are alike, and whose hand is forced in each (member -> "silent" or "objects")."""

    scenarios: list[Scenario]
    forced: list[Mapping[str, str] | None]


def side_by_side(scenarios: Sequence[Scenario], runs: int) -> list[list[int]]:
    """Places of scenarios that can be played as one council with more runs, about a block of runs at a time."""
    alike: dict[Any, list[int]] = {}
    for place, scenario in enumerate(scenarios):
        alike.setdefault(shape_of(scenario), []).append(place)
    most = max(1, TILE // runs)
    return [same[i : i + most] for same in alike.values() for i in range(0, len(same), most)]


def shape_of(scenario: Scenario) -> tuple[Any, ...]:
    """What scenarios must share to be played side by side."""
    events = tuple(map(kind_of, scenario.events))
    rule = (
        scenario.decides,
        scenario.procedure.horizon,
        scenario.chair.shelves is not False,
        scenario.chair.member,
        scenario.ratification is None,
        scenario.road is not None,
        scenario.noted is not None,
    )
    kinds = tuple(i.status_quo is None for i in scenario.issues.values())
    needed = tuple(m.indispensable for m in scenario.members.values())
    return scenario.room, scenario.ties.tobytes(), kinds, needed, events, rule


def kind_of(event: Any) -> tuple[Any, ...]:
    """What events of the same place must share."""
    puts = bool(event.to.position), bool(event.to.salience), event.to.resolve is None
    return puts, event.after, tuple(place for place, _ in event.given)


def blocks_of(runs: int) -> list[int]:
    """Runs wanted of each block."""
    return [min(BLOCK, runs - start) for start in range(0, runs, BLOCK)]


def group_rows(
    group: Parcel,
    seed: int,
    block: int,
    runs: int,
    finish: Callable[[Scenario, int, ndarray], Any],
    shared: bool,
) -> list[Any]:
    """Finished results of each scenario of a `Group`, on the first `runs` from a block on.

    `shared`: the lots of the block are kept, for other scenarios meet the same luck.
    """
    scenarios, forced = group.content
    source = lots(seed, block) if shared else Lots(seed, block, len(blocks_of(runs)), keeps=False)
    with one_thread:
        settings = [draw(s, source, runs, f) for s, f in zip(scenarios, forced, strict=True)]
        done = play(settings[0] if len(settings) == 1 else stack(settings, runs))
        own = [Ending(*(a[..., k * runs : (k + 1) * runs] for a in done)) for k in range(len(settings))]
        each = zip(scenarios, settings, own, strict=True)
        return [finish(scenario, seed, rows(setting, end)) for scenario, setting, end in each]
