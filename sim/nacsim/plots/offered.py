"""Figures of one's own: a package offers them under the entry point group `nacsim.figures` (see `nacsim.offers`).

    [project.entry-points."nacsim.figures"]
    ladder = "my_package:ladder"

`ladder(outcomes, *, ax)` draws what `simulate` returned on matplotlib axes and gives them back, like every figure here. It
is then drawn by `simulate(…).plot("ladder")`, `nacsim.plots.ladder` and `nacsim plot FOLDER ladder`, in the style of the
others. It is tried on made-up councils before it is first used.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes

from nacsim.errors import Unfit
from nacsim.offers import Offers
from nacsim.plots.style import RC, RUN_FIGURES, Drawing, figure
from nacsim.results.metrics import trial

SIZE = (7.2, 4.0)
"""Inches of a figure to which nobody brings axes."""


def run_figures() -> dict[str, tuple[Drawing, Callable[[Any], Any]]]:
    """The figures of a run by name, those of packages after ours: how each is drawn, and what it takes. Raises Unfit."""
    return RUN_FIGURES | {name: (drawing, councils) for name, drawing in OFFERS.all().items()}


def councils(run: Any) -> Any:
    """What a figure from a package takes of a `nacsim.plots.run_data.Run`: what `simulate` returns."""
    return replace(run.outcomes, question=run.scenario)


def tried(name: str, drawing: Drawing) -> Drawing:
    """A figure that draws on the axes that it is given, and gives them back. Raises Unfit."""
    if not callable(drawing):
        raise Unfit("is no function of (outcomes, *, ax)")

    def framed(data: Any, *, ax: Axes | None = None) -> Axes:
        with rc_context(RC):
            ax = figure(*SIZE) if ax is None else ax
            drawing(data, ax=ax)
        return ax

    framed.__name__, framed.__doc__ = name, drawing.__doc__
    for some in (trial(), trial().first_runs(1)):
        with rc_context(RC):
            ax = figure(*SIZE)
            if drawing(some, ax=ax) is not ax:
                raise Unfit("does not give back the axes that it was given")
            if not ax.has_data() and not ax.texts:
                raise Unfit("draws nothing on the axes that it was given")
            ax.figure.draw_without_rendering()
    return framed


OFFERS = Offers("figure", "nacsim.figures", RUN_FIGURES, tried)
