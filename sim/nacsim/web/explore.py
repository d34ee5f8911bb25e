"""Questions over variants, on `nacsim.explore`: the curve, single changes, who matters, what would it take."""

from functools import lru_cache
from typing import Any

from nacsim.engine.workers import Progress
from nacsim.scenario import Scenario
from nacsim.scenario.format.write import inline
from nacsim.scenario.mistakes.errors import dotted
from nacsim.scenario.quantity import is_by_name
from nacsim.scenario.reading.overrides import Misfit, read_override, read_path
from nacsim.web import limits
from nacsim.web.hired import reckoned
from nacsim.web.known import check_edits
from nacsim.web.limits import Refusal
from nacsim.web.question import Question, question_of, scenario_of

PIVOT_RUNS, BRIDGE_RUNS = 1_000, 2_000
"""Most councils for each variant tried: dozens, and thousands where Shapley values are sampled."""
LEAST, VARIANTS = 200, 5
"""Fewest councils that are worth asking, and variants reckoned with for each member."""
STANCES = ("position", "salience")
"""What a member may have one value of for all issues."""
CHANGES = 40
"""Single changes reckoned with."""
INPUTS = ("issues", "members", "actors", "procedure", "chair", "uncertainty")
"""Tables whose keys can be edited one by one on the page."""


def pivots(told: Any, progress: Progress | None = None) -> dict[str, Any]:
    """Whose consent the outcome turns on: what `nacsim pivots --json` says."""
    from nacsim.explore.pivots import pivots as ask

    question = fewer(told, PIVOT_RUNS)
    scenario = scenario_of(question.side)
    found = ask(scenario, runs=question.runs, seed=question.seed, jobs=1, progress=progress).to_dict()
    return {"key": told.get("key"), **found}


def bridge(told: Any, progress: Progress | None = None) -> dict[str, Any]:
    """The cheapest packages that reach `target` (a chance, 0-1): what `nacsim bridge --json` says.

    Each package also has "edits" (key to value) that put it in force on the page, or None where it changes what the
    page is laid out by, such as who sits in the room.
    """
    from nacsim.explore.bridge import bridge as ask

    question = fewer(told, BRIDGE_RUNS)
    target = told.get("target", 0.8)
    if isinstance(target, bool) or not isinstance(target, (int, float)) or not 0 < target < 1:
        raise Refusal(400, "The target is a chance between 0 and 1.")
    scenario = scenario_of(question.side)
    how: dict[str, Any] = {"runs": question.runs, "seed": question.seed, "jobs": 1, "progress": progress}
    found = ask(scenario, target=target, **how).to_dict()
    for package in found["packages"]:
        package["edits"] = edits_of(package["levers"], scenario)
    return {"key": told.get("key"), **found}


def one_change(told: Any) -> dict[str, Any]:
    """What each single change would do, the largest effect first; each with its edits, as packages have them."""
    from nacsim.explore.onechange import RUNS

    question = fewer(told, RUNS, CHANGES)
    return {"key": told.get("key"), "runs": question.runs, "changes": _changes(question)}


def curve(told: Any) -> dict[str, Any]:
    """The chance of adoption over the range of one judged number of one member, `input`: its dotted key."""
    from nacsim.explore.onechange import POINTS, RUNS

    question, key = fewer(told, RUNS, len(POINTS)), told.get("input")
    judged(key, scenario_of(question.side))
    return {"key": told.get("key"), "input": key, **_curve(question, key)}


@lru_cache(maxsize=limits.ANSWERS)
def _changes(question: Question) -> list[dict[str, Any]]:
    from nacsim.explore.onechange import one_change as ask

    scenario = scenario_of(question.side)
    rows: list[dict[str, Any]] = reckoned(ask, scenario, question.runs, question.seed, jobs=1)
    for row in rows:
        row["edits"] = edits_of_values(row["set"], scenario)
        row["sets"] = [f"{key}={inline(value)}" for key, value in row["set"].items()]
    return rows


@lru_cache(maxsize=limits.ANSWERS)
def _curve(question: Question, key: str) -> dict[str, Any]:
    from nacsim.explore.onechange import curve as ask

    scenario = scenario_of(question.side)
    coded = judged(key, scenario)
    found: dict[str, Any] = reckoned(ask, scenario, key, coded, question.runs, question.seed, jobs=1)
    return found


def judged(key: Any, scenario: Scenario) -> Any:
    """The number at `members.CODE.position.ISSUE`, `.salience.ISSUE` or `.resolve`. Refuses (400) any other key."""
    from nacsim.explore.variants import judged_at

    found = judged_at(scenario, key) if isinstance(key, str) else None
    if found is None:
        raise Refusal(400, "A curve is of a member's position or salience on an issue, or of its resolve.")
    return found


def edits_of(levers: list[dict[str, Any]], scenario: Scenario) -> dict[str, Any] | None:
    """Levers, such as `members.FRA.position=60`, as edits of single keys; None if one is no such edit."""
    try:
        read = [read_override(text) for lever in levers for text in lever["set"].split(" ; ")]
    except Misfit:
        return None
    return edits_of_values({dotted(path): value for path, value in read}, scenario)


def edits_of_values(values: dict[str, Any], scenario: Scenario) -> dict[str, Any] | None:
    """Values of keys as edits of single keys; None where they are no such edits, or put something new into the scenario."""
    edits: dict[str, Any] = {}
    for key, value in values.items():
        path = read_path(key)
        if path[0] not in INPUTS:
            return None
        edits |= dict(_single(path, value, scenario))
    try:
        check_edits(scenario, edits)
    except Refusal:
        return None
    return edits


def _single(path: tuple[Any, ...], value: Any, scenario: Scenario) -> list[tuple[str, Any]]:
    if is_by_name(value):
        return [pair for key, inner in value.items() for pair in _single((*path, key), inner, scenario)]
    if path[0] == "members" and len(path) == 3 and path[2] in STANCES:
        return [(dotted((*path, issue)), value) for issue in scenario.issues]
    return [(dotted(path), value)]


def fewer(told: Any, most: int, variants: int = 0) -> Question:
    """The question on as many councils as its variants may have. Refuses (413) if too few.

    Variants reckoned with: so many, or (of a longer question) without a number some for each member.
    """
    question = question_of(told)
    scenario = scenario_of(question.side)
    rounds = scenario.procedure.rounds or limits.USUAL_ROUNDS
    each = (variants or VARIANTS * len(scenario.room)) * len(scenario.room) * len(scenario.issues) * rounds
    runs = min(question.runs, most, (limits.WORK if variants else limits.LONG_WORK) // each)
    if runs < min(question.runs, LEAST):
        raise Refusal(413, "Too large a council for this question on the page; ask it of the command line.")
    return question._replace(runs=runs)
