"""Many councils: blocks of runs, workers, progress. No rules."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from typing import Any

import numpy as np
from numpy import ndarray

from nacsim.engine.luck import BLOCK
from nacsim.engine.playing import TILE
from nacsim.engine.together import Group, blocks_of, group_rows, side_by_side
from nacsim.engine.workers import Parcel, in_order, workers
from nacsim.results.outcomes import Outcomes
from nacsim.results.tally import Tally, count

Progress = Callable[[int, int], None]


def simulate(scenario: Any, runs: int = 10_000, seed: int = 0, **how: Any) -> Outcomes:
    """Play `runs` councils of a scenario; run k is the same whatever else is asked for.

    `how`: jobs (workers, default one a core), executor (any `concurrent.futures.Executor` instead), progress (called
    with runs done and wanted), forced (member -> "silent" or "objects").
    """
    return simulate_many([scenario], runs, seed, **how)[0]


def tally(scenario: Any, runs: int = 10_000, seed: int = 0, **how: Any) -> Tally:
    """Counts over `runs` councils; memory does not grow with runs. `how` as in `simulate`."""
    return tally_many([scenario], runs, seed, **how)[0]


def stream(scenario: Any, runs: int = 10_000, seed: int = 0, **how: Any) -> Iterator[ndarray]:
    """Rows of one block after the other, in the order of runs; memory does not grow with runs. `how` as in `simulate`."""
    for _, (some,) in stream_many([scenario], runs, seed, keep_rows, **how):
        yield from (some[k : k + BLOCK] for k in range(0, len(some), BLOCK))


def simulate_many(scenarios: Sequence[Any], runs: int = 10_000, seed: int = 0, **how: Any) -> list[Outcomes]:
    """Outcomes of several scenarios under the same luck; `how` as in `simulate`.

    Run k of one meets the luck of run k of the others, member by member. Scenarios with the same room and issues are
    played side by side, as more runs of one council.
    """
    parts: list[list[ndarray]] = [[] for _ in scenarios]
    for places, found in stream_many(scenarios, runs, seed, keep_rows, **how):
        for place, part in zip(places, found, strict=True):
            parts[place].append(part)
    return [outcomes_of(s, seed, np.concatenate(p)) for s, p in zip(scenarios, parts, strict=True)]


def tally_many(scenarios: Sequence[Any], runs: int = 10_000, seed: int = 0, **how: Any) -> list[Tally]:
    """Counts over `runs` councils of each of several scenarios under the same luck; `how` as in `simulate`."""
    totals: list[Tally | None] = [None] * len(scenarios)
    for places, found in stream_many(scenarios, runs, seed, count_rows, **how):
        for place, part in zip(places, found, strict=True):
            totals[place] = part if totals[place] is None else totals[place] + part
    return totals


def stream_many(
    scenarios: Sequence[Any],
    runs: int,
    seed: int,
    finish: Callable[[Any, int, ndarray], Any],
    *,
    jobs: int | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    forced: Mapping[str, str] | Sequence[Mapping[str, str] | None] | None = None,
) -> Iterator[tuple[list[int], list[Any]]]:
    """Places and finished results of groups of scenarios, some runs after the other.

    One scenario alone is played TILE runs at a time, and several side by side a block of runs of each.
    """
    force = list(forced) if isinstance(forced, Sequence) else [forced] * len(scenarios)
    shared = len(scenarios) > 1
    step = BLOCK if shared else TILE
    groups = side_by_side(scenarios, min(runs, BLOCK))
    parcels = [Parcel(Group([scenarios[i] for i in g], [force[i] for i in g])) for g in groups]
    tasks = [
        (g, start, min(step, runs - start)) for start in range(0, runs, step) for g in range(len(groups))
    ]
    calls = ((group_rows, parcels[g], seed, start // BLOCK, n, finish, shared) for g, start, n in tasks)
    with workers(jobs, executor, sum(len(blocks_of(n)) for _, _, n in tasks)) as (pool, ahead):
        done = 0
        for (g, _, wanted), found in zip(tasks, in_order(pool, calls, ahead), strict=True):
            yield groups[g], found
            done += wanted * len(groups[g])
            if progress:
                progress(done, runs * len(scenarios))


def block_rows(scenario: Any, seed: int, block: int, runs: int) -> ndarray:
    """Rows of the first `runs` councils of a scenario from a block on, played here."""
    return group_rows(Parcel(Group([scenario], [None])), seed, block, runs, keep_rows, shared=False)[0]


def outcomes_of(scenario: Any, seed: int, rows: ndarray) -> Outcomes:
    """Rows with the names they belong to."""
    return Outcomes(scenario.name, scenario.room, tuple(scenario.issues), seed, rows)


def keep_rows(scenario: Any, seed: int, rows: ndarray) -> ndarray:
    """The rows as they are: to finish a task that wants them all."""
    return rows


def count_rows(scenario: Any, seed: int, rows: ndarray) -> Tally:
    """The counts of some rows: to finish a task, in the worker that played it, that wants no more."""
    return count(outcomes_of(scenario, seed, rows))
