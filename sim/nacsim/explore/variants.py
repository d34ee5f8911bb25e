"""Many variants of one council under the same luck: the ground on which all questions of this folder stand."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np
from numpy import ndarray

from nacsim.engine.ensemble import rows_of
from nacsim.engine.workers import OWN, Progress, Work
from nacsim.results.outcomes import Outcomes
from nacsim.scenario import Scenario, ScenarioError
from nacsim.scenario.quantity import Quantity
from nacsim.scenario.reading.overrides import Misfit, read_path

Key = TypeVar("Key")
Kept = TypeVar("Kept")
FAINT = 0.05
"""Share of councils; a member that breaks silence less often is in nobody's way."""
AT_ONCE = 64
"""Variants whose rows are held in memory at a time."""


def judged_at(scenario: Scenario, key: str) -> Quantity | None:
    """The number at `members.CODE.position.ISSUE`, `.salience.ISSUE` or `.resolve`; None at any other key."""
    try:
        table, code, what, *issue = map(str, read_path(key))
        stance = scenario.members[code]
        if table == "members" and what in ("position", "salience") and len(issue) == 1:
            judged: Quantity = getattr(stance, what)[issue[0]]
            return judged
        return stance.resolve if table == "members" and what == "resolve" and not issue else None
    except (Misfit, ValueError, KeyError):
        return None


def each(
    scenarios: Sequence[Scenario],
    runs: int,
    seed: int,
    keep: Callable[[Outcomes], Kept],
    *,
    forced: Sequence[Mapping[str, str] | None] | None = None,
    work: Work = OWN,
) -> list[Kept]:
    """`keep(outcomes)` of every variant, on the same `runs` draws; `forced` has one entry for each variant."""
    found: list[Kept] = []
    total = len(scenarios) * runs
    force = forced or [None] * len(scenarios)
    for start in range(0, len(scenarios), AT_ONCE):
        part = slice(start, start + AT_ONCE)
        step = _further(work.progress, start * runs, total)
        found += map(keep, rows_of(scenarios[part], runs, seed, work.telling(step), force[part]))
    return found


def _further(progress: Progress | None, before: int, total: int) -> Progress | None:
    return progress and (lambda done, _: progress(before + done, total))


class Growing:
    """One progress bar over several pieces of work, whose total grows as they turn up."""

    def __init__(self, progress: Progress | None, total: int = 0):
        self.progress, self.before, self.total = progress, 0, total

    def __call__(self, done: int, total: int) -> None:
        """`done` of `total` councils of the present piece are played."""
        self.total = max(self.total, self.before + total)
        if self.progress:
            self.progress(self.before + done, self.total)
        if done == total:
            self.before += total


def growing(work: Work, total: int = 0) -> Work:
    """The same work with one progress bar over all its pieces, of which so many councils are known to come."""
    return work.telling(Growing(work.progress, total))


def adopted(
    scenarios: Sequence[Scenario],
    runs: int,
    seed: int,
    work: Work = OWN,
    forced: Sequence[Mapping[str, str] | None] | None = None,
) -> ndarray:
    """Which councils adopt the text: (variants, runs) bool."""
    return np.array(each(scenarios, runs, seed, lambda o: o.adopted, forced=forced, work=work))


def as_it_stands(scenario: Scenario, runs: int, seed: int, work: Work = OWN) -> tuple[ndarray, str | None]:
    """Which councils adopt the text as it is, (runs,) bool, and who breaks silence most often, if anybody does."""
    ((now, first),) = each([scenario], runs, seed, lambda o: (o.adopted, o.first.mean(1)), work=work)
    return now, scenario.room[int(first.argmax())] if first.max(initial=0) > FAINT else None


def possible(scenario: Scenario, values: Mapping[str, Any]) -> Scenario | None:
    """The scenario with these values, or None if such a scenario is not allowed."""
    try:
        return scenario.with_values(dict(values))
    except ScenarioError:
        return None


def allowed(variants: Mapping[Key, Scenario | None]) -> dict[Key, Scenario]:
    """Those of some variants that there are."""
    return {key: variant for key, variant in variants.items() if variant is not None}


def without(scenario: Scenario, member: str) -> Scenario | None:
    """The scenario with one member out of the room, or None where nobody would be left."""
    return scenario.with_values({"absent": [*scenario.absent, member]}) if len(scenario.room) > 1 else None
