"""A decision rule that can be followed: said once, with all that it counts, and within reach of the room."""

from nacsim.scenario.format.document import Document
from nacsim.scenario.format.needed import Needed
from nacsim.scenario.mistakes.errors import Report
from nacsim.scenario.names import Place, listing
from nacsim.scenario.room import Room, layered

COUNTS = {"weights": "weight", "population": "population"}
"""What a rule may count, and the key of a member that says how much of it there is."""


def check_rule(doc: Document, room: Room, report: Report) -> None:
    """Note what keeps the rule from being followed."""
    check_said_once(doc, report)
    for path, needed, of in said(doc):
        check_counted(path, needed, of, doc, room, report)
    for key in ("quorum", "blocking"):
        if getattr(doc.procedure, key) is not None:
            check_reach(("procedure", key), getattr(doc.procedure, key), len(room.codes), "members", report)
    if doc.procedure.rule == "qualified_majority" and room.roster:
        check_people(doc, room, report)
    check_package(doc, report)


def check_said_once(doc: Document, report: Report) -> None:
    """The rule is named, or said in a number, or in conditions."""
    table, path = doc.procedure, ("procedure",)
    ways = [key for key in ("rule", "needed", "conditions") if getattr(table, key) is not None]
    for extra in ways[1:]:
        message = f"{ways[0]} is given too, and either says the rule; needed: one of the two"
        report.add((*path, extra), message, (*path, ways[0]))
    if table.conditions == []:
        report.add((*path, "conditions"), "is empty; needed: at least one condition")
    if table.of is not None and table.needed is None and not report.is_given((*path, "needed")):
        report.add((*path, "of"), "says what is counted, but not how much is needed; add needed")
    numbers = table.needed is not None or bool(table.conditions)
    if table.blocking is not None and not numbers and not report.is_hurt(path):
        report.add((*path, "blocking"), "goes with needed or conditions, and neither is there")


def said(doc: Document) -> list[tuple[Place, Needed, str]]:
    """Each number that the rule needs, its place, and what it counts."""
    table, path = doc.procedure, ("procedure",)
    found = [((*path, "needed"), table.needed, table.of or "members")] if table.needed else []
    many = enumerate(table.conditions or ())
    return found + [((*path, "conditions", k, "needed"), c.needed, c.of) for k, c in many]


def check_counted(path: Place, needed: Needed, of: str, doc: Document, room: Room, report: Report) -> None:
    """Every member has what is counted, and all of it together is enough."""
    if of == "members":
        return check_reach(path, needed, len(room.codes), of, report)
    key = COUNTS[of]
    values = {code: layered(doc, room, code, key) for code in room.codes}
    lacking = [code for code, value in values.items() if value is None]
    if lacking and (room.roster or key == "weight"):
        spoilt = any(report.is_hurt(("members", code)) for code in lacking)
        if not spoilt:
            report.add(
                (*path[:-1], "of"),
                f"no {key} for {listing(lacking, 5)}; needed: one for every member",
                path,
            )
        return None
    if not lacking:
        check_reach(path, needed, sum(values.values()), of, report)
    return None


def check_reach(path: Place, needed: Needed, whole: float, of: str, report: Report) -> None:
    """No more is needed than there is, and something is."""
    if needed.kind == "all but" and needed.value >= whole:
        report.add(
            path, f"all but {needed.value:g} of {whole:g} {of} is nobody; allowed: fewer than {whole:g}"
        )
    most = whole - (1e-9 if needed.more else 0)
    if needed.kind == "count" and needed.value > most:
        report.add(
            path,
            f"{needed.value:g} {of} can never be had; allowed: up to the {whole:,.10g} that the room has",
        )


def check_people(doc: Document, room: Room, report: Report) -> None:
    """A roster gives the people of all its members or of none."""
    lacking = [code for code in room.codes if layered(doc, room, code, "population") is None]
    if lacking and len(lacking) < len(room.codes):
        report.add(
            ("procedure", "rule"),
            f"no population for {listing(lacking, 5)}; needed: for all members, or for none",
        )


def check_package(doc: Document, report: Report) -> None:
    """A rule from a package obeys the laws of rules."""
    name = doc.procedure.rule
    if name is None:
        return
    from nacsim.vocabulary import RULE

    if name not in RULE:
        from nacsim.rules.entry_points import function_of

        try:
            function_of(name)
        except Exception as error:
            report.add(("procedure", "rule"), f'"{name}" comes from a package and will not do: {error}')
