"""The one way in: whoever reads a file, ours or a user's, reads it here.

A file is read no farther than its limit, so that an endless one ends; decoded, with the line of a byte that is no text;
and taken apart only so deep and so wide. Everything wrong is a `BadFile`, with its place, and never a traceback.
"""

import csv
import io
import json
import os
import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path
from stat import S_ISFIFO, S_ISREG
from typing import Any, BinaryIO, TypeVar, overload

from nacsim.errors import NacsimError

LARGEST = 2_000_000
"""Bytes of the largest text that is read, unless said otherwise; the coded past decisions have under 10,000."""
DATA = 50_000_000
"""Bytes of the largest table of data: the DEU III file has under a million."""
DEEPEST = 12
"""Tables within tables; the format of scenarios needs six."""
WIDEST = 50_000
"""Keys and items in one file; the scenarios that ship have under 300."""

PART = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*"""
KEYS = re.compile(rf"(?:^|[\[{{,])[ \t]*(?:{PART}){{{DEEPEST},}}", re.MULTILINE)
"""A key of too many parts: the standard library's reader takes as many steps as the square of them."""

Made = TypeVar("Made")


class BadFile(NacsimError, ValueError):
    """A file that cannot be taken: `file` as the user named it, the `line` or None, and what is wrong."""

    def __init__(self, file: str, message: str, line: int | None = None):
        super().__init__(message)
        self.file, self.message, self.line = str(file), message, line

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.message}"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.file, self.message, self.line)


def read_bytes(path: str | Path, shown: str | None = None, most: int = LARGEST) -> bytes:
    """What is in a file, no more than `most` bytes of it. Raises BadFile, under the name to show."""
    shown = shown or str(path)
    with opened(path, shown, pipes=True) as file:
        try:
            data = file.read(most + 1)
        except OSError as error:
            raise BadFile(shown, f"cannot be read: {error.strerror or error}") from None
        if not data and S_ISFIFO(os.fstat(file.fileno()).st_mode):
            raise BadFile(shown, "is a pipe that nothing writes to")
    if len(data) > most:
        raise BadFile(shown, f"is larger than {most:,} bytes, the most that is read")
    return data


def opened(path: str | Path, shown: str | None = None, pipes: bool = False) -> BinaryIO:
    """A file, open to be read; nothing is waited for. Raises BadFile for a folder, a device and what cannot be opened.

    A pipe is taken where it will do (`pipes`): it is read once, until those who write to it are done, if there are any.
    """
    path, shown = Path(path), shown or str(path)
    try:
        if path.is_dir():
            raise BadFile(shown, "is a folder; needed: a file")
        file = open(path, "rb", opener=_without_waiting)  # noqa: SIM115  whoever asks for it closes it
    except PermissionError:
        raise BadFile(shown, "no permission to read this file") from None
    except FileNotFoundError:
        raise BadFile(shown, "no such file") from None
    except (OSError, ValueError) as error:
        if isinstance(error, BadFile):
            raise
        raise BadFile(shown, f"cannot be read: {getattr(error, 'strerror', None) or error}") from None
    mode = os.fstat(file.fileno()).st_mode
    if S_ISREG(mode) or (pipes and S_ISFIFO(mode)):
        return file
    file.close()
    raise BadFile(shown, f"is a {'pipe' if S_ISFIFO(mode) else 'device'}; needed: a file")


def _without_waiting(path: str, flags: int) -> int:
    """Open a file; a pipe is open at once, whether or not anybody writes to it."""
    handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    if hasattr(os, "set_blocking"):
        os.set_blocking(handle, True)
    return handle


def read_text(
    path: str | Path, shown: str | None = None, most: int = LARGEST, fallback: str | None = None
) -> str:
    """The text of a file, in UTF-8, or in the encoding `fallback` where it is not. Raises BadFile."""
    return decoded(read_bytes(path, shown, most), shown or str(path), fallback)


def decoded(data: bytes, shown: str, fallback: str | None = None) -> str:
    """Bytes as text; a mark of the byte order is dropped and letters are composed (NFC). Raises BadFile."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise BadFile(shown, "is UTF-16 text; save it as UTF-8")
    if b"\0" in data:
        raise BadFile(shown, "is a binary file; needed: a text, saved as UTF-8")
    try:
        return composed(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        if fallback:
            return composed(data.decode(fallback))
        line = data[: error.start].count(b"\n") + 1
        what = f"byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise BadFile(shown, what, line) from None


def composed(text: str) -> str:
    """A text in the one form (NFC) in which letters that look the same are the same."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def composed_within(value: Any) -> Any:
    """Every key and text within tables and lists composed: letters may have been written by their numbers."""
    if isinstance(value, dict):
        return {composed(key): composed_within(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [composed_within(inner) for inner in value]
    return composed(value) if isinstance(value, str) else value


def read_toml(path: str | Path, shown: str | None = None, wanted: str = "a TOML file") -> dict[str, Any]:
    """The tables of a TOML file of ours that is no scenario. Raises BadFile."""
    shown = shown or str(path)
    text = read_text(path, shown)
    tables = taken_apart(partial(_toml, text, shown), text, shown)
    if not tables:
        raise BadFile(shown, f"is empty; needed: {wanted}")
    return tables


def _toml(text: str, shown: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except ValueError as error:
        found = re.search(r"\s*\(at line (\d+), column \d+\)$", str(error))
        what = str(error)[: found.start()] if found else str(error)
        raise BadFile(shown, f"not TOML: {what[:1].lower()}{what[1:]}", found and int(found[1])) from None


@overload
def read_json(path: str | Path, *, most: int = DATA) -> dict[str, Any]: ...
@overload
def read_json(path: str | Path, kind: type[Made], most: int = DATA) -> Made: ...
def read_json(path: str | Path, kind: type[Any] = dict, most: int = DATA) -> Any:
    """What a JSON file says, an object unless another `kind` is wanted. Raises BadFile."""
    return json_of(read_text(path, most=most), str(path), kind)


@overload
def json_of(text: str, shown: str) -> dict[str, Any]: ...
@overload
def json_of(text: str, shown: str, kind: type[Made]) -> Made: ...
def json_of(text: str, shown: str, kind: type[Any] = dict) -> Any:
    """What a JSON text says. Raises BadFile with the line if it is none, or not of this kind."""
    try:
        found = json.loads(text)
    except RecursionError:
        raise BadFile(shown, f"has more than {DEEPEST} tables or lists within each other") from None
    except json.JSONDecodeError as error:
        raise BadFile(shown, f"not JSON: {error.msg[:1].lower()}{error.msg[1:]}", error.lineno) from None
    except ValueError as error:  # a number of thousands of digits
        raise BadFile(shown, f"not JSON: {error}") from None
    if not isinstance(found, kind):
        raise BadFile(shown, "holds something else than what nacsim writes there")
    return found


def taken_apart(reader: Callable[[], dict[str, Any]], text: str, shown: str) -> dict[str, Any]:
    """What `reader` makes of a text whose keys were counted before, and whose depth and width are looked at after."""
    if (line := long_key(text)) is not None:
        raise BadFile(shown, f"a key of more than {DEEPEST} parts", line)
    try:
        tables = reader()
    except RecursionError:
        raise BadFile(shown, f"has more than {DEEPEST} tables or lists within each other") from None
    if depth(tables) > DEEPEST:
        raise BadFile(shown, f"has more than {DEEPEST} tables or lists within each other")
    if (many := width(tables)) > WIDEST:
        raise BadFile(shown, f"has {many:,} keys and items; the most that is read are {WIDEST:,}")
    return composed_within(tables) if "\\u" in text or "\\U" in text else tables


def long_key(text: str) -> int | None:
    """The line of a key with more parts than any table is deep, or None."""
    found = KEYS.search(text)
    return found and text.count("\n", 0, found.end()) + 1


def depth(value: object) -> int:
    """How many tables and lists lie within each other, the outermost counting 1."""
    level, layer = 0, [value]
    while layer := [item for item in layer if isinstance(item, (dict, list))]:
        level += 1
        layer = [inner for item in layer for inner in (item.values() if isinstance(item, dict) else item)]
    return level


def width(value: object) -> int:
    """How many keys and items there are in all."""
    total, layer = 0, [value]
    while layer := [item for item in layer if isinstance(item, (dict, list))]:
        total += sum(map(len, layer))
        layer = [inner for item in layer for inner in (item.values() if isinstance(item, dict) else item)]
    return total


def csv_lines(text: str, separator: str, shown: str) -> Iterator[tuple[int, list[str]]]:
    """Every row of a table with the line it ends on; line ends of any machine will do. Raises BadFile."""
    rows = csv.reader(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n")), delimiter=separator)
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise BadFile(shown, f"not a table: {error}", rows.line_num) from None
        yield rows.line_num, row


def check_sum(path: Path) -> str:
    """The SHA-256 of a file that may be large. Raises BadFile."""
    total = sha256()
    with opened(path) as file:
        while part := file.read(1 << 20):
            total.update(part)
    return total.hexdigest()
