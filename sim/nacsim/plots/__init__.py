"""Figures. Every function takes data and axes and gives the axes back: `(data, *, ax=None) -> ax`.

Nothing is computed here that belongs in `nacsim.results`; only `save` writes anything.
"""

from nacsim.plots.ends import outcomes, text, timing
from nacsim.plots.members import coblocking, hemicycle, objectors
from nacsim.plots.questions import compare, frontier, pivots, tornado
from nacsim.plots.rounds import stances, story, support
from nacsim.plots.style import RUN_FIGURES, caption, save
from nacsim.plots.surfaces import curves, phase, reliability

__all__ = [
    "RUN_FIGURES",
    "caption",
    "coblocking",
    "compare",
    "curves",
    "frontier",
    "hemicycle",
    "objectors",
    "outcomes",
    "phase",
    "pivots",
    "reliability",
    "save",
    "stances",
    "story",
    "support",
    "text",
    "timing",
    "tornado",
]
