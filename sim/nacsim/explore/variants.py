"""Many variants of one council under the same luck: the ground on which all questions of this folder stand."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy import ndarray

from nacsim.engine.ensemble import simulate_many
from nacsim.results.outcomes import Outcomes
from nacsim.scenario import ScenarioError

AT_ONCE = 64
"""Variants whose rows are held in memory at a time."""


def each(
    scenarios: Sequence[Any],
    runs: int,
    seed: int,
    keep: Callable[[Outcomes], Any],
    *,
    forced: Sequence[Mapping[str, str] | None] | None = None,
    progress: Callable[[int, int], None] | None = None,
    **how: Any,
) -> list[Any]:
    """`keep(outcomes)` of every variant, on the same `runs` draws; `forced` has one entry for each variant.

    `how`: jobs or executor, as in `nacsim.simulate`.
    """
    found, total = [], len(scenarios) * runs
    force = forced or [None] * len(scenarios)
    for start in range(0, len(scenarios), AT_ONCE):
        part = slice(start, start + AT_ONCE)
        step = _further(progress, start * runs, total)
        found += map(
            keep, simulate_many(scenarios[part], runs, seed, forced=force[part], progress=step, **how)
        )
    return found


def _further(progress: Callable | None, before: int, total: int) -> Callable[[int, int], None] | None:
    return progress and (lambda done, _: progress(before + done, total))


class Growing:
    """One progress bar over several pieces of work, whose total grows as they turn up."""

    def __init__(self, progress: Callable[[int, int], None] | None):
        self.progress, self.before, self.total = progress, 0, 0

    def __call__(self, done: int, total: int) -> None:
        """`done` of `total` councils of the present piece are played."""
        self.total = max(self.total, self.before + total)
        if self.progress:
            self.progress(self.before + done, self.total)
        if done == total:
            self.before += total


def adopted(scenarios: Sequence[Any], runs: int, seed: int, **how: Any) -> ndarray:
    """Which councils adopt the text: (variants, runs) bool. `how` as in `each`."""
    return np.array(each(scenarios, runs, seed, lambda outcomes: outcomes.adopted, **how))


def possible(scenario: Any, values: Mapping[str, Any]) -> Any | None:
    """The scenario with these values, or None if such a scenario is not allowed."""
    try:
        return scenario.with_values(dict(values))
    except ScenarioError:
        return None


def without(scenario: Any, member: str) -> Any | None:
    """The scenario with one member out of the room, or None where nobody would be left."""
    return scenario.with_values({"absent": [*scenario.absent, member]}) if len(scenario.room) > 1 else None
