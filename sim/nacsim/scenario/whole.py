"""How likely an issue is taken whole or not at all: the judgement of a file, read as the chance that it is.

Coders agree on that judgement only in part, so true and false are read as chances; a number is the chance itself. A
condition is as coded, and an issue with a floor can be divided.
"""

from collections.abc import Mapping
from typing import Any

from nacsim.data.calibrated import central
from nacsim.scenario.quantity import centre
from nacsim.scenario.resolved import Issue, Scenario


def chance_of_whole(issue: Issue, values: Mapping[str, Any]) -> Any:
    """The chance, with these values of the global parameters; true or false where it is as coded in every council."""
    said = issue.lumpy
    if not isinstance(said, bool) or issue.status_quo is None or issue.floor is not None:
        return said
    return values["lumpy_said" if said else "lumpy_unsaid"]


def likely_whole(scenario: Scenario, name: str) -> float:
    """The same at the centre of the calibrated set, or as the scenario fixes it; 0 or 1 where there is nothing to draw."""
    fixed = {key: centre(quantity) for key, quantity in scenario.parameters.items()}
    return float(chance_of_whole(scenario.issues[name], central() | fixed))
