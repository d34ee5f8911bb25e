"""The search for packages of levers that reach a target: not all that are possible, and none further than it must go.

It goes by thirds of a way, one lever after the other; of packages that are enough, each lever is then pulled no further than
it must be, in steps of 5 points. A package that something speaks against does not end the search for one that nothing does.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import product
from math import prod
from typing import Any, NamedTuple, TypeVar

from nacsim.engine.workers import Work
from nacsim.explore.costs import Lever
from nacsim.explore.variants import allowed, each, possible
from nacsim.results.outcomes import Outcomes
from nacsim.scenario.resolved import Scenario

TRIED = 400
"""Packages played at most in the search; where there are no more than that, all are."""
BEAM, DEPTH = 10, 4
"""Packages kept for another lever, and levers in the largest package, where not all can be played."""
LOOKED_AT, AFRESH = 18, 8
"""Kinds of package that are made smaller, and that are played on fresh draws, at most."""
T = TypeVar("T")
Kind = tuple[tuple[str, ...], str]
"""The keys that a lever sets, and what speaks against it: what it does, however far it is pulled."""


class Tried(NamedTuple):
    """A package and how it did on the draws of the search."""

    package: tuple[Lever, ...]
    cost: float
    adopted: float  # share of runs
    resistance: float  # members that break silence first or block, a run: falls before adoption rises


class Search:
    """Packages played so far, on the draws of the search."""

    def __init__(
        self,
        scenario: Scenario,
        found: Sequence[Lever],
        finer: Sequence[Lever],
        runs: int,
        seed: int,
        work: Work,
    ):
        self.scenario, self.runs, self.seed, self.work = scenario, runs, seed, work
        self.slots: dict[str, list[Lever]] = {}
        for lever in found:
            self.slots.setdefault(lever.slot, []).append(lever)
        self.steps: dict[Kind, list[Lever]] = {}
        for lever in sorted(finer, key=lambda lever: lever.cost):
            self.steps.setdefault(kind_of(lever), []).append(lever)
        self.done: dict[tuple[str, ...], Tried] = {}
        self.finer = 0  # those of them that only the steps make
        self.possible = prod(len(s) + 1 for s in self.slots.values())
        self.complete = self.possible <= TRIED

    def play(self, packages: Sequence[Sequence[Lever]]) -> list[Tried]:
        """How some packages do; those that were played are not played again, those not admitted are left out."""
        named = {name_of(p): tuple(p) for p in packages}
        new = {name: p for name, p in named.items() if name not in self.done}
        variants = allowed({name: applied(self.scenario, p) for name, p in new.items()})
        results = each(list(variants.values()), self.runs, self.seed, reading, work=self.work)
        for name, (adopted, resistance) in zip(variants, results, strict=True):
            self.done[name] = Tried(new[name], cost_of(new[name]), adopted, resistance)
        return [self.done[name] for name in named if name in self.done]

    def find(self, target: float) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
        """Packages that reach the target, and those that no other beats, nothing first; on the draws of the search."""
        if self.complete:
            self.play(
                [[x for x in choice if x] for choice in product(*([None, *s] for s in self.slots.values()))]
            )
        else:
            self._widen(target)
            self._trim(target)
        ordered = sorted(self.done.values(), key=by_cost)
        front, best = [], -1.0
        for tried in ordered:
            if tried.adopted > best:
                front.append(tried.package)
                best = tried.adopted
        before = len(self.done)
        enough = [(tried.package, tried.package) for tried in ordered if tried.adopted >= target]
        least = [self._least(package, target) for package in smallest(enough)[:LOOKED_AT]]
        self.finer = len(self.done) - before
        cheapest = sorted(least, key=lambda packages: cost_of(packages[0]))[:AFRESH]
        return [package for packages in cheapest for package in packages], front

    def _least(self, package: tuple[Lever, ...], target: float) -> list[tuple[Lever, ...]]:
        """The package with each lever pulled no further than it must be, and those about it, which fresh draws tell apart.

        Levers are looked at from the cheapest to the dearest; about it are a step less of the dearest, and two more.
        """
        found = [package]
        for lever in sorted(package, key=lambda lever: lever.cost):
            rest = tuple(x for x in package if x is not lever)
            ladder = [(*rest, step) for step in self.steps.get(kind_of(lever), [lever])]
            least = bisect_left(ladder, True, key=lambda p: self._reaches(p, target))
            about = self.play(ladder[max(0, least - 1) : least + 3])
            found = [*(tried.package for tried in about), package]
            package = ladder[least] if least < len(ladder) else package
        return found

    def _reaches(self, package: tuple[Lever, ...], target: float) -> bool:
        return any(tried.adopted >= target for tried in self.play([package]))

    def _widen(self, target: float) -> None:
        """Add one lever after the other to the most promising packages."""
        beam = self.play([()])
        for _ in range(DEPTH):
            most = {sound: 1.5 * self._cheapest(target, sound) for sound in (False, True)}
            wider = [
                (*t.package, lever)
                for t in beam
                for slot, listed in self.slots.items()
                if slot not in {x.slot for x in t.package}
                for lever in listed
                if t.cost + lever.cost <= most[is_sound((*t.package, lever))]
            ]
            fresh = {name_of(p): p for p in wider if name_of(p) not in self.done}
            room = TRIED - len(self.done)
            tried = self.play(sorted(fresh.values(), key=cost_of)[: max(0, room)])
            beam = promising([t for t in tried if t.adopted < target])

    def _cheapest(self, target: float, sound: bool) -> float:
        """What the cheapest package that reaches the target costs, or that of those nothing speaks against."""
        reached = (
            t for t in self.done.values() if t.adopted >= target and (is_sound(t.package) or not sound)
        )
        return min((t.cost for t in reached), default=float("inf"))

    def _trim(self, target: float) -> None:
        """Play every package that reaches the target with one lever less, until none of these does."""
        todo = [t.package for t in self.done.values() if t.adopted >= target]
        while todo:
            less = {name_of(q): q for p in todo for q in shorter(p) if name_of(q) not in self.done}
            todo = [t.package for t in self.play(list(less.values())) if t.adopted >= target]


def reading(outcomes: Outcomes) -> tuple[float, float]:
    """Share adopted, and members that resist, a run."""
    return float(outcomes.adopted.mean()), float((outcomes.first | outcomes.blocks).sum(0).mean())


def is_sound(package: Sequence[Lever]) -> bool:
    """Whether nothing speaks against any of its levers."""
    return not any(lever.doubt for lever in package)


def name_of(package: Sequence[Lever]) -> tuple[str, ...]:
    """What tells a package from others, whatever the order of its levers."""
    return tuple(sorted(lever.text for lever in package))


def cost_of(package: Sequence[Lever]) -> float:
    """Sum of the costs."""
    return round(sum(lever.cost for lever in package), 2)


def shorter(package: Sequence[Lever]) -> list[tuple[Lever, ...]]:
    """The package less one lever, for each."""
    return [tuple(x for x in package if x is not out) for out in package]


def applied(scenario: Scenario, package: Sequence[Lever]) -> Scenario | None:
    """The scenario with a package of levers pulled, or None if they do not go together."""
    return possible(scenario, {key: value for lever in package for key, value in lever.values.items()})


def promising(tried: Sequence[Tried]) -> list[Tried]:
    """Packages worth another lever: by chance of adoption, and by resistance, each also for its cost."""
    by_chance = sorted(tried, key=lambda t: (-t.adopted, t.cost))
    by_resistance = sorted(tried, key=lambda t: (t.resistance, t.cost))
    per_cost = sorted(tried, key=lambda t: -(t.adopted + 0.01) / (t.cost + 0.5))
    kept: dict[tuple[str, ...], Tried] = {}
    for three in zip(by_chance, by_resistance, per_cost, strict=True):
        for t in three:
            if len(kept) < BEAM:
                kept.setdefault(name_of(t.package), t)
    return list(kept.values())


def kind_of(lever: Lever) -> Kind:
    """What a lever does, however far it is pulled."""
    return tuple(sorted(lever.values)), lever.doubt


def by_cost(tried: Tried) -> tuple[float, float]:
    """The cheaper first, of equals the better one."""
    return tried.cost, -tried.adopted


def smallest(found: Iterable[tuple[Sequence[Lever], T]]) -> list[T]:
    """Of (package, what is told of it), the cheapest first: what is told of those that do no more than a cheaper one."""
    kept: list[tuple[frozenset[Kind], T]] = []
    for package, one in found:
        kinds = frozenset(map(kind_of, package))
        if not any(less <= kinds for less, _ in kept):
            kept.append((kinds, one))
    return [one for _, one in kept]
