"""Many councils: blocks of runs, workers, progress. No rules."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import Any, NamedTuple

import numpy as np
from numpy import ndarray

from nacsim.engine.luck import BLOCK, Words, words
from nacsim.engine.playing import TILE, Ending, columns, only, play
from nacsim.engine.sampling import draw, draw_days, draw_ratification
from nacsim.engine.workers import Parcel, crew
from nacsim.results.outcomes import DAY_UNIT, PAID_UNIT, TEXT_UNIT, Outcomes, pack, row_type, whole
from nacsim.results.tally import Tally, add_up, count
from nacsim.rules.ending import BLOCKED_AS, classify
from nacsim.rules.round import open_talks, play_round
from nacsim.rules.state import STOOD_ASIDE, TALKS, Issues, Setting, State
from nacsim.rules.sums import heads

Progress = Callable[[int, int], None]
FEW = 16  # blocks (a sixth of a second) below which starting workers costs more than they save
SIDE = TILE // BLOCK  # blocks played as one, and one task for a worker
MOST_ROUNDS = 65535  # what a row can carry


def play_block(scenario: Any, source: Words, runs: int = BLOCK, forced: Mapping | None = None) -> ndarray:
    """Rows of the first `runs` councils of a block."""
    setting = draw(scenario, source, runs, forced)
    return rows(scenario, setting.issues, play(setting, scenario.ratification is not None), source)


def rows(scenario: Any, issues: Issues, done: Ending, source: Words) -> ndarray:
    """Records of `nacsim.results.outcomes.row_type` from endings."""
    outcome = classify(done.phase, done.text, done.rounds, done.held_out.any(0), issues)
    failed = outcome >= BLOCKED_AS
    stood = failed & done.objects.any(0)  # a text dropped because nothing is left of it is opposed by nobody
    blocks = done.speaks & stood
    text = np.where(failed, issues.status_quo, done.text)
    out = np.zeros(len(outcome), row_type(len(text), len(blocks)))
    out["outcome"], out["rounds"] = outcome, np.minimum(done.rounds + done.home_rounds, MOST_ROUNDS)
    out["days"] = whole(length(scenario, done, source), DAY_UNIT, "u4")
    out["text"] = whole(text.T * 100, TEXT_UNIT, "u2")
    out["first"], out["blocks"], out["pivotal"] = pack(done.first), pack(blocks), pack(done.pivotal & stood)
    out["alone"] = (heads(blocks) == 1) & (heads(done.objects) == 1)
    paid = whole(done.paid * 100, PAID_UNIT, "u2")
    for n in np.flatnonzero(paid.any(1)):  # few are paid: sooner done than turning all of it round
        out["paid"][:, n] = paid[n]
    return out


def length(scenario: Any, done: Ending, source: Words) -> ndarray:
    """Days until the end, (R,): those of the rounds, and at home those of the slowest."""
    council = draw_days(scenario, source, done.rounds)
    if scenario.ratification is None:
        return council
    willing = np.where(done.held_out, 0, draw_ratification(scenario, source, len(council))).max(0)
    agreed = (done.phase <= STOOD_ASIDE) | (done.home_rounds > 0)
    waited = draw_days(scenario, source, done.rounds + done.home_rounds) - council
    return council + np.where(agreed, np.maximum(willing, waited), 0)


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


def in_order(executor: Executor, tasks: Iterable[tuple], ahead: int) -> Iterator[Any]:
    """Results of `function, *arguments` tasks in their order, with a bounded number of them under way."""
    waiting: deque[Future] = deque()
    for task in tasks:
        waiting.append(executor.submit(*task))
        if len(waiting) > ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


@contextmanager
def workers(jobs: int | None, executor: Executor | None, tasks: int) -> Iterator[tuple[Executor, int]]:
    """The executor to use and how many tasks to keep under way: the given one, or workers of our own.

    A few blocks are played here and now, sooner than workers would have started.
    """
    if executor is not None:
        yield executor, 32
        return
    with crew(jobs if tasks >= FEW else 1) as (pool, width):
        yield pool, 2 * width if width > 1 else 0


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


def side_by_side(scenarios: Sequence[Any], runs: int) -> list[list[int]]:
    """Places of scenarios that can be played as one council with more runs, about a block of runs at a time."""
    alike: dict[Any, list[int]] = {}
    for place, scenario in enumerate(scenarios):
        alike.setdefault(shape_of(scenario), []).append(place)
    most = max(1, TILE // runs)
    return [same[i : i + most] for same in alike.values() for i in range(0, len(same), most)]


def shape_of(scenario: Any) -> tuple:
    """What scenarios must share to be played side by side."""
    events = tuple(e.round for e in scenario.events)
    rule = (scenario.procedure.rule, scenario.chair.shelves is not False, scenario.ratification is None)
    kinds = tuple((i.status_quo is None, i.lumpy) for i in scenario.issues.values())
    return scenario.room, scenario.ties.tobytes(), scenario.population, kinds, events, rule


def group_rows(
    scenarios: list[Any], forced: list[Mapping | None], seed: int, block: int, runs: int, finish: Callable
) -> list[Any]:
    """Finished results of each of some scenarios that are alike, on the first `runs` of a block."""
    source, size = words(seed, block), BLOCK if len(scenarios) == 1 and runs >= BLOCK else runs
    settings = [draw(s, source, size, f) for s, f in zip(scenarios, forced, strict=True)]
    together = settings[0] if len(settings) == 1 else stack(settings, size)
    done = play(together, scenarios[0].ratification is not None)
    found = []
    for k, (scenario, setting) in enumerate(zip(scenarios, settings, strict=True)):
        own = Ending(*(a[..., k * size : (k + 1) * size] for a in done))
        found.append(finish(scenario, seed, rows(scenario, setting.issues, own, source)))
    return found


def stack(settings: list[Setting], runs: int) -> Setting:
    """Settings of councils that are alike as one, their runs one after the other."""

    def join(*parts: Any) -> Any:
        if isinstance(parts[0], tuple):
            joined = (join(*same) for same in zip(*parts, strict=True))
            return type(parts[0])(*joined) if hasattr(parts[0], "_fields") else tuple(joined)
        if not isinstance(parts[0], ndarray):  # words and kinds of issues, which they share
            return parts[0]
        if all(
            p.shape[-1] == 1 and np.array_equal(p, parts[0], equal_nan=p.dtype.kind == "f") for p in parts
        ):
            return parts[0]
        return np.concatenate([np.broadcast_to(p, (*p.shape[:-1], runs)) for p in parts], axis=-1)

    return Setting(settings[0].room, *join(*(tuple(s)[1:] for s in settings)))


class Moment(NamedTuple):
    """The runs that still talked in one round, and the state of play after it."""

    round: int
    runs: ndarray  # (L,) their numbers
    state: State  # of these runs


def watch(scenario: Any, runs: int = 1000, seed: int = 0) -> list[Moment]:
    """Round by round what the first `runs` councils (at most one block) did, ratification left out."""
    setting = draw(scenario, words(seed, 0), BLOCK)
    setting = only(setting, np.arange(min(runs, BLOCK)))
    state, live, moments = open_talks(setting), setting.luck.column, []
    while live.size:
        state = play_round(state, setting, len(moments) + 1)
        moments.append(Moment(len(moments) + 1, live, state))
        size, talks = len(live), np.flatnonzero(state.phase == TALKS)
        live, setting, state = live[talks], only(setting, talks), columns(state, talks, size)
    return moments
