"""Figures. Every function takes data and axes and gives the axes back: `(data, *, ax=None) -> ax`.

Nothing is computed here that belongs in `sim.metrics` or `sim.tables`; only `save` writes anything.
"""

from sim.plots.compare import compare, frontier, pivots, tornado
from sim.plots.ends import outcomes, text, timing
from sim.plots.members import coblocking, hemicycle, objectors
from sim.plots.rounds import stances, story, support
from sim.plots.style import caption, save
from sim.plots.surfaces import curves, phase, reliability

__all__ = [
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
