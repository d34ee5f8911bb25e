"""NACSIM: would the North Atlantic Council agree?

The public names, loaded when first used, so that `nacsim --help` starts at once.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOME = {
    "ADOPTED": "sim.outcomes",
    "Member": "sim.council",
    "OUTCOMES": "sim.outcomes",
    "Council": "sim.council",
    "Outcomes": "sim.outcomes",
    "ScenarioError": "sim.scenario",
    "bridge": "sim.explore",
    "compare": "sim.explore",
    "pivots": "sim.explore",
    "play": "sim.explore",
    "sweep": "sim.explore",
    "discover": "sim.explore",
    "load": "sim.scenario",
    "sensitivity": "sim.explore",
    "simulate": "sim.ensemble",
    "simulate_many": "sim.ensemble",
    "summary": "sim.metrics",
    "tally": "sim.ensemble",
    "tally_many": "sim.ensemble",
    "watch": "sim.ensemble",
}
__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'sim' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
