"""What an answer rests on: the judgements that move it most, and where each would tip it.

Every judged number of the leading objectors is set two coding errors lower and higher, all else and the luck being the
same; those that move the share of adoption most are followed over their whole scale to where the answer tips, that is,
crosses one half.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from nacsim.data.calibrated import central
from nacsim.engine.workers import Work
from nacsim.explore.onechange import crossings
from nacsim.explore.variants import FAINT, adopted, each, possible
from nacsim.scale import WHOLE, as_points
from nacsim.scenario.mistakes.errors import dotted
from nacsim.scenario.quantity import Pooled, centre
from nacsim.scenario.resolved import Scenario

LEADING, MOST = 3, 3  # members looked at, judgements told
RUNS = 600  # councils of each variant: shares to within four points
POINTS = np.linspace(0, WHOLE, 11)
DRAWS = 100  # values that stand for a distribution
ERRORS = 2.0  # coding errors up and down


class Judgement(NamedTuple):
    """One judged number of one member."""

    key: str
    member: str
    what: str  # position, salience or resolve
    issue: str | None
    value: float
    error: float


def judgements(scenario: Scenario, members: list[str]) -> Iterator[Judgement]:
    """Every judged number of some members, with its coding error in points."""
    several = len(scenario.issues) > 1
    for code in members:
        stance = scenario.members[code]
        for what in ("position", "salience"):
            for issue, quantity in getattr(stance, what).items():
                key = dotted(("members", code, what, issue) if several else ("members", code, what))
                yield Judgement(key, code, what, issue, centre(quantity), error_of(scenario, what, quantity))
        error = error_of(scenario, "resolve", stance.resolve)
        yield Judgement(
            dotted(("members", code, "resolve")), code, "resolve", None, centre(stance.resolve), error
        )


def error_of(scenario: Scenario, what: str, quantity: Any) -> float:
    """How far off a judged number may be, one standard deviation in points: as the file says, else by double coding."""
    if hasattr(quantity, "sd"):
        return float(quantity.sd)
    said = scenario.uncertainty[f"{what}_sd"]
    coding = as_points(central()[f"{what}_sd"]) if said is None else said
    if isinstance(quantity, int | float):
        return coding
    spread = float(np.std(quantity.quantile((np.arange(DRAWS) + 0.5) / DRAWS)))
    plain = isinstance(quantity, Pooled) and any(isinstance(part, int | float) for part in quantity.parts)
    return float(np.hypot(spread, coding)) if plain else spread


def rests_on(
    scenario: Scenario, runs: int = RUNS, seed: int = 0, jobs: int | None = None
) -> list[dict[str, Any]]:
    """The judgements that move the answer most, most first.

    Each is `{"key", "member", "what", "issue", "value", "error", "low", "high", "tips"}`: the share of adoption two
    coding errors below and above its value, and where on its scale adoption crosses one half, None where it does not.
    """
    work = Work(jobs)
    (first,) = each([scenario], runs, seed, lambda o: o.first.mean(1), work=work)
    leading = [scenario.room[k] for k in np.argsort(-first)[:LEADING] if first[k] >= FAINT]
    told = list(judgements(scenario, leading))
    if not told:
        return []
    moved = [
        (j, low, high) for j, (low, high) in zip(told, _ends(scenario, told, runs, seed, work), strict=True)
    ]
    moved.sort(key=lambda row: -abs(row[2] - row[1]))
    return [
        {**j._asdict(), "low": low, "high": high, "tips": tips(scenario, j, runs, seed, work)}
        for j, low, high in moved[:MOST]
    ]


def _ends(
    scenario: Scenario, told: list[Judgement], runs: int, seed: int, work: Work
) -> list[tuple[float, float]]:
    """Share of adoption with each judgement two errors down and up."""
    variants = []
    for j in told:
        for side in (-1, 1):
            value = float(np.clip(j.value + side * ERRORS * j.error, 0, 100))
            variants.append(possible(scenario, {j.key: value}) or scenario)
    found = adopted(variants, runs, seed, work).mean(1)
    return [(float(low), float(high)) for low, high in found.reshape(-1, 2)]


def tips(scenario: Scenario, judgement: Judgement, runs: int, seed: int, work: Work) -> float | None:
    """Where a judgement, moved over its whole scale, first lets adoption cross one half, nearest to its value."""
    variants = [possible(scenario, {judgement.key: float(v)}) or scenario for v in POINTS]
    found = adopted(variants, runs, seed, work).mean(1)
    crossed = crossings(POINTS, found)
    return min(crossed, key=lambda v: abs(v - judgement.value)) if crossed else None
