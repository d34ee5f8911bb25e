"""Scenarios as text: the merged document written back as TOML, which the standard library only reads."""

import datetime
import json
import re
from collections.abc import Iterable
from typing import Any

from nacsim.files.writing import is_hidden
from nacsim.scenario.resolved import Scenario

BY_TABLE = ("issues", "groups")
"""Tables whose entries get a header each; all other entries are written on one line."""


def dump(scenario: Scenario) -> str:
    """The scenario as TOML, parent and overrides merged in; it loads back to the same scenario."""
    return write(scenario.document)


def write(tables: dict[str, Any]) -> str:
    """Tables as TOML: the single keys first, then each table under its header, in the order given."""
    single = {key: value for key, value in tables.items() if not _is_headed(key, value)}
    parts = ["".join(_lines(single))]
    for key, value in tables.items():
        if _is_headed(key, value):
            parts += _headed(key, value)
    return "\n".join(part for part in parts if part)


def _is_headed(key: str, value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and key == "events" and _all_tables(value))


def _all_tables(values: Iterable[Any]) -> bool:
    values = list(values)
    return bool(values) and all(isinstance(value, dict) for value in values)


def _headed(key: str, value: Any) -> list[str]:
    if key == "experts":
        return _experts(value)
    if isinstance(value, list):
        return [f"[[{name(key)}]]\n" + "".join(_lines(entry)) for entry in value]
    if key in BY_TABLE and _all_tables(value.values()):
        return [f"[{name(key)}.{name(inner)}]\n" + "".join(_lines(entry)) for inner, entry in value.items()]
    return [f"[{name(key)}]\n" + "".join(_lines(value))]


def _experts(value: dict[str, Any]) -> list[str]:
    """How views are pooled, and each expert under a header of its own, a line for each member it speaks of."""
    single = {key: inner for key, inner in value.items() if not isinstance(inner, dict)}
    parts = ["[experts]\n" + "".join(_lines(single))] if single or not value else []
    for key, expert in value.items():
        if key in single:
            continue
        head, views = f"experts.{name(key)}", expert.get("members", {})
        lined = isinstance(views, dict) and bool(views)
        own = {k: v for k, v in expert.items() if k != "members" or not lined}
        parts.append(f"[{head}]\n" + "".join(_lines(own)))
        parts += [f"[{head}.members]\n" + "".join(_lines(views))] if lined else []
    return parts


def _lines(table: dict[str, Any]) -> list[str]:
    return [f"{name(key)} = {inline(value)}\n" for key, value in table.items()]


def name(key: str) -> str:
    """A key as TOML writes it, quoted if need be."""
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else inline(key)


def escaped(text: str) -> str:
    """A text in quotation marks with its hidden signs by number, as TOML takes them: the file may be looked at anywhere."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        _number(sign) if is_hidden(sign, before) else sign
        for sign, before in zip(text, " " + text, strict=False)
    )


def _number(sign: str) -> str:
    return f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08x}"


def inline(value: Any) -> str:
    """A value as TOML writes it on one line."""
    if isinstance(value, str):
        return escaped(json.dumps(value, ensure_ascii=False))
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        inside = ", ".join(f"{name(key)} = {inline(inner)}" for key, inner in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list):
        return f"[{', '.join(inline(item) for item in value)}]"
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return repr(value)
