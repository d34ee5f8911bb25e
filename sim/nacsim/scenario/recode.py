"""A second coding of a question: the sheet for whoever makes it, and the scenario of what comes back."""

from os import PathLike
from typing import Any

from nacsim.scenario.build import ScenarioLike, loads, scenario_of
from nacsim.scenario.exchange.coding_sheet import coding_text, read_coding
from nacsim.scenario.format.copy import coded_anew
from nacsim.scenario.format.write import dump
from nacsim.scenario.start import copied


def coding_sheet(scenario: ScenarioLike) -> str:
    """The sheet (CSV) for a second coder of a scenario's question: all that is asked, and nobody's numbers."""
    return coding_text(scenario_of(scenario))


def recoded(scenario: ScenarioLike, sheet: Any) -> tuple[str, list[str]]:
    """The question of a scenario with the stances of a sheet that came back, as a file; and the account of the reading.

    What is not asked in the sheet (text, rule, outsiders, events) stays. `sheet` is a path, bytes or a DataFrame. Raises
    ScenarioError with every mistake.
    """
    question = scenario_of(scenario)
    text = copied(scenario) if isinstance(scenario, str | PathLike) else dump(question)
    coding = read_coding(sheet, question)
    made = coded_anew(text, coding.coder, coding.default, coding.members, coding.lumpy)
    loads(made, question.name)
    return made, coding.notes.lines()
