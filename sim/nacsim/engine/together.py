"""Scenarios that are alike, played side by side as more runs of one council."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy import ndarray

from nacsim.engine.luck import BLOCK, words
from nacsim.engine.playing import TILE, Ending, play
from nacsim.engine.rows import rows
from nacsim.engine.sampling import draw
from nacsim.rules.state import Setting


def side_by_side(scenarios: Sequence[Any], runs: int) -> list[list[int]]:
    """Places of scenarios that can be played as one council with more runs, about a block of runs at a time."""
    alike: dict[Any, list[int]] = {}
    for place, scenario in enumerate(scenarios):
        alike.setdefault(shape_of(scenario), []).append(place)
    most = max(1, TILE // runs)
    return [same[i : i + most] for same in alike.values() for i in range(0, len(same), most)]


def shape_of(scenario: Any) -> tuple:
    """What scenarios must share to be played side by side."""
    events = tuple(e.round for e in scenario.events)
    rule = (scenario.procedure.rule, scenario.chair.shelves is not False, scenario.ratification is None)
    kinds = tuple((i.status_quo is None, i.lumpy) for i in scenario.issues.values())
    return scenario.room, scenario.ties.tobytes(), scenario.population, kinds, events, rule


def group_rows(
    scenarios: list[Any], forced: list[Mapping | None], seed: int, block: int, runs: int, finish: Callable
) -> list[Any]:
    """Finished results of each of some scenarios that are alike, on the first `runs` of a block."""
    source, size = words(seed, block), BLOCK if len(scenarios) == 1 and runs >= BLOCK else runs
    settings = [draw(s, source, size, f) for s, f in zip(scenarios, forced, strict=True)]
    together = settings[0] if len(settings) == 1 else stack(settings, size)
    done = play(together, scenarios[0].ratification is not None)
    found = []
    for k, (scenario, setting) in enumerate(zip(scenarios, settings, strict=True)):
        own = Ending(*(a[..., k * size : (k + 1) * size] for a in done))
        found.append(finish(scenario, seed, rows(scenario, setting.issues, own, source)))
    return found


def stack(settings: list[Setting], runs: int) -> Setting:
    """Settings of councils that are alike as one, their runs one after the other."""

    def join(*parts: Any) -> Any:
        if isinstance(parts[0], tuple):
            joined = (join(*same) for same in zip(*parts, strict=True))
            return type(parts[0])(*joined) if hasattr(parts[0], "_fields") else tuple(joined)
        if not isinstance(parts[0], ndarray):  # words and kinds of issues, which they share
            return parts[0]
        if all(
            p.shape[-1] == 1 and np.array_equal(p, parts[0], equal_nan=p.dtype.kind == "f") for p in parts
        ):
            return parts[0]
        return np.concatenate([np.broadcast_to(p, (*p.shape[:-1], runs)) for p in parts], axis=-1)

    return Setting(settings[0].room, *join(*(tuple(s)[1:] for s in settings)))
