"""One row per run: what came of it, kept small, saved with its birth certificate and loaded back the same.

A row is a record of a few dozen bytes, so that ten million of them stream to disk. Texts are kept in hundredths of a
point, days in tenths, members in bits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy import ndarray

from nacsim.errors import WrongValue
from nacsim.results.answer import Answer
from nacsim.vocabulary import ADOPTED, OUTCOMES

if TYPE_CHECKING:
    from os import PathLike

    from nacsim.results.tally import Tally
    from nacsim.scenario.resolved import Scenario

SCALE = 100.0  # an issue runs from 0 to this
TEXT_UNIT, DAY_UNIT, PAID_UNIT = 0.01, 0.1, 0.01  # points of the scale, days, points of gain


def row_type(issues: int, members: int) -> np.dtype:
    """The record of one run for a council of that many issues and members."""
    bits = ("u1", ((members + 7) // 8,))
    return np.dtype(
        [
            ("outcome", "u1"),  # index into OUTCOMES
            ("rounds", "u2"),
            ("days", "u4"),  # tenths of a day
            ("text", "u2", (issues,)),  # hundredths of a point: where each issue ends
            ("first", *bits),  # breaks silence on the text as tabled
            ("blocks", *bits),  # breaks silence in the round with which the run ends unadopted
            ("pivotal", *bits),  # the last silence would have held without this one
            ("alone", "?"),  # one blocks and nobody else objects, aloud or hidden
            ("paid", "u2", (members,)),  # hundredths of a point of gain
        ]
    )


def pack(flags: ndarray) -> ndarray:
    """(N, R) bool to (R, bytes) bits.

    Products with powers of two are exact in single precision and five times as fast as to turn the flags round.
    """
    return (places(len(flags)) @ flags.astype(np.float32)).astype(np.uint8).T


def places(members: int) -> ndarray:
    """What each member's bit is worth in each byte, (bytes, N)."""
    worth = np.zeros(((members + 7) // 8, members), np.float32)
    for n in range(members):
        worth[n // 8, n] = 2 ** (7 - n % 8)
    return worth


def whole(values: ndarray, unit: float, type_: str) -> ndarray:
    """`values` in whole units, held within what `type_` can carry."""
    whole = values / unit
    np.rint(whole, out=whole)
    return np.clip(whole, 0, np.iinfo(type_).max, out=whole).astype(type_)


@dataclass(frozen=True, eq=False, repr=False)
class Outcomes(Answer):
    """What came of a number of councils of one scenario: `rows` (R,) of `row_type`, read through properties.

    Members are numbered as in `room`, issues as in `issues`; `question` is the scenario itself, where it is known. Results
    are equal if all councils are.
    """

    name: str
    room: tuple[str, ...]
    issues: tuple[str, ...]
    seed: int
    rows: ndarray
    question: Scenario | None = None
    minds: tuple[tuple[str, str], ...] = ()
    """Members with a class of their own, and its name: what plays again plays plain members, and would not be these."""

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def outcome(self) -> ndarray:
        """Index into OUTCOMES, (R,)."""
        return self.rows["outcome"]

    @property
    def adopted(self) -> ndarray:
        """(R,) bool."""
        return self.outcome < len(ADOPTED)

    @property
    def rounds(self) -> ndarray:
        """Rounds until the end, both stages, (R,)."""
        return self.rows["rounds"]

    @property
    def days(self) -> ndarray:
        """Days until the end, both stages, (R,)."""
        return self.rows["days"] * DAY_UNIT

    @property
    def text(self) -> ndarray:
        """Where each issue ends, 0-100, (D, R)."""
        return self.rows["text"].T * TEXT_UNIT

    @property
    def first(self) -> ndarray:
        """Who breaks silence on the text as tabled, (N, R) bool."""
        return self._bits("first")

    @property
    def blocks(self) -> ndarray:
        """Who breaks silence in the round with which the run ends unadopted, (N, R) bool."""
        return self._bits("blocks")

    @property
    def pivotal(self) -> ndarray:
        """Without whom alone the last silence would have held, (N, R) bool."""
        return self._bits("pivotal")

    @property
    def alone(self) -> ndarray:
        """Whether the blocker is the only one who objects, aloud or hidden, (R,) bool."""
        return self.rows["alone"]

    @property
    def paid(self) -> ndarray:
        """Side payments to each member, points of gain, (N, R)."""
        return self.rows["paid"].T * PAID_UNIT

    def flags(self, name: str) -> ndarray:
        """`first`, `blocks` or `pivotal` as the bits lie in the rows, (R, bits) bool: more bits than members."""
        packed = self.rows[name]
        return np.unpackbits(packed, axis=1).view(bool)

    def _bits(self, name: str) -> ndarray:
        return np.ascontiguousarray(self.flags(name)[:, : len(self.room)].T)

    def part(self, runs: slice) -> Outcomes:
        """Some of the runs."""
        return replace(self, rows=self.rows[runs])

    def first_runs(self, runs: int) -> Outcomes:
        """The first so many runs."""
        return self.part(slice(runs))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Outcomes)
            and self._names == other._names
            and np.array_equal(self.rows, other.rows)
        )

    def __hash__(self) -> int:
        return hash((self._names, len(self)))

    @property
    def _names(self) -> tuple[Any, ...]:
        return self.name, self.room, self.issues, self.seed

    def __repr__(self) -> str:
        share = f"{100 * self.adopted.mean():.1f} % adopted" if len(self) else "none played"
        return f"<Outcomes of {self.name}: {len(self):,} councils, seed {self.seed}, {share}>"

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """One council after the other, as the rows of `frame()`."""
        columns = import_module("nacsim.results.frames").runs(self)
        columns["outcome"] = np.array(OUTCOMES, object)[self.outcome]
        for values in zip(*(column.tolist() for column in columns.values()), strict=True):
            yield dict(zip(columns, values, strict=True))

    @property
    def questions(self) -> tuple[Scenario, ...]:
        """The scenario, where it is known."""
        return () if self.question is None else (self.question,)

    def replayed(self, what: str) -> Scenario:
        """The scenario, for `what` plays councils again. Raises WrongValue where that would give other ones."""
        if self.question is None:
            raise WrongValue(f"{what} plays again, and this result does not know its scenario")
        if self.minds:
            who = ", ".join(f"{code}: {kind}" for code, kind in self.minds)
            raise WrongValue(
                f"{what} would play again with plain members, and these were not ({who}); step "
                "Council(scenario, run, seed, member_class=…) to look into one"
            )
        return self.question

    def tally(self) -> Tally:
        """The counts over all councils."""
        return self._tally

    @cached_property
    def _tally(self) -> Tally:
        return import_module("nacsim.results.tally").count(self)  # type: ignore[no-any-return]

    def counted(self) -> dict[str, Any]:
        """The part of the summary that follows from counting."""
        from nacsim.results.summary import summary

        return summary(self.tally())

    def summary(self) -> dict[str, Any]:
        """What `nacsim run --json` prints of the same run: shares, members, text, and what would turn the answer."""
        return dict(self._summary)

    @cached_property
    def _summary(self) -> dict[str, Any]:
        if self.question is None or self.minds:
            return self.counted()
        return import_module("nacsim.doubts").told(self)  # type: ignore[no-any-return]

    def save(self, path: str | PathLike[str]) -> Path:
        """Keep the councils and the scenario in one file (.npz, which `numpy.load` reads too); `load_result` reads it."""
        return import_module("nacsim.results.files").keep(self, Path(path))  # type: ignore[no-any-return]
