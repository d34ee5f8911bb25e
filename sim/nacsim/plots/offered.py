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

from matplotlib.axes import Axes

from nacsim.errors import Unfit
from nacsim.offers import Offers
from nacsim.plots.heads import Head
from nacsim.plots.look import figure_of, look, style
from nacsim.plots.style import RUN_FIGURES, Drawing, drawn, figure
from nacsim.results.metrics import trial
from nacsim.vocabulary import FIGURES

HEIGHT = 24.0
"""Ems of the axes of a figure to which nobody brings any."""


def run_figures() -> dict[str, tuple[Drawing, Callable[[Any], Any]]]:
    """The figures of a run by name, those of packages after ours: how each is drawn, and what it takes. Raises Unfit."""
    ours = {name: RUN_FIGURES[name] for name in FIGURES}  # in their order, and not in that of imports
    return ours | {name: (drawing, councils) for name, drawing in OFFERS.all().items()}


def councils(run: Any) -> Any:
    """What a figure from a package takes of a `nacsim.plots.run_data.Run`: what `simulate` returns."""
    return replace(run.outcomes, question=run.scenario)


def tried(name: str, drawing: Drawing) -> Drawing:
    """A figure that draws on the axes that it is given, and gives them back. Raises Unfit."""
    if not callable(drawing):
        raise Unfit("is no function of (outcomes, *, ax)")

    def headed(data: Any, *, ax: Axes) -> Head:
        drawing(data, ax=ax)
        title, ours = ax.get_title(), ax.get_title(loc="left")
        ax.set_title("")
        return Head(title or ours or name)

    headed.__name__, headed.__doc__ = name, drawing.__doc__
    framed = drawn(HEIGHT)(headed)
    for some in (trial(), trial().first_runs(1)):
        with style(look()):
            ax = figure(HEIGHT)
            if drawing(some, ax=ax) is not ax:
                raise Unfit("does not give back the axes that it was given")
            if not ax.has_data() and not ax.texts:
                raise Unfit("draws nothing on the axes that it was given")
            figure_of(ax).canvas.draw()
    return framed


OFFERS = Offers("figure", "nacsim.figures", RUN_FIGURES, tried)
