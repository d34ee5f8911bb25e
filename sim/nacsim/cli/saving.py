"""What `nacsim run --out` writes to its folder: rows, tables, scenario, summary and figures; all of it or nothing.

Councils are played first, into chunks that outlive the process; then everything is written from those. So a run that was
killed goes on where it was, and ends with the bytes of one that was not.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy import ndarray

from nacsim import __version__
from nacsim.cli.ask import Ask
from nacsim.cli.files import Unfinished, whole, write_json, write_new
from nacsim.cli.saving_tables import save_tables
from nacsim.cli.say import say
from nacsim.defaults import FIGURE_FORMATS, FIGURE_WIDTH
from nacsim.engine.ensemble import outcomes_of, stream
from nacsim.engine.playing import TILE
from nacsim.files.tables import write_table
from nacsim.files.writing import clean, write_rows
from nacsim.narrate import folder as words
from nacsim.results.chunks import Chunks, Digest, chunk_rows
from nacsim.results.files import OUTCOMES_FILE, Writer, certificate, csv_heading, csv_lines
from nacsim.results.identity import identity
from nacsim.results.outcomes import row_type
from nacsim.results.summary import summary
from nacsim.results.tally import Tally, count

LISTED = 100_000  # councils up to which outcomes.csv is written: beyond, nobody reads lists line by line
DRAWN = 1_000_000  # councils that the figures of single ones draw on
PATIENCE = 10.0  # seconds of work from which it is kept when it is stopped


@dataclass(frozen=True)
class Wanted:
    """Which tables and figures are wanted."""

    form: str = "csv"
    width: str = FIGURE_WIDTH
    figures: tuple[str, ...] = FIGURE_FORMATS
    rounds: bool = False
    all_rows: bool = False


@dataclass
class Saving:
    """One `nacsim run --out`: what is asked, and what there is to say of it when it is done."""

    ask: Ask
    question: Any
    runs: int
    seed: int
    out: Path
    wanted: Wanted
    command: str
    resume: bool = False
    born: dict[str, Any] | None = None  # the certificate of a run that is repeated
    text: str | None = None  # its scenario.toml
    rows: str = ""  # the digest of the rows
    files: dict[str, int] = field(default_factory=dict)  # tables and their rows
    left: list[str] = field(default_factory=list)  # what is not written, in sentences

    def __post_init__(self) -> None:
        self.issues = tuple(self.question.issues)
        self.dtype = row_type(len(self.issues), len(self.question.room))
        self.step = chunk_rows(self.dtype, TILE)

    def outcomes(self, rows: ndarray) -> Any:
        """Rows with their names."""
        return outcomes_of(self.question, self.seed, rows)


def kept(asked: Saving) -> dict[str, Any]:
    """The result of a run that is written to a folder."""
    from nacsim.cli.figures import figures_for, save_figures
    from nacsim.doubts import doubts
    from nacsim.results.answers import Summary
    from nacsim.scenario import dump

    question, work = asked.question, Unfinished(_named(asked), asked.resume)
    sealed: dict[str, Any] = {}
    with stopped(asked, work), whole(asked.out, sealed, work) as part:
        with Chunks(work.folder, work.identity, asked.dtype) as chunks:
            played(asked, chunks, work)
            run = written(asked, chunks, part)
        write_new(part / "scenario.toml", asked.text if asked.text is not None else dump(question))
        run.summary.update(doubts(question, asked.seed, run.summary["adopted"]["share"]))
        write_json(part / "summary.json", Summary.of(run.summary).to_dict())
        wanted = asked.wanted
        remarks = save_figures(run, figures_for(question), part, wanted.width, wanted.figures)[1]
        asked.ask.remarks.extend(remarks)
        sealed.update(manifest(asked))
    return run.summary


@contextmanager
def stopped(asked: Saving, work: Unfinished) -> Iterator[None]:
    """Say what is kept of a run that is stopped and how to go on, or to be rid of it."""
    try:
        yield
    except BaseException:
        if work.worth:
            say(
                f"{work.done:,} of {asked.runs:,} councils are kept: the same command goes on after them. To drop them, "
                f"remove {work.folder.parent}.",
                err=True,
            )
        raise


def _named(asked: Saving) -> str:
    return identity("run", asked.question.document, asked.runs, asked.seed)


def manifest(asked: Saving) -> dict[str, Any]:
    """What the manifest says beside check sums: what was played, which tables are wanted, and what made them."""
    from nacsim.cli.versions import versions

    return {
        "scenario": asked.question.name,
        "seed": asked.seed,
        "runs": asked.runs,
        "versions": versions(),
        "tables": vars(asked.wanted),
        "rows": asked.rows,
    }


def played(asked: Saving, chunks: Chunks, kept: Unfinished) -> None:
    """Play the councils that are not in the chunks yet."""
    done, began = chunks.runs, time.monotonic()
    if done:
        say(f"Goes on after {done:,} councils, where it was stopped.", err=True)
        kept.worth, kept.done = True, done
    elif asked.resume:
        say(f"Nothing unfinished of this run is in {asked.out}; begun anew.", err=True)
    with asked.ask.work() as work:
        some = stream(asked.question, asked.runs, asked.seed, **work, first=done)
        for rows in gathered(some, asked.step):
            chunks.add(rows)
            kept.done = chunks.runs
            kept.worth |= time.monotonic() - began >= PATIENCE


def gathered(parts: Iterable[ndarray], size: int) -> Iterator[ndarray]:
    """Rows that come in parts, `size` at a time; parts are of a size that divides it, but for the last."""
    held: list[ndarray] = []
    for part in parts:
        held.append(part)
        if sum(map(len, held)) >= size:
            yield np.concatenate(held)
            held = []
    if held:
        yield np.concatenate(held)


def written(asked: Saving, chunks: Chunks, folder: Path) -> Any:
    """Write the rows and every table of them; what figures need of the run."""
    from nacsim.plots.run_data import Run

    born = asked.born or certificate(asked.question, asked.seed, asked.runs, asked.command, __version__)
    tally, head = saved_rows(asked, chunks, folder, born)
    write_json(
        folder / "run.json", json.loads(json.dumps({k: born[k] for k in born if k != "toml"}, default=str))
    )
    older = asked.runs <= LISTED or asked.wanted.all_rows
    if older:
        write_rows(folder / "outcomes.csv", _older(asked, chunks))
    else:
        asked.left.append(words.older_left_out(LISTED))
    save_tables(asked, chunks, tally, folder)
    issues = asked.question.issues
    heading = "file", "column", "type", "unit", "meaning"
    write_table(folder / "columns.csv", heading, words.dictionary(asked.files, issues, older))
    about = words.about(asked.question, born, asked.files, asked.left, older)
    write_new(folder / "about.txt", clean(about))
    return Run(
        asked.question,
        asked.outcomes(head),
        tally,
        summary(tally, __version__),
        commit=born.get("commit", ""),
    )


def saved_rows(asked: Saving, chunks: Chunks, folder: Path, born: dict[str, Any]) -> tuple[Tally, ndarray]:
    """Write outcomes.npz; the counts of all councils, and the rows of the first."""
    tally, head, digest = None, [], Digest()
    with Writer(folder / OUTCOMES_FILE, asked.dtype, asked.runs, born) as file:
        for k, rows in enumerate(chunks):
            file.add(rows)
            digest.add(rows)
            part = count(asked.outcomes(rows))
            tally = part if tally is None else tally + part
            if k * asked.step < DRAWN:
                head.append(rows[: DRAWN - k * asked.step])
    assert tally is not None  # a run has at least one council
    asked.rows = digest.text
    return tally, np.concatenate(head)


def _older(asked: Saving, chunks: Chunks) -> Iterator[Iterable[Any]]:
    yield csv_heading(asked.issues)
    for k, rows in enumerate(chunks):
        yield from csv_lines(asked.outcomes(rows), k * asked.step)
