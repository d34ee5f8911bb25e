"""Figures. Every function takes data and gives axes back: `(data, *, ax=None, width="page") -> ax`.

With `ax` it draws there; without, on a sheet of its own, with the question, the finding, a key, notes and the source.
Those of a run are here by the name under which they are noted (`nacsim.plots.style.of_run`), in whichever of the modules
below they stand. Nothing is computed here that belongs in `nacsim.results`; only `save` writes anything.
"""

from typing import Any

from nacsim.plots import disagreement, ends, members, offered, rounds, seats
from nacsim.plots.explore import boxes
from nacsim.plots.history import robustness, scores
from nacsim.plots.questions import compare, frontier, pivots, tornado
from nacsim.plots.saving import save
from nacsim.plots.sheet import caption, turned
from nacsim.plots.style import RUN_FIGURES
from nacsim.plots.surfaces import curves, phase, reliability

OF_A_RUN = (ends, members, seats, rounds, disagreement)
"""The modules in which figures of a run are drawn; to load them notes the figures."""

__all__ = [
    "RUN_FIGURES",
    "boxes",
    "caption",
    "compare",
    "curves",
    "frontier",
    "phase",
    "pivots",
    "reliability",
    "robustness",
    "save",
    "scores",
    "tornado",
    "turned",
    *RUN_FIGURES,
]


def __getattr__(name: str) -> Any:
    if name in RUN_FIGURES:
        return RUN_FIGURES[name][0]
    if not name.startswith("_") and name in offered.OFFERS.names():
        return offered.OFFERS.get(name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
