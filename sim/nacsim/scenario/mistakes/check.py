"""What must hold between the keys of a scenario, once each by itself is sound."""

from collections.abc import Iterator
from typing import Any

from nacsim.scenario.format.document import Document, IssueTable, StanceTable
from nacsim.scenario.format.values import shown, span
from nacsim.scenario.mistakes.errors import Mistakes, dotted
from nacsim.scenario.names import Place, listing, nearest
from nacsim.scenario.quantity import RESERVED
from nacsim.scenario.seating import Seating, layers, table_group

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


def check(doc: Document, seating: Seating, mistakes: Mistakes) -> None:
    """Note every mistake that shows only when keys are held against each other."""
    from nacsim.scenario.mistakes.check_events import check_events
    from nacsim.scenario.mistakes.check_experts import check_experts, check_shared
    from nacsim.scenario.mistakes.check_names import check_names
    from nacsim.scenario.mistakes.check_rule import check_rule

    check_issues(doc, mistakes)
    check_seating(doc, seating, mistakes)
    check_names(doc, seating, mistakes)
    check_experts(doc, seating, mistakes)
    for path, table in issue_tables(doc):
        check_issue_names(path, table, doc, mistakes)
    check_complete(doc, seating, mistakes)
    check_shared(doc, mistakes)
    check_events(doc, mistakes)
    check_network(doc, seating, mistakes)
    check_rule(doc, seating, mistakes)
    check_rest(doc, mistakes)


def check_issues(doc: Document, mistakes: Mistakes) -> None:
    """At least one issue, no reserved name, a principal issue that is moved, floors in place."""
    if not doc.issues and not mistakes.is_hurt(("issues",)):
        mistakes.add(
            ("issues",), "no issue; needed: at least one, such as [issues.office] with proposed = 100"
        )
    for k, (name, issue) in enumerate(doc.issues.items()):
        path = ("issues", name)
        if name in RESERVED or not name:
            mistakes.add(
                path,
                f"an issue may not be called {shown(name)}, a key of distributions; choose another name"
                if name
                else "an issue needs a name",
            )
        if k == 0:
            _check_principal(path, issue, mistakes)
        if issue.floor is not None:
            _check_floor(path, issue, mistakes)


def _check_principal(path: Place, issue: IssueTable, mistakes: Mistakes) -> None:
    if issue.status_quo is None:
        mistakes.add(
            (*path, "status_quo"),
            "missing; the first issue is the principal one and needs a status quo "
            f"more than {LEAST_MOVE} points from proposed",
        )
    elif abs(issue.proposed - issue.status_quo) <= LEAST_MOVE:
        mistakes.add(
            (*path, "proposed"),
            f"{issue.proposed:g} is within {LEAST_MOVE} points of the status quo "
            f"{issue.status_quo:g}; the first issue is the principal one and must be tabled farther from it",
            (*path, "status_quo"),
        )


def _check_floor(path: Place, issue: IssueTable, mistakes: Mistakes) -> None:
    if issue.status_quo is None:
        mistakes.add(
            (*path, "floor"),
            "a condition (an issue without status_quo) has no floor; remove one or add the other",
            (*path, "status_quo"),
        )
        return
    low, high = sorted((issue.status_quo, issue.proposed))
    if not low <= issue.floor <= high:
        mistakes.add(
            (*path, "floor"),
            f"{issue.floor:g} is not between status_quo and proposed; allowed: {span(low, high)}",
            (*path, "proposed"),
            (*path, "status_quo"),
        )


def check_seating(doc: Document, seating: Seating, mistakes: Mistakes) -> None:
    """A roster of different names, and somebody in the room."""
    seen: set[str] = set()
    for k, name in enumerate(doc.roster or ()):
        twice = name in seen
        seen.add(name)
        if not name or twice:
            mistakes.add(
                ("roster", k),
                f"{shown(name)} is there twice; needed: different names"
                if name
                else "an empty name; needed: a name for each",
            )
    if doc.roster is not None and not doc.roster:
        mistakes.add(("roster",), "is empty; needed: at least one name")
    elif not seating.seated:
        mistakes.add(("date",), f"nobody sits in the Council on {doc.date}; allowed: from 1949-08-24 on")
    elif not seating.codes:
        mistakes.add(("absent",), "nobody is left in the room; needed: at least one member", ("date",))


def issue_tables(doc: Document) -> Iterator[tuple[Place, dict[str, Any]]]:
    """Every table whose keys are issues, with its place in the file."""
    holders: list[tuple[Place, object]] = [(("default",), doc.default)]
    holders += [(("groups", name), group) for name, group in doc.groups.items()]
    holders += [(("members", name), member) for name, member in doc.members.items()]
    for name, expert in doc.experts.each.items():
        holders += [(("experts", name, "members", code), view) for code, view in expert.members.items()]
    for k, event in enumerate(doc.events):
        holders += [
            (("events", k, key), table) for key in ("set", "change") if (table := getattr(event, key))
        ]
    for path, holder in holders:
        for key in ("position", "salience"):
            if isinstance(getattr(holder, key), dict):
                yield (*path, key), getattr(holder, key)
    if doc.observed:
        yield ("observed", "text"), doc.observed.text


def check_issue_names(path: Place, table: dict[str, Any], doc: Document, mistakes: Mistakes) -> None:
    """A table by issue names issues of this file."""
    for name in table:
        if name not in doc.issues and not mistakes.is_full:
            near = nearest(name, doc.issues)
            hint = f"nearest: {near}; " if near else ""
            mistakes.add(
                (*path, name), f"no such issue; {hint}allowed: {listing(doc.issues)}", ("issues", name)
            )
            if near:
                mistakes.supposed.add((*path, near))


def check_complete(doc: Document, seating: Seating, mistakes: Mistakes) -> None:
    """Every member of the room has a position and salience on every issue, and a resolve, from some layer."""
    unsure: list[tuple[Place, StanceTable]] = [
        (("groups", name), group)
        for name, group in doc.groups.items()
        if table_group(name, group, seating) is None
    ]
    stacks = {code: layers(doc, seating, code) + unsure for code in seating.codes}
    for key in ("position", "salience", "resolve"):
        for issue in doc.issues if key != "resolve" else (None,):
            lacking = [
                code
                for code, stack in stacks.items()
                if not any(_gives(path, table, key, issue, mistakes) for path, table in stack)
            ]
            if lacking:
                _add_lacking(lacking, key, issue, doc, mistakes)


def _gives(path: Place, table: StanceTable, key: str, issue: str | None, mistakes: Mistakes) -> bool:
    value = getattr(table, key)
    if mistakes.is_given((*path, key, issue) if issue else (*path, key)):
        return True
    return value is not None and (not isinstance(value, dict) or issue in value)


def _add_lacking(lacking: list[str], key: str, issue: str | None, doc: Document, mistakes: Mistakes) -> None:
    path: Place = ("default", key)
    if issue and isinstance(getattr(doc.default, key), dict):
        path = ("default", key, issue)
    where = f" on {issue}" if issue and len(path) == 3 else ""
    mistakes.add(
        path,
        f"missing, and no group or entry of their own gives {listing(lacking, 5)} a {key}{where}; "
        f"needed: {dotted(path)} = a number from 0 to 100",
    )


def check_network(doc: Document, seating: Seating, mistakes: Mistakes) -> None:
    """A row of the network gives away no more than all, and does not leave a member listening to nobody."""
    if seating.roster and doc.network.base == "ties":
        mistakes.add(
            ("network", "base"),
            'a roster has no ties in the member table; allowed: "equal", "capability"',
            ("roster",),
        )
    if doc.network.base == "capability":
        _check_capability(doc, seating, mistakes)
    for member, row in doc.network.ties.items():
        total = sum(row.values())
        if total > 1 + 1e-9:
            mistakes.add(("network", "ties", member), f"the weights sum to {total:.6g}; allowed: at most 1")
        elif total == 0 and set(seating.codes) <= set(row):
            mistakes.add(("network", "ties", member), "every weight is 0; needed: somebody to listen to")


def _check_capability(doc: Document, seating: Seating, mistakes: Mistakes) -> None:
    """Where everybody is listened to by capability, each member has one, and somebody more than 0."""
    given = {code: doc.members[code].capability for code in seating.codes if code in doc.members}
    lacking = [code for code in seating.codes if given.get(code) is None]
    if lacking:
        mistakes.add(
            ("network", "base"),
            f"with capability every member needs one; {listing(lacking, 5)} "
            f"{'has' if len(lacking) == 1 else 'have'} none",
        )
    elif seating.codes and not any(given.values()):
        mistakes.add(("network", "base"), "capability is 0 for everybody; needed: somebody above 0")


def check_rest(doc: Document, mistakes: Mistakes) -> None:
    """Dates in the wrong order, and parameters given twice."""
    seen = doc.observed
    if seen and seen.decided and doc.tabled and seen.decided < doc.tabled:
        mistakes.add(
            ("observed", "decided"), f"{seen.decided} is before {doc.tabled}, when it was tabled", ("tabled",)
        )
    _check_horizon(doc, mistakes)
    for name, table in ELSEWHERE.items():
        if getattr(doc.parameters, name, None) is not None and getattr(getattr(doc, table), name) is not None:
            mistakes.add(
                ("parameters", name), f"is given in [{table}] too; needed: one of the two", (table, name)
            )


def _check_horizon(doc: Document, mistakes: Mistakes) -> None:
    """The day until which a decision counts lies after the tabling, and is said once."""
    by, start = doc.procedure.decide_by, doc.tabled or doc.date
    if by is None:
        return
    path = ("procedure", "decide_by")
    if doc.procedure.horizon is not None:
        mistakes.add(path, "horizon is given too; needed: one of the two", ("procedure", "horizon"))
    if start is None:
        mistakes.add(path, "needs a day to count from; needed: tabled or date at the top of the file")
    elif by <= start:
        mistakes.add(path, f"{by} is not after {start}, when the matter was tabled")
