"""Many councils: blocks of runs, workers, progress. No rules."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from importlib import import_module
from typing import Any

import numpy as np
from numpy import ndarray

from nacsim.arguments import NoSuchArgument, door, played
from nacsim.defaults import RUNS, SEED
from nacsim.engine.luck import BLOCK
from nacsim.engine.playing import TILE
from nacsim.engine.sampling import FORCED
from nacsim.engine.together import Group, blocks_of, group_rows, side_by_side
from nacsim.engine.workers import OWN, Crew, Parcel, Progress, Work, in_order
from nacsim.errors import WrongType, WrongValue
from nacsim.nearest import offer
from nacsim.results.metrics import OFFERS as METRICS
from nacsim.results.outcomes import Outcomes
from nacsim.results.tally import Tally, count
from nacsim.scenario.build import ScenarioLike, scenario_of, scenarios_of
from nacsim.scenario.resolved import Scenario

Hands = Mapping[str, str]
"""Members whose hand is forced: code -> "silent" or "objects"."""
MemberClass = type | Mapping[str, type]
"""A subclass of `nacsim.Member` for all, or a table of them by code."""
OWN_MEMBERS = "nacsim.council.many"
"""Where councils with members of a class of their own are played."""


@door
def simulate(
    scenario: ScenarioLike,
    runs: int = RUNS["run"],
    seed: int = SEED,
    *,
    jobs: int | None = None,
    executor: Executor | Crew | None = None,
    progress: Progress | None = None,
    forced: Hands | None = None,
    member_class: MemberClass | None = None,
    **unknown: NoSuchArgument,
) -> Outcomes:
    """Play `runs` councils of a scenario; run k is the same whatever else is asked for.

    `scenario`: a scenario, the name of one that ships, a path, or a dictionary as a file would say it. `jobs`: workers,
    by default one a core; `executor`: any `concurrent.futures.Executor` instead; `progress`: told of councils done and
    wanted; `forced`: member -> "silent" or "objects"; `member_class`: a subclass of `nacsim.Member` for all, or a table
    of them by code. Members of a class with `weigh_many` are played in arrays, others stepped, on the same luck; a warning
    (`SteppedSlowly`) says how long that takes where it is long.
    """
    runs, seed = played(runs, seed)
    question = scenario_of(scenario)
    if member_class is not None:
        own: Callable[..., Outcomes] = import_module(OWN_MEMBERS).outcomes
        work = Work(jobs, executor, progress)
        return own(question, runs, seed, work, checked(forced, question), member_class)
    return rows_of([question], runs, seed, Work(jobs, executor, progress), [checked(forced, question)])[0]


@door
def tally(
    scenario: ScenarioLike,
    runs: int = RUNS["run"],
    seed: int = SEED,
    *,
    jobs: int | None = None,
    executor: Executor | Crew | None = None,
    progress: Progress | None = None,
    forced: Hands | None = None,
    **unknown: NoSuchArgument,
) -> Tally:
    """Counts over `runs` councils, for which memory does not grow with runs; arguments as in `simulate`."""
    runs, seed = played(runs, seed)
    question = scenario_of(scenario)
    return counts_of([question], runs, seed, Work(jobs, executor, progress), [checked(forced, question)])[0]


@door
def simulate_many(
    scenarios: Sequence[ScenarioLike],
    runs: int = RUNS["run"],
    seed: int = SEED,
    *,
    jobs: int | None = None,
    executor: Executor | Crew | None = None,
    progress: Progress | None = None,
    forced: Hands | Sequence[Hands | None] | None = None,
    **unknown: NoSuchArgument,
) -> list[Outcomes]:
    """Outcomes of several scenarios under the same luck; arguments as in `simulate`, `forced` for all or for each.

    Run k of one meets the luck of run k of the others, member by member. Scenarios with the same room and issues are
    played side by side, as more runs of one council.
    """
    runs, seed = played(runs, seed)
    questions = scenarios_of(scenarios)
    return rows_of(questions, runs, seed, Work(jobs, executor, progress), each_forced(forced, questions))


@door
def tally_many(
    scenarios: Sequence[ScenarioLike],
    runs: int = RUNS["run"],
    seed: int = SEED,
    *,
    jobs: int | None = None,
    executor: Executor | Crew | None = None,
    progress: Progress | None = None,
    forced: Hands | Sequence[Hands | None] | None = None,
    **unknown: NoSuchArgument,
) -> list[Tally]:
    """Counts over `runs` councils of each of several scenarios under the same luck; arguments as in `simulate_many`."""
    runs, seed = played(runs, seed)
    questions = scenarios_of(scenarios)
    return counts_of(questions, runs, seed, Work(jobs, executor, progress), each_forced(forced, questions))


def checked(forced: Hands | None, scenario: Scenario) -> Hands | None:
    """Forced hands as they are, if every member sits in the room and may be made to do that. WrongType, WrongValue."""
    if forced is not None and not isinstance(forced, Mapping):
        raise WrongType(f"forced={forced!r:.60} will not do; needed: a table such as {{'FRA': 'silent'}}")
    for member, hand in (forced or {}).items():
        if member not in scenario.room:
            raise WrongValue(f"forced: {member} is not in the room; {offer(member, scenario.room)}")
        if hand not in FORCED:
            raise WrongValue(f"forced: {member}={hand!r} will not do; {offer(str(hand), FORCED)}")
    return forced


def each_forced(
    forced: Hands | Sequence[Hands | None] | None, scenarios: Sequence[Scenario]
) -> list[Hands | None]:
    """One table of forced hands for each scenario, from one for all of them or from a list."""
    alike = forced is None or isinstance(forced, str | Mapping)
    each: list[Any] = [forced] * len(scenarios) if alike else list(forced or ())
    if len(each) != len(scenarios):
        raise WrongValue(f"forced: {len(each)} tables for {len(scenarios)} scenarios; needed: one for each")
    return [checked(one, scenario) for one, scenario in zip(each, scenarios, strict=True)]


def rows_of(
    scenarios: Sequence[Scenario],
    runs: int,
    seed: int,
    work: Work = OWN,
    forced: Sequence[Hands | None] | None = None,
) -> list[Outcomes]:
    """What `simulate_many` returns, of scenarios that are read and checked."""
    parts: list[list[ndarray]] = [[] for _ in scenarios]
    for places, found in stream_many(scenarios, runs, seed, keep_rows, work, forced):
        for place, part in zip(places, found, strict=True):
            parts[place].append(part)
    return [outcomes_of(s, seed, np.concatenate(p)) for s, p in zip(scenarios, parts, strict=True)]


def counts_of(
    scenarios: Sequence[Scenario],
    runs: int,
    seed: int,
    work: Work = OWN,
    forced: Sequence[Hands | None] | None = None,
) -> list[Tally]:
    """What `tally_many` returns, of scenarios that are read and checked."""
    totals: dict[int, Tally] = {}
    METRICS.all()  # looked up before workers are made, who then know them
    for places, found in stream_many(scenarios, runs, seed, count_rows, work, forced):
        for place, part in zip(places, found, strict=True):
            totals[place] = totals[place] + part if place in totals else part
    return [totals[place] for place in range(len(scenarios))]


def stream(
    scenario: ScenarioLike,
    runs: int = RUNS["run"],
    seed: int = SEED,
    *,
    jobs: int | None = None,
    executor: Executor | Crew | None = None,
    progress: Progress | None = None,
    first: int = 0,
) -> Iterator[ndarray]:
    """Rows of one block after the other, in the order of runs; memory does not grow with runs.

    `first`: the run to begin with, which is the first of a block; those before it are not played.
    """
    work = Work(jobs, executor, progress)
    question = scenario_of(scenario)
    for _, (some,) in stream_many([question], *played(runs, seed), keep_rows, work, first=first):
        yield from (some[k : k + BLOCK] for k in range(0, len(some), BLOCK))


def stream_many(
    scenarios: Sequence[Scenario],
    runs: int,
    seed: int,
    finish: Callable[[Scenario, int, ndarray], Any],
    work: Work = OWN,
    forced: Sequence[Hands | None] | None = None,
    first: int = 0,
) -> Iterator[tuple[list[int], list[Any]]]:
    """Places and finished results of groups of scenarios, some runs after the other, from run `first` on.

    One scenario alone is played TILE runs at a time, and several side by side a block of runs of each.
    """
    force = list(forced) if forced is not None else [None] * len(scenarios)
    shared = len(scenarios) > 1
    step = BLOCK if shared else TILE
    groups = side_by_side(scenarios, min(runs, BLOCK))
    parcels = [Parcel(Group([scenarios[i] for i in g], [force[i] for i in g])) for g in groups]
    tasks = [
        (g, start, min(step, runs - start)) for start in range(first, runs, step) for g in range(len(groups))
    ]
    calls = ((group_rows, parcels[g], seed, start // BLOCK, n, finish, shared) for g, start, n in tasks)
    sizes = [n * len(groups[g]) for g, _, n in tasks]
    worth = sum(len(blocks_of(n)) for _, _, n in tasks)
    each = carried_out(calls, sizes, work, worth, first * len(scenarios))
    for (g, _, _), found in zip(tasks, each, strict=True):
        yield groups[g], found


def carried_out(
    calls: Iterable[tuple[Any, ...]],
    sizes: Sequence[int],
    work: Work,
    worth: int | None = None,
    done: int = 0,
) -> Iterator[Any]:
    """Results of `function, *arguments` calls in their order, done by workers; who listens is told of councils done.

    `sizes` are the councils of each call, `worth` how many blocks of runs all of it is worth (None: more than a few),
    `done` how many councils were played before.
    """
    with work.team(worth) as (pool, width):
        ahead, wanted = 2 * width if width > 1 else 0, done + sum(sizes)
        for size, found in zip(sizes, in_order(pool, calls, ahead), strict=True):
            yield found
            done += size
            if work.progress:
                work.progress(done, wanted)


def block_rows(scenario: Scenario, seed: int, block: int, runs: int) -> ndarray:
    """Rows of the first `runs` councils of a scenario from a block on, played here."""
    found: ndarray = group_rows(
        Parcel(Group([scenario], [None])), seed, block, runs, keep_rows, shared=False
    )[0]
    return found


def outcomes_of(scenario: Scenario, seed: int, rows: ndarray) -> Outcomes:
    """Rows with the names they belong to."""
    return Outcomes(scenario.name, scenario.room, tuple(scenario.issues), seed, rows, scenario)


def keep_rows(scenario: Scenario, seed: int, rows: ndarray) -> ndarray:
    """The rows as they are: to finish a task that wants them all."""
    return rows


def count_rows(scenario: Scenario, seed: int, rows: ndarray) -> Tally:
    """The counts of some rows: to finish a task, in the worker that played it, that wants no more."""
    return count(outcomes_of(scenario, seed, rows))
