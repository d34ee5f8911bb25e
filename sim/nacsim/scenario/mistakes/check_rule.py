"""A decision rule that can be followed: said once, with all that it counts, and within reach of the room."""

from nacsim.scenario.format.document import Document
from nacsim.scenario.format.needed import Needed
from nacsim.scenario.mistakes.errors import Mistakes
from nacsim.scenario.names import Place, listing
from nacsim.scenario.seating import Seating, layered

COUNTS = {"weights": "weight", "population": "population"}
"""What a rule may count, and the key of a member that says how much of it there is."""


def check_rule(doc: Document, seating: Seating, mistakes: Mistakes) -> None:
    """Note what keeps the rule from being followed."""
    check_said_once(doc, mistakes)
    for path, needed, of in said(doc):
        check_counted(path, needed, of, doc, seating, mistakes)
    for key in ("quorum", "blocking"):
        if getattr(doc.procedure, key) is not None:
            check_reach(
                ("procedure", key), getattr(doc.procedure, key), len(seating.codes), "members", mistakes
            )
    if doc.procedure.rule == "qualified_majority" and seating.roster:
        check_people(doc, seating, mistakes)
    check_package(doc, mistakes)


def check_said_once(doc: Document, mistakes: Mistakes) -> None:
    """The rule is named, or said in a number, or in conditions."""
    table, path = doc.procedure, ("procedure",)
    ways = [key for key in ("rule", "needed", "conditions") if getattr(table, key) is not None]
    for extra in ways[1:]:
        message = f"{ways[0]} is given too, and either says the rule; needed: one of the two"
        mistakes.add((*path, extra), message, (*path, ways[0]))
    if table.conditions == []:
        mistakes.add((*path, "conditions"), "is empty; needed: at least one condition")
    if table.of is not None and table.needed is None and not mistakes.is_given((*path, "needed")):
        mistakes.add((*path, "of"), "says what is counted, but not how much is needed; add needed")
    numbers = table.needed is not None or bool(table.conditions)
    if table.blocking is not None and not numbers and not mistakes.is_hurt(path):
        mistakes.add((*path, "blocking"), "goes with needed or conditions, and neither is there")


def said(doc: Document) -> list[tuple[Place, Needed, str]]:
    """Each number that the rule needs, its place, and what it counts."""
    table, path = doc.procedure, ("procedure",)
    found = [((*path, "needed"), table.needed, table.of or "members")] if table.needed else []
    many = enumerate(table.conditions or ())
    return found + [((*path, "conditions", k, "needed"), c.needed, c.of) for k, c in many]


def check_counted(
    path: Place, needed: Needed, of: str, doc: Document, seating: Seating, mistakes: Mistakes
) -> None:
    """Every member has what is counted, and all of it together is enough."""
    if of == "members":
        return check_reach(path, needed, len(seating.codes), of, mistakes)
    key = COUNTS[of]
    values = {code: layered(doc, seating, code, key) for code in seating.codes}
    lacking = [code for code, value in values.items() if value is None]
    if lacking and (seating.roster or key == "weight"):
        spoilt = any(mistakes.is_hurt(("members", code)) for code in lacking)
        if not spoilt:
            mistakes.add(
                (*path[:-1], "of"),
                f"no {key} for {listing(lacking, 5)}; needed: one for every member",
                path,
            )
        return None
    if not lacking:
        check_reach(path, needed, sum(values.values()), of, mistakes)
    return None


def check_reach(path: Place, needed: Needed, whole: float, of: str, mistakes: Mistakes) -> None:
    """No more is needed than there is, and something is."""
    if needed.kind == "all but" and needed.value >= whole:
        mistakes.add(
            path, f"all but {needed.value:g} of {whole:g} {of} is nobody; allowed: fewer than {whole:g}"
        )
    most = whole - (1e-9 if needed.more else 0)
    if needed.kind == "count" and needed.value > most:
        mistakes.add(
            path,
            f"{needed.value:g} {of} can never be had; allowed: up to the {whole:,.10g} that the room has",
        )


def check_people(doc: Document, seating: Seating, mistakes: Mistakes) -> None:
    """A roster gives the people of all its members or of none."""
    lacking = [code for code in seating.codes if layered(doc, seating, code, "population") is None]
    if lacking and len(lacking) < len(seating.codes):
        mistakes.add(
            ("procedure", "rule"),
            f"no population for {listing(lacking, 5)}; needed: for all members, or for none",
        )


def check_package(doc: Document, mistakes: Mistakes) -> None:
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
            mistakes.add(("procedure", "rule"), f'"{name}" comes from a package and will not do: {error}')
