"""What people type into a field, as the value that a file holds, and back.

What cannot be read stays a text, so that the check of the file says what is wrong with it.
"""

import datetime
import re
from typing import Any

from nacsim.scenario.exchange.numbers import cell, number, plain
from nacsim.scenario.exchange.scale import Scale
from nacsim.scenario.format.write import inline
from nacsim.scenario.quantity import is_distribution
from nacsim.scenario.reading.overrides import Misfit, read_value
from nacsim.web.making.fields import Field

_GIVE_OR_TAKE = re.compile(r"(.+?)(?:±|\+/-|\+-)(.+)")
_THREE = re.compile(r"(.+?)\.\.(.+?)\.\.(.+)")
LISTED = "sources"
"""Prose that is a list, a line each."""
_DASH = re.compile(r"\s*([\d.]+)\s*[–—-]\s*([\d.]+)\s*")


def value_of(field: Field, text: str) -> Any:
    """The value that a field holds when somebody has typed this; empty texts are no value and are not asked about."""
    text = text.strip()
    if field.key == LISTED:
        return [line.strip() for line in text.splitlines() if line.strip()]
    if field.kind in ("text", "choice", "prose"):
        return text
    if field.kind == "names" or (field.kind == "veto" and text != "all"):
        return [name.strip() for name in text.split(",") if name.strip()]
    if field.kind == "date":
        return _date(text)
    if field.kind in ("quantity", "by_issue", "number", "map"):
        return quantity(text)
    return _other(text)


def _date(text: str) -> Any:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return text


def _other(text: str) -> Any:
    try:
        return read_value(text)
    except Misfit:
        return text


def quantity(text: str) -> Any:
    """A number, `25..60`, `25..40..60`, `40 ± 10`, or a distribution as in a file; anything else stays a text."""
    dash = _DASH.fullmatch(text)
    if dash and not text.startswith("-"):
        text = f"{dash[1]}..{dash[2]}"
    for pattern, keys in ((_GIVE_OR_TAKE, ("mean", "sd")), (_THREE, ("low", "mode", "high"))):
        found = pattern.fullmatch(text)
        parts = [number(part) for part in found.groups()] if found else []
        if parts and None not in parts:
            return {key: plain(part) for key, part in zip(keys, parts, strict=True) if part is not None}
    one = cell(text)
    return text if one is None else Scale().quantity(one)


def shown(value: Any) -> Any:
    """A value of a file as one would type it; true and false stay what they are."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return value
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, (list, tuple)) and all(isinstance(one, str) for one in value):
        return list(value)
    if isinstance(value, (int, float)):
        whole = isinstance(value, int) or value.is_integer()
        return repr(int(value)) if whole and abs(value) < 1e15 else repr(value)
    if isinstance(value, dict) and is_distribution(value) and all(_simple(v) for v in value.values()):
        if set(value) == {"mean", "sd"}:
            return f"{shown(value['mean'])} ± {shown(value['sd'])}"
        if "values" not in value:
            return "..".join(shown(value[key]) for key in ("low", "mode", "high") if key in value)
    return inline(value)


def _simple(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
