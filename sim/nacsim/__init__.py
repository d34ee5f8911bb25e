"""NACSIM: would the North Atlantic Council agree?

The public names, loaded when first used, so that `nacsim --help` starts at once.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOME = {
    "ADOPTED": "nacsim.vocabulary",
    "Member": "nacsim.council.agents",
    "OUTCOMES": "nacsim.vocabulary",
    "Council": "nacsim.council.agents",
    "Outcomes": "nacsim.results.outcomes",
    "ScenarioError": "nacsim.scenario",
    "bridge": "nacsim.explore.bridge",
    "compare": "nacsim.explore.compare",
    "pivots": "nacsim.explore.pivots",
    "play": "nacsim.council.seat",
    "sweep": "nacsim.explore.sweep",
    "discover": "nacsim.explore.discover",
    "load": "nacsim.scenario",
    "read_table": "nacsim.scenario.exchange",
    "sensitivity": "nacsim.explore.sensitivity",
    "simulate": "nacsim.engine.ensemble",
    "simulate_many": "nacsim.engine.ensemble",
    "summary": "nacsim.results.summary",
    "tally": "nacsim.engine.ensemble",
    "tally_many": "nacsim.engine.ensemble",
    "watch": "nacsim.council.watch",
    "write_table": "nacsim.scenario.exchange",
}
__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'nacsim' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
