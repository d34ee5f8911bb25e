"""From what pydantic found to a mistake in our words: the key, what is wrong, what is allowed."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from nacsim.scenario.format.document import TABLES, Document, table_at
from nacsim.scenario.format.fields import BY_ISSUE, BY_NAME, ONE
from nacsim.scenario.format.values import shown
from nacsim.scenario.mistakes.errors import Mistakes
from nacsim.scenario.names import Place, nearest

STAND_INS: dict[str, Any] = {
    "title": "?",
    "issues": {},
    "proposed": 100,
    "stance": 0,
    "days": 1,
    "outcome": "blocked",
    "needed": 1,
}
"""Something harmless for each required key, so that the rest of a file with mistakes can be looked at."""

WANTED = {
    "string_type": "a text in quotes",
    "bool_type": "true or false",
    "dict_type": "a table",
    "model_type": "a table",
    "model_attributes_type": "a table",
    "list_type": "a list in square brackets",
}

REMARKS = ("note", "source", "confidence")
PROSE = ("proposal", "status_quo", "question", "category", "sources")
"""Keys for people: the first are last in the list of what is allowed in a table, the others at the top of the file."""

VERY_CLOSE = 0.85
"""Likeness at which a wrong key is a typing mistake, and not the key of another table."""

SPLIT = {
    "issues": "an issue is a table, as under [issues.office]",
    "members": "a member is a table: { position = 40 }",
    "groups": "a group is a table, as under [groups.sponsors]",
    "procedure": "a condition stands under [[procedure.conditions]]",
    "events": "an event stands under [[events]]",
    "experts": "an expert is a table, as under [experts.NAME]; beside them there are pool and only",
    "actors": 'an actor is a table: { name = "China", stance = -60 }',
}


def read_document(tables: dict[str, Any], mistakes: Mistakes) -> Document | None:
    """The tables as a typed document; None if they cannot be mended.

    Every mistake of key, type or limit is added to `mistakes`, and is then mended with something harmless, so
    that the remaining checks can follow.
    """
    try:
        return Document.model_validate(tables)
    except UnicodeEncodeError:  # tables that Python made; no file can hold this
        mistakes.add((), "holds half of a letter (a surrogate without the other one)")
        return None
    except ValidationError as error:
        found = error.errors(include_url=False)
    for each in sorted(found, key=lambda each: each["type"] != "extra_forbidden"):
        _add(each, mistakes)
    for _ in range(len(TABLES)):
        tables = deepcopy(tables)
        for each in found:
            _mend(tables, each)
        try:
            return Document.model_validate(tables)
        except ValidationError as error:
            found = error.errors(include_url=False)
    return None


def place(error: Mapping[str, Any]) -> Place:
    """The key at fault, without the marks that the two readings of a key leave."""
    return tuple(part for part in error["loc"] if part not in (ONE, BY_ISSUE, BY_NAME))


def _add(error: Mapping[str, Any], mistakes: Mistakes) -> None:
    path = place(error)
    if mistakes.is_full:
        pass
    elif error["type"] == "extra_forbidden":
        message, meant = unknown_key(path)
        mistakes.add(path, message)
        if meant:
            mistakes.supposed.add((*path[:-1], meant))
    elif error["type"] != "missing" or not mistakes.is_given(path):
        within = tuple(error.get("ctx", {}).get("at", ()))
        mistakes.add(path + within, _message(error, path), path)
    mistakes.spoil(path)


def _message(error: Mapping[str, Any], path: Place) -> str:
    kind, value = error["type"], error["input"]
    if kind == "scenario":
        return str(error["ctx"]["text"])
    if kind == "missing":
        meaning = (_field(path).description or "").rstrip(".")
        return f"missing; needed: {meaning[:1].lower()}{meaning[1:]}"
    if kind == "literal_error":
        allowed = _field(path).annotation
        return not_one_of(value, _choices(allowed))
    if kind == "string_too_short":
        return "is empty; needed: a text"
    wanted = WANTED.get(kind, "another kind of value")
    split = SPLIT.get(str(path[0])) if wanted == "a table" and len(path) == 2 else None
    return f"{shown(value)} will not do; " + (split or f"needed: {wanted}")


def _field(path: Place) -> FieldInfo:
    """What the format says of a key that it has."""
    table = table_at(path[:-1])
    assert table is not None
    return table.model_fields[str(path[-1])]


def _choices(annotation: Any) -> list[str]:
    """The texts that a ``Literal``, or a union with one, allows."""
    args = getattr(annotation, "__args__", ())
    return [text for arg in args for text in ([arg] if isinstance(arg, str) else _choices(arg))]


def not_one_of(value: Any, allowed: list[str]) -> str:
    """The message for a value that is none of the few allowed."""
    near = nearest(value, allowed) if isinstance(value, str) else None
    hint = f"nearest: {near}; " if near else ""
    return f"{shown(value)} is not known; {hint}allowed: {', '.join(allowed)}"


def unknown_key(path: Place) -> tuple[str, str | None]:
    """The message for a key that does not exist, and the key of the same table that was meant, if any."""
    table = table_at(path[:-1])
    names, key = list(table.model_fields) if table else [], str(path[-1])
    near = nearest(key, names, VERY_CLOSE)
    home = None if near else _home(key)
    near = near or (None if home else nearest(key, names))
    hint = f"nearest: {near}; " if near else f"{home}; " if home else ""
    return f"unknown key; {hint}allowed: {', '.join(_offered(names, path))}", near


def _offered(names: list[str], path: Place) -> list[str]:
    last = REMARKS if len(path) > 1 else PROSE
    return [name for name in names if name not in (*REMARKS, *PROSE)] + [
        name for name in last if name in names
    ]


def _home(key: str) -> str | None:
    """Where a key that is misplaced belongs, if it is known in one table only."""
    homes = [pattern for pattern, table in TABLES.items() if key in table.model_fields]
    homes = [pattern for pattern in homes if pattern != ("parameters",)] or homes
    if len(homes) != 1:
        return None
    if homes[0] == ():
        return "it belongs at the top of the file, before the first [table]"
    return f"it is a key of [{'.'.join(homes[0])}]"


def _mend(tables: dict[str, Any], error: Mapping[str, Any]) -> None:
    path = place(error)
    holder: Any = tables
    for part in path[:-1]:
        holder = holder[part]
    if path[-1] in STAND_INS and _required(path):
        holder[path[-1]] = deepcopy(STAND_INS[path[-1]])
    elif isinstance(holder, dict):
        holder.pop(path[-1], None)
    else:
        holder[path[-1]] = None


def _required(path: Place) -> bool:
    table = table_at(path[:-1])
    return table is not None and path[-1] in table.model_fields and table.model_fields[path[-1]].is_required()
