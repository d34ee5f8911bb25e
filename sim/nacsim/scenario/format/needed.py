"""How much a rule needs: a count, a share of the whole, or the whole but for some; as files say it and people read it."""

import re
from typing import Any, NamedTuple

from nacsim.scenario.format.values import LARGEST, check_number, refuse, shown

ALLOWED = 'a count such as 9, or a share such as 0.55, "2/3", "85%", "more than 1/2", "all", "all but 1"'
WRITTEN = re.compile(r"(more than )?(?:(\d+)\s*/\s*(\d+)|(\d+(?:\.\d+)?)(\s*%)?)")
HALVES = {0.5: "half", 1 / 3: "a third", 2 / 3: "two thirds", 0.75: "three quarters", 0.25: "a quarter"}


class Needed(NamedTuple):
    """So much is needed; `kind` is "count", "share" or "all but", `more` that it takes more than that."""

    value: float
    kind: str
    more: bool = False

    def words(self, whole: str) -> str:
        """In front of what it is a part of: "9 of 15 members", "55% of members", "more than half of members"."""
        if self.kind == "all but":
            return f"all {whole}" if self.value == 0 else f"all {whole} but {self.value:g}"
        part = f"{self.value:g}" if self.kind == "count" else _share(self.value)
        return f"{'more than ' if self.more else ''}{part} of {whole}"


def _share(value: float) -> str:
    near = [words for share, words in HALVES.items() if abs(share - value) < 1e-9]
    return near[0] if near else f"{round(100 * value, 2):g}%"


def check_needed(value: Any) -> Needed:
    """What is needed; raises a mistake that says how it may be written."""
    if isinstance(value, str):
        return _read(value.strip())
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise refuse(f"{shown(value)} will not do; allowed: {ALLOWED}")
    number = check_number(0, LARGEST, value)
    if number == 0:
        raise refuse(f"0 would let every text pass; allowed: {ALLOWED}")
    return Needed(number, "share" if isinstance(value, float) and number <= 1 else "count")


def _read(text: str) -> Needed:
    if text == "all":
        return Needed(0.0, "all but")
    if text.startswith("all but ") and text[8:].isdecimal():
        return Needed(float(text[8:]), "all but")
    found = WRITTEN.fullmatch(text)
    if not found:
        raise refuse(f"{shown(text)} will not do; allowed: {ALLOWED}")
    more, above, below, number, cent = found.groups()
    if above is not None and not 0 < int(above) <= int(below):
        raise refuse(f"{shown(text)} is no share; allowed: {ALLOWED}")
    if above is not None:
        return Needed(int(above) / int(below), "share", bool(more))
    size = float(number) / (100 if cent else 1)
    if size == 0 or (cent and size > 1):
        raise refuse(f"{shown(text)} is no share; allowed: {ALLOWED}")
    return Needed(size, "share" if cent or (size <= 1 and "." in number) else "count", bool(more))


def check_veto(value: Any) -> str | tuple[str, ...]:
    """Members by name, or "all"; raises a mistake that says so."""
    if value == "all":
        return "all"
    if isinstance(value, list) and all(isinstance(name, str) for name in value):
        return tuple(value)
    raise refuse(f'{shown(value)} will not do; allowed: a list of members such as ["USA", "FRA"], or "all"')
