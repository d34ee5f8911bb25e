"""One change at a time: what each single thing that people may ask about would do to the chance of adoption.

Structural choices, levers on whoever stands in the way, and outsiders at full strength are each tried alone, under the
same luck. And one input over its whole range: the curve of the chance, and where it crosses one half.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy import ndarray

from nacsim.engine.workers import Work
from nacsim.explore.costs import Lever, Price
from nacsim.explore.levers import levers, moved, unruled
from nacsim.explore.switches import switches
from nacsim.explore.variants import adopted, as_it_stands, possible
from nacsim.results.intervals import paired_difference, share
from nacsim.scale import WHOLE
from nacsim.scenario import centre
from nacsim.scenario.mistakes.errors import dotted
from nacsim.scenario.resolved import Scenario

RUNS = 2_000
POINTS = np.linspace(0, WHOLE, 21)


class Change(NamedTuple):
    """One change: what it is in words, the values of keys that make it, and what speaks against it, if anything does."""

    words: str
    values: dict[str, Any]
    doubt: str = ""


def changes(scenario: Scenario, leading: str | None) -> Iterator[Change]:
    """All single changes that a scenario admits; `leading` is the member that objects most often, if any."""
    for switch in switches(scenario, leading):
        if switch.key != "indispensable":
            yield Change(
                f"if {switch.words}", switch.values, unruled(scenario) if switch.key == "rule" else ""
            )
    found: dict[str, list[Lever]] = {}
    for lever in levers(scenario, [leading] if leading else [], Price()):
        found.setdefault(lever.slot, []).append(lever)
    for same in found.values():
        lever = same[len(same) // 2]
        yield Change(lever.words, lever.values, lever.doubt)
    for key, actor in scenario.actors.items():
        stance = centre(actor.stance)
        if stance and abs(stance) < WHOLE:
            words = f"{actor.name} pushes {'for' if stance > 0 else 'against'} it as hard as it can"
            yield Change(words, {dotted(("actors", key, "stance")): WHOLE if stance > 0 else -WHOLE})


def one_change(
    scenario: Scenario, runs: int = RUNS, seed: int = 0, jobs: int | None = None
) -> list[dict[str, Any]]:
    """Every single change with the answer it gives, the largest effect first.

    Rows are `{"words", "set", "adopted", "difference", "doubt"}`: `adopted` is a share with its 95 % interval,
    `difference` to the scenario as it stands likewise, paired by run. Changes that change no council are left out.
    """
    work = Work(jobs)
    now, leading = as_it_stands(scenario, runs, seed, work)
    wanted = [(c, possible(scenario, c.values)) for c in _different(changes(scenario, leading))]
    tried = [(c, variant) for c, variant in wanted if variant is not None and variant.room]
    found = adopted([variant for _, variant in tried], runs, seed, work)
    told = [
        {
            "words": change.words,
            "set": change.values,
            "doubt": change.doubt,
            "adopted": share(int(then.sum()), runs),
            "difference": paired_difference(now, then),
        }
        for (change, _), then in zip(tried, found, strict=True)
        if (now != then).any()
    ]
    return sorted(told, key=lambda row: -abs(row["difference"]["value"]))


def _different(found: Iterator[Change]) -> list[Change]:
    """Each change once: two ways of asking may come to the same values; what speaks against one speaks against both."""
    seen: list[Change] = []
    for change in found:
        place = next((k for k, known in enumerate(seen) if known.values == change.values), None)
        if place is None:
            seen.append(change)
        elif change.doubt and not seen[place].doubt:
            seen[place] = seen[place]._replace(doubt=change.doubt)
    return seen


def curve(
    scenario: Scenario, key: str, now: Any, runs: int = RUNS, seed: int = 0, jobs: int | None = None
) -> dict[str, Any]:
    """The chance of adoption with one input on each of POINTS: `{"points": [{"value", share…}], "tips": [...], "runs"}`.

    `now` is the input as it stands; a distribution is moved as it is. `tips` are the values at which the chance crosses
    one half, interpolated.
    """
    values = [
        float(v) if isinstance(now, int | float) else moved(now, float(v) - centre(now)) for v in POINTS
    ]
    variants = [scenario.with_values({key: value}) for value in values]
    counts = adopted(variants, runs, seed, Work(jobs)).sum(1)
    points = [{"value": float(v), **share(int(k), runs)} for v, k in zip(POINTS, counts, strict=True)]
    return {"points": points, "tips": crossings(POINTS, counts / runs), "runs": runs}


def crossings(values: ndarray, shares: ndarray) -> list[float]:
    """Values at which shares over evenly spaced values cross one half, interpolated."""
    over = shares - 0.5
    where = np.flatnonzero((over[:-1] < 0) != (over[1:] < 0))
    step = values[1] - values[0]
    return [float(values[k] + step * over[k] / (over[k] - over[k + 1])) for k in where]
