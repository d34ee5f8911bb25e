"""The longer questions, on `nacsim.explore`: who matters, and what would it take. On fewer councils."""

from typing import Any

from nacsim.scenario import Scenario
from nacsim.scenario.mistakes.errors import dotted
from nacsim.scenario.quantity import is_distribution
from nacsim.scenario.reading.overrides import Misfit, read_override
from nacsim.web import limits
from nacsim.web.limits import Refusal
from nacsim.web.question import Question, question_of, scenario_of

PIVOT_RUNS, BRIDGE_RUNS = 1_000, 2_000
"""Most councils for each variant tried: dozens, and thousands where Shapley values are sampled."""
MEMBERS = 40
"""Most members in a longer question: sampling the coalitions of more would take minutes."""
LEAST, VARIANTS = 200, 150
"""Fewest councils that are worth asking, and variants reckoned with: some four for each of 32 members."""
STANCES = ("position", "salience")
"""What a member may have one value of for all issues."""
INPUTS = ("members", "actors", "procedure", "chair", "uncertainty")
"""Tables whose keys can be edited one by one on the page, as all but an issue's may."""


def pivots(told: Any) -> dict:
    """Whose consent the outcome turns on: what `nacsim pivots --json` says."""
    from nacsim.explore.pivots import pivots as ask

    question = _fewer(told, PIVOT_RUNS)
    return ask(scenario_of(question.side), runs=question.runs, seed=question.seed).to_dict()


def bridge(told: Any) -> dict:
    """The cheapest packages that reach `target` (a chance, 0-1): what `nacsim bridge --json` says.

    Each package also has "edits" (key to value) that put it in force on the page, or None where it changes what the
    page is laid out by, such as who sits in the room.
    """
    from nacsim.explore.bridge import bridge as ask

    question = _fewer(told, BRIDGE_RUNS)
    target = told.get("target", 0.8)
    if isinstance(target, bool) or not isinstance(target, (int, float)) or not 0 < target < 1:
        raise Refusal(400, "The target is a chance between 0 and 1.")
    scenario = scenario_of(question.side)
    found = ask(scenario, target=target, runs=question.runs, seed=question.seed).to_dict()
    for package in found["packages"]:
        package["edits"] = edits_of(package["levers"], scenario)
    return found


def edits_of(levers: list[dict], scenario: Scenario) -> dict[str, Any] | None:
    """Levers, such as `members.FRA.position=60`, as edits of single keys; None if one is no such edit."""
    edits: dict[str, Any] = {}
    for text in (text for lever in levers for text in lever["set"].split(" ; ")):
        try:
            path, value = read_override(text)
        except Misfit:
            return None
        if path[0] not in INPUTS and path[:2] not in {("issues", name) for name in scenario.issues}:
            return None
        edits |= dict(_single(path, value, scenario))
    return edits


def _single(path: tuple, value: Any, scenario: Scenario) -> list[tuple[str, Any]]:
    if isinstance(value, dict) and not is_distribution(value):
        return [pair for key, inner in value.items() for pair in _single((*path, key), inner, scenario)]
    if path[0] == "members" and len(path) == 3 and path[2] in STANCES:
        return [(dotted((*path, issue)), value) for issue in scenario.issues]
    return [(dotted(path), value)]


def _fewer(told: Any, most: int) -> Question:
    """The question on as many councils as some hundred variants of each may have. Refuses (413) if too few."""
    question = question_of(told)
    scenario = scenario_of(question.side)
    if len(scenario.room) > MEMBERS:
        raise Refusal(413, f"More than {MEMBERS} members: ask this question of the command line.")
    rounds = scenario.procedure.rounds or limits.USUAL_ROUNDS
    each = VARIANTS * len(scenario.room) * len(scenario.issues) * rounds
    runs = min(question.runs, most, limits.WORK // each)
    if runs < min(question.runs, LEAST):
        raise Refusal(413, "Too large a council for this question on the page; ask it of the command line.")
    return question._replace(runs=runs)
