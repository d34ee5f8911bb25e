"""A scenario as a text to start from, with its comments."""

from collections.abc import Mapping
from typing import Any

import tomlkit
from tomlkit.items import Table

from nacsim.scenario.format.write import inline

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
