"""Every name in a scenario means somebody: members who had joined, groups and columns of the member table."""

from typing import Any

from nacsim.data import members
from nacsim.files.writing import name_fault
from nacsim.scenario.format.document import Document
from nacsim.scenario.format.values import shown
from nacsim.scenario.mistakes.errors import Report
from nacsim.scenario.names import OUTSIDERS, Place, listing, nearest, nearest_member
from nacsim.scenario.room import Room, table_group

HEADING = 300
"""Signs of the longest title, label or name in words: what stands above a figure or in a column."""


def check_names(doc: Document, room: Room, report: Report) -> None:
    """Note every name that means nobody, or an ally that had not joined, where that is not passed over."""
    _check_signs(doc, report)
    for name in doc.members:
        check_seated(("members", name), name, room, report)
    for k, name in enumerate(doc.absent):
        check_seated(("absent", k), name, room, report)
    for k, event in enumerate(doc.events):
        for j, name in enumerate(event.members):
            check_seated(("events", k, "members", j), name, room, report)
    for member, row in doc.network.ties.items():
        check_seated(("network", "ties", member), member, room, report)
        for name in row:
            check_seated(("network", "ties", member, name), name, room, report)
    for k, name in enumerate(doc.observed.blockers if doc.observed else ()):
        check_known(("observed", "blockers", k), name, room, report)
    _check_groups(doc, room, report)
    _check_reach(doc, room, report)


def _check_signs(doc: Document, report: Report) -> None:
    """Names that the file makes itself are told apart by what can be seen of them, and fit a table."""
    made: list[tuple[Place, str]] = [(("roster", k), name) for k, name in enumerate(doc.roster or ())]
    made += [
        ((table, name), name) for table in ("issues", "groups", "actors") for name in getattr(doc, table)
    ]
    for path, name in made:
        if fault := name_fault(name):
            report.add(path, fault)
    prose: list[tuple[Place, Any]] = [(("title",), doc.title)]
    prose += [(("issues", name, "label"), issue.label) for name, issue in doc.issues.items()]
    prose += [(("actors", name, "name"), actor.name) for name, actor in doc.actors.items()]
    for path, text in prose:
        if isinstance(text, str) and len(text) > HEADING:
            report.add(path, f"has {len(text):,} signs; allowed: up to {HEADING}")


def check_seated(path: Place, name: str, room: Room, report: Report) -> None:
    """A name is that of a member who had joined by the date; an absent one will do."""
    if name in room.names and name not in room.seated and not room.roster:
        report.add(
            path,
            f"{members.NAMES[name]} joined on {members.joined(name)}, after {room.date}, the date of "
            "this scenario",
            ("date",),
        )
    else:
        check_known(path, name, room, report)


def check_known(path: Place, name: str, room: Room, report: Report) -> None:
    """A name is that of an ally, whenever it joined, or of the roster."""
    if name in room.names or report.is_full:
        return
    near = nearest(name, room.names) if room.roster else nearest_member(name, room.names)
    body = "the roster" if room.roster else "the member table"
    hint = f"; nearest: {near}" + ("" if room.roster else f" ({room.names[near]})") if near else ""
    outside = not room.roster and not near and name.upper() in OUTSIDERS
    hint = "; outsiders stand under [actors]" if outside else hint
    allowed = listing(room.names if room.roster else room.seated, 4)
    report.add(path, f"{shown(name)} is not in {body}{hint}; allowed: {allowed}", ("roster",))
    if near and path[0] == "members":
        report.supposed.add(("members", near))


def _check_groups(doc: Document, room: Room, report: Report) -> None:
    for name, group in doc.groups.items():
        for k, code in enumerate(group.members or ()):
            check_known(("groups", name, "members", k), code, room, report)
        if table_group(name, group, room) is None:
            if room.roster:
                message = "missing; a roster has no groups in the member table, so the group needs a list"
            else:
                near = nearest(name, members.GROUPS)
                hint = f"; nearest: {near}" if near else ""
                groups = listing(members.GROUPS, 8)
                message = f"missing, and the member table has no such group{hint}; it has: {groups}"
            report.add(("groups", name, "members"), message)


def _check_reach(doc: Document, room: Room, report: Report) -> None:
    for key, actor in doc.actors.items():
        path = ("actors", key, "reach")
        if isinstance(actor.reach, dict):
            for name in actor.reach:
                check_seated((*path, name), name, room, report)
        elif isinstance(actor.reach, str):
            _check_column(path, actor.reach, room, report)


def _check_column(path: Place, column: str, room: Room, report: Report) -> None:
    if room.roster:
        report.add(
            path,
            f"{shown(column)} is a column of the member table, which a roster does not read; "
            "allowed: members by name",
            ("roster",),
        )
    elif column not in members.COLUMNS:
        near = nearest(column, members.COLUMNS)
        hint = f"; nearest: {near}" if near else ""
        allowed = listing(members.COLUMNS, 8)
        report.add(path, f"{shown(column)} is not a column of the member table{hint}; allowed: {allowed}")
