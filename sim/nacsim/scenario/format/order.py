"""The entries of a table in another order in the text, each under its own header and with the comments right above it."""

import itertools
import re
import tomllib
from collections.abc import Sequence
from typing import Any

from nacsim.scenario.format.write import write

_HEADER = re.compile(r"\s*\[+\s*([^\[\]]+?)\s*\]+\s*(?:#.*)?")


def ordered(text: str, tables: dict[str, Any], table: str) -> tuple[str, bool]:
    """The text that says these tables, with the entries of one in their order, and whether its comments could be kept."""
    names = _names(tables, table)
    if _names(tomllib.loads(text), table) == names:
        return text, True
    made = reordered(text, table, names)
    found = tomllib.loads(made)
    if _names(found, table) == names and found == tables:
        return made, True
    return write(tables), False


def reordered(text: str, table: str, names: Sequence[str]) -> str:
    """The text with the entries of a table (`[issues.office]`) in this order.

    An entry goes as a whole: the comments right above its header, and its lines up to those of the next. Where the text is
    not written under such headers it comes back as it is.
    """
    lines = text.split("\n")
    starts = [_above(lines, k) for k, line in enumerate(lines) if _HEADER.fullmatch(line)]
    blocks = [lines[a:b] for a, b in itertools.pairwise([*starts, len(lines)])]
    slots = {k: name for k, block in enumerate(blocks) if (name := _entry(block, table)) is not None}
    if sorted(slots.values()) != sorted(names):
        return text
    own = {name: blocks[k] for k, name in slots.items()}
    made = list(blocks)
    for k, name in zip(slots, names, strict=True):
        made[k] = [*_full(own[name]), *blocks[k][len(_full(blocks[k])) :]]
    return "\n".join([*lines[: starts[0]], *(line for block in made for line in block)])


def _names(tables: dict[str, Any], table: str) -> list[str]:
    held = tables.get(table)
    return list(held) if isinstance(held, dict) else []


def _above(lines: list[str], header: int) -> int:
    """Where the comments begin that stand right above a header."""
    while header > 0 and lines[header - 1].lstrip().startswith("#"):
        header -= 1
    return header


def _entry(block: list[str], table: str) -> str | None:
    """The name of the entry that a block is; None if it is none of this table."""
    header = next(found for line in block if (found := _HEADER.fullmatch(line)))
    parts = [part.strip().strip("\"'") for part in header[1].split(".")]
    return parts[1] if parts[0] == table and len(parts) == 2 else None


def _full(block: list[str]) -> list[str]:
    """A block without the empty lines at its end, which belong to the place where it stands."""
    end = len(block)
    while end and not block[end - 1].strip():
        end -= 1
    return block[:end]
