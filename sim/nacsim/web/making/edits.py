"""Edits of a question as the form makes them, put into its tables. The text follows in `nacsim.scenario.format.patch`."""

import re
import unicodedata
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from nacsim.data import members
from nacsim.scenario.exchange import countries
from nacsim.scenario.format.document import TABLES
from nacsim.scenario.quantity import RESERVED, is_by_name
from nacsim.scenario.reading.merge import is_stance, spread, table_of
from nacsim.web.limits import KEY, Refusal
from nacsim.web.making.fields import field_at
from nacsim.web.making.typed import value_of
from nacsim.web.question import has_null

Tables = dict[str, Any]
LISTS = ("events", "conditions")
FRESH: dict[str, Callable[[str], Tables]] = {
    "issues": lambda name: {"label": name, "status_quo": 0, "proposed": 100},
    "groups": lambda name: {} if name in members.GROUPS else {"members": []},
    "actors": lambda name: {"name": name, "stance": 0},
    "experts": lambda name: {"name": name},
    "members": lambda name: {},
}
"""What a new entry of a table begins with."""
FIRST = {"events": {"round": 2, "probability": 0.5, "members": []}, "conditions": {"needed": 0.5}}
KEPT = ("members", "issues", "default")
"""Tables that stay when they are empty."""


def edited(tables: Tables, ops: list[Any]) -> Tables:
    """The tables with edits put in, one after the other. Refuses (400) what is no edit."""
    tables = deepcopy(tables)
    for op in ops:
        do = op.get("do") if isinstance(op, dict) else None
        if not isinstance(do, str) or do not in DO or not _is_path(op.get("path", [])):
            raise Refusal(400, "An edit says what to do, and where.")
        DO[do](tables, tuple(op.get("path", [])), op)
    return tables


def _is_path(path: Any) -> bool:
    return (
        isinstance(path, list) and len(path) <= 8 and all(isinstance(p, str) and len(p) <= KEY for p in path)
    )


def _typed(tables: Tables, path: tuple[str, ...], op: dict[str, Any]) -> None:
    """A field is filled in with what was typed; empty, the key goes."""
    text, found = op.get("text"), field_at(path)
    if not isinstance(text, (str, bool)) or found is None:
        raise Refusal(400, f"There is no field {'.'.join(path)[:80]} to fill in.")
    field, below = found
    holder = _holder(tables, path[: len(path) - len(below) - 1])
    key = path[len(path) - len(below) - 1]
    if text == "" or (isinstance(text, str) and not text.strip()):
        _remove(holder, (key, *below), tables, path)
        _tidy(tables, path)
        return
    value = text if isinstance(text, bool) else value_of(field, text)
    issues = list(table_of(tables.get("issues")))
    stance = path[: len(path) - len(below)]
    if below and len(issues) == 1 and is_stance(stance) and not is_by_name(holder.get(key)):
        below = ()  # the only issue needs no name
    if not below:
        holder[key] = value
        return
    inside = spread(holder.get(key), {below[0]: value}, stance, issues)
    holder[key] = {**(inside if is_by_name(inside) else {}), below[0]: value}


def _remove(holder: Tables, keys: tuple[str, ...], tables: Tables, path: tuple[str, ...]) -> None:
    """Take a key away; of one value for all issues, the others keep it."""
    key, *below = keys
    if key not in holder:
        return
    if below:
        inside = holder[key]
        if not is_by_name(inside):
            rest = [name for name in table_of(tables.get("issues")) if name != below[0]]
            inside = dict.fromkeys(rest, inside)
        holder[key] = {name: value for name, value in inside.items() if name != below[0]}
        if holder[key]:
            return
    del holder[key]


def _tidy(tables: Tables, path: tuple[str, ...]) -> None:
    """Take away tables of the top that are left empty."""
    if path[0] in tables and tables[path[0]] == {} and path[0] not in KEPT:
        del tables[path[0]]
    if path[0] == "events" and len(path) > 2 and path[2] in ("set", "change"):
        event = _holder(tables, path[:2])
        if event.get(path[2]) == {}:
            del event[path[2]]


def found_at(tables: Tables, path: tuple[str, ...]) -> Any:
    """What stands at a place of the tables; None if nothing does."""
    here: Any = tables
    for part in path:
        listed = isinstance(here, list) and part.isdecimal() and int(part) < len(here)
        here = here[int(part)] if listed else table_of(here).get(part)
    return here


def _holder(tables: Tables, path: tuple[str, ...]) -> Tables:
    """The table at a place, made where it is missing. Refuses (400) a place that holds something else."""
    here: Any = tables
    for part in path:
        if isinstance(here, list):
            here = here[int(part)] if part.isdecimal() and int(part) < len(here) else None
        elif isinstance(here, dict):
            here = here.setdefault(part, {})
        if not isinstance(here, (dict, list)):
            raise Refusal(400, f"There is no table {'.'.join(path)[:80]}.")
    if not isinstance(here, dict):
        raise Refusal(400, f"{'.'.join(path)[:80]} is a list.")
    return here


def _add(tables: Tables, path: tuple[str, ...], op: dict[str, Any]) -> None:
    """A new entry of a table or a list: an issue, member, group, outsider, expert, event, condition."""
    name = op.get("name", "")
    if (
        not path
        or not isinstance(name, str)
        or len(name) > 200
        or not (path[-1] in FRESH or path[-1] in LISTS)
    ):
        raise Refusal(400, "An entry is added to a table, under a name.")
    holder = _holder(tables, path[:-1])
    if path[-1] in LISTS:
        held = holder.get(path[-1], [])
        if not isinstance(held, list):
            raise Refusal(400, f"{path[-1]} is no list; mend it in the text first.")
        holder[path[-1]] = [*held, deepcopy(FIRST[path[-1]])]
        return
    there = _holder(tables, path)
    if path[-1] == "members":
        _seat_new(tables, there, name, path)
    elif key := _key(name, there, path[-1]):
        there[key] = FRESH[path[-1]](name.strip())


def _key(name: str, there: Tables, table: str) -> str:
    """A key of the letters of a name that nothing else has; the group of a member table goes by its own name."""
    if table == "groups" and name.strip() in members.GROUPS:
        return name.strip()
    letters = unicodedata.normalize("NFKD", name.strip().casefold())
    plain = re.sub(r"[^a-z0-9]+", "_", "".join(c for c in letters if not unicodedata.combining(c))).strip(
        "_"
    )[:40]
    plain = plain or {"issues": "issue", "groups": "group", "actors": "actor", "experts": "expert"}[table]
    if plain in (*RESERVED, "pool", "only"):
        plain += "_"
    count, key = 1, plain
    while key in there:
        count += 1
        key = f"{plain}_{count}"
    return key


def code_of(name: str, tables: Tables) -> str:
    """The member that is meant by a name or code: as the roster has it, or an ally in any language; else the name itself."""
    roster = tables.get("roster")
    if isinstance(roster, list):
        return next(
            (one for one in roster if isinstance(one, str) and one.casefold() == name.strip().casefold()),
            name.strip(),
        )
    return countries.ally(name) or countries.near(name) or name.strip()


def _seat_new(tables: Tables, there: Tables, name: str, path: tuple[str, ...]) -> None:
    """A member gets a line of its own; of a roster it is made one, and an absent one comes in."""
    for one in (part.strip() for part in name.split(",")):
        if not one:
            continue
        code = code_of(one, tables)
        there.setdefault(code, {})
        if len(path) > 1:
            continue
        if isinstance(tables.get("roster"), list) and code not in tables["roster"]:
            tables["roster"] = [*tables["roster"], code]
        if code in _names(tables.get("absent")):
            _absent(tables, [c for c in _names(tables["absent"]) if c != code])


def _absent(tables: Tables, codes: list[str]) -> None:
    tables["absent"] = codes
    if not codes:
        del tables["absent"]


def _drop(tables: Tables, path: tuple[str, ...], op: dict[str, Any]) -> None:
    """An entry goes: an issue with all that is said of it; a member of a roster out of the room."""
    if not path:
        raise Refusal(400, "There is nothing to take away.")
    here, last = found_at(tables, path[:-1]), path[-1]
    if isinstance(here, list) and last.isdecimal() and int(last) < len(here):
        del here[int(last)]
        if not here:
            del _holder(tables, path[:-2])[path[-2]]
    elif isinstance(here, dict) and last in here:
        del here[last]
    if path[0] == "issues" and len(path) == 2:
        _forget_issue(tables, last)
    if path[0] == "members" and len(path) == 2 and isinstance(tables.get("roster"), list):
        tables["roster"] = [code for code in tables["roster"] if code != last]
    _tidy(tables, path)


def _forget_issue(tables: Any, name: str) -> None:
    """Take what is said of an issue out of every position and salience, and out of what was observed."""
    for key, value in list(tables.items()) if isinstance(tables, dict) else enumerate(tables):
        if key in ("position", "salience", "text") and is_by_name(value):
            value.pop(name, None)
            if not value:
                del tables[key]
        elif isinstance(value, (dict, list)):
            _forget_issue(value, name)


def _move(tables: Tables, path: tuple[str, ...], op: dict[str, Any]) -> None:
    """An issue changes places with the one before it (`by`: -1) or behind it (1); at an end it stays."""
    there, by = table_of(tables.get("issues")), op.get("by")
    if len(path) != 2 or path[0] != "issues" or path[1] not in there or type(by) is not int or abs(by) != 1:
        raise Refusal(400, "An issue that is there is moved, by -1 or 1.")
    names = list(there)
    at = names.index(path[1])
    to = min(len(names) - 1, max(0, at + by))
    names[at], names[to] = names[to], names[at]
    tables["issues"] = {name: there[name] for name in names}


def _sit(tables: Tables, path: tuple[str, ...], op: dict[str, Any]) -> None:
    """A member of the Council leaves the room, or comes back."""
    code, there = op.get("name"), op.get("in")
    if not isinstance(code, str) or not isinstance(there, bool):
        raise Refusal(400, "Who sits, and whether?")
    held = [c for c in _names(tables.get("absent")) if c != code]
    _absent(tables, held if there else [*held, code])
    if not there and code in table_of(tables.get("members")):
        del tables["members"][code]


def _room(tables: Tables, path: tuple[str, ...], op: dict[str, Any]) -> None:
    """Another body decides: exactly these, under any names; or (no names) the Council again."""
    names = [name.strip() for name in re.split(r"[\n,;]", str(op.get("name", ""))) if name.strip()]
    tables.pop("absent", None)
    if names:
        tables["roster"] = list(dict.fromkeys(names))
        tables["members"] = {
            name: entry for name, entry in table_of(tables.get("members")).items() if name in names
        }
    else:
        tables.pop("roster", None)
        tables["members"] = {c: e for c, e in table_of(tables.get("members")).items() if c in members.NAMES}


def _merge(tables: Tables, path: tuple[str, ...], op: dict[str, Any]) -> None:
    """The members of a table that was read, taken into this question."""
    taken_in(tables, op.get("document"), op.get("issue"))


def taken_in(tables: Tables, read: Any, issue: Any = None) -> None:
    """Members of a document read from a table, with their stances on the issues that both have. Refuses (422) unlike issues.

    `issue`: the one of ours that a table of a single issue is about.
    """
    read = table_of(read)
    if has_null(read):
        raise Refusal(400, "What was read from a table has values without a value.")
    theirs, ours = list(table_of(read.get("issues"))), list(table_of(tables.get("issues")))
    issues = {name: name for name in theirs if name in ours}
    if len(theirs) == 1 and (len(ours) == 1 or issue in ours):
        issues = {theirs[0]: issue if issue in ours else ours[0]}
    if not issues:
        raise Refusal(422, f"The table is about {', '.join(theirs)}; this question is about {', '.join(ours)}. Name its "
                           "issues alike, or make a new question of it.")  # fmt: skip
    told = {code: entry for code, entry in table_of(read.get("members")).items() if isinstance(entry, dict)}
    entries = {code: _on_issues(entry, issues, ours) for code, entry in told.items()}
    if isinstance(read.get("roster"), list):
        tables["roster"] = list(dict.fromkeys([*_names(tables.get("roster")), *_names(read["roster"])]))
        tables.pop("absent", None)
    elif "absent" in tables:
        _absent(tables, [code for code in _names(tables["absent"]) if code not in entries])
    there = _holder(tables, ("members",))
    if isinstance(tables.get("roster"), list):
        there = tables["members"] = {code: e for code, e in there.items() if code in tables["roster"]}
    for code, entry in entries.items():
        there[code] = {**table_of(there.get(code)), **entry}


def _on_issues(entry: Tables, issues: dict[str, str], ours: list[str]) -> Tables:
    """What a table says of a member, under our names of the issues."""
    made = dict(entry)
    for key in ("position", "salience"):
        if key not in entry:
            continue
        value = entry[key] if is_by_name(entry[key]) else dict.fromkeys(issues, entry[key])
        mine = {issues[name]: one for name, one in value.items() if name in issues}
        made[key] = next(iter(mine.values())) if len(ours) == len(mine) == 1 else mine
        if not mine:
            del made[key]
    return made


def _names(value: Any) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


DO: dict[str, Callable[[Tables, tuple[str, ...], dict[str, Any]], None]] = {
    "type": _typed, "add": _add, "drop": _drop, "move": _move, "sit": _sit, "room": _room, "take": _merge,
}  # fmt: skip
"""What an edit can do."""

assert set(FRESH) <= {pattern[0] for pattern in TABLES if pattern}
