"""What the page hands on as one file: the report with sliders, which opens anywhere without a server."""

from typing import Any

from nacsim.engine.workers import Work
from nacsim.scenario.format.write import inline
from nacsim.web.explore import fewer
from nacsim.web.hired import players
from nacsim.web.question import question_of, scenario_of


def report(told: Any) -> str:
    """The report of `nacsim report --sliders` on the scenario as the page has it. Refuses (413) too large a council."""
    from nacsim.reporting.door import reported
    from nacsim.reporting.forms import with_sliders
    from nacsim.reporting.grid import MOST_POINTS, RUNS, chosen, grid
    from nacsim.reporting.sliders import sliders

    question = question_of(told)
    side, scenario = question.side, scenario_of(question.side)
    work = Work(1, players(), None)
    name = side.name if side.toml is None else f"{side.name}.toml"
    changed = tuple(f"{key}={inline(value)}" for key, value in side.changed.items())
    runs = fewer(told, RUNS, MOST_POINTS // 4).runs
    made = reported(scenario, question.runs, question.seed, work, name, changed)
    answer = made.answer.to_dict()
    places = grid(scenario, chosen(scenario, answer["members"]), answer, question.seed, work, runs)
    return with_sliders(made, sliders(places)).decode()
