"""Many councils: blocks of runs, workers, progress. No rules."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from typing import Any

import numpy as np
from numpy import ndarray

from nacsim.engine.luck import BLOCK, Words
from nacsim.engine.playing import TILE, play
from nacsim.engine.rows import rows
from nacsim.engine.sampling import draw
from nacsim.engine.together import group_rows, side_by_side
from nacsim.engine.workers import Parcel, in_order, workers
from nacsim.results.outcomes import Outcomes
from nacsim.results.tally import Tally, add_up, count

Progress = Callable[[int, int], None]
SIDE = TILE // BLOCK  # blocks played as one, and one task for a worker


def play_block(scenario: Any, source: Words, runs: int = BLOCK, forced: Mapping | None = None) -> ndarray:
    """Rows of the first `runs` councils of a block."""
    setting = draw(scenario, source, runs, forced)
    return rows(scenario, setting.issues, play(setting, scenario.ratification is not None), source)


def blocks_of(runs: int) -> list[int]:
    """Runs wanted of each block."""
    return [min(BLOCK, runs - start) for start in range(0, runs, BLOCK)]


def block_rows(
    scenario: Any, seed: int, block: int, wanted: int, forced: Mapping | None, blocks: int = 1
) -> ndarray:
    """Rows of the first `wanted` runs of one block, or of several in a row.

    Blocks are always played whole, so that a run does not depend on how many were asked for.
    """
    source = Words(seed, block, blocks, keeps=False)
    return play_block(scenario, source, blocks * BLOCK, forced)[:wanted]


def span(parcel: Parcel, seed: int, block: int, wanted: int, forced: Mapping | None, finish: Callable) -> Any:
    """The finished result of `wanted` runs, at most TILE of them, from a block on."""
    found = block_rows(parcel.content, seed, block, wanted, forced, len(blocks_of(wanted)))
    return finish(parcel.content, seed, found)


def spans(
    scenario: Any,
    runs: int,
    seed: int,
    finish: Callable[[Any, int, ndarray], Any],
    *,
    jobs: int | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    forced: Mapping[str, str] | None = None,
) -> Iterator[Any]:
    """Finished results of SIDE blocks after the other, in the order of runs."""
    parcel, starts = Parcel(scenario), range(0, runs, TILE)
    calls = (
        (span, parcel, seed, start // BLOCK, min(TILE, runs - start), forced, finish) for start in starts
    )
    with workers(jobs, executor, len(blocks_of(runs))) as (pool, ahead):
        for start, found in zip(starts, in_order(pool, calls, ahead), strict=True):
            yield found
            if progress:
                progress(min(start + TILE, runs), runs)


def stream(scenario: Any, runs: int = 10_000, seed: int = 0, **how: Any) -> Iterator[ndarray]:
    """Rows of one block after the other, in the order of runs; memory does not grow with runs. `how` as in `simulate`."""
    for some in spans(scenario, runs, seed, keep_rows, **how):
        yield from (some[k : k + BLOCK] for k in range(0, len(some), BLOCK))


def outcomes_of(scenario: Any, seed: int, rows: ndarray) -> Outcomes:
    """Rows with the names they belong to."""
    return Outcomes(scenario.name, scenario.room, tuple(scenario.issues), seed, rows)


def simulate(scenario: Any, runs: int = 10_000, seed: int = 0, **how: Any) -> Outcomes:
    """Play `runs` councils of a scenario; run k is the same whatever else is asked for.

    `how`: jobs (workers, default one a core), executor (any `concurrent.futures.Executor` instead), progress (called
    with runs done and wanted), forced (member -> "silent" or "objects").
    """
    return outcomes_of(scenario, seed, np.concatenate(list(stream(scenario, runs, seed, **how))))


def tally(scenario: Any, runs: int = 10_000, seed: int = 0, **how: Any) -> Tally:
    """Counts over `runs` councils; memory does not grow with runs. `how` as in `simulate`."""
    return add_up(spans(scenario, runs, seed, count_rows, **how))


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
    """Places and finished results of groups of scenarios, block after block."""
    force = list(forced) if isinstance(forced, Sequence) else [forced] * len(scenarios)
    groups = side_by_side(scenarios, min(runs, BLOCK))
    tasks = [(g, b, n) for b, n in enumerate(blocks_of(runs)) for g in groups]
    calls = (
        (group_rows, [scenarios[i] for i in g], [force[i] for i in g], seed, b, n, finish)
        for g, b, n in tasks
    )
    with workers(jobs, executor, len(tasks)) as (pool, ahead):
        done = 0
        for (group, _, wanted), found in zip(tasks, in_order(pool, calls, ahead), strict=True):
            yield group, found
            done += wanted * len(group)
            if progress:
                progress(done, runs * len(scenarios))


def keep_rows(scenario: Any, seed: int, rows: ndarray) -> ndarray:
    """Nothing to finish."""
    return rows


def count_rows(scenario: Any, seed: int, rows: ndarray) -> Tally:
    """Rows to counts, where they were made."""
    return count(outcomes_of(scenario, seed, rows))
