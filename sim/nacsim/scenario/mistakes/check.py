"""What must hold between the keys of a scenario, once each by itself is sound."""

from collections.abc import Iterator

from nacsim.scenario.format.document import Document, StanceTable
from nacsim.scenario.format.values import shown, span
from nacsim.scenario.mistakes.errors import Report, dotted
from nacsim.scenario.names import Place, listing, nearest
from nacsim.scenario.quantity import RESERVED
from nacsim.scenario.room import Room, layers, table_group

LEAST_MOVE = 5
"""Points from its status quo within which the principal issue may not be tabled: nothing would be asked."""

ELSEWHERE = {
    "amends": "chair",
    "side_payments": "chair",
    "rounds": "procedure",
    "position_sd": "uncertainty",
    "salience_sd": "uncertainty",
    "resolve_sd": "uncertainty",
}
"""Parameters that have a key of their own in another table too."""


def check(doc: Document, room: Room, report: Report) -> None:
    """Note every mistake that shows only when keys are held against each other."""
    from nacsim.scenario.mistakes.check_names import check_names

    check_issues(doc, report)
    check_room(doc, room, report)
    check_names(doc, room, report)
    for path, table in issue_tables(doc):
        check_issue_names(path, table, doc, report)
    check_complete(doc, room, report)
    check_network(doc, room, report)
    check_rest(doc, report)


def check_issues(doc: Document, report: Report) -> None:
    """At least one issue, no reserved name, a principal issue that is moved, floors in place."""
    if not doc.issues and not report.is_hurt(("issues",)):
        report.add(("issues",), "no issue; needed: at least one, such as [issues.office] with proposed = 100")
    for k, (name, issue) in enumerate(doc.issues.items()):
        path = ("issues", name)
        if name in RESERVED or not name:
            report.add(
                path,
                f"an issue may not be called {shown(name)}, a key of distributions; choose another name"
                if name
                else "an issue needs a name",
            )
        if k == 0:
            _check_principal(path, issue, report)
        if issue.floor is not None:
            _check_floor(path, issue, report)


def _check_principal(path: Place, issue, report: Report) -> None:
    if issue.status_quo is None:
        report.add(
            (*path, "status_quo"),
            "missing; the first issue is the principal one and needs a status quo "
            f"more than {LEAST_MOVE} points from proposed",
        )
    elif abs(issue.proposed - issue.status_quo) <= LEAST_MOVE:
        report.add(
            (*path, "proposed"),
            f"{issue.proposed:g} is within {LEAST_MOVE} points of the status quo "
            f"{issue.status_quo:g}; the first issue is the principal one and must be tabled farther from it",
            (*path, "status_quo"),
        )


def _check_floor(path: Place, issue, report: Report) -> None:
    if issue.status_quo is None:
        report.add(
            (*path, "floor"),
            "a condition (an issue without status_quo) has no floor; remove one or add the other",
            (*path, "status_quo"),
        )
        return
    low, high = sorted((issue.status_quo, issue.proposed))
    if not low <= issue.floor <= high:
        report.add(
            (*path, "floor"),
            f"{issue.floor:g} is not between status_quo and proposed; allowed: {span(low, high)}",
            (*path, "proposed"),
            (*path, "status_quo"),
        )


def check_room(doc: Document, room: Room, report: Report) -> None:
    """A roster of different names, and somebody in the room."""
    seen: set[str] = set()
    for k, name in enumerate(doc.roster or ()):
        twice = name in seen
        seen.add(name)
        if not name or twice:
            report.add(
                ("roster", k),
                f"{shown(name)} is there twice; needed: different names"
                if name
                else "an empty name; needed: a name for each",
            )
    if doc.roster is not None and not doc.roster:
        report.add(("roster",), "is empty; needed: at least one name")
    elif not room.seated:
        report.add(("date",), f"nobody sits in the Council on {doc.date}; allowed: from 1949-08-24 on")
    elif not room.codes:
        report.add(("absent",), "nobody is left in the room; needed: at least one member", ("date",))


def issue_tables(doc: Document) -> Iterator[tuple[Place, dict]]:
    """Every table whose keys are issues, with its place in the file."""
    holders: list[tuple[Place, object]] = [(("default",), doc.default)]
    holders += [(("groups", name), group) for name, group in doc.groups.items()]
    holders += [(("members", name), member) for name, member in doc.members.items()]
    holders += [(("events", k, "change"), event.change) for k, event in enumerate(doc.events)]
    for path, holder in holders:
        for key in ("position", "salience"):
            if isinstance(getattr(holder, key), dict):
                yield (*path, key), getattr(holder, key)
    if doc.observed:
        yield ("observed", "text"), doc.observed.text


def check_issue_names(path: Place, table: dict, doc: Document, report: Report) -> None:
    """A table by issue names issues of this file."""
    for name in table:
        if name not in doc.issues and not report.is_full:
            near = nearest(name, doc.issues)
            hint = f"nearest: {near}; " if near else ""
            report.add(
                (*path, name), f"no such issue; {hint}allowed: {listing(doc.issues)}", ("issues", name)
            )
            if near:
                report.supposed.add((*path, near))


def check_complete(doc: Document, room: Room, report: Report) -> None:
    """Every member of the room has a position and salience on every issue, and a resolve, from some layer."""
    unsure: list[tuple[Place, StanceTable]] = [
        (("groups", name), group)
        for name, group in doc.groups.items()
        if table_group(name, group, room) is None
    ]
    stacks = {code: layers(doc, room, code) + unsure for code in room.codes}
    for key in ("position", "salience", "resolve"):
        for issue in doc.issues if key != "resolve" else (None,):
            lacking = [
                code
                for code, stack in stacks.items()
                if not any(_gives(path, table, key, issue, report) for path, table in stack)
            ]
            if lacking:
                _report_lacking(lacking, key, issue, doc, report)


def _gives(path: Place, table: StanceTable, key: str, issue: str | None, report: Report) -> bool:
    value = getattr(table, key)
    if report.is_given((*path, key, issue) if issue else (*path, key)):
        return True
    return value is not None and (not isinstance(value, dict) or issue in value)


def _report_lacking(lacking: list[str], key: str, issue: str | None, doc: Document, report: Report) -> None:
    path: Place = ("default", key)
    if issue and isinstance(getattr(doc.default, key), dict):
        path = ("default", key, issue)
    where = f" on {issue}" if issue and len(path) == 3 else ""
    report.add(
        path,
        f"missing, and no group or entry of their own gives {listing(lacking, 5)} a {key}{where}; "
        f"needed: {dotted(path)} = a number from 0 to 100",
    )


def check_network(doc: Document, room: Room, report: Report) -> None:
    """A row of the network gives away no more than all, and does not leave a member listening to nobody."""
    if room.roster and doc.network.base == "ties":
        report.add(
            ("network", "base"),
            'a roster has no ties in the member table; allowed: "equal", "capability"',
            ("roster",),
        )
    if doc.network.base == "capability":
        _check_capability(doc, room, report)
    for member, row in doc.network.ties.items():
        total = sum(row.values())
        if total > 1 + 1e-9:
            report.add(("network", "ties", member), f"the weights sum to {total:.6g}; allowed: at most 1")
        elif total == 0 and set(room.codes) <= set(row):
            report.add(("network", "ties", member), "every weight is 0; needed: somebody to listen to")


def _check_capability(doc: Document, room: Room, report: Report) -> None:
    """Where everybody is listened to by capability, each member has one, and somebody more than 0."""
    given = {code: doc.members[code].capability for code in room.codes if code in doc.members}
    lacking = [code for code in room.codes if given.get(code) is None]
    if lacking:
        report.add(
            ("network", "base"),
            f"with capability every member needs one; {listing(lacking, 5)} "
            f"{'has' if len(lacking) == 1 else 'have'} none",
        )
    elif room.codes and not any(given.values()):
        report.add(("network", "base"), "capability is 0 for everybody; needed: somebody above 0")


def check_rest(doc: Document, report: Report) -> None:
    """Changes that change nothing, dates in the wrong order, and parameters given twice."""
    for k, event in enumerate(doc.events):
        if not event.change.model_fields_set and not report.is_hurt(("events", k)):
            report.add(("events", k, "change"), "is empty; allowed: position, salience, resolve")
        if not event.members and not report.is_hurt(("events", k)):
            report.add(("events", k, "members"), "is empty; needed: the members that the event changes")
    seen = doc.observed
    if seen and seen.decided and doc.tabled and seen.decided < doc.tabled:
        report.add(
            ("observed", "decided"), f"{seen.decided} is before {doc.tabled}, when it was tabled", ("tabled",)
        )
    _check_horizon(doc, report)
    for name, table in ELSEWHERE.items():
        if getattr(doc.parameters, name, None) is not None and getattr(getattr(doc, table), name) is not None:
            report.add(
                ("parameters", name), f"is given in [{table}] too; needed: one of the two", (table, name)
            )


def _check_horizon(doc: Document, report: Report) -> None:
    """The day until which a decision counts lies after the tabling, and is said once."""
    by, start = doc.procedure.decide_by, doc.tabled or doc.date
    if by is None:
        return
    path = ("procedure", "decide_by")
    if doc.procedure.horizon is not None:
        report.add(path, "horizon is given too; needed: one of the two", ("procedure", "horizon"))
    if start is None:
        report.add(path, "needs a day to count from; needed: tabled or date at the top of the file")
    elif by <= start:
        report.add(path, f"{by} is not after {start}, when the matter was tabled")
