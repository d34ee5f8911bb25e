"""Judgements that a scenario leaves open and that can turn its answer, as questions to who wrote it."""

from __future__ import annotations

from typing import Any

from nacsim.narrate.words import centre, days, joined, number
from nacsim.nearest import nearest
from nacsim.rules.shelving import PATIENCE
from nacsim.vocabulary import CATEGORY, PARAMETERS


def questions(scenario: Any) -> list[str]:
    """What `nacsim check` asks about a scenario without mistakes."""
    asked = [_lumpy(scenario), _category(scenario), *_shared_salience(scenario)]
    asked += [_little_time(scenario), *_late_events(scenario)]
    return [question for question in asked if question]


def _lumpy(scenario: Any) -> str:
    """Whether it is said that the principal issue can be divided."""
    name = scenario.principal
    if "lumpy" in scenario.document["issues"][name] or scenario.issues[name].floor is not None:
        return ""
    return (
        f"issues.{name}.lumpy is not said. Was a smaller version tabled, would its sponsors rather have that than nothing, "
        "and would the chief objector accept any point above the status quo? Only if all three: lumpy = false."
    )


def _category(scenario: Any) -> str:
    """Whether a kind of decision that is not known was meant as one that is."""
    meant = None if scenario.category in ("", *CATEGORY) else nearest(scenario.category, CATEGORY)
    if meant is None:
        return ""
    said = f'category = "{scenario.category}" is no kind that is known, and counts as one that binds all'
    return f"{said}; did you mean {meant}?"


def _little_time(scenario: Any) -> str:
    """Whether the day by which they have to decide comes before they can talk."""
    each, left = centre(scenario.procedure.days_per_round), scenario.procedure.horizon
    if left is None or left >= 2 * each:
        return ""
    verb = "is" if left == 1 else "are"
    return (
        f"{days(left)} {verb} left until the last day, and a round takes about {number(each)}: hardly a second text "
        "can be tabled. Did the talks begin earlier (tabled), or are rounds shorter (procedure.days_per_round)?"
    )


def _late_events(scenario: Any) -> list[str]:
    """Events for which the talks may be over too soon: after the last round, or after the chair has dropped the text."""
    rounds = int(scenario.procedure.rounds or PARAMETERS["rounds"].default or 0)
    days = rounds * centre(scenario.procedure.days_per_round)
    never = [k for k, e in enumerate(scenario.events) if (e.round or 1) > rounds or (e.day or 0) >= days]
    asked = []
    if never:
        asked.append(
            f"{_events(never)} would come after the last of {rounds} rounds (about {number(days)} days). "
            "More rounds, or more days for each (procedure.rounds, procedure.days_per_round)?"
        )
    late = [
        k
        for k, e in enumerate(scenario.events)
        if k not in never and ((e.round or 1) > PATIENCE or e.day or e.delay)
    ]
    if late and scenario.chair.shelves is not False:
        asked.append(
            f"{_events(late)} may come when the chair has taken a text without headway off the table. Would it stay on the "
            "table until then? If so: chair.shelves = false."
        )
    return asked


def _events(places: list[int]) -> str:
    return joined([f"events.{k}" for k in places[:4]]) + (
        f" and {len(places) - 4} more" if len(places) > 4 else ""
    )


def _shared_salience(scenario: Any) -> list[str]:
    """Tables in which one salience stands for several issues: one matter split in two would count double."""
    if len(scenario.issues) < 2:
        return []
    document = scenario.document
    tables = {"default": document.get("default", {})}
    for kind in ("groups", "members"):
        tables |= {f"{kind}.{name}": table for name, table in document.get(kind, {}).items()}
    shared = [where for where, table in tables.items() if _is_one(table.get("salience"))]
    if not shared:
        return []
    where = ", ".join(shared[:4]) + (f" and {len(shared) - 4} more" if len(shared) > 4 else "")
    return [
        f"one salience stands for all {len(scenario.issues)} issues in {where}. Does each matter as much by itself? "
        "One matter split over two issues counts double unless its salience is divided."
    ]


def _is_one(salience: Any) -> bool:
    """Whether a salience is one value for all issues: a number, or one distribution."""
    from nacsim.scenario.quantity import is_distribution

    return salience is not None and (not isinstance(salience, dict) or is_distribution(salience))
