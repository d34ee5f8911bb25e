"""Excel workbooks (.xlsx), by openpyxl of the extra `tables`: cells as the texts that Excel shows."""

import io
import zipfile
from typing import Any

from nacsim.files.reading import composed
from nacsim.scenario.exchange.grid import MOST_COLUMNS, MOST_ROWS, Grid, Line, check_size
from nacsim.scenario.exchange.notes import Notes, some

MOST_UNPACKED = 60_000_000
"""Bytes of a workbook once unpacked: a small file can hold a very large one."""


def grid_of(data: bytes, sheet: str | None, notes: Notes) -> Grid:
    """The rows of one sheet. Raises ScenarioError if it cannot be read."""
    _check(data, notes)
    try:
        from openpyxl import load_workbook
    except ImportError:
        notes.stop("is an Excel workbook; pip install openpyxl reads it, or save it as CSV")
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        page = _sheet(book, sheet, notes)
        lines = _lines(page, notes)
    except MemoryError:
        raise
    except Exception as error:  # a damaged one can raise anything in openpyxl, and in what unpacks for it
        _reraise(error, notes)
    return Grid(tuple(lines), ",")


def _reraise(error: Exception, notes: Notes) -> None:
    from nacsim.scenario.mistakes.errors import ScenarioError

    if isinstance(error, ScenarioError):
        raise error
    notes.stop(f"is an Excel workbook that cannot be read ({type(error).__name__}); save it as CSV")


def unpacked(data: bytes) -> int:
    """How many bytes a workbook is once unpacked; 0 for what is no archive, or a damaged one, which its reader tells."""
    return sum(part.file_size for part in _parts(data) or ())


def _parts(data: bytes) -> list[zipfile.ZipInfo] | None:
    """What is in an archive; None for what is none, or a damaged one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return None


def _check(data: bytes, notes: Notes) -> None:
    parts = _parts(data)
    if parts is None:
        notes.stop("is a damaged archive; needed: a table as text (CSV), an Excel workbook (.xlsx) or JSON")
    size, names = sum(part.file_size for part in parts), [part.filename for part in parts]
    if size > MOST_UNPACKED:
        notes.stop(f"unpacks to {size:,} bytes; at most {MOST_UNPACKED:,} are read")
    if "mimetype" in names and "content.xml" in names:
        notes.stop("is an OpenDocument sheet (.ods); save it as .xlsx or CSV")
    if "xl/workbook.xml" not in names:
        notes.stop("is an archive, but no Excel workbook; needed: a table as text (CSV), .xlsx or JSON")


def _sheet(book: Any, wanted: str | None, notes: Notes) -> Any:
    names = book.sheetnames
    if wanted is not None and wanted not in names:
        notes.stop(f'has no sheet "{wanted}"; there are: {some(names, most=20)}')
    if wanted is None and len(names) > 1:
        notes.loud.append((f'of {len(names)} sheets the first is read, "{names[0]}"', "--sheet NAME"))
    page = book[wanted or names[0]]
    if not hasattr(page, "iter_rows"):
        notes.stop(f'sheet "{page.title}" is a chart; say --sheet NAME')
    return page


def _lines(page: Any, notes: Notes) -> list[Line]:
    lines, wide = [], 0
    for number, row in enumerate(page.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS + 2), 1):
        fields = [_text(cell) for cell in row]
        filled = [k for k, field in enumerate(fields) if field.strip()]
        if filled:
            wide = max(wide, filled[-1] + 1)
            check_size(number, wide, notes)
            lines.append(Line(number, tuple(fields[: filled[-1] + 1])))
    if not lines:
        notes.stop(f'sheet "{page.title}" is empty; say --sheet NAME')
    return lines


def _text(cell: Any) -> str:
    """A cell as text: numbers as typed, shares shown in per cent with their sign, errors as they read."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return composed(str(value))
    if "%" in str(cell.number_format or ""):
        return f"{round(100 * value, 10)!r}%"
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else f"{value:.15g}"
