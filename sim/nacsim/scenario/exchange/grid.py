"""From the text of a table to its rows: the separator found, comments and empty lines aside."""

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from nacsim.files.writing import uncell
from nacsim.scenario.exchange.notes import Notes, many, some

MOST_BYTES = 2_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 1_000
"""Limits of a table: the largest that anybody brought has 260 actors, the largest form some 350 rows by 71."""

NAMES = {"\t": "tabs", ";": "semicolons", "|": "bars", ",": "commas", " ": "spaces"}


@dataclass(frozen=True)
class Line:
    """One row of a table: its line in the file, from 1, and its fields."""

    number: int
    fields: tuple[str, ...]

    def get(self, place: int | None) -> str:
        """The field at a place, without blanks around it; empty if the row is shorter."""
        return self.fields[place].strip() if place is not None and place < len(self.fields) else ""

    @property
    def meant(self) -> "Line":
        """The row of a table of ours without the apostrophes that keep spreadsheets from calculating."""
        return Line(self.number, tuple(map(uncell, self.fields)))


@dataclass(frozen=True)
class Grid:
    """The rows of a table that hold anything, and the sign that parts their fields."""

    lines: tuple[Line, ...]
    separator: str


def grid_of(text: str, given: str | None, notes: Notes, trim: bool = True) -> Grid:
    """The rows of a text, parsed by pandas; `trim` passes over blanks after a separator."""
    if not text.strip():
        notes.stop("no actors found; needed: a line for each", 1)
    text, hint = _hinted(text)
    separator = given or hint or find_separator(text)
    if separator == " ":
        return _aligned(text, notes)
    _limits(text, separator, notes)
    quote = "'" if _single_quoted(text, separator) else '"'
    rows = _parse(text, separator, quote, trim, notes)
    if separator != ",":
        notes.read.append(f"fields separated by {NAMES.get(separator, repr(separator))}")
    return Grid(_kept(rows), separator)


def _hinted(text: str) -> tuple[str, str | None]:
    """A text without the line `sep=;` that tells Excel the separator, its place kept, and the separator."""
    found = re.match(r"\s*\"?sep=(.)\"?[;,\t]*(?=\n)", text, re.IGNORECASE)
    return (text[found.end() :], found[1]) if found else (text, None)


def find_separator(text: str) -> str:
    """The sign that parts most lines into the same number of fields; blanks if none does."""
    lines = [line for line in text.split("\n") if line.strip() and not line.lstrip(" '\"").startswith("#")][
        :400
    ]
    best, most = " ", 1 if len(lines) > 1 else 0
    for separator in "\t;|,":
        counts = Counter(_fields(line, separator) for line in lines)
        counts.pop(1, None)
        same = max(counts.values(), default=0)
        if same > most:
            best, most = separator, same
    return best


def _fields(line: str, separator: str) -> int:
    try:
        return len(next(csv.reader([line], delimiter=separator)))
    except (csv.Error, StopIteration):
        return line.count(separator) + 1


def _single_quoted(text: str, separator: str) -> bool:
    fields = [f.strip() for line in text.split("\n")[:50] for f in line.split(separator) if f.strip()]
    return sum(len(f) > 1 and f[0] == f[-1] == "'" for f in fields) > 0.4 * len(fields)


def _limits(text: str, separator: str, notes: Notes) -> None:
    rows, columns = text.count("\n"), max(line.count(separator) for line in text.split("\n")) + 1
    check_size(rows, columns, notes)


def check_size(rows: int, columns: int, notes: Notes) -> None:
    """Refuse what is no table of actors."""
    if rows > MOST_ROWS:
        notes.stop(f"has {rows:,} lines; at most {MOST_ROWS:,} are read")
    if columns > MOST_COLUMNS:
        notes.stop(f"has a line of {columns:,} fields; at most {MOST_COLUMNS:,} are read")


def _parse(text: str, separator: str, quote: str, trim: bool, notes: Notes) -> list[tuple[str, ...]]:
    form = {"quotechar": quote, "skipinitialspace": trim and separator != "\t"}
    try:
        return _pandas(text, separator, _width(text, separator, quote), form)
    except (
        ValueError,
        csv.Error,
        Warning,
    ):  # a quotation mark that is never closed: take all marks as letters
        notes.loud.append(("a quotation mark is never closed, so all such marks are read as letters", ""))
    try:
        width = max(line.count(separator) for line in text.split("\n")) + 1
        return _pandas(text, separator, width, {"quoting": csv.QUOTE_NONE})
    except (ValueError, csv.Error, Warning) as error:
        notes.stop(f"cannot be parted into fields: {str(error).splitlines()[0][:100]}")


def _width(text: str, separator: str, quote: str) -> int:
    """The most fields of any row, where a quoted field may run over lines."""
    rows = csv.reader(
        io.StringIO(text, newline="\n"), delimiter=separator, quotechar=quote, skipinitialspace=True
    )
    return max(text.split("\n")[0].count(separator) + 1, *(len(row) for row in rows))


def _pandas(text: str, separator: str, width: int, form: dict[str, Any]) -> list[tuple[str, ...]]:
    import warnings

    import pandas

    with warnings.catch_warnings():
        warnings.simplefilter("error", pandas.errors.ParserWarning)  # fields beyond the width would be lost
        table = pandas.read_csv(
            io.StringIO(text),
            sep=separator,
            header=None,
            names=range(width),
            index_col=False,
            dtype=str,
            keep_default_na=False,
            na_filter=False,
            skip_blank_lines=False,
            engine="c",
            **form,
        )
    return [tuple(map(str, row)) for row in table.to_numpy().tolist()]


def _kept(rows: list[tuple[str, ...]]) -> tuple[Line, ...]:
    """The rows that hold anything, without the ruled lines of a table drawn with signs (Markdown)."""
    kept, number = [], 1
    for row in rows:
        if any(field.strip() for field in row) and not _is_ruled(row):
            last = max(k for k, field in enumerate(row) if field.strip())
            kept.append(Line(number, row[: last + 1]))
        number += 1 + sum(field.count("\n") for field in row)  # a quoted field may run over lines
    return tuple(kept)


def _is_ruled(row: tuple[str, ...]) -> bool:
    filled = [field.strip() for field in row if field.strip()]
    return all(re.fullmatch(r":?-{3,}:?", field) for field in filled)


def _aligned(text: str, notes: Notes) -> Grid:
    """A table laid out with blanks, as a terminal prints it; a first column that only counts is dropped."""
    check_size(text.count("\n"), 1, notes)
    rows = [(k, tuple(re.split(r"\s{2,}|\t", line.strip()))) for k, line in enumerate(text.split("\n"), 1)]
    rows = [(k, row) for k, row in rows if any(row)]
    if len({len(row) for _, row in rows[1:]} | {len(rows[0][1])}) > 2 or max(len(row) for _, row in rows) < 3:
        rows = [(k, tuple(" ".join(row).split())) for k, row in rows]
    first, rest = rows[0][1], [row for _, row in rows[1:]]
    counted = rest and all(len(row) == len(first) + 1 and row[0].isdecimal() for row in rest)
    if counted:
        rows = [rows[0], *((k, row[1:]) for k, row in rows[1:])]
        notes.ignored.append("the first column, which only counts the lines")
    if len(rows) > 1:
        notes.loud.append(
            ("the columns are taken as parted by blanks, as a terminal prints a table", "--separator")
        )
    return Grid(tuple(Line(k, row) for k, row in rows), " ")


def without_comments(grid: Grid, notes: Notes) -> Grid:
    """The grid without the lines that begin with a # and are nothing else; they are told."""
    comments = [line for line in grid.lines if line.get(0).startswith("#")]
    if comments:
        said = some([" ".join(f for f in line.fields if f.strip())[:60] for line in comments], most=2)
        notes.ignored.append(f"{many(len(comments), 'comment line')}: {said}")
    kept = (line for line in grid.lines if not line.get(0).startswith("#"))
    return Grid(tuple(kept), grid.separator)
