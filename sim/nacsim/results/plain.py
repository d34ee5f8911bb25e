"""Between types and plain data: results to dictionaries and back, and the JSON Schema of both, from the types alone.

A field is its type and a meaning, `Annotated[Share, "share that adopts"]`. A name that Python keeps for itself ends in an
underscore, which plain data leaves out. A field with a default is left out of plain data where it is None; one that
is HIDDEN always is.
"""

from collections.abc import Callable, Iterable
from dataclasses import MISSING, fields, is_dataclass
from functools import cache, partial
from math import isfinite
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin, get_type_hints


class Field(NamedTuple):
    """One field of a result."""

    name: str
    key: str  # in plain data
    type: Any
    meaning: str
    optional: bool  # may be missing from plain data

    @property
    def given(self) -> Any:
        """Its type where it is not missing."""
        parts = [part for part in get_args(self.type) if part is not NoneType]
        return parts[0] if self.optional and len(parts) == 1 else self.type


HIDDEN = {"hidden": True}
"""Metadata of a field that is no part of the result itself: it is not written, and may be missing."""


@cache
def fields_of(kind: Any) -> tuple[Field, ...]:
    """The fields of a result, as plain data has them."""
    hints = get_type_hints(kind, include_extras=True, localns={"Scenario": Any})
    found = []
    for one in fields(kind):
        if not one.metadata.get("hidden"):
            told, *meaning = (
                get_args(hints[one.name]) if get_origin(hints[one.name]) is Annotated else [hints[one.name]]
            )
            missing = one.default is not MISSING
            found.append(Field(one.name, one.name.rstrip("_"), told, " ".join(meaning), missing))
    return tuple(found)


def typed(kind: Any, value: Any) -> Any:
    """Plain data as the type that it is of. TypeError for a key that the type does not have."""
    return maker(kind)(value)


@cache
def maker(kind: Any) -> Callable[[Any], Any]:
    """The function from plain data to a type."""
    origin, parts = get_origin(kind), get_args(kind)
    if isinstance(kind, type) and is_dataclass(kind):
        return partial(_made, kind)
    if origin in (Union, UnionType):
        chosen = [part for part in parts if _structured(part)]
        inner = maker(chosen[0]) if chosen else _as_it_is
        return lambda value: None if value is None else inner(value)
    if origin is dict and _structured(parts[1]):
        inner = maker(parts[1])
        return lambda value: {key: inner(each) for key, each in value.items()}
    if origin is tuple:
        inner = maker(parts[0])
        return lambda value: tuple(map(inner, value))
    return _as_it_is


def _as_it_is(value: Any) -> Any:
    return value


def _structured(kind: Any) -> bool:
    return is_dataclass(kind) or get_origin(kind) in (dict, tuple, Union, UnionType)


def _made(kind: type, value: dict[str, Any]) -> Any:
    known = fields_of(kind)
    strange = value.keys() - {f.key for f in known}
    if strange:
        raise TypeError(f"{kind.__name__} has no field {min(strange)}; add it to nacsim/results/answers.py")
    return kind(**{f.name: maker(f.type)(value[f.key]) for f in known if f.key in value or not f.optional})


def misfit(kind: Any, value: Any, place: str = "") -> str:
    """Where plain data from a file is not of a type, in words; nothing if it is."""
    origin, parts = get_origin(kind), get_args(kind)
    if get_origin(kind) is Annotated:
        return misfit(parts[0], value, place)
    if isinstance(kind, type) and is_dataclass(kind):
        return _object_misfit(kind, value, place)
    if origin in (Union, UnionType):
        found = [misfit(part, value, place) for part in parts]
        return "" if "" in found else found[0]
    if origin is dict and isinstance(value, dict):
        return _first(misfit(parts[1], each, f"{place}.{key}") for key, each in value.items())
    if origin is tuple and isinstance(value, list):
        return _first(misfit(parts[0], each, f"{place}.{k}") for k, each in enumerate(value))
    fits = origin not in (dict, tuple) and SCALAR.get(kind, lambda _: True)(value)
    return "" if fits else _not(value, place)


def _object_misfit(kind: type, value: Any, place: str) -> str:
    if not isinstance(value, dict):
        return _not(value, place)
    known = {f.key: f for f in fields_of(kind)}
    if strange := value.keys() - known.keys():
        return f"{place}.{min(strange)} is not known".lstrip(".")
    if missing := [key for key, f in known.items() if key not in value and not f.optional]:
        return f"{place}.{missing[0]} is missing".lstrip(".")
    return _first(misfit(known[key].type, each, f"{place}.{key}") for key, each in value.items())


def _first(found: Iterable[str]) -> str:
    return next(filter(None, found), "")


def _not(value: Any, place: str) -> str:
    return f"{place.lstrip('.') or 'all of it'} is {value!r:.40}"


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63


SCALAR: dict[Any, Callable[[Any], bool]] = {
    str: lambda value: isinstance(value, str),
    bool: lambda value: isinstance(value, bool),
    int: _whole,
    float: lambda value: _whole(value) or (isinstance(value, float) and isfinite(value)),
    NoneType: lambda value: value is None,
}
"""What plain data of a type looks like."""


def plain(value: Any) -> Any:
    """A result, or a part of one, as dictionaries, lists, texts and numbers."""
    kind: Any = type(value)
    if hasattr(kind, "__dataclass_fields__"):
        given = ((f, getattr(value, f.name)) for f in fields_of(kind))
        return {f.key: plain(each) for f, each in given if each is not None or not f.optional}
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value


def schema_of(kind: Any, shared: dict[str, Any]) -> dict[str, Any]:
    """The JSON Schema of a type; those of results go into `shared`, and a reference takes their place."""
    origin, parts = get_origin(kind), get_args(kind)
    if isinstance(kind, type) and is_dataclass(kind):
        if kind.__name__ not in shared:
            shared[kind.__name__] = {}
            shared[kind.__name__] = _object(kind, shared)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    if origin in (Union, UnionType):
        return {"anyOf": [schema_of(part, shared) for part in parts]}
    if origin is dict:
        return {"type": "object", "additionalProperties": schema_of(parts[1], shared)}
    if origin is tuple:
        return {"type": "array", "items": schema_of(parts[0], shared)}
    return {"type": JSON_TYPE[kind]} if kind in JSON_TYPE else {}


JSON_TYPE = {str: "string", float: "number", int: "integer", bool: "boolean", NoneType: "null"}


def _object(kind: type, shared: dict[str, Any]) -> dict[str, Any]:
    known = fields_of(kind)
    return {
        "description": (kind.__doc__ or "").partition("\n")[0],
        "type": "object",
        "properties": {f.key: schema_of(f.given, shared) | _meaning(f) for f in known},
        "required": [f.key for f in known if not f.optional],
        "additionalProperties": False,
    }


def _meaning(one: Field) -> dict[str, str]:
    return {"description": one.meaning} if one.meaning else {}
