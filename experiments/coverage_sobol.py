"""Do the intervals of Sobol' indices, of luck, of Shapley parts and of rules hold the truth? Worlds for `coverage.py`."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from SALib.sample import sobol as sampling
from scipy.special import ndtr

from nacsim.defaults import RUNS
from nacsim.explore.boxes import Box
from nacsim.explore.coalitions import shapley_sampled
from nacsim.explore.discover import Halves, in_sets
from nacsim.explore.inputs import between, values_at
from nacsim.explore.pivots import ORDERS
from nacsim.explore.sobol import LOTS, indices_of, outcomes_of, problem, told

UNIT = [between(f"x{k}", -1, 1) for k in range(3)]
ANGLES = [between(f"x{k}", -np.pi, np.pi) for k in range(3)]
SMOOTH = 2**16
"""Points for what is true of a function without luck."""
COUNCILS = RUNS["sensitivity"]
SHARES = ("failures", "density", "coverage")
"""What `discover` says of a rule and of all points."""
GAMES = {
    "one of 12 blocks in 9 of 10": [0.9, 0.2, 0.1, *[0.02] * 9],
    "each of 12 in half of them": [0.5] * 12,
}
"""Who blocks in which share of the runs, each for itself, and each alone is enough."""


class World(NamedTuple):
    """A chance of adoption over three inputs: P = Phi(start + pulls x), with x even between -1 and 1."""

    name: str
    start: float
    pulls: tuple[float, float, float]

    def chance(self, values):
        """P at some values, (points,)."""
        return ndtr(self.start + values @ np.array(self.pulls))

    def seen(self, values, luck):
        """The share of half of `COUNCILS` that adopts, twice, (lots, points); a council has the same luck at all points."""
        lots = np.sort(np.random.default_rng(luck).random((LOTS, COUNCILS // LOTS)))
        p = self.chance(values)
        return {"adopted": np.stack([np.searchsorted(own, p) for own in lots]) * LOTS / COUNCILS}

    def known(self, values, _):
        """P itself, without luck."""
        return {"adopted": np.stack([self.chance(values)] * LOTS)}


WORLDS = (
    World("P near ½, moved much", 0.0, (2.0, 1.0, 0.5)),
    World("P near ½, moved little", 0.0, (0.3, 0.1, 0.1)),
    World("P near 0", -2.0, (1.0, 0.5, 0.2)),
    World("P near 1, and one input moves nothing", 1.5, (2.0, 1.0, 0.0)),
)


def ishigami(values, _=0):
    """The function of Ishigami & Homma (1990) with a = 7 and b = 0.1, whose indices are known; it has no luck."""
    x, y, z = values.T
    return {"adopted": np.stack([np.sin(x) + 7 * np.sin(y) ** 2 + 0.1 * z**4 * np.sin(x)] * LOTS)}


def hit(estimate, inputs, expected, truth, points, draws) -> np.ndarray:
    """How often each interval of an estimate holds the truth."""
    found = (
        told(estimate, outcomes_of(inputs, expected, points, seed)["adopted"]) for seed in range(1, draws + 1)
    )
    return np.mean([held(f, truth) for f in found], axis=0)


def held(found, truth):
    """Whether an interval holds the truth, but for rounding; of intervals in lists whether each does."""
    if isinstance(found, dict):
        return found["low"] - 1e-9 <= truth <= found["high"] + 1e-9
    return [held(f, t) for f, t in zip(found, truth, strict=True)]


def true(world: World, estimate: Callable) -> np.ndarray:
    """What an estimate says of very many points without luck."""
    return estimate(outcomes_of(UNIT, world.known, SMOOTH, 0)["adopted"])


def off(found, known):
    """The root mean square error of each index over all samples, on average."""
    return np.sqrt(np.mean((np.array(found) - known) ** 2, axis=0)).mean()


def from_sets(inputs, points, seed):
    """First and total indices as `nacsim sensitivity` finds them."""
    return indices_of(outcomes_of(inputs, ishigami, points, seed)["adopted"])


def from_one_set(inputs, points, seed):
    """The same from points that are all of one scrambled set."""
    unit = sampling.sample(problem(inputs), points, calc_second_order=False, seed=seed)
    outcomes = ishigami(values_at(inputs, np.clip(unit, 1e-6, 1 - 1e-6)))["adopted"]
    return indices_of(outcomes.reshape(LOTS, 1, points, -1))


class Rule:
    """Points fail where 2 x + y + z / 2 is above a limit, each between -1 and 1; the rule is x > 0.2 and z > 0.5."""

    BOX = Box(np.array([0.6, 0.0, 0.75]), np.ones(3))
    """The rule in the unit cube."""

    def __init__(self, rng):
        much = rng.random((4_000_000, 3))
        score = self.score(much)
        self.all, self.inside = np.sort(score), np.sort(score[self.BOX.holds(much)])

    @staticmethod
    def score(unit):
        """What decides whether points in the unit cube fail."""
        return (2 * unit - 1) @ np.array([2.0, 1.0, 0.5])

    def limit(self, rate):
        """Above what so large a share of all points lies."""
        return self.all[round((1 - rate) * len(self.all))]

    def truth(self, limit):
        """The share of all points that fail, the rule's density and its coverage."""
        fail, both = (len(s) - np.searchsorted(s, limit, "right") for s in (self.all, self.inside))
        shares = fail / len(self.all), both / len(self.inside), both / fail
        return dict(zip(SHARES, map(float, shares), strict=True))

    def held(self, rates, points):
        """How often the interval of each share holds the truth, points being drawn once for each share that fails."""
        limits = [self.limit(rate) for rate in rates]
        found = [self._told(in_sets(3, points, seed), limit) for seed, limit in enumerate(limits)]
        hits = [
            [held(f[name], self.truth(limit)[name]) for name in SHARES]
            for f, limit in zip(found, limits, strict=True)
        ]
        return np.mean(hits, axis=0)

    def _told(self, unit, limit):
        halves = Halves(unit, self.score(unit) > limit)
        return {"failures": halves.failures, **halves.shares(self.BOX)}


def games(rng, draws):
    """For each game the true part of one player of each kind, and how often its interval of so many runs holds it."""
    for name, rates in GAMES.items():
        rates = np.array(rates)
        blocks = rng.random((400_000, len(rates))) < rates
        truth = (blocks / np.maximum(blocks.sum(1, keepdims=True), 1)).mean(0)
        kinds = sorted({float(r): k for k, r in reversed(list(enumerate(rates)))}.items(), reverse=True)
        cells = {}
        for runs in (500, 4_000):
            found = [_parts(rng.random((runs, len(rates))) < rates, seed) for seed in range(draws)]
            cells[runs] = [np.mean([held(f[str(k)], truth[k]) for f in found]) for _, k in kinds]
        for j, (rate, k) in enumerate(kinds):
            yield name, rate, truth[k], [cells[runs][j] for runs in cells]


def _parts(blocks, seed):
    def failed(sets):
        none = np.zeros(len(blocks), bool)
        return np.array([blocks[:, list(map(int, s))].any(1) if len(s) else none for s in sets])

    return shapley_sampled([str(k) for k in range(blocks.shape[1])], failed, ORDERS, seed)
