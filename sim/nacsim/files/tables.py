"""Long tables as files, written block by block so that memory does not grow with them: CSV, or Parquet.

CSV is RFC 4180 in UTF-8. Texts are quoted and numbers are not, yes and no are 1 and 0, and numbers have as many digits as
bring them back the same. Excel takes UTF-8 for another encoding unless a mark of the byte order stands before it; so there
is one, but only where a letter beyond ASCII makes it matter. The only import of PyArrow.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy import ndarray

from nacsim.files.writing import cell
from nacsim.needs import need

FORMATS = ("csv", "parquet")
MARK = "\ufeff"
"""The mark of the byte order, by which Excel knows UTF-8; pandas and R read over it."""


class Words(NamedTuple):
    """A column of words out of a short list: (R,) places in the list, and the list."""

    places: ndarray
    names: tuple[str, ...]


Columns = Mapping[str, "ndarray | Words"]
"""Columns of a table by their heading, all of one length."""


class Table(Protocol):
    """A file that a table is written to."""

    def add(self, columns: Columns) -> None:
        """Append rows; the columns are those of the first rows."""

    def close(self) -> None:
        """All is written."""


def open_table(path: Path, format_: str) -> Table:
    """A new table in one of FORMATS. Raises Missing where Parquet has to be installed first."""
    return _Csv(path) if format_ == "csv" else _Parquet(path)


def need_format(format_: str) -> None:
    """Raise Missing, before any work, unless tables can be written in a format."""
    if format_ == "parquet":
        need("--format parquet", "pyarrow")


class _Csv:
    def __init__(self, path: Path):
        self._file: Any = path.open("w", newline="", encoding="utf-8")
        self._headings: tuple[str, ...] = ()

    def add(self, columns: Columns) -> None:
        if not self._headings:
            self._begin(columns)
        cells = (_cells(columns[name]) for name in self._headings)
        self._file.writelines(map(_line, zip(*cells, strict=True)))

    def _begin(self, columns: Columns) -> None:
        self._headings = tuple(columns)
        words = (name for told in columns.values() if isinstance(told, Words) for name in told.names)
        if not all(text.isascii() for text in (*self._headings, *words)):
            self._file.write(MARK)
        self._file.write(_line(map(quoted, self._headings)))

    def close(self) -> None:
        self._file.close()


def write_table(path: Path, heading: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write a short table as CSV, cell by cell; None is an empty cell."""
    lines = [[_cell(value) for value in row] for row in (heading, *rows)]
    mark = "" if all(text.isascii() for line in lines for text in line) else MARK
    with path.open("w", newline="", encoding="utf-8") as file:
        file.write(mark + "".join(map(_line, lines)))


def _cell(value: Any) -> str:
    value = value.item() if isinstance(value, np.generic) else value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    return quoted(value) if isinstance(value, str) else repr(value)


def quoted(text: str) -> str:
    """A text as a cell of CSV, in quotation marks."""
    return '"' + str(cell(text)).replace('"', '""') + '"'


def _line(cells: Iterable[str]) -> str:
    return ",".join(cells) + "\r\n"


def _cells(column: "ndarray | Words") -> Iterable[str]:
    if isinstance(column, Words):
        names = [quoted(name) for name in column.names]
        return [names[place] for place in column.places.tolist()]
    if column.dtype == bool:
        return ["1" if flag else "0" for flag in column.tolist()]
    return map(repr, column.tolist())


class _Parquet:
    def __init__(self, path: Path):
        need_format("parquet")
        self._file: Any = path.open("wb")
        self._writer: Any = None

    def add(self, columns: Columns) -> None:
        import pyarrow
        from pyarrow import parquet

        made = {name: _array(column) for name, column in columns.items()}
        table = pyarrow.table(made)
        if self._writer is None:
            self._writer = parquet.ParquetWriter(self._file, table.schema)
        self._writer.write_table(table)

    def close(self) -> None:
        try:
            if self._writer is not None:
                self._writer.close()
        finally:
            self._file.close()


def _array(column: "ndarray | Words") -> Any:
    import pyarrow

    if isinstance(column, Words):
        return pyarrow.DictionaryArray.from_arrays(column.places.astype(np.int32), list(column.names))
    return pyarrow.array(column)
