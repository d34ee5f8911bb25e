"""The one way out: what is printed, drawn or written for people passes here.

Texts of users may hold signs that rule a terminal, turn the reading direction or cannot be seen; they are shown by
their number. A cell of a table that a spreadsheet would take for a formula is marked as text.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

LONGEST = 100
"""Signs of the longest name of a member, issue, group or actor."""
JOINERS = "\u200c\u200d"
"""Joiners of letters in Persian, of Indic letters and of emoji: kept in prose between such signs."""
HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def hidden(sign: str) -> bool:
    """Whether a sign rules a terminal, turns the direction, or cannot be seen."""
    return unicodedata.category(sign) in HIDDEN


def clean(text: str) -> str:
    r"""A text as it may be shown: hidden signs by their number (\u200b), line breaks and tabs as they are."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_shown, text, " " + text))


def is_hidden(sign: str, before: str) -> bool:
    """Whether a sign of prose is hidden after the one `before` it; line breaks, tabs and joiners of letters are not."""
    return hidden(sign) and sign not in "\n\t" and not (sign in JOINERS and not before.isascii())


def _shown(sign: str, before: str) -> str:
    if not is_hidden(sign, before):
        return sign
    code = ord(sign)
    if code < 0x10000:
        return f"\\u{code:04x}"
    return f"\\u{0xD800 + (code - 0x10000 >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"  # as JSON has it


def name_fault(name: str) -> str | None:
    """What is wrong with a name, in words, or None: names are told apart by what can be seen of them."""
    if len(name) > LONGEST:
        return f"has {len(name):,} signs; allowed: up to {LONGEST}"
    for sign in name:
        if hidden(sign):
            return f"holds a sign that cannot be seen (U+{ord(sign):04X}); remove it"
        if sign.isspace() and sign != " ":
            return f"holds a space that is none (U+{ord(sign):04X}); needed: a plain one"
    return "begins or ends with a space; remove it" if name != name.strip() else None


FORMULA = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")
"""Signs with which a spreadsheet lets a formula begin; the wide ones where Chinese or Japanese is set."""


def cell(value: Any) -> Any:
    """A cell of a table for people: a text that a spreadsheet would calculate begins with an apostrophe.

    So does one that begins like such a cell, so that `uncell` can tell what was meant.
    """
    return guarded(clean(value)) if isinstance(value, str) else value


def guarded(text: str) -> str:
    """A text as a cell that no spreadsheet calculates, with all its signs, so that `uncell` gives the very same back."""
    risky = text.lstrip("'").startswith(FORMULA)
    return f"'{text}" if risky and (text.startswith("'") or not _number(text)) else text


def uncell(text: str) -> str:
    """What `cell` was given, from what it gave, for texts without hidden signs, as names are."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(FORMULA) else text


def _number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def put_rows(file: TextIO, rows: Iterable[Iterable[Any]]) -> None:
    """Write rows as CSV to an open file."""
    csv.writer(file).writerows(map(cell, row) for row in rows)


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a text (as UTF-8) or bytes in place of what is there; the file appears whole or not at all."""
    part = Path(f"{path}.part")
    data = content if isinstance(content, bytes) else content.encode("utf-8", errors="replace")
    try:
        part.write_bytes(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_rows(path: Path, rows: Iterable[Iterable[Any]]) -> None:
    """Write a table as CSV, the same bytes on every system; the file appears whole or not at all."""
    part = Path(f"{path}.part")
    try:
        with part.open("w", newline="", encoding="utf-8") as file:
            put_rows(file, rows)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def valid_xml(text: str) -> str:
    """A text without the signs that no XML may hold."""
    return NOT_XML.sub("", text)
