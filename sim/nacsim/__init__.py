"""NACSIM: would the North Atlantic Council agree?

The public names, loaded when first used, so that `nacsim --help` starts at once.
"""

import os
from importlib import import_module
from typing import Any

# The products here are small and many: threads of the linear algebra library would wait for each other, for up to
# sixteen times as long as the work takes when another process runs. The councils are shared out among workers instead.
# NumPy reads this when it is first imported.
for _name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

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
