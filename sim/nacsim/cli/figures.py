"""Drawing the figures of a run by name."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any


def figures_for(scenario: Any) -> list[str]:
    """The figures that have something to say of a scenario."""
    from nacsim.narrate.experts import splits
    from nacsim.vocabulary import FIGURES

    return [name for name in FIGURES if name != "experts" or splits(scenario)]


def save_figures(run: Any, names: Iterable[str], folder: Path) -> list[Path]:
    """Draw figures of a `nacsim.plots.run_data.Run` by name into a folder, as PNG and SVG; returns the paths."""
    from nacsim import plots
    from nacsim.plots.offered import run_figures

    paths, known = [], run_figures()
    for name in names:
        figure, data = known[name]
        fig = figure(data(run)).figure
        plots.caption(fig, run.scenario.title, run.source)
        paths += plots.save(fig, folder / name)
    return paths
