"""Scenario files: read, checked, explained, written. The format is described in ``scenarios/README.md``."""

from nacsim.scenario.build import load, loads
from nacsim.scenario.format.schema import json_schema
from nacsim.scenario.format.starter import starter
from nacsim.scenario.format.write import dump
from nacsim.scenario.mistakes.errors import Problem, ScenarioError
from nacsim.scenario.quantity import centre
from nacsim.scenario.reading.read import past_decisions, shipped, unnamed
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
from nacsim.vocabulary import RULES

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
    "past_decisions",
    "shipped",
    "starter",
    "unnamed",
]
