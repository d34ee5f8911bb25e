"""The longer questions, on `sim.explore`: who matters, and what would it take. On fewer councils."""

from typing import Any

from sim.web.limits import Refusal
from sim.web.question import Question, question_of, scenario_of

PIVOT_RUNS, BRIDGE_RUNS = 2_000, 2_000
"""Councils for each variant that these questions try; there are dozens of variants."""


def pivots(told: Any) -> dict:
    """Whose consent the outcome turns on: `nacsim pivots --json`."""
    from sim.explore import pivots as ask

    question = _fewer(told, PIVOT_RUNS)
    return ask(scenario_of(question.side), runs=question.runs, seed=question.seed)


def bridge(told: Any) -> dict:
    """The cheapest packages that reach `target` (a chance, 0-1): `nacsim bridge --json`."""
    from sim.explore import bridge as ask

    question = _fewer(told, BRIDGE_RUNS)
    target = told.get("target", 0.8)
    if isinstance(target, bool) or not isinstance(target, (int, float)) or not 0 < target < 1:
        raise Refusal(400, "The target is a chance between 0 and 1.")
    return ask(scenario_of(question.side), target=target, runs=question.runs, seed=question.seed)


def _fewer(told: Any, most: int) -> Question:
    question = question_of(told)
    return question._replace(runs=min(question.runs, most))
