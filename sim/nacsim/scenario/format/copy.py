"""A scenario as a text to start from, with its comments."""

from collections.abc import Mapping
from typing import Any

import tomlkit
from tomlkit.items import Table

from nacsim.scenario.format.write import inline
from nacsim.scenario.format.write import name as quoted

PAST = ("observed", "coding", "tabled", "category")
"""What a new question does not take over from a past decision."""


def laid_over(parent: str, child: str) -> str:
    """The text of a file laid over that of the one it extends; the comments of both stay."""
    under, over = tomlkit.parse(parent), tomlkit.parse(child)
    over.remove("extends")
    _lay(over, under)
    return tomlkit.dumps(under)


def _lay(over: Any, under: Any) -> None:
    for key, item in over.items():
        if isinstance(item, Table) and isinstance(under.get(key), Table):
            _lay(item, under[key])
        else:
            under[key] = item


def started(text: str, title: str | None, past: bool) -> str:
    """The text under another title, or its own; of a past decision without what came of it."""
    document = tomlkit.parse(text)
    if title is not None:
        document["title"] = title
    for key in PAST if past else ():
        document.pop(key, None)
    return tomlkit.dumps(document)


def with_experts(text: str, experts: Mapping[str, Mapping[str, Any]]) -> str:
    """The text with experts in it, each under a header of its own; one of the same name is replaced. Comments stay."""
    document = tomlkit.parse(text)
    if "experts" not in document:
        document["experts"] = tomlkit.table(is_super_table=True)
    for name, expert in experts.items():
        made, members = tomlkit.table(), tomlkit.table()
        for key, value in expert.items():
            if key != "members":
                made[key] = value
        for code, view in expert.get("members", {}).items():
            members[code] = tomlkit.parse(f"view = {inline(view)}")["view"]
        if members:
            made["members"] = members
        (members if members else made).add(tomlkit.nl())
        document["experts"][name] = made
    return tomlkit.dumps(document)


STANCES = ("default", "groups", "members", "experts")
"""Tables that say who wants what."""


def coded_anew(
    text: str,
    coder: str,
    default: Mapping[str, Any],
    members: Mapping[str, Mapping[str, Any]],
    lumpy: Mapping[str, bool | float | None],
) -> str:
    """The text with other stances in place of its own, by another coder, and without what came of it. Comments stay."""
    document = tomlkit.parse(text)
    for key in (*STANCES, "observed", "coding"):
        document.pop(key, None)
    for issue, said in lumpy.items():
        document["issues"][issue].pop("lumpy", None)
        if said is not None:
            document["issues"][issue]["lumpy"] = said
    tables = {"default": default, "members": members, "coding": {"coder": coder}}
    headed = [f"[{key}]\n{_lines(table)}" for key, table in tables.items() if table]
    return "\n".join([tomlkit.dumps(document).rstrip("\n") + "\n", *headed])


def _lines(table: Mapping[str, Any]) -> str:
    """A table's values, each on one line."""
    return "".join(f"{quoted(key)} = {inline(value)}\n" for key, value in table.items())
