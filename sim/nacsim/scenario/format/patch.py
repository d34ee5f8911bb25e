"""The text of a scenario changed to say other tables: what stays the same keeps its place and its comments."""

import itertools
import tomllib
from typing import Any

import tomlkit
from tomlkit.container import Container
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Array, InlineTable, Table

from nacsim.scenario.format.write import inline, write


def patched(text: str, tables: dict[str, Any]) -> tuple[str, bool]:
    """The text that says these tables, and whether its comments could be kept.

    The text must be TOML. Where a change in place would not read back as the tables, all of it is written anew.
    """
    if tomllib.loads(text) == tables:
        return text, True
    try:
        document = tomlkit.parse(text)
        _conform(document, document.unwrap(), tables, ())
        made = tomlkit.dumps(document)
        for found in (_aired(made, text), made):
            if tomllib.loads(found) == tables:
                return found, True
    except (TOMLKitError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        pass  # tomlkit cannot change every arrangement of tables in place
    return write(tables), False


def _conform(holder: Any, before: dict[str, Any], after: dict[str, Any], path: tuple[str, ...]) -> None:
    """Make a table of the text say `after` where it says `before`."""
    for key in before:
        if key not in after:
            del holder[key]
    for key, value in after.items():
        if key not in before:
            _add(holder, key, value, path)
        elif before[key] != value or type(before[key]) is not type(value):
            if (
                isinstance(value, dict)
                and isinstance(before[key], dict)
                and not isinstance(holder[key], InlineTable)
            ):
                _conform(holder[key], before[key], value, (*path, key))
            elif isinstance(holder[key], AoT):
                holder[key] = _headed_list(value)
            else:
                holder[key] = _item(value, holder[key])


def _add(holder: Any, key: str, value: Any, path: tuple[str, ...]) -> None:
    """Put a new key in as files are written: tables of the top, and entries of issues, groups, experts, under headers."""
    if not path and isinstance(value, list) and value and all(isinstance(entry, dict) for entry in value):
        holder.append(key, _headed_list(value))
    elif isinstance(value, dict) and not isinstance(holder, InlineTable) and _is_headed(path):
        holder.append(key, _table(value, (*path, key)))
    elif isinstance(holder, InlineTable):
        holder[key] = _item(value)
    else:
        _after_values(holder if not path else holder.value, key, _item(value))


def _is_headed(path: tuple[str, ...]) -> bool:
    return path in ((), ("issues",), ("groups",), ("experts",))


def _table(value: dict[str, Any], path: tuple[str, ...]) -> Table:
    inner = [key for key, one in value.items() if isinstance(one, dict) and _is_headed(path)]
    made = tomlkit.table(is_super_table=bool(inner) and len(inner) == len(value))
    for key, one in value.items():
        made.append(key, _table(one, (*path, key)) if key in inner else _item(one))
    return made


def _headed_list(value: list[dict[str, Any]]) -> AoT:
    made = tomlkit.aot()
    for entry in value:
        made.append(_table(entry, ("events", "*")))
    return made


def _item(value: Any, old: Any = None) -> Any:
    """A value as an item on one line, as `write` has it; the comment beside the old one stays."""
    made = tomlkit.parse(f"x = {inline(value)}")["x"]
    if old is not None and hasattr(old, "trivia") and not isinstance(old, (Table, AoT)):
        made.trivia.comment_ws, made.trivia.comment = old.trivia.comment_ws, old.trivia.comment
    if isinstance(made, Array) and sum(len(str(one)) for one in value) > 90:
        made.multiline(True)
    return made


def _after_values(holder: Container, key: str, item: Any) -> None:
    """A single key after the last one, before the empty lines and comments that lead to the next header."""
    single = [k for k, one in holder.body if k is not None and not isinstance(one, (Table, AoT))]
    if single:
        holder._insert_after(single[-1], key, item)
    elif holder.body:
        holder._insert_at(0, key, item)
    else:
        holder.append(key, item)


def _aired(text: str, before: str) -> str:
    """The text with an empty line before each header or comment that is new, or that follows something new."""
    lines, old = text.split("\n"), before.split("\n")
    known = set(itertools.pairwise(old))
    made = lines[:1]
    for above, line in itertools.pairwise(lines):
        if line.startswith(("[", "#")) and above.strip() and (above, line) not in known:
            made.append("")
        made.append(line)
    return "\n".join(made)
