"""The outcome over many points of a scenario's inputs: every point under the same luck, written down as it comes.

Points are just more runs of one council: those alike are played side by side. A task is some points on some
blocks of runs; its result is a row of whole numbers a point, which add up, so that neither the order of the
tasks nor who did them can be seen in what comes out.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy import ndarray

from nacsim import __version__
from nacsim.arguments import NoSuchArgument, a_path, door, played
from nacsim.defaults import RUNS, SEED
from nacsim.engine.together import Group, blocks_of, group_rows, side_by_side
from nacsim.engine.workers import Crew, Parcel, Progress, Work, as_done
from nacsim.errors import Foreign
from nacsim.explore.design import Axis, Design, axis, design, made_of, read_axis
from nacsim.files.ledger import Ledger
from nacsim.files.reading import BadFile, read_json
from nacsim.files.writing import write_whole
from nacsim.results.answers import Sweep
from nacsim.results.identity import check_of, identity
from nacsim.results.intervals import share
from nacsim.results.outcomes import DAY_UNIT, TEXT_UNIT
from nacsim.results.plain import misfit
from nacsim.scenario.build import ScenarioLike, scenario_of
from nacsim.scenario.resolved import Scenario
from nacsim.vocabulary import ADOPTED, OUTCOMES

TASK = 32_768
"""About how many councils a task plays."""
ACTS = {"objects_first": "first", "blocks": "blocks"}
"""What members do that is counted at every point, and where it stands in rows."""
RESULT = "sweep.json"
MOST = 10**9
"""Bytes of the largest result that is taken up again."""

Points = tuple[list[int], list[tuple[int, int]]]
"""A task: places of points, and blocks of runs with how many of each are wanted."""
Counts = list[list[int]]
"""What a task finds: for each of its points the whole numbers of `numbers`."""


@door
def sweep(
    scenario: ScenarioLike,
    inputs: Design | Mapping[str, Any] | Sequence[str],
    runs: int = RUNS["sweep"],
    seed: int = SEED,
    *,
    kind: str = "grid",
    points: int | None = None,
    out: Path | str | None = None,
    jobs: int | None = None,
    executor: Executor | Crew | None = None,
    progress: Progress | None = None,
    **unknown: NoSuchArgument,
) -> Sweep:
    """Play `runs` councils at every point of a design, all points under the same luck.

    `inputs`: key of the scenario -> (low, high), (low, high, n) or {"values": [...]}, texts such as KEY=LOW:HIGH:N, or a
    `Design`; `kind` and `points` as in `nacsim.explore.design.design`. `executor`: any `concurrent.futures.Executor`, or
    a `Crew` that says how many workers it has, instead of `jobs` of our own. With `out`, results are written to that
    folder as they come; the same call takes up what is there and ends with the same bytes as one that was never stopped.

    Returns {"scenario", "version", "seed", "runs", "design", "inputs": keys, "points": [{"inputs": values,
    "adopted", "outcomes": {name: …}, "rounds", "days", "text": {issue: …}, "members": {code: …}}]}: shares with 95 %
    intervals, and means. Raises ScenarioError for a value that is not allowed, ValueError if `out` holds something
    else.
    """
    work, (runs, seed) = Work(jobs, executor, progress), played(runs, seed)
    scenario = scenario_of(scenario)
    plan = (
        inputs if isinstance(inputs, Design) else design(kind, made_of(inputs, axis, read_axis), points, seed)
    )
    for corner in (plan.points[0], plan.points[-1], *extremes(plan.axes)):
        scenario.with_values(dict(zip(plan.keys, corner, strict=True)))
    survey = Survey(scenario, plan, runs, seed)
    out = None if out is None else a_path("out", out)
    ready = survey.kept(out) if out is not None else None
    if ready is None:
        ready = survey.play(work, out)
    return Sweep.of(ready, scenario)


def extremes(axes: Sequence[Axis]) -> list[tuple[Any, ...]]:
    """The points with every input at its lowest, and at its highest; of words, the first and the last."""
    ends = [a.limits if a.numeric else (a.values[0], a.values[-1]) for a in axes]
    return [tuple(e[0] for e in ends), tuple(e[1] for e in ends)]


class Survey:
    """The tasks of a sweep and what becomes of them; `lots`: parts of the councils that are summed apart, in turn."""

    def __init__(self, scenario: Scenario, plan: Design, runs: int, seed: int, lots: int = 1):
        self.scenario, self.plan, self.runs, self.seed, self.lots = scenario, plan, runs, seed, lots

    @property
    def identity(self) -> str:
        """Names the work: the same question, points, draws and model, and nothing else, have the same."""
        asked = self.scenario.document, self.plan.keys, self.plan.points, self.runs, self.seed
        return identity(*asked, list(ACTS))

    def tasks(self) -> Iterator[Points]:
        """Places of points, and blocks of runs with how many of each are wanted."""
        blocks = list(enumerate(blocks_of(self.runs)))
        at_once = max(1, TASK // max(self.runs, 1))
        deep = max(1, TASK // blocks[0][1])
        places = range(len(self.plan.points))
        for first in range(0, len(places), at_once):
            for top in range(0, len(blocks), deep):
                yield list(places[first : first + at_once]), blocks[top : top + deep]

    def play(self, work: Work, out: Path | str | None) -> dict[str, Any]:
        """Do the tasks that are not done yet; the result, written to `out` if there is one."""
        if out is None:
            return self.result(self.sums(work))
        tasks = list(self.tasks())
        with Ledger(Path(out), self.identity) as ledger:
            done = self._counted(tasks, ledger.done, ledger.path)
            found = self.result(self._do(work, tasks, done, ledger.add))
            self.keep(Path(out), found)
            ledger.close_account()
        return found

    def sums(self, work: Work) -> list[ndarray]:
        """The whole numbers of `numbers` for every point, those of one lot after the other, kept nowhere."""
        return self._do(work, list(self.tasks()), {}, lambda *_: None)

    def _do(
        self, work: Work, tasks: list[Points], done: dict[int, Counts], note: Callable[[int, Counts], None]
    ) -> list[ndarray]:
        """Sums of whole numbers for every point."""
        todo = [k for k in range(len(tasks)) if k not in done]
        calls = ((play_points, *self._order(*tasks[k])) for k in todo)
        played = sum(self._size(tasks[k]) for k in done)
        found = dict(done)
        with work.team() as team:
            for number, rows in as_done(team, calls):
                task = todo[number]
                found[task] = rows
                note(task, rows)
                played += self._size(tasks[task])
                if work.progress:
                    work.progress(played, self.runs * len(self.plan.points))
        return self._sums(tasks, found)

    def _order(self, places: list[int], blocks: list[tuple[int, int]]) -> tuple[Any, ...]:
        return (
            self.scenario,
            self.plan.keys,
            [self.plan.points[k] for k in places],
            self.seed,
            blocks,
            self.lots,
        )

    @staticmethod
    def _size(task: Points) -> int:
        return len(task[0]) * sum(wanted for _, wanted in task[1])

    def _sums(self, tasks: list[Points], found: dict[int, Counts]) -> list[ndarray]:
        sums = [np.zeros(self.lots * width(self.scenario), np.int64) for _ in self.plan.points]
        for k, (places, _) in enumerate(tasks):
            for place, row in zip(places, found[k], strict=True):
                sums[place] += np.array(row, np.int64)
        return sums

    def _odd(self, found: dict[str, Any]) -> str:
        """What in a result from a file cannot be of this work, in words; nothing if all can."""
        if odd := misfit(Sweep, found):
            return odd
        if any(found[key] != value for key, value in self._asked.items()):
            return "answers another question"
        points, issues = found["points"], list(self.scenario.issues)
        if [point["inputs"] for point in points] != [list(point) for point in self.plan.points]:
            return "holds other points"
        known = set(self.scenario.room)
        for point in points:
            told = [list(point["outcomes"]), list(point["text"])]
            if told != [list(OUTCOMES), issues] or not (point.get("members") or {}).keys() <= known:
                return "holds other outcomes, issues or members"
        return ""

    def _counted(self, tasks: list[Points], done: dict[int, Counts], ledger: Path) -> dict[int, Counts]:
        """What a ledger says of tasks. Raises BadFile if it is not what they find."""
        wide = width(self.scenario)
        for task, rows in done.items():
            whole = 0 <= task < len(tasks) and isinstance(rows, list) and len(rows) == len(tasks[task][0])
            if not whole or not all(_counts(row, wide) for row in rows):
                raise BadFile(str(ledger), "not a ledger of this sweep; remove it to play it again")
        return done

    @property
    def _asked(self) -> dict[str, Any]:
        """What a result says of the question."""
        return {
            "scenario": self.scenario.name,
            "version": __version__,
            "seed": self.seed,
            "runs": self.runs,
            "design": self.plan.kind,
            "inputs": list(self.plan.keys),
        }

    def result(self, sums: Sequence[ndarray]) -> dict[str, Any]:
        """What `sweep` returns."""
        return {
            **self._asked,
            "points": [
                {"inputs": list(p), **reading(row, self.runs, self.scenario)}
                for p, row in zip(self.plan.points, sums, strict=True)
            ],
        }

    def keep(self, folder: Path, found: dict[str, Any]) -> None:
        """Write the result to a folder, whole or not at all."""
        sealed = {"identity": self.identity, "check": check_of(found), **found}
        text = json.dumps(sealed, ensure_ascii=False, indent=0)
        write_whole(folder / RESULT, text + "\n")

    def kept(self, folder: Path | str) -> dict[str, Any] | None:
        """The finished result of this very work from a folder, or None.

        Raises Foreign for that of another, BadFile for one that was changed.
        """
        path = Path(folder) / RESULT
        if not path.exists():
            return None
        found = read_json(path, most=MOST)
        if found.pop("identity", None) != self.identity:
            raise Foreign(f"{folder} holds another sweep; choose another folder")
        if found.pop("check", None) != check_of(found):
            raise BadFile(str(path), "was changed since it was written; remove it to play the sweep again")
        if odd := self._odd(found):
            raise BadFile(str(path), f"{odd}; remove it to play the sweep again")
        Ledger(Path(folder), self.identity).path.unlink(missing_ok=True)
        return found


def _counts(row: Any, wide: int) -> bool:
    """Whether something is a row of whole numbers as `numbers` gives them."""
    return isinstance(row, list) and len(row) == wide and all(type(n) is int and 0 <= n < 2**62 for n in row)


def play_points(
    scenario: Scenario,
    keys: Sequence[str],
    points: Sequence[Sequence[Any]],
    seed: int,
    blocks: Sequence[tuple[int, int]],
    lots: int = 1,
) -> Counts:
    """A task: for each point the whole numbers of `numbers`, summed over some blocks, one lot after the other.

    Runs wherever the workers are.
    """
    variants = [scenario.with_values(dict(zip(keys, p, strict=True))) for p in points]
    sums = [np.zeros(lots * width(scenario), np.int64) for _ in points]
    finish = partial(numbers_by_lot, lots)
    for block, wanted in blocks:
        for places in side_by_side(variants, wanted):
            alike = Parcel(Group([variants[k] for k in places], [None] * len(places)))
            for place, row in zip(
                places, group_rows(alike, seed, block, wanted, finish, shared=True), strict=True
            ):
                sums[place] += row
    return [row.tolist() for row in sums]


def width(scenario: Scenario) -> int:
    """How many numbers `numbers` gives."""
    return len(OUTCOMES) + 2 + len(scenario.issues) + 2 * len(scenario.room)


def numbers(scenario: Scenario, seed: int, rows: ndarray) -> ndarray:
    """What of some rows adds up, in whole numbers.

    Runs by outcome; rounds, tenths of a day, and hundredths of a point of each issue, summed; runs in which each member
    breaks silence first, and blocks.
    """
    kinds = np.bincount(rows["outcome"], minlength=len(OUTCOMES))
    sums = [rows["rounds"].sum(dtype=np.int64), rows["days"].sum(dtype=np.int64)]
    members = len(scenario.room)
    acts = [np.unpackbits(rows[what], axis=1, count=members).sum(0, dtype=np.int64) for what in ACTS.values()]
    return np.concatenate([kinds, sums, rows["text"].sum(0, dtype=np.int64), *acts])


def numbers_by_lot(lots: int, scenario: Scenario, seed: int, rows: ndarray) -> ndarray:
    """`numbers` of the first of every so many councils, then of the second, and so on."""
    return np.concatenate([numbers(scenario, seed, rows[k::lots]) for k in range(lots)])


def reading(row: ndarray, runs: int, scenario: Scenario) -> dict[str, Any]:
    """Shares and means of one point."""
    places = np.cumsum([len(OUTCOMES), 2, len(scenario.issues), len(scenario.room)])
    kinds, (rounds, days), text, *acts = np.split(row, places)
    ends, did = zip(scenario.issues, text, strict=True), zip(scenario.room, *acts, strict=True)
    return {
        "adopted": share(int(kinds[: len(ADOPTED)].sum()), runs),
        "outcomes": {name: share(int(k), runs) for name, k in zip(OUTCOMES, kinds, strict=True)},
        "rounds": int(rounds) / runs,
        "days": round(int(days) * DAY_UNIT / runs, 6),
        "text": {name: round(int(end) * TEXT_UNIT / runs, 6) for name, end in ends},
        "members": {
            code: {what: share(int(k), runs) for what, k in zip(ACTS, counts, strict=True)}
            for code, *counts in did
            if any(counts)
        },
    }
