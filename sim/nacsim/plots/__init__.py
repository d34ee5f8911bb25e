"""Figures. Every function takes data and axes and gives the axes back: `(data, *, ax=None) -> ax`.

Those of a run are here by the name under which they are noted (`nacsim.plots.style.of_run`), in whichever of the modules
below they stand. Nothing is computed here that belongs in `nacsim.results`; only `save` writes anything.
"""

from typing import Any

from nacsim.plots import disagreement, ends, members, offered, rounds
from nacsim.plots.questions import compare, frontier, pivots, tornado
from nacsim.plots.style import RUN_FIGURES, caption, save
from nacsim.plots.surfaces import curves, phase, reliability

OF_A_RUN = (ends, members, rounds, disagreement)
"""The modules in which figures of a run are drawn; to load them notes the figures."""

__all__ = [
    "RUN_FIGURES",
    "caption",
    "compare",
    "curves",
    "frontier",
    "phase",
    "pivots",
    "reliability",
    "save",
    "tornado",
    *RUN_FIGURES,
]


def __getattr__(name: str) -> Any:
    if name in RUN_FIGURES:
        return RUN_FIGURES[name][0]
    if not name.startswith("_") and name in offered.OFFERS.names():
        return offered.OFFERS.get(name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
