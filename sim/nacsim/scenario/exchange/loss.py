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

    Raises ScenarioError that names what the file cannot carry, if there is anything: a row for each member says nothing of
    members that have one line.
    """
    if any(member.shared for member in scenario.without_experts().members.values()):
        raise _refusal(scenario, "groups whose members have one line (shared)", "<decide>")
    return _carried(scenario, decide_text(scenario), "<decide>")


def _carried(scenario: Scenario, text: str, file: str) -> str:
    try:
        lost = different(scenario, read_quietly(text.encode()).scenario)
    except ScenarioError as error:
        lost = [f"what is read back as a mistake ({error.problems[0].message})"]
    if lost:
        raise _refusal(scenario, some(lost), file)
    return text


def _refusal(scenario: Scenario, lost: str, file: str) -> ScenarioError:
    message = f"a table cannot carry all of {scenario.name}: {lost}; keep it as .toml"
    return ScenarioError([Problem(file, None, "", message)])
