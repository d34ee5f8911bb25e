"""The seating: who sits in the Council of a scenario, and which layers of the file speak for each of them."""

import datetime
from dataclasses import dataclass
from typing import Any

from nacsim.data import members
from nacsim.scenario.format.document import Document, GroupTable, StanceTable
from nacsim.scenario.names import Place


@dataclass(frozen=True)
class Seating:
    """``seated`` had joined by the date (or are the roster); ``codes`` are those of them who are not absent.

    ``names`` are all the codes that mean somebody, with their names in words.
    """

    seated: tuple[str, ...]
    codes: tuple[str, ...]
    names: dict[str, str]
    roster: bool
    date: datetime.date | None


def seating_of(doc: Document) -> Seating:
    """The room of a scenario, in the order of the table: by English name, or as the roster has it."""
    roster = doc.roster is not None
    seated = tuple(dict.fromkeys(doc.roster or ())) if roster else members.in_council(doc.date)
    codes = tuple(code for code in seated if code not in doc.absent)
    names = {code: code for code in seated} if roster else members.NAMES
    return Seating(seated, codes, names, roster, doc.date)


def table_group(name: str, group: GroupTable, seating: Seating) -> tuple[str, ...] | None:
    """The members of a group: its own list, or that of the member table; None if there is neither."""
    if group.members is not None:
        return tuple(group.members)
    return None if seating.roster else members.GROUPS.get(name)


def layers(doc: Document, seating: Seating, code: str) -> list[tuple[Place, StanceTable]]:
    """The tables that speak for a member, with their places: default, groups in order, its own."""
    found: list[tuple[Place, StanceTable]] = [(("default",), doc.default)]
    for name, group in doc.groups.items():
        if code in (table_group(name, group, seating) or ()):
            found.append((("groups", name), group))
    if code in doc.members:
        found.append((("members", code), doc.members[code]))
    return found


def layered(doc: Document, seating: Seating, code: str, key: str) -> Any:
    """The value of a key that is one value, from the uppermost layer that gives it; None if none does."""
    given = [getattr(table, key) for _, table in layers(doc, seating, code)]
    return next((value for value in reversed(given) if value is not None), None)
