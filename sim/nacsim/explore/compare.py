"""The same luck under several scenarios: what differs, by how much, and who changes camp."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from math import sqrt
from typing import Any, TypeAlias

import numpy as np
from numpy import ndarray

from nacsim import __version__
from nacsim.arguments import NoSuchArgument, door, played
from nacsim.defaults import RUNS, SEED
from nacsim.engine.ensemble import keep_rows, outcomes_of, stream_many
from nacsim.engine.workers import Crew, Progress, Work
from nacsim.errors import WrongType, WrongValue
from nacsim.narrate.compare import change_sentence
from nacsim.narrate.rule import rule_name
from nacsim.nearest import listing
from nacsim.results.answers import Comparison
from nacsim.results.intervals import mean_limits, tango
from nacsim.results.outcomes import Outcomes
from nacsim.results.summary import summary
from nacsim.results.tally import count
from nacsim.scenario.build import ScenarioLike, scenario_of, scenarios_of
from nacsim.scenario.resolved import Scenario
from nacsim.vocabulary import ADOPTED, OUTCOMES, RULES

LAST = len(ADOPTED)
Compared: TypeAlias = "ScenarioLike | Outcomes"
"""What can be compared: a scenario, or what `simulate` returned."""


@door
def compare(
    scenarios: Sequence[Compared] | Mapping[str, Compared],
    runs: int = RUNS["compare"],
    seed: int = SEED,
    *,
    jobs: int | None = None,
    executor: Executor | Crew | None = None,
    progress: Progress | None = None,
    **unknown: NoSuchArgument,
) -> Comparison:
    """Every scenario against the first, on the same draws: run k of one meets the luck of run k of the others.

    `scenarios`: two or more scenarios, paths or names that ship, or a table label -> scenario; the rest as in
    `nacsim.simulate`. Memory does not grow with runs. Or two or more of what `simulate` returned under the same luck, which
    are compared as they are: members of a class of one's own with plain ones.

    Returns {"scenarios": labels, "runs", "seed", "version", "results": [summary of each], "differences":
    [{"scenario", "adopted", "outcomes": {name: …}, "days", "members": {code: {"objects_first", "blocks"}},
    "moves", "paired", "words"}]}. A difference is {"value", "low", "high"}, the other less the first, with
    a paired 95 % interval (Tango 1998). `members` names those that break silence or block in
    other runs than before. `moves` says how many runs of each outcome of the first became what. `paired`
    says what the common luck is worth: "variance_ratio" and "interval_ratio" of independent draws to these,
    for the share adopted; None where no run differs.
    """
    if isinstance(runs, Scenario | Outcomes | Mapping):
        raise WrongType("compare takes the scenarios as one list, such as compare([first, other])")
    runs, seed = played(runs, seed)
    labels, variants = labelled(scenarios)
    if len(variants) < 2:
        raise WrongValue(f"compare needs two scenarios or more; given: {listing(labels) or None}")
    before = played_before(scenarios)
    if before:
        runs, seed = len(before[0]), before[0].seed
    tallies: list[Any] = [None] * len(variants)
    pairs = [Pairs(variants[0], other) for other in variants[1:]]
    blocks = [before] if before else blocks_beside(variants, runs, seed, Work(jobs, executor, progress))
    for parts in blocks:
        counted = [count(part) for part in parts]
        tallies = [new if old is None else old + new for old, new in zip(tallies, counted, strict=True)]
        for pair, part in zip(pairs, parts[1:], strict=True):
            pair.add(parts[0], part)
    results = [summary(t, __version__) | {"scenario": name} for t, name in zip(tallies, labels, strict=True)]
    found = [pair.difference(label) for pair, label in zip(pairs, labels[1:], strict=True)]
    for difference, result, other in zip(found, results[1:], variants[1:], strict=True):
        difference["words"] = change_sentence(results[0], result, difference, other)
    shared = {"runs": runs, "seed": seed, "version": __version__}
    told = {"scenarios": labels, **shared, "results": results, "differences": found}
    return Comparison.of(told, *variants)


def played_before(given: Sequence[Any] | Mapping[str, Any]) -> list[Outcomes]:
    """What has been played already, if that is what is given. Raises WrongType, and WrongValue where the luck differs."""
    each = list(given.values() if isinstance(given, Mapping) else given)
    played = [one for one in each if isinstance(one, Outcomes)]
    if played and len(played) < len(each):
        raise WrongType("compare takes scenarios, or what simulate() returned, but the same of all of them")
    if len({(len(one), one.seed) for one in played}) > 1:
        told = listing(f"{len(one):,} councils of seed {one.seed}" for one in played)
        raise WrongValue(f"what was played must have met the same luck, in as many councils; given: {told}")
    return played


def question_of(given: Compared) -> Scenario:
    """The scenario that is compared, or that was played."""
    if not isinstance(given, Outcomes):
        return scenario_of(given)
    if given.question is None:
        raise WrongValue("compare needs the scenario, and the result does not know it")
    return given.question


def labelled(
    scenarios: Sequence[Compared] | Mapping[str, Compared],
) -> tuple[list[str], list[Scenario]]:
    """Labels and scenarios; without labels the scenarios' own names, numbered where two are the same."""
    if isinstance(scenarios, Mapping):
        return list(scenarios), [question_of(s) for s in scenarios.values()]
    if isinstance(scenarios, Outcomes):
        raise WrongType("this is one result; needed: a list of them, such as [one, other]")
    given: Any = scenarios
    variants = scenarios_of([question_of(s) for s in given] if isinstance(given, list | tuple) else given)
    names = [v.name for v in variants]
    seen = [names[: k + 1].count(name) for k, name in enumerate(names)]
    return [name if n == 1 else f"{name} ({n})" for name, n in zip(names, seen, strict=True)], variants


def under_rules(scenario: Scenario) -> dict[str, Scenario]:
    """The scenario under each decision rule, the one in force first: a table for `compare`."""
    others = [rule for rule in RULES if rule != scenario.procedure.rule]
    variants = {rule.replace("_", " "): scenario.with_values({"procedure.rule": rule}) for rule in others}
    return {rule_name(scenario): scenario, **variants}


def blocks_beside(
    scenarios: Sequence[Scenario], runs: int, seed: int, work: Work
) -> Iterator[list[Outcomes]]:
    """Outcomes of all scenarios on one part of the draws after the other."""
    waiting: dict[int, ndarray] = {}
    for places, found in stream_many(scenarios, runs, seed, keep_rows, work):
        waiting |= dict(zip(places, found, strict=True))
        if len(waiting) == len(scenarios):
            yield [outcomes_of(s, seed, waiting[k]) for k, s in enumerate(scenarios)]
            waiting = {}


class Pairs:
    """Counts over runs of two scenarios that shared their luck, `a` before and `b` after."""

    def __init__(self, a: Any, b: Any):
        self.common = [m for m in a.room if m in b.room]
        self.places = [[room.index(m) for m in self.common] for room in (a.room, b.room)]
        self.runs, self.moves = 0, np.zeros((len(OUTCOMES), len(OUTCOMES)), int)
        self.members = {name: np.zeros((3, len(self.common)), int) for name in ("objects_first", "blocks")}
        self.days = [0.0, 0.0, 0.0]  # sum of the differences, of their squares, and the longest talks

    def add(self, a: Outcomes, b: Outcomes) -> None:
        """Count some more runs."""
        self.runs += len(a)
        cell = a.outcome.astype(int) * len(OUTCOMES) + b.outcome
        self.moves += np.bincount(cell, minlength=self.moves.size).reshape(self.moves.shape)
        for name, of in (("objects_first", "first"), ("blocks", "blocks")):
            before, after = (getattr(o, of)[at] for o, at in zip((a, b), self.places, strict=True))
            self.members[name] += [x.sum(1) for x in (before & after, before & ~after, ~before & after)]
        later = b.days - a.days
        total, squares, longest = self.days
        longest = max(longest, float(a.days.max()), float(b.days.max()))
        self.days = [total + float(later.sum()), squares + float((later**2).sum()), longest]

    def difference(self, label: str) -> dict[str, Any]:
        """One entry of `compare`'s differences."""
        adopted = slice(0, LAST)
        return {
            "scenario": label,
            "adopted": self._share(adopted),
            "outcomes": {name: self._share(slice(k, k + 1)) for k, name in enumerate(OUTCOMES)},
            "days": self._days(),
            "members": self._members(),
            "moves": {
                a: dict(zip(OUTCOMES, self.moves[k].tolist(), strict=True)) for k, a in enumerate(OUTCOMES)
            },
            "paired": self._worth(self._table(adopted)),
        }

    def _table(self, of: slice) -> tuple[int, int, int, int]:
        both = int(self.moves[of, of].sum())
        return both, int(self.moves[of].sum()) - both, int(self.moves[:, of].sum()) - both, self.runs

    def _share(self, of: slice) -> dict[str, float]:
        return tango(*self._table(of)[1:])

    def _days(self) -> dict[str, float]:
        total, squares, longest = self.days
        mean = total / self.runs
        deviation = sqrt(max(0.0, squares / self.runs - mean**2))
        return mean_limits(mean, deviation, self.runs, reach=longest)

    def _members(self) -> dict[str, dict[str, Any]]:
        first, blocks = self.members["objects_first"], self.members["blocks"]
        moved = np.flatnonzero((first[1:] + blocks[1:]).any(0))
        shift = abs(first[2] - first[1]) + abs(blocks[2] - blocks[1])
        order = sorted(moved, key=lambda k: -shift[k])
        return {
            self.common[k]: {
                name: tango(int(n[1, k]), int(n[2, k]), self.runs) for name, n in self.members.items()
            }
            for k in order
        }

    @staticmethod
    def _worth(table: tuple[int, int, int, int]) -> dict[str, float | None]:
        """What pairing is worth: variances, and widths of intervals, of independent draws over paired ones."""
        both, only_a, only_b, n = table
        pa, pb = (both + only_a) / n, (both + only_b) / n
        apart = pa * (1 - pa) + pb * (1 - pb)
        paired = apart - 2 * (both / n - pa * pb)
        ratio = apart / paired if paired > 1e-12 else None
        return {"variance_ratio": ratio, "interval_ratio": ratio and sqrt(ratio)}
