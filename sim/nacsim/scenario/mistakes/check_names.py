"""Every name in a scenario means somebody: members who had joined, groups and columns of the member table."""

from typing import Any

from nacsim.data import members
from nacsim.files.writing import name_fault
from nacsim.scenario.format.document import Document
from nacsim.scenario.format.values import shown
from nacsim.scenario.mistakes.errors import Mistakes
from nacsim.scenario.names import OUTSIDERS, Place, listing, nearest, nearest_member
from nacsim.scenario.seating import Seating, table_group

HEADING = 300
"""Signs of the longest title, label or name in words: what stands above a figure or in a column."""


def check_names(doc: Document, seating: Seating, mistakes: Mistakes) -> None:
    """Note every name that means nobody, or an ally that had not joined, where that is not passed over."""
    _check_signs(doc, mistakes)
    for name in doc.members:
        check_seated(("members", name), name, seating, mistakes)
    for k, name in enumerate(doc.absent):
        check_seated(("absent", k), name, seating, mistakes)
    for k, name in enumerate(() if doc.procedure.veto == "all" else doc.procedure.veto):
        check_seated(("procedure", "veto", k), name, seating, mistakes)
    if doc.chair.member is not None:
        check_seated(("chair", "member"), doc.chair.member, seating, mistakes)
    for k, event in enumerate(doc.events):
        for j, name in enumerate(event.members):
            check_seated(("events", k, "members", j), name, seating, mistakes)
    for k, name in enumerate(doc.road.needs if doc.road else ()):
        check_seated(("road", "needs", k), name, seating, mistakes)
    for name in doc.road.members if doc.road else ():
        check_seated(("road", "members", name), name, seating, mistakes)
    for member, row in doc.network.ties.items():
        check_seated(("network", "ties", member), member, seating, mistakes)
        for name in row:
            check_seated(("network", "ties", member, name), name, seating, mistakes)
    for k, name in enumerate(doc.observed.blockers if doc.observed else ()):
        check_known(("observed", "blockers", k), name, seating, mistakes)
    _check_groups(doc, seating, mistakes)
    _check_reach(doc, seating, mistakes)


def _check_signs(doc: Document, mistakes: Mistakes) -> None:
    """Names that the file makes itself are told apart by what can be seen of them, and fit a table."""
    made: list[tuple[Place, str]] = [(("roster", k), name) for k, name in enumerate(doc.roster or ())]
    made += [
        ((table, name), name) for table in ("issues", "groups", "actors") for name in getattr(doc, table)
    ]
    for path, name in made:
        if fault := name_fault(name):
            mistakes.add(path, fault)
    prose: list[tuple[Place, Any]] = [(("title",), doc.title)]
    prose += [(("issues", name, "label"), issue.label) for name, issue in doc.issues.items()]
    prose += [(("actors", name, "name"), actor.name) for name, actor in doc.actors.items()]
    prose += [(("road", "name"), doc.road.name)] if doc.road else []
    for path, text in prose:
        if isinstance(text, str) and len(text) > HEADING:
            mistakes.add(path, f"has {len(text):,} signs; allowed: up to {HEADING}")


def check_seated(path: Place, name: str, seating: Seating, mistakes: Mistakes) -> None:
    """A name is that of a member who had joined by the date; an absent one will do."""
    if name in seating.names and name not in seating.seated and not seating.roster:
        mistakes.add(
            path,
            f"{members.NAMES[name]} joined on {members.joined(name)}, after {seating.date}, the date of "
            "this scenario",
            ("date",),
        )
    else:
        check_known(path, name, seating, mistakes)


def check_known(path: Place, name: str, seating: Seating, mistakes: Mistakes) -> None:
    """A name is that of an ally, whenever it joined, or of the roster."""
    if name in seating.names or mistakes.is_full:
        return
    near = nearest(name, seating.names) if seating.roster else nearest_member(name, seating.names)
    body = "the roster" if seating.roster else "the member table"
    hint = f"; nearest: {near}" + ("" if seating.roster else f" ({seating.names[near]})") if near else ""
    outside = not seating.roster and not near and name.upper() in OUTSIDERS
    hint = "; outsiders stand under [actors], members of another body in `roster`" if outside else hint
    allowed = listing(seating.names if seating.roster else seating.seated, 4)
    mistakes.add(path, f"{shown(name)} is not in {body}{hint}; allowed: {allowed}", ("roster",))
    if near and path[0] == "members":
        mistakes.supposed.add(("members", near))


def _check_groups(doc: Document, seating: Seating, mistakes: Mistakes) -> None:
    for name, group in doc.groups.items():
        for k, code in enumerate(group.members or ()):
            check_known(("groups", name, "members", k), code, seating, mistakes)
        if table_group(name, group, seating) is None:
            if seating.roster:
                message = "missing; a roster has no groups in the member table, so the group needs a list"
            else:
                near = nearest(name, members.GROUPS)
                hint = f"; nearest: {near}" if near else ""
                groups = listing(members.GROUPS, 8)
                message = f"missing, and the member table has no such group{hint}; it has: {groups}"
            mistakes.add(("groups", name, "members"), message)


def _check_reach(doc: Document, seating: Seating, mistakes: Mistakes) -> None:
    for key, actor in doc.actors.items():
        path = ("actors", key, "reach")
        if isinstance(actor.reach, dict):
            for name in actor.reach:
                check_seated((*path, name), name, seating, mistakes)
        elif isinstance(actor.reach, str):
            _check_column(path, actor.reach, seating, mistakes)


def _check_column(path: Place, column: str, seating: Seating, mistakes: Mistakes) -> None:
    if seating.roster:
        mistakes.add(
            path,
            f"{shown(column)} is a column of the member table, which a roster does not read; "
            "allowed: members by name",
            ("roster",),
        )
    elif column not in members.COLUMNS:
        near = nearest(column, members.COLUMNS)
        hint = f"; nearest: {near}" if near else ""
        allowed = listing(members.COLUMNS, 8)
        mistakes.add(path, f"{shown(column)} is not a column of the member table{hint}; allowed: {allowed}")
