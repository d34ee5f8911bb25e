"""An edited stance is an assumption of the user: the file that is saved says so, with the coded value and its source."""

from typing import Any

from nacsim.narrate import quantity
from nacsim.scenario import Scenario
from nacsim.scenario.mistakes.errors import dotted
from nacsim.scenario.reading.overrides import Misfit, read_path

JUDGED = ("position", "salience", "resolve")
MARK = "assumption (page)"
LONGEST = 1_900
"""Letters of a note, so that it stays within what the page itself lets people write."""


def marks(scenario: Scenario, edits: dict[str, Any]) -> dict[str, str]:
    """Further edits that mark every member whose stance is edited: its `confidence`, and a note with what was coded.

    A note or a confidence that the user wrote is left alone.
    """
    was: dict[str, list[str]] = {}
    for key in edits:
        try:
            table, *rest = read_path(key)
        except Misfit:
            continue
        if table == "members" and len(rest) > 1 and rest[0] in scenario.members and rest[1] in JUDGED:
            was.setdefault(rest[0], []).append(_coded(scenario, rest))
    found: dict[str, str] = {}
    for code, coded in was.items():
        stance = scenario.members[code]
        note = f"{MARK}; coded: {', '.join(coded)}"
        because = ": ".join(part for part in (stance.confidence, stance.note) if part)
        found[dotted(("members", code, "confidence"))] = MARK
        found[dotted(("members", code, "note"))] = (f"{note}. {because}" if because else note)[:LONGEST]
    return {key: value for key, value in found.items() if key not in edits}


def _coded(scenario: Scenario, rest: list[Any]) -> str:
    """A judged number as it was coded, in words: 'position on office 5'."""
    code, what, *issue = rest
    held = getattr(scenario.members[code], what)
    if isinstance(held, dict):
        names = [name for name in issue if name in held] or list(held)
        return ", ".join(f"{what} on {name} {quantity(held[name])}" for name in names)
    return f"{what} {quantity(held)}"
