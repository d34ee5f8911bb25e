"""``--set members.FRA.position=40``: any key of a scenario replaced from outside, before it is checked."""

import tomllib
from collections.abc import Iterable
from typing import Any

from nacsim.data.members import NAMES
from nacsim.errors import NacsimError
from nacsim.files.reading import DEEPEST, composed, depth, long_key
from nacsim.nearest import listing, nearest
from nacsim.scenario.format.document import Document
from nacsim.scenario.mistakes.errors import Mistakes, Problem, dotted
from nacsim.scenario.names import Place, nearest_member
from nacsim.scenario.quantity import is_distribution
from nacsim.scenario.reading.merge import is_stance, said_of_members, without_rivals, without_views

WHOLE = {"issues": "issue", "actors": "actor"}
"""Tables of which an entry that is not there yet is given whole."""


class Misfit(NacsimError, ValueError):
    """A key that cannot be reached in the scenario; the text says why."""


def apply(tables: dict[str, Any], overrides: Iterable[str], mistakes: Mistakes) -> dict[str, Any]:
    """The tables with every ``KEY=VALUE`` put in, in order; those that are wrong go into `mistakes`."""
    for text in overrides:
        try:
            path, value = read_override(text)
            path = numbered(tables, path)
            tables = put(tables, path, value)
            mistakes.overrides.append((path, text))
        except Misfit as error:
            mistakes.problems.append(Problem(f"--set {text}", None, "", str(error)))
    return tables


def read_override(text: str) -> tuple[Place, Any]:
    """The path and value of ``KEY=VALUE``; the value is TOML, or else a text as it stands. Raises Misfit."""
    key, equals, value = composed(text).partition("=")
    if not equals or not key.strip():
        raise Misfit("not of the form KEY=VALUE, such as members.FRA.position=40")
    return read_path(key), read_value(value.strip())


def read_path(key: str) -> Place:
    """A dotted key as a path; parts with other signs than letters, digits, _ and - are quoted, as in TOML."""
    key = _letters(composed(key))
    if long_key(key) is not None:
        raise Misfit(f"more than {DEEPEST} tables or lists within each other")
    try:
        tables = tomllib.loads(f"{key.strip()} = 0")
    except (ValueError, RecursionError):
        raise Misfit(
            f"{key.strip()[:60]} is not a key; allowed: names joined by dots, such as members.FRA.position"
        ) from None
    path: Place = ()
    while isinstance(tables, dict):
        if len(tables) != 1:
            raise Misfit("more than one key")
        name, tables = next(iter(tables.items()))
        path += (name,)
    return path


def read_value(text: str) -> Any:
    """A value as TOML reads it; a bare word is a text. Raises Misfit for a broken list, table or quotes."""
    if not _letters(text):
        raise Misfit('no value after the equals sign; a text without letters is written ""')
    if long_key(text) is not None:
        raise Misfit(f"more than {DEEPEST} tables or lists within each other")
    try:
        tables = tomllib.loads(f"value = {text}")
        if len(tables) == 1:
            return tables["value"]
    except (ValueError, RecursionError):
        pass
    if text[0] in "[{\"'" or "\n" in text:
        raise Misfit(f"{text[:40]} is not a TOML value")
    return text


def _letters(text: str) -> str:
    """A text that was typed. Raises Misfit for one with bytes that are no letters, which Python holds as surrogates."""
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        raise Misfit("not UTF-8")
    return text


def numbered(tables: dict[str, Any], path: Place) -> Place:
    """The path with the name of an event, as in ``events.election.probability``, as its number."""
    events = tables.get("events")
    if len(path) < 2 or path[0] != "events" or not isinstance(events, list):
        return path
    named = [event.get("name") if isinstance(event, dict) else None for event in events]
    return (path[0], named.index(path[1]), *path[2:]) if path[1] in named else path


def put(tables: dict[str, Any], path: Place, value: Any) -> dict[str, Any]:
    """The tables with one value replaced or added; only the tables on the way are copied. Raises Misfit.

    Below a position or salience that is one value for all issues, the others keep it. What is said of a member's
    stance holds whichever expert is believed. Lists count from 0, and events go by their names too.
    """
    path = numbered(tables, path)
    if len(path) + depth(value) > DEEPEST:
        raise Misfit(f"more than {DEEPEST} tables or lists within each other")
    if path == ("extends",):
        raise Misfit("extends cannot be set; name the other file instead")
    if path[:1] == ("procedure",) and len(path) == 2:
        tables = without_rivals(tables, path[1:])
    _known(tables, path)
    issues = list(tables["issues"]) if isinstance(tables.get("issues"), dict) else []
    if path[:1] == ("members",):
        tables = without_views(tables, said_of_members(path[1:], value), issues)
    changed: dict[str, Any] = _put(tables, (), path, value, issues)
    return changed


def _known(tables: dict[str, Any], path: Place) -> None:
    """A name that the scenario does not have is a mistake, but for a new issue or actor that is given whole."""
    head, below = str(path[0]), tables.get(str(path[0]))
    if head in WHOLE and len(path) > 2 and isinstance(below, dict) and path[1] not in below:
        close = nearest(str(path[1]), below)
        hint = f"did you mean {dotted((head, close, *path[2:]))}? " if close else ""
        given = f"there are: {listing(below)}" if below else "there is none"
        new = f"a new one is given whole, as {head}.{path[1]}={{…}}"
        raise Misfit(f"no {WHOLE[head]} is called {path[1]}; {hint}{given}; {new}")
    if head not in Document.model_fields and len(path) > 1:
        _misplaced(tables, head, path[1:])


def _misplaced(tables: dict[str, Any], head: str, rest: Place) -> None:
    """A member, or an issue, without the table that it stands in."""
    room = {code: NAMES.get(code, code) for code in (*NAMES, *(tables.get("roster") or ()))}
    issues = tables.get("issues") or {}
    meant = {"issues": head if head in issues else None, "members": nearest_member(head, room)}
    for table, name in meant.items():
        if name is not None and (table == "issues" or nearest(head, Document.model_fields) is None):
            raise Misfit(f"there is no table {head}; did you mean {dotted((table, name, *rest))}?")


def _put(below: Any, done: Place, path: Place, value: Any, issues: list[str]) -> Any:
    if not path:
        return value
    key, rest = path[0], path[1:]
    if isinstance(below, list):
        place = _place(below, key, done)
        return [*below[:place], _put(below[place], (*done, place), rest, value, issues), *below[place + 1 :]]
    if below is None:
        below = {}
    if done and is_stance(done) and key in issues and (not isinstance(below, dict) or is_distribution(below)):
        below = dict.fromkeys(issues, below)
    if not isinstance(below, dict):
        raise Misfit(f"{dotted(done)} is one value, which has no {key}; set {dotted(done)} itself")
    return {**below, key: _put(below.get(key), (*done, key), rest, value, issues)}


def _place(below: list[Any], key: str | int, done: Place) -> int:
    if not str(key).isdecimal() or not int(key) < len(below):
        allowed = f"0 to {len(below) - 1}" if below else "nothing, it is empty"
        named = [str(item["name"]) for item in below if isinstance(item, dict) and item.get("name")]
        allowed += f" or a name ({listing(named)})" if named and done == ("events",) else ""
        raise Misfit(f"{dotted(done)} is a list, counted from 0; allowed: {allowed}, not {key}")
    return int(key)
