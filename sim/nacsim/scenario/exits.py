"""How likely the others can go ahead without some: as a file says, else by the kind of matter and past decisions."""

from collections.abc import Mapping
from typing import Any

from nacsim.data.calibrated import central
from nacsim.scenario.quantity import centre
from nacsim.scenario.resolved import Scenario
from nacsim.vocabulary import CATEGORY


def exit_chance(scenario: Scenario, values: Mapping[str, Any]) -> Any:
    """The chance, with these values of the global parameters: as the procedure says, else by the category of the matter.

    A category that the vocabulary does not know counts as one that binds all.
    """
    said = scenario.procedure.opt_out
    if said is not None:
        return float(said)
    known = CATEGORY.get(scenario.category)
    return values["exit" if known is not None and known.takes_part else "exit_bound"]


def likely_exit(scenario: Scenario) -> float:
    """The same at the centre of the calibrated set, or as the scenario fixes it; 0 or 1 where there is nothing to draw."""
    fixed = {key: centre(quantity) for key, quantity in scenario.parameters.items()}
    return float(exit_chance(scenario, central() | fixed))
