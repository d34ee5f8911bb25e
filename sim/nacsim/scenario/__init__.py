"""Scenario files: read, checked, explained, written. The format is described in ``scenarios/README.md``."""

from sim.scenario.build import load, loads
from sim.scenario.document import RULES
from sim.scenario.errors import Problem, ScenarioError
from sim.scenario.quantity import centre
from sim.scenario.read import shipped
from sim.scenario.resolved import (
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
from sim.scenario.schema import json_schema
from sim.scenario.starter import starter
from sim.scenario.write import dump

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
