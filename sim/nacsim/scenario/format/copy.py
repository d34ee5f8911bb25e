"""A scenario as a text to start from, with its comments."""

from typing import Any

import tomlkit
from tomlkit.items import Table

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
