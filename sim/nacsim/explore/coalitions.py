"""The value of coalitions: v(S) = P(not adopted) when only the members of S may object, on the same draws.

Players are the members whose objection ever makes a difference; all the others together are one more
player, so that the parts add up whatever they do.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from math import factorial, sqrt
from typing import Any

import numpy as np
from numpy import ndarray

from nacsim.engine.luck import normals
from nacsim.engine.workers import OWN, Work
from nacsim.explore.variants import adopted
from nacsim.results.intervals import Z95, mean_limits, mean_of, student
from nacsim.scenario.resolved import Scenario

Failed = Callable[[Iterable[Iterable[str]]], list[ndarray]]
"""From coalitions to what each of them achieves, run by run."""
OTHERS = "others"
"""The player that stands for all members who are not players themselves."""


class Coalitions:
    """v(S) of a scenario run by run; a coalition that was played is not played again."""

    def __init__(self, scenario: Scenario, players: Sequence[str], runs: int, seed: int, work: Work = OWN):
        self.scenario, self.runs, self.seed, self.work = scenario, runs, seed, work
        self.rest = tuple(m for m in scenario.room if m not in players)
        self.players = (*players, OTHERS) if self.rest else tuple(players)
        self._failed: dict[frozenset[str], ndarray] = {}

    def failed(self, coalitions: Iterable[Iterable[str]]) -> list[ndarray]:
        """For each coalition which runs fail when only its members may object, (R,) bool."""
        wanted = [frozenset(c) for c in coalitions]
        new = list(dict.fromkeys(c for c in wanted if c not in self._failed))
        if new:
            forced = [self._silenced(c) for c in new]
            found = adopted([self.scenario] * len(new), self.runs, self.seed, self.work, forced)
            self._failed |= dict(zip(new, ~found, strict=True))
        return [self._failed[c] for c in wanted]

    def _silenced(self, coalition: frozenset[str]) -> dict[str, str]:
        may = coalition | (set(self.rest) if OTHERS in coalition else set())
        return {m: "silent" for m in self.scenario.room if m not in may}


def shapley_exact(players: Sequence[str], failed: Failed) -> dict[str, ndarray]:
    """Each player's Shapley value in every run, (R,), from all 2^n coalitions (Shapley 1953).

    `failed` maps coalitions to what they achieve in every run; the values of a run add up to v(all) -
    v(nobody).
    """
    n = len(players)
    subsets = [frozenset(c) for k in range(n + 1) for c in combinations(players, k)]
    value = dict(zip(subsets, failed(subsets), strict=True))
    weight = [factorial(k) * factorial(n - k - 1) / factorial(n) for k in range(n)]
    parts: dict[str, Any] = dict.fromkeys(players, 0.0)
    for player in players:
        for s in subsets:
            if player not in s:
                parts[player] = parts[player] + weight[len(s)] * (value[s | {player}] * 1.0 - value[s])
    return parts


def shapley_sampled(
    players: Sequence[str], failed: Failed, times: int, seed: int
) -> dict[str, dict[str, float]]:
    """Shapley values from `times` random orders, each also read backwards, with 95 % intervals.

    In every order a player gets what it adds to those before it (Castro, Gómez & Tejada 2009); reading an
    order backwards as well halves the noise or better (Mitchell et al. 2022). The interval joins the spread
    over orders and over runs.
    """
    gains: dict[str, list[ndarray]] = {p: [] for p in players}
    for order in normals(seed, (times, len(players))).argsort(1):
        there, back = (_added([players[k] for k in way], failed) for way in (order, order[::-1]))
        for p in players:
            gains[p].append((there[p] + back[p]) / 2)
    return {p: _both_spreads(np.array(rows)) for p, rows in gains.items()}


def _added(order: Sequence[str], failed: Failed) -> dict[str, ndarray]:
    chain = failed([order[:k] for k in range(len(order) + 1)])
    return {p: chain[k + 1] * 1.0 - chain[k] for k, p in enumerate(order)}


def _both_spreads(rows: ndarray) -> dict[str, float]:
    """Mean of (orders, runs) with an interval from the spread of its row means and that of its column means.

    Their variances and their third moments add up. As there are few rows, theirs are widened as Student's t is wider than
    the normal distribution.
    """
    orders_, runs = rows.shape
    spreads = [(rows.mean(0), 1.0)]
    if orders_ > 1:
        spreads.append((rows.mean(1), student(orders_ - 1) / Z95))
    variance = sum(wide**2 * means.var() / (len(means) - 1 or 1) for means, wide in spreads)
    third = sum(wide**3 * ((means - means.mean()) ** 3).mean() / len(means) ** 2 for means, wide in spreads)
    skewness = third / variance**1.5 * sqrt(runs) if variance > 0 else 0.0
    return mean_limits(float(rows.mean()), sqrt(runs * variance), runs, skewness)


def intervals(parts: dict[str, ndarray]) -> dict[str, dict[str, float]]:
    """Means over runs with their 95 % intervals."""
    return {p: mean_of(values) for p, values in parts.items()}
