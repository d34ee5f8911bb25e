"""What can be filled in, table by table: kinds, limits and meanings, from the one description of the format."""

from functools import cache
from typing import Any, NamedTuple

from nacsim.scenario.format.document import TABLES, Table
from nacsim.scenario.format.fields import SHARED

PLAIN = {"string": "text", "integer": "whole", "number": "number", "boolean": "yes"}
SHARED_KINDS = ("quantity", "by_issue", "chance", "needed", "veto", "reach", "prose")


class Field(NamedTuple):
    """One key of a table: of what kind, within which limits or choices, whether it must be given, and what it means."""

    key: str
    kind: str
    low: float | None
    high: float | None
    choices: tuple[str, ...]
    required: bool
    meaning: str


@cache
def fields_of(pattern: tuple[str, ...]) -> dict[str, Field]:
    """The keys of a table that hold values, by key; tables within it are tables of their own."""
    table = TABLES[pattern]
    schema = table.model_json_schema()
    needed, parts = schema.get("required", ()), schema.get("properties", {})
    found = {key: _field(key, parts[key], key in needed, table) for key in table.model_fields if key in parts}
    return {key: field for key, field in found.items() if field is not None and key != "extends"}


def _field(key: str, part: dict[str, Any], required: bool, table: type[Table]) -> Field | None:
    choices = [one for one in part.get("anyOf", [part]) if one != {"type": "null"}]
    one = choices[0] if len(choices) == 1 else part
    kind = _kind(one)
    if kind is None:
        return None
    low, high = _limits(one)
    meaning = table.model_fields[key].description or ""
    return Field(key, kind, low, high, tuple(one.get("enum", ())), required, meaning)


def _kind(part: dict[str, Any]) -> str | None:
    """The kind of a value; None for a table, or a list of tables."""
    shared = part.get(SHARED, "")
    if found := next((kind for kind in SHARED_KINDS if shared.startswith(kind)), None):
        return found
    if "enum" in part:
        return "choice"
    if part.get("format") == "date":
        return "date"
    if part.get("type") == "array":
        return "names" if part["items"] == {"type": "string"} else None
    if part.get("type") == "object":
        inner = part.get("additionalProperties")
        return "map" if isinstance(inner, dict) and _kind(inner) in ("quantity", "number") else None
    return PLAIN.get(str(part.get("type")))


def _limits(part: dict[str, Any]) -> tuple[float | None, float | None]:
    """The limits of a number, of the numbers of a distribution, or of those of a table of them."""
    for one in (part, *part.get("anyOf", ()), part.get("additionalProperties")):
        if isinstance(one, dict) and "minimum" in one:
            return one["minimum"], one["maximum"]
    inner = part.get("additionalProperties")
    return _limits(inner) if isinstance(inner, dict) else (None, None)


def pattern_of(path: tuple[str, ...]) -> tuple[str, ...] | None:
    """The table with fixed keys at a place, as a key of TABLES; None if there is none."""
    for pattern in TABLES:
        if len(pattern) == len(path) and all(p in ("*", k) for p, k in zip(pattern, path, strict=True)):
            return pattern
    return None


def field_at(path: tuple[str, ...]) -> tuple[Field, tuple[str, ...]] | None:
    """The field that a path leads to or into, and the rest of the path below it; None if it leads to none."""
    for depth in range(len(path), 0, -1):
        pattern = pattern_of(path[: depth - 1])
        if pattern is not None and (field := fields_of(pattern).get(path[depth - 1])):
            return field, path[depth:]
    return None


def told_fields() -> dict[str, dict[str, Any]]:
    """All fields for the page: "members.*.position" -> kind, limits, choices, meaning."""
    return {
        ".".join((*pattern, key)): {k: v for k, v in field._asdict().items() if v not in (None, (), False)}
        for pattern in TABLES
        for key, field in fields_of(pattern).items()
    }
