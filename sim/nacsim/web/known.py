"""Edits change what a scenario has; none puts a new table into it, such as an issue that belongs to another scenario."""

from typing import Any

from nacsim.scenario import Scenario
from nacsim.scenario.mistakes.errors import dotted
from nacsim.scenario.reading.overrides import Misfit, read_path
from nacsim.web.limits import Refusal

STANCES = ("position", "salience")


def check_edits(scenario: Scenario, edits: dict[str, Any]) -> None:
    """Refuse (422) edits that would create a table: an issue, member, actor, group or event that is not there."""
    problems = []
    for key in edits:
        try:
            path = read_path(key)
        except Misfit:
            continue  # what is no key is explained where it is put in
        wrong = _stranger(path, scenario)
        if wrong:
            problems.append({"line": None, "key": key[:80], "message": wrong})
    if problems:
        raise Refusal(422, "This edit does not belong to this scenario:", problems)


def _stranger(path: tuple[Any, ...], scenario: Scenario) -> str:
    """What such a key would create; empty if all of it is there."""
    table, *rest = path
    there = {
        "issues": scenario.issues,
        "members": scenario.members,
        "actors": scenario.actors,
        "groups": scenario.document.get("groups", {}),
        "experts": {**scenario.experts, "only": None, "pool": None},
    }
    if table in there and rest and rest[0] not in there[table]:
        return f"there is no {dotted(path[:2])} to change; there is: {', '.join(list(there[table])[:12]) or 'none'}"
    if table == "members" and len(rest) > 2 and rest[1] in STANCES and rest[2] not in scenario.issues:
        return f"there is no issue {rest[2]}; there is: {', '.join(scenario.issues)}"
    named = [event.name for event in scenario.events]
    if table == "events" and rest and rest[0] not in named and not _is_place(rest[0], len(named)):
        return f"there is no event {rest[0]}; there are {len(scenario.events)}"
    return ""


def _is_place(key: Any, length: int) -> bool:
    return str(key).isdecimal() and int(key) < length
