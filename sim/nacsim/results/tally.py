"""From rows to shares: counts that add up, and the summary people read.

Everything is counted in whole numbers, so a summary does not depend on how runs were grouped or in what order they came.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from math import sqrt

import numpy as np
from numpy import ndarray

from nacsim.results.outcomes import ADOPTED, DAY_UNIT, OUTCOMES, TEXT_UNIT, Outcomes

MOST = 2**20  # rows counted at once: single precision counts to 2^24, and products of it are fast
Z95 = 1.959963984540054  # two-sided 95 % quantile of the standard normal


def wilson(k: float, n: float) -> tuple[float, float]:
    """95 % interval of a share k of n (Wilson 1927); never of zero width."""
    if n == 0:
        return 0.0, 1.0
    p, z2 = k / n, Z95**2
    centre, half = p + z2 / (2 * n), Z95 * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return max(0.0, min(p, (centre - half) / (1 + z2 / n))), min(1.0, max(p, (centre + half) / (1 + z2 / n)))


def share(k: int, n: int) -> dict[str, float]:
    """`{"share", "low", "high"}` of k of n with its 95 % interval."""
    low, high = wilson(k, n)
    return {"share": k / n if n else 0.0, "low": low, "high": high}


def paired_difference(a: ndarray, b: ndarray) -> dict[str, float]:
    """`{"value", "low", "high"}` of mean(b) - mean(a) over the same runs, in which a and b shared their luck.

    The 95 % interval is Newcombe's (1998, method 10) for paired proportions: Wilson intervals of both shares joined
    with their correlation, so it has positive width even where no run differs.
    """
    n = len(a)
    both, only_b, only_a = int((a & b).sum()), int((~a & b).sum()), int((a & ~b).sum())
    return newcombe(both, only_a, only_b, n)


def newcombe(both: int, only_a: int, only_b: int, n: int) -> dict[str, float]:
    """The interval of `paired_difference` from the four counts of the 2 x 2 table (the fourth is n less the rest)."""
    neither = n - both - only_a - only_b
    ka, kb = both + only_a, both + only_b
    spread = sqrt(ka * (n - ka) * kb * (n - kb))
    phi = (both * neither - only_a * only_b) / spread if spread else 0.0
    (la, ua), (lb, ub), pa, pb = wilson(ka, n), wilson(kb, n), ka / n, kb / n
    down = sqrt(max(0.0, (pb - lb) ** 2 - 2 * phi * (pb - lb) * (ua - pa) + (ua - pa) ** 2))
    up = sqrt(max(0.0, (ub - pb) ** 2 - 2 * phi * (ub - pb) * (pa - la) + (pa - la) ** 2))
    return {"value": pb - pa, "low": max(-1.0, pb - pa - down), "high": min(1.0, pb - pa + up)}


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
    days: ndarray = field(repr=False)  # runs by tenths of a day

    def __add__(self, other: "Tally") -> "Tally":
        counts = {k: _add(v, other.__dict__[k]) for k, v in self.__dict__.items() if k not in _NAMES}
        return Tally(**{k: self.__dict__[k] for k in _NAMES}, **counts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Tally) and all(_same(v, other.__dict__[k]) for k, v in self.__dict__.items())

    __hash__ = None

    @property
    def adopted(self) -> int:
        """Number of runs adopted in any form."""
        return int(self.outcomes[: len(ADOPTED)].sum())


_NAMES = ("name", "room", "issues", "seed")


def _add(a, b):
    if isinstance(a, list):
        return [_add(x, y) for x, y in zip(a, b, strict=True)]
    if not isinstance(a, ndarray) or a.shape == b.shape:
        return a + b
    long, short = (a, b) if len(a) > len(b) else (b, a)
    total = long.copy()
    total[: len(short)] += short
    return total


def _same(a, b) -> bool:
    if isinstance(a, list):
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
        days=np.bincount(rows["days"]),
    )


def add_up(tallies: Iterable[Tally]) -> Tally:
    """Sum of tallies of one scenario."""
    return reduce(Tally.__add__, tallies)


def quantile(counts: ndarray, p: float) -> int:
    """Smallest value with at least the share p of runs at or below it (inverted distribution function)."""
    return int(np.searchsorted(np.cumsum(counts), p * counts.sum() - 1e-9))


def spread(counts: ndarray, unit: float = 1.0) -> dict[str, float]:
    """Mean, 5 %, 50 % and 95 % of a distribution given as counts of whole units."""
    mean = float((counts * np.arange(len(counts))).sum() / max(1, counts.sum())) * unit
    points = {f"p{int(100 * p):02d}": round(quantile(counts, p) * unit, 6) for p in (0.05, 0.5, 0.95)}
    return {"mean": round(mean, 6), **points}


def summary(tally: Tally, version: str) -> dict:
    """What `--json` prints: shares with 95 % intervals, members' shares of all runs, text, rounds and days."""
    n = tally.runs
    named = ("objects_first", tally.first), ("blocks", tally.blocks), ("sole_blocker", tally.sole)
    columns = (*named, ("pivotal", tally.pivotal))
    return {
        "scenario": tally.name,
        "version": version,
        "seed": tally.seed,
        "runs": n,
        "outcomes": {o: share(int(k), n) for o, k in zip(OUTCOMES, tally.outcomes, strict=True)},
        "adopted": share(tally.adopted, n),
        "members": {m: {name: int(c[i]) / n for name, c in columns} for i, m in enumerate(tally.room)},
        "text": {i: spread(c, TEXT_UNIT) for i, c in zip(tally.issues, tally.text, strict=True)},
        "rounds": spread(tally.rounds),
        "days": spread(tally.days, DAY_UNIT),
    }
