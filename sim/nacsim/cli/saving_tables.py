"""The long tables of `nacsim run --out`: written part by part, so that memory does not grow with them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy import ndarray

from nacsim.council.watch import Moment, watched
from nacsim.engine.playing import TILE
from nacsim.engine.workers import Work
from nacsim.files.tables import Columns, Table, open_table
from nacsim.narrate import folder as words
from nacsim.results import tables
from nacsim.results.chunks import Chunks
from nacsim.results.columns import TABLES
from nacsim.results.tally import Tally

if TYPE_CHECKING:
    from nacsim.cli.saving import Saving

LONGEST = 5_000_000  # rows up to which a table is written unasked: some 150 MB


def save_tables(asked: Saving, chunks: Chunks, tally: Tally, folder: Path) -> None:
    """Write the tables that are wanted and not too long, council by council, and note the others."""
    members = len(asked.question.room)
    rounds = int(tally.rounds @ np.arange(len(tally.rounds)))  # with those at home, which are not written
    sizes = {"runs": asked.runs, "members": asked.runs * members, "rounds": rounds}
    sizes["round_members"] = rounds * members
    with ExitStack() as stack:
        files: dict[str, Table] = {}
        for name in (n for n in TABLES if asked.wanted.rounds or not TABLES[n].asked):
            file = f"{name}.{asked.wanted.form}"
            if sizes[name] > LONGEST and not asked.wanted.all_rows:
                asked.left.append(words.left_out(file, sizes[name], LONGEST))
                continue
            files[name] = stack.enter_context(closing(open_table(folder / file, asked.wanted.form)))
            asked.files[file] = 0
        for name, columns in all_tables(asked, chunks, files.keys() - {"runs"}, "runs" in files):
            files[name].add(columns)
            asked.files[f"{name}.{asked.wanted.form}"] += len(columns["run"])  # type: ignore[arg-type]


def all_tables(asked: Saving, chunks: Chunks, again: set[str], runs: bool) -> Iterator[tuple[str, Columns]]:
    """Parts of the tables, each table in its order; `again` names those for which councils are played again."""
    if runs:
        for k, rows in enumerate(chunks):
            yield "runs", tables.runs(asked.outcomes(rows), k * asked.step)
    if not again:
        return
    made = partial(_of_rounds, names=frozenset(again), room=asked.question.room, issues=asked.issues)
    with asked.ask.work() as work:
        found = watched(asked.question, asked.runs, asked.seed, made, Work(work["jobs"]))
        for first, (rows, (spoke, told)) in zip(
            _starts(asked), zip(_tiles(chunks), found, strict=True), strict=True
        ):
            if "members" in again:
                yield "members", tables.members(asked.outcomes(rows), spoke, first)
            yield from told.items()
            if work["progress"]:
                work["progress"](first + len(rows), asked.runs)


def _starts(asked: Saving) -> range:
    return range(0, asked.runs, TILE)


def _tiles(chunks: Chunks) -> Iterator[ndarray]:
    for rows in chunks:
        for start in range(0, len(rows), TILE):
            yield rows[start : start + TILE]


def _of_rounds(
    moments: list[Moment],
    first: int,
    runs: int,
    *,
    names: frozenset[str],
    room: tuple[str, ...],
    issues: tuple[str, ...],
) -> tuple[ndarray, dict[str, Columns]]:
    """Who breaks silence at any time, and the tables of rounds, of councils that are watched; where the workers are."""
    told: dict[str, Columns] = {}
    if "rounds" in names:
        told["rounds"] = tables.rounds(moments, issues)
    if "round_members" in names:
        told["round_members"] = tables.round_members(moments, room, issues)
    return tables.spoke(moments, first, runs), told
