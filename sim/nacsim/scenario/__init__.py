"""Scenario files: read, checked, explained, written. The format is described in ``scenarios/README.md``."""

from nacsim.scenario.build import load, loads
from nacsim.scenario.document import RULES
from nacsim.scenario.errors import Problem, ScenarioError
from nacsim.scenario.quantity import centre
from nacsim.scenario.read import shipped
from nacsim.scenario.resolved import (
    Actor,
    Chair,
    Discrete,
    Event,
    Issue,
    Normal,
    Observed,
    Procedure,
    Quantity,
    Scenario,
    Stance,
    Triangular,
    Uniform,
)
from nacsim.scenario.schema import json_schema
from nacsim.scenario.starter import starter
from nacsim.scenario.write import dump

__all__ = [
    "RULES",
    "Actor",
    "Chair",
    "Discrete",
    "Event",
    "Issue",
    "Normal",
    "Observed",
    "Problem",
    "Procedure",
    "Quantity",
    "Scenario",
    "ScenarioError",
    "Stance",
    "Triangular",
    "Uniform",
    "centre",
    "dump",
    "json_schema",
    "load",
    "loads",
    "shipped",
    "starter",
]
