"""Nothing is lost: what is written is read again at once, and refused if it does not come back the same."""

from nacsim.arguments import door
from nacsim.scenario.build import ScenarioLike, scenario_of
from nacsim.scenario.exchange.notes import some
from nacsim.scenario.exchange.own import different, table_text
from nacsim.scenario.exchange.reader import read_quietly
from nacsim.scenario.exchange.writing import decide_text
from nacsim.scenario.mistakes.errors import Problem, ScenarioError
from nacsim.scenario.resolved import Scenario


@door
def write_table(scenario: ScenarioLike) -> str:
    """A scenario as our own table (CSV), which `read_table` brings back as it was.

    Raises ScenarioError that names what a table cannot carry, if there is anything.
    """
    scenario = scenario_of(scenario)
    return _carried(scenario, table_text(scenario), "<csv>")


def write_decide(scenario: Scenario) -> str:
    """A scenario as a DECIDE file; what DECIDE has no place for stands in rows that are remarks to it.

    Raises ScenarioError that names what the file cannot carry, if there is anything.
    """
    return _carried(scenario, decide_text(scenario), "<decide>")


def _carried(scenario: Scenario, text: str, file: str) -> str:
    try:
        lost = different(scenario, read_quietly(text.encode()).scenario)
    except ScenarioError as error:
        lost = [f"what is read back as a mistake ({error.problems[0].message})"]
    if lost:
        message = f"a table cannot carry all of {scenario.name}: {some(lost)}; keep it as .toml"
        raise ScenarioError([Problem(file, None, "", message)])
    return text
