"""From rows to shares: counts that add up, and the summary people read.

Everything is counted in whole numbers, so a summary does not depend on how runs were grouped or in what order they came.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

import numpy as np
from numpy import ndarray

from nacsim.results.intervals import mean_limits
from nacsim.results.metrics import measured
from nacsim.results.outcomes import Outcomes
from nacsim.vocabulary import ADOPTED, OUTCOMES

MOST = 1_000_000  # rows counted at once: single precision counts to 16 million, and products of it are fast


@dataclass(eq=False)
class Tally:
    """Counts over runs of one scenario. Tallies of different runs add up with `+`; two are equal if all counts are."""

    name: str
    room: tuple[str, ...]
    issues: tuple[str, ...]
    seed: int
    runs: int
    outcomes: ndarray  # (6,)
    first: ndarray  # (N,) runs in which the member breaks silence on the text as tabled
    blocks: ndarray  # (N,)
    sole: ndarray  # (N,)
    pivotal: ndarray  # (N,)
    together: ndarray  # (N, N) runs in which both block
    text: list[ndarray] = field(repr=False)  # per issue: runs by where it ends, hundredths of a point
    rounds: ndarray = field(repr=False)  # runs by number of rounds
    days: tuple[ndarray, ndarray] = field(repr=False)  # tenths of a day that occur, and how often each does
    metrics: dict[str, tuple[ndarray, ndarray]] = field(default_factory=dict, repr=False)
    """Metrics that packages offer: the numbers that occur, (U,), and how often each does, (U,)."""

    def __add__(self, other: "Tally") -> "Tally":
        counts = {k: _add(v, other.__dict__[k]) for k, v in self.__dict__.items() if k not in _NAMES}
        return Tally(**{k: self.__dict__[k] for k in _NAMES}, **counts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Tally) and all(_same(v, other.__dict__[k]) for k, v in self.__dict__.items())

    __hash__ = None  # type: ignore[assignment]  # two that are equal may be added to

    @property
    def adopted(self) -> int:
        """Number of runs adopted in any form."""
        return int(self.outcomes[: len(ADOPTED)].sum())


_NAMES = ("name", "room", "issues", "seed")


def _add(a: Any, b: Any) -> Any:
    """The sum of two counts, of which one may be longer: whole numbers, arrays, or lists and tables of these.

    Numbers that occur are a pair with how often each does.
    """
    if isinstance(a, dict):
        return {name: _add(a[name], b[name]) for name in a.keys() & b.keys()}
    if isinstance(a, tuple):
        return pooled(*zip(a, b, strict=True))
    if isinstance(a, list):
        return [_add(x, y) for x, y in zip(a, b, strict=True)]
    if not isinstance(a, ndarray) or a.shape == b.shape:
        return a + b
    long, short = (a, b) if len(a) > len(b) else (b, a)
    total = long.copy()
    total[: len(short)] += short
    return total


def pooled(values: tuple[ndarray, ...], counts: tuple[ndarray, ...]) -> tuple[ndarray, ndarray]:
    """Numbers and how often each occurs, from several such."""
    found, place = np.unique(np.concatenate(values), return_inverse=True)
    return found, np.bincount(place, np.concatenate(counts), len(found)).astype(np.int64)


def _same(a: Any, b: Any) -> bool:
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(_same(v, b[k]) for k, v in a.items())
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(_same, a, b))
    return np.array_equal(a, b)


def count(outcomes: Outcomes) -> Tally:
    """Count the rows of some outcomes."""
    starts = range(0, max(1, len(outcomes)), MOST)
    return add_up(_count(outcomes.part(slice(start, start + MOST))) for start in starts)


def _count(outcomes: Outcomes) -> Tally:
    rows, names = outcomes.rows, (outcomes.name, outcomes.room, outcomes.issues, outcomes.seed)
    n, all_, alone = len(outcomes.room), np.ones(len(rows), np.float32), rows["alone"].astype(np.float32)
    first, blocks, pivotal = (outcomes.flags(f).astype(np.float32) for f in ("first", "blocks", "pivotal"))
    return Tally(
        *names,
        runs=len(rows),
        outcomes=np.bincount(rows["outcome"], minlength=len(OUTCOMES)),
        first=(all_ @ first)[:n].astype(np.int64),
        blocks=(all_ @ blocks)[:n].astype(np.int64),
        sole=(alone @ blocks)[:n].astype(np.int64),
        pivotal=(all_ @ pivotal)[:n].astype(np.int64),
        together=(blocks.T @ blocks)[:n, :n].astype(np.int64),
        text=[np.bincount(ends) for ends in rows["text"].T],
        rounds=np.bincount(rows["rounds"]),
        days=np.unique(rows["days"], return_counts=True),
        metrics={
            name: np.unique(numbers, return_counts=True) for name, numbers in measured(outcomes).items()
        },
    )


def add_up(tallies: Iterable[Tally]) -> Tally:
    """Sum of tallies of one scenario."""
    return reduce(Tally.__add__, tallies)


def quantile(counts: ndarray, p: float) -> int:
    """Smallest value with at least the share p of runs at or below it (inverted distribution function)."""
    return int(np.searchsorted(np.cumsum(counts), p * counts.sum() - 1e-9))


def spread(
    counts: ndarray, unit: float = 1.0, most: float | None = None, values: ndarray | None = None
) -> dict[str, float]:
    """Mean with its 95 % interval, and the 5 %, 50 % and 95 % points of a distribution given as counts of whole units.

    `most` is the largest value there can be, by default the largest there is; none is below 0. Counts are of `values`,
    sorted, or of 0, 1, 2 and so on.
    """
    values, runs = np.arange(len(counts)) if values is None else values, max(1, int(counts.sum()))
    mean, second, third = moments(counts, values * unit)
    found = mean_limits(mean, second**0.5, runs, skewness(second, third), most or values[-1] * unit)
    ends = {
        "mean": mean,
        "low": max(0.0, found["low"]),
        "high": found["high"] if most is None else min(most, found["high"]),
    }
    cuts = {"p05": 0.05, "p50": 0.5, "p95": 0.95}
    points = {name: round(int(values[quantile(counts, p)]) * unit, 6) for name, p in cuts.items()}
    return {name: round(value, 6) for name, value in ends.items()} | points


def spread_of(values: ndarray, counts: ndarray) -> dict[str, float]:
    """Mean with its 95 % interval, and the 5 %, 50 % and 95 % points of numbers, sorted, that occur so often."""
    runs = int(counts.sum())
    mean, second, third = moments(counts, values)
    reach = float(values[-1] - values[0])
    found = mean_limits(mean, second**0.5, runs, skewness(second, third), reach)
    ends = {"mean": mean, "low": max(values[0], found["low"]), "high": min(values[-1], found["high"])}
    cuts = {"p05": 0.05, "p50": 0.5, "p95": 0.95}
    points = {name: values[quantile(counts, p)] for name, p in cuts.items()}
    return {name: round(float(value), 6) for name, value in (ends | points).items()}


def moments(counts: ndarray, values: ndarray) -> tuple[float, float, float]:
    """Mean, second and third central moment of values that occur so many times."""
    share = counts / max(1, counts.sum())
    mean = float(share @ values)
    return mean, float(share @ (values - mean) ** 2), float(share @ (values - mean) ** 3)


def skewness(second: float, third: float) -> float:
    """The skewness that follows from two central moments; none where nothing is spread."""
    return third / second**1.5 if second else 0.0
