"""The types of the keys of a scenario file, for pydantic: how each is checked, and its JSON Schema."""

import datetime
from collections.abc import Callable
from functools import partial
from typing import Annotated, Any

from pydantic import Discriminator, PlainValidator, Tag, WithJsonSchema

from nacsim.scenario.format.needed import check_needed, check_veto
from nacsim.scenario.format.values import (
    check_certain,
    check_chance,
    check_column,
    check_date,
    check_prose,
    check_quantity,
    check_rule,
    check_whole,
)
from nacsim.scenario.quantity import KINDS, RESERVED, is_distribution
from nacsim.vocabulary import RULES

ONE, BY_ISSUE, BY_NAME = "<one value>", "<by issue>", "<by name>"
"""Marks that the two readings of a key leave in the place of a mistake; never the name of anything."""

SHARED = "x-shared"
"""Key of a part of the JSON Schema that is written once, under the name it holds."""


def _type(check: Callable[[Any], Any], schema: dict[str, Any]) -> Any:
    return Annotated[Any, PlainValidator(check), WithJsonSchema(schema)]


def _range(low: float, high: float, kind: str = "number") -> dict[str, Any]:
    return {"type": kind, "minimum": low, "maximum": high}


def number(low: float, high: float) -> Any:
    """Type of a key that takes one finite number within limits, never a distribution."""
    return _type(partial(check_certain, low, high), _range(low, high))


def whole(low: int, high: int) -> Any:
    """Type of a key that takes one whole number within limits."""
    return _type(partial(check_whole, low, high), _range(low, high, "integer"))


def quantity(low: float, high: float) -> Any:
    """Type of a key that takes a number within limits or a distribution over them."""
    return _type(partial(check_quantity, low, high), _quantity_schema(low, high))


def _quantity_schema(low: float, high: float) -> dict[str, Any]:
    choices = [_range(low, high), *(_distribution(kind, names, low, high) for names, kind in KINDS.items())]
    return {SHARED: f"quantity_{low:g}_to_{high:g}", "anyOf": choices}


def _distribution(kind: type, names: frozenset[str], low: float, high: float) -> dict[str, Any]:
    keys = [key for key in RESERVED if key in names]
    inside = dict.fromkeys(keys, _range(low, high)) | (
        {"sd": {"type": "number", "minimum": 0}} if "sd" in names else {}
    )
    if "values" in names:
        chance = {"type": "number", "exclusiveMinimum": 0}
        items = {"values": _range(low, high), "weights": chance}
        inside = {key: {"type": "array", "items": items[key], "minItems": 1} for key in keys}
    about = {"type": "object", "description": kind.__doc__, "additionalProperties": False}
    return {**about, "properties": inside, "required": keys}


def _one_or_by_issue(value: object) -> str:
    return BY_ISSUE if isinstance(value, dict) and value and not is_distribution(value) else ONE


def by_issue(low: float, high: float) -> Any:
    """Type of a key that takes one quantity for all issues, or a table of quantities by issue."""
    one, schema = quantity(low, high), _quantity_schema(low, high)
    names = {"not": {"enum": list(RESERVED)}}
    table = {"type": "object", "additionalProperties": schema, "minProperties": 1, "propertyNames": names}
    return Annotated[
        Annotated[one, Tag(ONE)] | Annotated[dict[str, one], Tag(BY_ISSUE)],
        Discriminator(_one_or_by_issue),
        WithJsonSchema({SHARED: f"by_issue_{low:g}_to_{high:g}", "anyOf": [schema, table]}),
    ]


def _one_or_by_name(value: object) -> str:
    return BY_NAME if isinstance(value, dict) else ONE


_BY_NAME_SCHEMA = {"type": "object", "additionalProperties": _quantity_schema(0, 100)}
_TEXTS = {"type": "array", "items": {"type": "string"}}

Reach = Annotated[
    Annotated[str, PlainValidator(check_column), Tag(ONE)]
    | Annotated[dict[str, quantity(0, 100)], Tag(BY_NAME)],
    Discriminator(_one_or_by_name),
    WithJsonSchema({SHARED: "reach", "anyOf": [{"type": "string"}, _BY_NAME_SCHEMA]}),
]
Date = Annotated[
    datetime.date, PlainValidator(check_date), WithJsonSchema({"type": "string", "format": "date"})
]
Chance = _type(check_chance, {SHARED: "chance", "anyOf": [{"type": "boolean"}, _range(0, 1)]})
"""Type of a key that is true, false, or a chance between the two."""

RuleName = _type(check_rule, {"enum": list(RULES)})
"""Type of a key that names a decision rule: one built in, or one from a package (which editors do not know)."""

Needed = _type(
    check_needed,
    {SHARED: "needed", "anyOf": [{"type": "number", "exclusiveMinimum": 0}, {"type": "string"}]},
)
"""Type of a key that says how much a rule needs: a count, or a share as a number or a text."""

Veto = _type(check_veto, {SHARED: "veto", "anyOf": [{"enum": ["all"]}, _TEXTS]})
"""Type of a key that lists members, or says "all"."""

Prose = _type(check_prose, {SHARED: "prose", "anyOf": [{"type": "string"}, {"type": "number"}, _TEXTS]})
