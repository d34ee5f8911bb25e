"""A priori power under a decision rule: the classic indices, counted exactly.

    swings_i = number of sets of members that adopt a text with i among them, and would not without i
    Banzhaf_i = swings_i / sum_j swings_j          (Penrose 1946; Banzhaf 1965)
    Shapley-Shubik_i = sum over these swings of (s - 1)! (N - s)! / N!,  s the size of the set     (1954)

A set adopts a text unless too much is missing. So sets are counted by who is missing: how many members, and how much of
each sum that the rule counts. These numbers are the coefficients of a product of generating functions, one factor a member,
cut off where so much is missing that the text fails (Mann & Shapley 1962; Brams & Affuso 1976; Bilbao et al. 2002 for
several conditions at once). A factor is divided out again to leave a member out. All are whole numbers, so nothing is
sampled or lost. Only where the sums are too many to keep, the longest one is rounded, and that is said.

Nobody abstains here, no gavel falls, and of what members want nothing is known: that is what these indices leave out.
"""

from fractions import Fraction
from functools import reduce
from math import comb, gcd, prod
from typing import Any, NamedTuple

import numpy as np
from numpy import ndarray

from nacsim.rules.decision import QMV_MEMBERS, QMV_POPULATION
from nacsim.rules.votes import TINY
from nacsim.scenario.resolved import Scenario

MOST_SUMS, MOST_LONG = 3_000_000, 250_000
"""Most sums kept, and fewer of the large numbers that big rooms have; with more, the longest is rounded to fit."""
SHORT = 62  # members whose sets can be counted in a machine's whole numbers
DIGITS = 6  # of a weight that is no whole number


class Sum(NamedTuple):
    """One sum a rule counts: what each member adds to it, and how much of it may be missing, in whole numbers."""

    counts: tuple[int, ...]
    spare: int


class Game(NamedTuple):
    """A rule as a simple game: what may be missing of every sum, or fewer members than `blocking`."""

    size: int
    sums: tuple[Sum, ...]
    missing: int  # how many members may be missing, where the rule counts them
    blocking: int = 0  # fewer than this can never stop it
    veto: tuple[int, ...] = ()  # places of those without whom it fails
    rounded: float = 0.0  # largest rounding of a weight, as a share of the whole; 0 where all is exact

    @property
    def most(self) -> int:
        """How many members can be missing of a set that still adopts."""
        return min(max(self.missing, self.blocking - 1, 0), self.size)

    def steps(self, member: int) -> tuple[int, ...]:
        """What is missing of each sum without a member."""
        return tuple(s.counts[member] for s in self.sums)

    def lengths(self) -> list[int]:
        """How much can be missing of each sum in a set that still adopts, and nothing."""
        few = max(self.blocking - 1, 0)
        return [max(s.spare, 0, sum(sorted(s.counts)[self.size - few :])) + 1 for s in self.sums]


class Power(NamedTuple):
    """The indices of each member, (N,), and how far weights had to be rounded, as a share of their whole."""

    banzhaf: ndarray  # share of all swings; sums to 1
    penrose: ndarray  # chance of a swing where all others toss a coin
    shapley: ndarray  # sums to 1
    adopts: float  # share of all sets that adopt a text (Coleman's power to act)
    rounded: float


def power(scenario: Scenario) -> Power | None:
    """The classic indices of each member under the rule of a scenario; None for a rule from a package."""
    game = game_of(scenario)
    return None if game is None else indices(game)


def weighted(weights: list[float], needed: float) -> Power:
    """The classic indices of a plain weighted rule, [needed; weights]."""
    size = len(weights)
    return indices(fitted(Game(size, (whole_sum(weights, needed),), size)))


def game_of(scenario: Scenario) -> Game | None:
    """The rule of a scenario as a game; None for a rule from a package."""
    said, size = scenario.procedure, len(scenario.room)
    needs = [(c.of, tuple(c.needed)) for c in said.conditions] or named(said.rule, scenario.population)
    if needs is None:
        return None
    counts = {"weights": scenario.weight or (), "population": scenario.population or ()}
    sums = [whole_sum(counts[of], *least(needed, sum(counts[of]))) for of, needed in needs if of in counts]
    heads = [whole_sum((1.0,) * size, *least(needed, size)).spare for of, needed in needs if of == "members"]
    blocking = 0 if said.blocking is None else int(np.ceil(least(said.blocking, size)[0] - TINY))
    veto = tuple(k for k, code in enumerate(scenario.room) if code in said.veto)
    return fitted(Game(size, tuple(sums), min(heads, default=size), blocking, veto))


def named(rule: str, population: Any) -> list[tuple[str, tuple[Any, ...]]] | None:
    """What a rule that has a name counts, and how much of it is needed; None for one from a package."""
    people = [] if population is None else [("population", (QMV_POPULATION, "share", False))]
    return {
        "unanimity": [("members", (0.0, "all but", False))],
        "consensus_minus_one": [("members", (1.0, "all but", False))],
        "simple_majority": [("members", (0.5, "share", True))],
        "qualified_majority": [("members", (QMV_MEMBERS, "share", False)), *people],
    }.get(rule)


def least(needed: tuple[Any, ...], whole: float) -> tuple[float, bool]:
    """How much of a whole is needed, and whether it takes more than that."""
    value, kind, more = needed
    return {"share": value * whole, "all but": max(whole - value, TINY), "count": value}[kind], more


def whole_sum(counts: Any, needed: float, more: bool = False) -> Sum:
    """A sum in whole numbers as small as they can be."""
    scale = 1
    while scale < 10**DIGITS and any(abs(c * scale - round(c * scale)) > 1e-6 for c in counts):
        scale *= 10
    whole = [round(c * scale) for c in counts]
    common = reduce(gcd, whole) or 1
    limit = needed * scale / common
    enough = int(np.floor(limit + TINY)) + 1 if more else int(np.ceil(limit - TINY))
    return Sum(tuple(c // common for c in whole), sum(whole) // common - enough)


def fitted(game: Game) -> Game:
    """The game with the longest of its sums rounded, if they are too many to keep."""
    lengths = game.lengths()
    most = (MOST_SUMS if game.size <= SHORT else MOST_LONG) // (game.most + 1)
    if prod(lengths) <= most or not lengths:
        return game
    longest = int(np.argmax(lengths))
    own = game.sums[longest]
    scale = max(most * lengths[longest] // prod(lengths), game.size) / lengths[longest]
    short = Sum(tuple(round(c * scale) for c in own.counts), int(own.spare * scale))
    sums = tuple(short if k == longest else s for k, s in enumerate(game.sums))
    return game._replace(sums=sums, rounded=0.5 / scale / sum(own.counts))


def indices(game: Game) -> Power:
    """The indices of all members."""
    sets, wins, size = missing_sets(game), adopting(game), game.size
    every = by_size(sets, wins)
    found: dict[tuple[int, ...], list[int]] = {}
    for member in set(range(size)) - set(game.veto):
        step = game.steps(member)
        if step not in found:
            found[step] = by_size(without(sets, step), wins & ~one_less(wins, step))
    swings = [every if k in game.veto else found[game.steps(k)] for k in range(size)]
    total = sum(map(sum, swings)) or 1
    return Power(
        banzhaf=np.array([sum(own) / total for own in swings]),
        penrose=np.array([float(Fraction(sum(own), 2 ** (size - 1))) for own in swings]),
        shapley=np.array([float(shapley(own, size)) for own in swings]),
        adopts=float(Fraction(sum(every), 2**size)),
        rounded=game.rounded,
    )


def shapley(swings: list[int], size: int) -> Fraction:
    """The Shapley-Shubik index from the swings of a member by how many others are missing."""
    return sum((Fraction(n, size * comb(size - 1, m)) for m, n in enumerate(swings) if n), Fraction(0))


def missing_sets(game: Game) -> ndarray:
    """How many sets of members there are by how many they are and how much of each sum they have; (size, sums...)."""
    kind = np.int64 if game.size <= SHORT else object
    sets = np.zeros((game.most + 1, *game.lengths()), kind)
    sets[(0,) * sets.ndim] = 1
    for member in sorted(set(range(game.size)) - set(game.veto)):  # without whom it fails is never missing
        into, of = slabs(sets.shape, (1, *game.steps(member)))
        if sets[into].size:
            sets[into] += sets[of].copy()
    return sets


def adopting(game: Game) -> ndarray:
    """Whether a text passes though so many members, and so much of each sum, are missing; (size, sums...) bool."""
    count, *sums = np.ogrid[tuple(slice(n) for n in (game.most + 1, *game.lengths()))]
    wins = count <= game.missing
    for total, own in zip(sums, game.sums, strict=True):
        wins = wins & (total <= own.spare)
    wins = wins | (count < game.blocking)
    return np.broadcast_to(wins, (game.most + 1, *game.lengths()))


def without(sets: ndarray, step: tuple[int, ...]) -> ndarray:
    """The sets that a member of that step is not in: all, less those that it joins, counted from the smallest on."""
    rest = sets.copy()
    into, of = slabs(sets.shape[1:], step)
    for size in range(1, len(sets)):
        with_it: tuple[Any, ...] = (size, *into)
        before_it: tuple[Any, ...] = (size - 1, *of)
        rest[with_it] -= rest[before_it]
    return rest


def one_less(wins: ndarray, step: tuple[int, ...]) -> ndarray:
    """Whether the text passes with one member of that step missing too."""
    out = np.zeros_like(wins)
    into, of = slabs(wins.shape, (1, *step))
    out[of] = wins[into]
    return out


def by_size(sets: ndarray, which: ndarray) -> list[int]:
    """How many of the sets that `which` is true of there are, by size."""
    return [int(np.sum(own[true])) for own, true in zip(sets, which, strict=True)]


def slabs(shape: tuple[int, ...], step: tuple[int, ...]) -> tuple[tuple[slice, ...], tuple[slice, ...]]:
    """The part of an array that a step leads to without leaving it, and the part it comes from."""
    into = tuple(slice(min(s, n), None) for s, n in zip(step, shape, strict=True))
    return into, tuple(slice(0, max(n - s, 0)) for s, n in zip(step, shape, strict=True))
