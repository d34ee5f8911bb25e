"""The one reader of tables: what it is, its text, its columns, its scale, and an account of all that."""

import os
import tomllib
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from nacsim.errors import WrongType
from nacsim.files.reading import LARGEST, BadFile, composed, long_key, read_bytes
from nacsim.scenario.build import loads
from nacsim.scenario.exchange import actors, decide, deu, ktab, own, records, votes, workbook
from nacsim.scenario.exchange.draft import Draft
from nacsim.scenario.exchange.encoding import decode
from nacsim.scenario.exchange.finish import Finish
from nacsim.scenario.exchange.grid import MOST_BYTES, Grid, Line, check_size, grid_of
from nacsim.scenario.exchange.notes import Notes
from nacsim.scenario.exchange.options import Options, options_of
from nacsim.scenario.format.write import write
from nacsim.scenario.mistakes.errors import Problem, ScenarioError
from nacsim.scenario.resolved import Scenario

FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "an old Excel file (.xls)"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"PAR1", "a Parquet file"),
    (b"$FL2", "an SPSS file (.sav)"),
    (b"<stata_dta>", "a Stata file (.dta)"),
    (b"\x1f\x8b", "a compressed file (.gz)"),
    (b"BZh", "a compressed file (.bz2)"),
    (b"7z\xbc\xaf", "a compressed file (.7z)"),
    (b"SQLite format 3", "an SQLite database"),
    (b"RDX", "a file of R (.RData)"),
    (b"{\\rtf", "a text document (.rtf)"),
)
"""Files of other kinds by their first bytes, to be called by name."""


@dataclass(frozen=True)
class Reading:
    """A table that was read: the scenario it became, and the account of how.

    `document` are the scenario's tables, `kind` the form that was recognised, `notes` the account; `print` shows
    the account.
    """

    name: str
    kind: str
    document: dict[str, Any]
    notes: Notes
    typed: dict[tuple[str, str], float]

    @cached_property
    def toml(self) -> str:
        """The scenario as a file."""
        return write(self.document)

    @cached_property
    def scenario(self) -> Scenario:
        """The scenario itself, checked."""
        return loads(self.toml, name=Path(self.name).stem)

    @property
    def report(self) -> str:
        """What was read, ignored and assumed, each assumption with the option that changes it."""
        return "\n".join(self.notes.lines())

    def original(self, member: str, issue: str | None = None) -> float:
        """A certain position of a member on the table's own scale, as it was typed. Raises KeyError if there is none."""
        return self.typed[member, issue or self.scenario.principal]

    def as_json(self) -> dict[str, Any]:
        """All of it as plain values, for the page."""
        notes = self.notes
        pairs = {"attention": notes.loud, "assumed": notes.assumed}
        told = {
            key: [{"what": what, "option": option} for what, option in said] for key, said in pairs.items()
        }
        return {"kind": self.kind, "toml": self.toml, "read": notes.read, "ignored": notes.ignored, **told}

    def __str__(self) -> str:
        return self.report

    def __repr__(self) -> str:
        return f"<Reading of {self.name}: {self.kind}>"


def read_table(source: Any, **options: Any) -> Reading:
    """A scenario from somebody else's table: an actor table, DECIDE, KTAB, DEU III, a roll call, Excel, JSON.

    `source` is a path, bytes or a pandas DataFrame. Options are those of `nacsim convert`, such as
    `scale="10:4"`, `columns={"position": "Haltung"}`, `missing="uncertain"`, `proposed=80`. Raises
    ScenarioError that names every mistake. What the answer may hang on and nobody said is warned about, and all that
    was read, ignored and assumed is in `Reading.report`.
    """
    reading = read_quietly(source, **options)
    for what, option in reading.notes.loud:
        warnings.warn(
            f"{reading.name}: {what} [{option}]" if option else f"{reading.name}: {what}", stacklevel=2
        )
    return reading


def read_quietly(source: Any, **options: Any) -> Reading:
    """Like `read_table` without warnings, for who shows the report."""
    name, data = _source(source)
    notes = Notes(name)
    asked = options_of(options, notes)
    title = asked.title or Path(name).stem or "Read from a table"
    found = _look(data, asked, title, notes)
    if isinstance(found, Draft):
        finish = Finish(found, asked, notes)
        reading = Reading(name, found.kind, finish.document(), notes, finish.typed())
    else:
        reading = Reading(name, found["kind"], found["document"], notes, {})
    _sound(reading)
    return reading


def _source(source: Any) -> tuple[str, Any]:
    """The name of a source and its bytes, or the grid of a DataFrame."""
    if isinstance(source, (bytes, bytearray)):
        return "<table>", bytes(source)
    if hasattr(source, "itertuples") and hasattr(source, "columns"):
        return "<DataFrame>", source
    if not isinstance(source, (str, os.PathLike)):
        raise WrongType(f"{source!r:.60} is no table; allowed: a path, bytes or a pandas DataFrame")
    return str(source), _bytes(str(source))


def _bytes(name: str) -> bytes:
    try:
        return read_bytes(name, most=MOST_BYTES)
    except BadFile as error:
        Notes(name).stop(error.message)


def _look(data: Any, options: Options, title: str, notes: Notes) -> Any:
    """The draft in a file of any kind, or the document where it holds a whole scenario."""
    if not isinstance(data, bytes):
        return _table(_frame(data, notes), options, title, notes)
    if _is_workbook(data, notes):
        return _table(workbook.grid_of(data, options.sheet, notes), options, title, notes)
    return look_in_text(decode(data, options.encoding, notes), options, title, notes)


def _is_workbook(data: bytes, notes: Notes) -> bool:
    """Whether some bytes are an Excel workbook; what is neither that nor a text is refused by name."""
    if len(data) > MOST_BYTES:
        notes.stop(f"is larger than {MOST_BYTES:,} bytes, the most that is read")
    for start, what in FOREIGN:
        if data.startswith(start):
            notes.stop(f"is {what}; save the table as CSV or .xlsx")
    return data.startswith(b"PK\x03\x04")


def rows_of(source: Any, options: Mapping[str, Any]) -> tuple[str, Grid, Options, Notes]:
    """The name and the rows of a table whose kind is known (a path, bytes, a DataFrame), the options, and the account."""
    name, data = _source(source)
    notes = Notes(name)
    asked = options_of(options, notes)
    if not isinstance(data, bytes):
        return name, _frame(data, notes), asked, notes
    if _is_workbook(data, notes):
        return name, workbook.grid_of(data, asked.sheet, notes), asked, notes
    return name, grid_of(decode(data, asked.encoding, notes), asked.separator, notes), asked, notes


def look_in_text(text: str, options: Options, title: str, notes: Notes) -> Any:
    """The draft in a text, or the document where it holds a whole scenario."""
    if decide.is_decide(text):
        draft = decide.draft_of(text, title, notes)
        if not own.is_own(text):
            return draft
        return {"kind": "a DECIDE file of ours", "document": own.decide_document(text, draft, options, notes)}
    if own.is_own(text):
        grid = grid_of(text, options.separator or own_separator(text), notes, trim=False)
        return _table(grid, options, title, notes)
    start = text.lstrip()[:200].lower()
    if start.startswith("<"):
        if "<html" in start or "<table" in start or "doctype html" in start:
            notes.stop("is a page of the web (HTML); copy the table into a sheet and save it as CSV")
        return ktab.draft_of_xml(text, notes)
    _refuse_scenario(text, notes)
    if start.startswith(("{", "[")):
        found = records.read(text, notes)
        if isinstance(found, dict):
            own.check_shape(found, notes)
            notes.read.append("a scenario in JSON")
            return {"kind": "a scenario in JSON", "document": own.change(own.dates(found), options, notes)}
        return _table(found, options, title, notes)
    return _table(grid_of(text, options.separator, notes), options, title, notes)


def own_separator(text: str) -> str | None:
    """The separator of our own table: the sign after the first heading."""
    line = next((line for line in text.split("\n") if line.lstrip('"').startswith("member")), "")
    sign = line.lstrip('"').removeprefix("member").lstrip('"')[:1]
    return sign if sign and sign in "\t;|," else None


def _refuse_scenario(text: str, notes: Notes) -> None:
    if "=" not in text or "[" not in text or long_key(text) is not None:
        return
    try:
        tables = tomllib.loads(text)
    except (ValueError, RecursionError):
        return
    if "issues" in tables:
        notes.stop("is a scenario already; `nacsim run` takes it as it is")


def _frame(frame: Any, notes: Notes) -> Grid:
    """The grid of a DataFrame; an index of names is the first column."""
    table = frame if list(frame.index) == list(range(len(frame))) else frame.reset_index()
    check_size(len(table), len(table.columns), notes)
    lines = [Line(1, tuple(composed(str(head)) for head in table.columns))]
    for number, row in enumerate(table.itertuples(index=False, name=None), 2):
        lines.append(
            Line(
                number,
                tuple("" if value is None or value != value else composed(str(value)) for value in row),
            )
        )
    return Grid(tuple(lines), ",")


def _table(grid: Grid, options: Options, title: str, notes: Notes) -> Any:
    if grid.lines and grid.lines[0].get(0).startswith(own.MARK):
        return {"kind": own.KIND, "document": own.document_of(grid, options, notes)}
    if deu.is_deu(grid):
        return deu.draft_of(grid, options, notes)
    if ktab.is_csv(grid):
        return ktab.draft_of_csv(grid, notes)
    place = votes.column(grid)
    if place is not None and not options.columns:
        return votes.draft_of(grid, place, options, title, notes)
    return actors.draft_of(grid, options, title, notes)


def _sound(reading: Reading) -> None:
    """What was made of a table must itself be a scenario that can be read; mistakes are told with the table's name."""
    size = len(reading.toml.encode())
    if size > LARGEST:
        reading.notes.stop(f"becomes a scenario of {size:,} bytes; at most {LARGEST:,} are read")
    try:
        _ = reading.scenario
    except ScenarioError as error:
        raise ScenarioError([Problem(reading.name, None, p.key, p.message) for p in error.problems]) from None
