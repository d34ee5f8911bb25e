"""Numbers as people write them: decimal comma or point, thousands, per cent, ranges; exact until scaled.

A cell becomes `{"value": …}`, the parts of a distribution, or `Choices`, in fractions: what is typed as 0.1 is a tenth.
"""

import re
import tomllib
from collections.abc import Iterable
from fractions import Fraction
from typing import Any, NamedTuple

from nacsim.scenario.exchange.notes import Notes
from nacsim.scenario.quantity import KINDS

GONE = {"", "na", "n/a", "nan", "-", "–", "—", ".", "..", "...", "?", "null", "none", "#n/a", "k.a.", "n.d.",
        "missing", "…"}  # fmt: skip
"""Texts that stand for a value that is not there, in lower case."""

MONEY = "$€£¥ \u00a0\u202f"
"""Signs of money, and the blanks beside them, that may stand before or after a number."""

SPACES = "\u00a0\u202f\u2009' ’"
"""Signs that part thousands beside comma and point."""

LARGEST = 10**15


class Choices(NamedTuple):
    """A cell that is one of several numbers, with their weights."""

    values: list[Fraction]
    weights: list[Fraction]


Cell = dict[str, Fraction] | Choices
"""What a cell holds: a number under "value", the parts of a distribution by name, or choices."""

_EXPONENT = re.compile(r"[eE][+-]?0*(?P<digits>\d+)$")
_PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,2})?")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?P<mark>[,.\u00a0\u202f\u2009'’ ])\d{3}((?P=mark)\d{3})*([.,]\d+)?")
_UNSURE_COMMA = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}")
_UNSURE_POINT = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}")
_RANGE = re.compile(r"(.*\d)\s*(?:\.\.|–|—|(?<=\d)-(?=\d)|\bto\b)\s*([+-]?[\d.,].*)")


def is_gone(text: str) -> bool:
    """Whether a cell says that there is no value."""
    return text.strip().lower() in GONE


def decimal_mark(texts: Iterable[str], separator: str, given: str | None, notes: Notes) -> str:
    """The sign before decimals in a table: as said, as the numbers show, or a point.

    A comma that could as well part thousands is not guessed at: the table is refused, with the way out.
    """
    if given:
        notes.read.append(f"numbers with a decimal {'comma' if given == ',' else 'point'}, as said")
        return given
    numbers = [_bare(text) for text in texts if re.search(r"\d[.,]\d", text) and "{" not in text]
    comma = [text for text in numbers if _shows(text, ",")]
    point = [text for text in numbers if _shows(text, ".")]
    if comma and point:
        notes.stop(
            f'"{comma[0]}" has a decimal comma and "{point[0]}" a decimal point; say --decimal , or --decimal .'
        )
    if comma:
        notes.read.append(f'numbers with a decimal comma, such as "{comma[0]}"')
        return ","
    unsure = [text for text in numbers if _UNSURE_COMMA.fullmatch(text)]
    if unsure and not point:
        _settle(unsure[0], separator, notes)
    _doubt_points([text for text in numbers if "." in text], separator, notes)
    return "."


def _settle(text: str, separator: str, notes: Notes) -> None:
    whole = text.replace(",", "")
    if separator != ",":
        notes.stop(
            f'"{text}" is {whole} with a comma between thousands or {text.replace(",", ".")} with a decimal comma; '
            "say --decimal . or --decimal ,"
        )
    notes.loud.append((f'"{text}" is read as {whole}, with a comma between thousands', "--decimal ,"))


def _doubt_points(numbers: list[str], separator: str, notes: Notes) -> None:
    """Say it where every point could as well part thousands, in a table that is not separated by commas."""
    if separator != "," and numbers and all(_UNSURE_POINT.fullmatch(text) for text in numbers):
        said = f'"{numbers[0]}" is read as {float(numbers[0]):g}, with a decimal point'
        notes.loud.append((said, "--decimal , makes it thousands"))


def _bare(text: str) -> str:
    return text.strip(MONEY).rstrip("%").strip(MONEY).replace("−", "-")


def _shows(text: str, mark: str) -> bool:
    """Whether a number can only be read with this sign before its decimals."""
    other = "." if mark == "," else ","
    if text.count(mark) != 1 or not re.fullmatch(
        rf"[+-]?[\d{re.escape(other)}{SPACES}]*[{mark}]\d+([eE].*)?", text
    ):
        return False
    if other in text:
        return text.rindex(mark) > text.rindex(other)
    unsure = _UNSURE_COMMA if mark == "," else _UNSURE_POINT
    return not unsure.fullmatch(text)


def number(text: str, decimal: str = ".") -> Fraction | None:
    """A number as a fraction, without its per cent sign; None if it is none or too large."""
    bare = _bare(text)
    if len(bare) > 60:
        return None
    found = _THOUSANDS.fullmatch(bare)
    if found and found["mark"] != decimal:
        bare = bare.replace(found["mark"], "")
    bare = bare.replace(",", ".") if decimal == "," else bare
    if not _PLAIN.fullmatch(bare):
        return None
    value = Fraction(bare)
    return value if abs(value) < LARGEST else None


def cell(text: str, decimal: str = ".") -> Cell | None:
    """A cell as a number, a range (`25..60`) or a distribution as in a scenario (`{ low = 25, high = 60 }`).

    None if it is nothing of this.
    """
    value = number(text, decimal)
    if value is not None:
        return {"value": value}
    if text.lstrip().startswith("{"):
        return _distribution(text.strip())
    found = _RANGE.fullmatch(text.strip())
    low, high = (number(part, decimal) for part in found.groups()) if found else (None, None)
    if low is None or high is None or low > high:
        return None
    return {"low": low, "high": high}


def value_of(cell: Cell | None) -> Fraction | None:
    """The number in a cell that is one."""
    return cell.get("value") if isinstance(cell, dict) else None


def _distribution(text: str) -> Cell | None:
    try:
        parts: Any = tomllib.loads(f"x = {text}", parse_float=exact)["x"]
    except (ValueError, ZeroDivisionError, RecursionError):
        return None
    if not isinstance(parts, dict) or frozenset(parts) not in KINDS:
        return None
    several = "values" in parts
    if any(isinstance(value, list) is not several for value in parts.values()):
        return None
    if not all(map(_fits, [e for v in parts.values() for e in (v if several else [v])])):
        return None
    if several:
        return Choices(*([Fraction(e) for e in parts[key]] for key in ("values", "weights")))
    return {key: Fraction(value) for key, value in parts.items()}


def exact(text: str) -> Fraction:
    """A number as it is written. Raises ValueError for one that is none, or that would be longer than any file."""
    found = _EXPONENT.search(text)
    if found and len(found["digits"]) > 3:
        raise ValueError("too large or too small")
    return Fraction(text)


def _fits(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | Fraction):
        return False
    return -LARGEST < value < LARGEST


def plain(value: Fraction) -> int | float:
    """A fraction as the number that a file holds: whole if it is whole."""
    return int(value) if value.denominator == 1 else float(value)


def shown(value: Fraction) -> str:
    """A fraction in words for a report."""
    return str(value.numerator) if value.denominator == 1 else f"{float(value):.12g}"
