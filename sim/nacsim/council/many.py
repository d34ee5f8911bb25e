"""Thousands of councils with members of a class of one's own: in arrays where the classes weigh in arrays, else stepped.

Both play by the rules and on the luck of the engine, so a class that changes nothing gives the councils that `simulate`
gives, to the bit, and neither depends on how many workers there are. A sample of what is played in arrays is stepped as
well, and `weigh` held against `weigh_many` in every silence of it.
"""

from __future__ import annotations

import pickle
import warnings
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache, partial
from time import perf_counter
from typing import Any

import numpy as np
from numpy import ndarray

from nacsim.council.agents import Council
from nacsim.council.hooks import in_arrays, own, seated
from nacsim.council.member import Member
from nacsim.council.view import view_of
from nacsim.engine.columns import only
from nacsim.engine.drawing import Itself
from nacsim.engine.ensemble import carried_out, outcomes_of, rows_of
from nacsim.engine.luck import BLOCK, Lots, lots
from nacsim.engine.memory import one_thread
from nacsim.engine.minds import OwnTable, Weigh
from nacsim.engine.playing import TILE, play
from nacsim.engine.rows import rows
from nacsim.engine.sampling import draw
from nacsim.engine.together import blocks_of
from nacsim.engine.workers import Parcel, Work
from nacsim.errors import SteppedSlowly, Unfit
from nacsim.results.outcomes import Outcomes, pack, row_type
from nacsim.rules.state import Setting
from nacsim.scenario.resolved import Scenario

CHUNK = 40
"""Councils stepped in one task: a tenth of a second or so, for progress that moves."""
SAMPLE = 16
"""Councils of those played in arrays that are stepped as well."""
TOLERANCE = 1e-3
"""Points of gain by which `weigh` and `weigh_many` may differ: single precision keeps less than this of a large gain."""
SLOW = 5.0
"""Seconds beyond which it is said how long stepping takes."""

Classes = Mapping[str, type[Member]]


def outcomes(
    question: Scenario, runs: int, seed: int, work: Work, forced: Mapping[str, str] | None, member_class: Any
) -> Outcomes:
    """What `simulate` gives with members of a class of their own. Raises Absent, WrongType, WrongValue, Unfit."""
    classes = seated(question.room, member_class, Member)
    minds = {code: kind for code, kind in classes.items() if own(kind, Member)}
    if not minds:
        return rows_of([question], runs, seed, work, [forced])[0]
    played = Played(question, seed, forced, minds)
    arrays = all(in_arrays(kind, Member) for kind in minds.values())
    found = played.in_arrays(runs, work) if arrays else played.stepped(runs, work)
    names = tuple((code, kind.__qualname__) for code, kind in minds.items())
    return replace(outcomes_of(question, seed, found), minds=names)


class Played:
    """A scenario under a seed with members of a class of their own, `minds` by code."""

    def __init__(self, question: Scenario, seed: int, forced: Mapping[str, str] | None, minds: Classes):
        self.question, self.seed, self.forced, self.minds = question, seed, forced, dict(minds)

    def in_arrays(self, runs: int, work: Work) -> ndarray:
        """Rows of the first `runs` councils, TILE at a time; a sample of them is stepped as well."""
        sizes = [min(TILE, runs - start) for start in range(0, runs, TILE)]
        work, parcel = self._reached(work), Parcel(self)
        starts = range(0, runs, TILE)
        calls = ((array_rows, parcel, start, n) for start, n in zip(starts, sizes, strict=True))
        found = np.concatenate(list(carried_out(calls, sizes, work, len(blocks_of(runs)))))
        self._check(found)
        return found

    def stepped(self, runs: int, work: Work) -> ndarray:
        """Rows of the first `runs` councils, stepped one after the other by each worker; says so where it takes long."""
        parcel, began = Parcel(self), perf_counter()
        first = stepped_rows(parcel, 0, min(CHUNK, runs))
        self._tell(runs, (perf_counter() - began) / len(first))
        starts = [s for s in starts_of(runs) if s >= len(first)]
        sizes = [min(CHUNK, BLOCK - s % BLOCK, runs - s) for s in starts]
        if (told := work.progress) is not None:
            told(len(first), runs)
            work = work.telling(lambda done, _: told(done + len(first), runs))
        calls = ((stepped_rows, parcel, start, n) for start, n in zip(starts, sizes, strict=True))
        return np.concatenate([first, *carried_out(calls, sizes, self._reached(work))])

    def council(self, run: int, setting: Setting | None = None, kind: type[Dealt] | None = None) -> Council:
        """One of the councils, to be stepped, from what has been drawn for it."""
        council = (kind or Dealt)(self.question, run, self.seed, self.forced, self.minds, setting)
        council.datacollector = None
        return council

    def _reached(self, work: Work) -> Work:
        """Workers that can be given the classes: those that were defined within a function go to no other process."""
        if work.executor is None and work.jobs != 1:
            try:
                pickle.dumps(self.minds)
            except (pickle.PicklingError, AttributeError, TypeError):
                return replace(work, jobs=1)
        return work

    def _tell(self, runs: int, pace: float) -> None:
        """Say how long stepping takes, at `pace` seconds a council, where that is long, and what would be quick."""
        if runs * pace <= SLOW:
            return
        slow = sorted({kind.__name__ for kind in self.minds.values() if not in_arrays(kind, Member)})
        warnings.warn(
            f"{', '.join(slow)}: stepped council by council, about {1 / pace:,.0f} a second and worker, so that {runs:,} "
            f"take some {runs * pace:,.0f} s shared among the workers. A class that only weighs is played in arrays, "
            "some hundred times as fast, if it has weigh_many beside weigh (see nacsim.Member.weigh_many)",
            SteppedSlowly,
            stacklevel=6,
        )

    def _check(self, found: ndarray) -> None:
        """Step a sample, `weigh` beside `weigh_many`, and hold it to what was played in arrays. Raises Unfit."""
        for run in range(min(SAMPLE, len(found))):
            council = self.council(run, kind=Watched)
            council.run_model()
            if not alike(row_of(council), found[run : run + 1]):
                raise Unfit(
                    f"{self._names()}: run {run} ends otherwise when it is stepped. Does weigh_many look at other councils, "
                    "as with margin.mean(), or does a member remember something? Each number must follow from its own "
                    "council"
                )

    def _names(self) -> str:
        return ", ".join(sorted({kind.__name__ for kind in self.minds.values()}))


def starts_of(runs: int) -> list[int]:
    """Where each task begins: CHUNK councils, never of two blocks."""
    return [b + k for b in range(0, runs, BLOCK) for k in range(0, min(BLOCK, runs - b), CHUNK)]


class Dealt(Council):
    """A council of many: what goes into its run has been drawn with that of others, or is drawn for it."""

    def __init__(
        self,
        question: Scenario,
        run: int,
        seed: int,
        forced: Mapping[str, str] | None,
        minds: Classes,
        dealt: Setting | None,
    ):
        self._drawn = dealt
        super().__init__(question, run, seed, member_class=minds, forced=forced)

    def _dealt(self, forced: Mapping[str, str] | None) -> Setting:
        return super()._dealt(forced) if self._drawn is None else self._drawn


class Watched(Dealt):
    """A council of the sample: every `weigh` is held against `weigh_many`."""

    def says(self, member: Member, margin: ndarray) -> ndarray:
        """What a member says that the text is worth to it; raises Unfit where its two forms differ."""
        said = super().says(member, margin)
        kind = type(member)
        if own(kind, Member) >= {"weigh", "weigh_many"}:
            view = view_of(self, self.agenda, lots(self.seed, self.run // BLOCK)).member(member.code)
            one, many = float(said[0]), float(weighed(kind, view, margin, member.code)[0])
            if one != many and not abs(one - many) <= TOLERANCE + 1e-6 * abs(one):
                raise Unfit(
                    f"{kind.__name__}: of {member.code} in round {self.round} of run {self.run} weigh says {one:g} and "
                    f"weigh_many {many:g}, given a margin of {margin[0]:g}; they must say the same"
                )
        return said


def array_rows(parcel: Parcel, start: int, runs: int) -> ndarray:
    """Rows of `runs` councils from one on, which begins a block, played in arrays."""
    played: Played = parcel.content
    source = Lots(played.seed, start // BLOCK, len(blocks_of(runs)), keeps=False)
    with one_thread:
        setting = draw(played.question, source, runs, played.forced)
        minds = partial(minds_at, played.minds, played.question, source)
        return rows(setting, play(setting, lambda s, state: OwnTable(s, state, minds)))


def minds_at(minds: Classes, agenda: Scenario, source: Lots, table: OwnTable) -> dict[int, Weigh]:
    """How each of the members with a mind of their own weighs the text on a table."""
    councils = view_of(table, agenda, source)
    return {
        agenda.room.index(code): partial(_weigh, kind, councils, code, table.talks)
        for code, kind in minds.items()
    }


def _weigh(kind: type[Member], councils: Any, code: str, talks: ndarray, margin: ndarray) -> ndarray:
    said = weighed(kind, councils.member(code), margin, code)
    if np.isnan(said[talks]).any():
        raise Unfit(f"{kind.__name__}: weigh_many must return numbers; of {code} it gives nan")
    return said


def weighed(kind: type[Member], view: Any, margin: ndarray, code: str) -> ndarray:
    """What `weigh_many` says, (R,) of floating-point numbers. Raises Unfit for anything else."""
    said = np.asarray(kind.weigh_many(view, margin))
    if said.dtype.kind not in "fiu" or said.shape not in ((), margin.shape):
        raise Unfit(
            f"{kind.__name__}: weigh_many must return one number for each council, {margin.shape}; of {code} it gives "
            f"{said.dtype} {said.shape}"
        )
    return np.broadcast_to(said.astype(float), margin.shape)


def stepped_rows(parcel: Parcel, start: int, runs: int) -> ndarray:
    """Rows of `runs` councils from one on, all of one block, stepped one after the other."""
    played: Played = parcel.content
    block, first = divmod(start, BLOCK)
    setting = block_of(Itself(played.question), played.seed, block, tuple((played.forced or {}).items()))
    found = []
    for place in range(first, first + runs):
        run = block * BLOCK + place
        council = played.council(run, only(setting, np.array([place])))
        try:
            council.run_model()
        except Exception as error:
            error.add_note(
                f"in run {run} of seed {played.seed}; Council(scenario, {run}, {played.seed}, member_class=…) steps to it"
            )
            raise
        found.append(row_of(council))
    return np.concatenate(found)


@lru_cache(maxsize=2)
def block_of(question: Itself, seed: int, block: int, forced: tuple[tuple[str, str], ...]) -> Setting:
    """The setting of a whole block of runs, kept for the next task of the same block."""
    return draw(question.scenario, lots(seed, block), BLOCK, dict(forced))


def row_of(council: Council) -> ndarray:
    """The row of a council that is over, (1,), with every member that sat in it at its beginning. Raises Unfit."""
    room = council.room_at_first
    if council.result is None:
        raise Unfit(f"run {council.run}: everybody has left the room, and nobody is left to decide")
    found = council.result
    if found.room == room:
        return found.rows
    out = np.zeros(1, row_type(len(found.issues), len(room)))
    for name in ("outcome", "rounds", "days", "text", "alone"):
        out[name] = found.rows[name]
    places = [room.index(code) for code in found.room]
    out["paid"][:, places] = found.rows["paid"]
    for name in ("first", "blocks", "pivotal"):
        flags = np.zeros((len(room), 1), bool)
        flags[places] = getattr(found, name)
        out[name] = pack(flags)
    return out


def alike(one: ndarray, other: ndarray) -> bool:
    """Whether two rows (1,) are the same, but for one unit of the last digit of texts, days and payments."""
    same = all((one[name] == other[name]).all() for name in SAME)
    return same and all(
        abs(one[n].astype(int) - other[n].astype(int)).max() <= 1 for n in ("text", "days", "paid")
    )


SAME = ("outcome", "rounds", "first", "blocks", "pivotal", "alone")
