"""How a function that draws becomes a figure: on a sheet of ours or on the user's axes; and the marks that several share."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.collections import EllipseCollection
from matplotlib.ticker import FuncFormatter, MaxNLocator

from nacsim.plots.heads import Head
from nacsim.plots.lettering import LEADING, block, wide
from nacsim.plots.look import POINT, Look, faint, figure_of, ink, look, look_of, muted, paper, style
from nacsim.plots.sheet import blank, sheet_of
from nacsim.plots.telling import tell
from nacsim.results.answer import Answer
from nacsim.results.tally import Tally

Drawing = Callable[..., Axes]
SMALLEST = 0.75
"""How small type is made on a slide, as a share of its size, to have everything on it."""


RUN_FIGURES: dict[str, tuple[Drawing, Callable[[Any], Any]]] = {}
"""The figures of a run by name: how each is drawn, and what it takes of a `nacsim.plots.run_data.Run`."""


def of_run(data: Callable[[Any], Any]) -> Callable[[Drawing], Drawing]:
    """Decorator: a figure that every run has, under the name of its function; `data` makes what it takes of a run."""

    def note(drawing: Drawing) -> Drawing:
        RUN_FIGURES[drawing.__name__] = drawing, data
        return drawing

    return note


def figure(ems: float = 24, width: str = "page") -> Axes:
    """An empty figure of one of our widths, its axes `ems` high; returns its one pair of axes."""
    size = look(width)
    with style(size):
        return blank(size, ems)


def drawn(
    height: Callable[[Any, Look], float] | float, silent: Callable[[Any], str] = lambda data: ""
) -> Callable[[Callable[..., Head]], Drawing]:
    """Decorator: run a drawing in our style, on a sheet of its own if the caller brings no axes, with its head above.

    `height` of the axes with their labels in ems, or a function of the data and the look that returns it. `silent` says in
    a line why there is nothing to draw, or nothing; the figure then is that line, and `figure.silent(data)` asks for it.
    """

    def wrap(drawing: Callable[..., Head]) -> Drawing:
        @functools.wraps(drawing)
        def inner(data: Any, *, ax: Axes | None = None, width: str = "page") -> Axes:
            if isinstance(data, Answer | Tally):
                from nacsim.plots.answers import taken

                data = taken(data, drawing.__name__)
            why = silent(data)
            if ax is not None:
                with style(look_of(ax)):
                    tell(ax, nothing(ax, why) if why else drawing(data, ax=ax))
                return ax
            size = look(width)
            ems = 2.5 if why else height(data, size) if callable(height) else height
            with style(size):
                ax = blank(size, ems)
                tell(ax, nothing(ax, why) if why else drawing(data, ax=ax))
            share = _fits(ax, ems)
            if share < 0.98 and not why:
                small = size.smaller(max(SMALLEST, share))
                with style(small):
                    ax = blank(size, ems, small)
                    tell(ax, drawing(data, ax=ax))
            return ax

        inner.silent = silent  # type: ignore[attr-defined]
        return inner

    return wrap


def _fits(ax: Axes, ems: float) -> float:
    """How much of what axes of so many ems need there is room for; 1 where a figure is as high as it has to be."""
    sheet = sheet_of(figure_of(ax))
    if sheet is None or sheet.look.height is None:
        return 1.0
    return sheet.room / (ems * sheet.look.inch)


def nothing(ax: Axes, why: str) -> Head:
    """Say in words that there is nothing to draw, instead of empty axes."""
    ax.axis("off")
    return Head(why)


def names(
    ax: Axes,
    rows: Sequence[tuple[float, str]],
    *,
    values: Sequence[str] = (),
    bold: Sequence[int] = (),
    most: float = 0.36,
    lines: int = 2,
) -> None:
    """Name the rows of a figure at its left edge, each (height, words), and give each its value beside the axes.

    Names take at most the share `most` of the width and break into `lines`; those numbered in `bold` are set off.
    """
    size = look_of(ax)
    gap, room = _room(size, values, most)
    weights = ["bold" if k in bold else "normal" for k in range(len(rows))]
    shown = [block(words, room, size.em, lines, w) for (_, words), w in zip(rows, weights, strict=True)]
    widest = max((wide(words, size.em, w) for words, w in zip(shown, weights, strict=True)), default=0.0)
    ax.set_yticks([])
    for k, ((y, _), words) in enumerate(zip(rows, shown, strict=True)):
        beside(ax, y, words, -(widest + gap), "left", x=0, fontweight=weights[k])
        if values:
            beside(ax, y, values[k], -0.7 * size.em, "right", x=0, fontweight=weights[k])


def _room(size: Look, values: Sequence[str], most: float) -> tuple[float, float]:
    """Points between names and axes, values included, and points that names may take."""
    numbers = max((wide(v, size.em, "bold") + 0.9 * size.em for v in values), default=0.0)
    gap = numbers + 0.7 * size.em
    return gap, most * size.width / POINT - gap


def row_of(
    size: Look, words: Iterable[str], usual: float = 2.0, most: float = 0.36, values: Sequence[str] = ()
) -> float:
    """How many ems a row with a name is high: as usual, or enough for two lines where one of the names needs them."""
    _, room = _room(size, values, most)
    return max(usual, 2.7) if any(wide(name, size.em) > room for name in words) else usual


def beside(ax: Axes, y: float, words: str, points: float, ha: str, *, x: float = 1.0, **look: Any) -> None:
    """Words at a height of the data, so many points from an edge of the axes (x: 0 the left, 1 the right)."""
    look = {"fontsize": look_of(ax).em, "color": ink(), **look}
    ax.annotate(
        words,
        (x, y),
        (points, 0),
        xycoords=("axes fraction", "data"),
        textcoords="offset points",
        ha=ha,
        va="center",
        linespacing=LEADING,
        annotation_clip=False,
        **look,
    )


def share_axis(axis: Any, ax: Axes) -> None:
    """Mark an axis of shares (0-1) at 0, 25, 50, 75 and 100 of 100."""
    size = look_of(ax)
    axis.set_major_locator(MaxNLocator(nbins=4, steps=[1, 2, 2.5, 5, 10]))
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{round(100 * value, 6):g}"))
    axis.set_tick_params(labelsize=size.small, length=2.2 * size.line)
    for label in axis.get_ticklabels():
        label.set_color(muted())


def plain_axis(axis: Any, ax: Axes) -> None:
    """Small, quiet numbers along an axis."""
    size = look_of(ax)
    axis.set_tick_params(labelsize=size.small, length=2.2 * size.line, labelcolor=muted())


def bare(ax: Axes, *sides: str) -> None:
    """Take away the named spines and all tick marks: the axis line of a list of names says nothing."""
    for side in sides:
        ax.spines[side].set_visible(False)
    ax.tick_params(length=0)


def grid(ax: Axes, axis: str = "x") -> None:
    """Quiet lines behind the marks."""
    ax.grid(axis=axis, color=faint(), lw=0.6 * look_of(ax).line, zorder=0)  # type: ignore[arg-type]


def interval(ax: Axes, low: float, high: float, y: float, cap: float = 0.0) -> None:
    """A 95 % interval from `low` to `high` at height `y`, with a rim so that it shows on a dark bar."""
    line = look_of(ax).line
    for colour, width in ((paper(), 2.8 * line), (ink(), 1.2 * line)):
        ax.hlines(y, low, high, color=colour, lw=width)
        if cap:
            ax.vlines([low, high], y - cap, y + cap, color=colour, lw=width)


def dots(ax: Axes, y: float, start: int, count: int, colour: str, pitch: float, *, rows: int = 2) -> None:
    """So many councils of 100 as dots from the place `start` on, `rows` deep, `pitch` from row to row."""
    step = rows
    places = [((start + k) // rows, (start + k) % rows) for k in range(count)]
    offsets = [((column + 0.5) * step, y + pitch * (0.5 * (rows - 1) - row)) for column, row in places]
    size = 0.84 * step
    ax.add_collection(
        EllipseCollection(
            [size] * count,
            [size] * count,
            [0] * count,
            units="x",
            offsets=offsets,
            offset_transform=ax.transData,
            facecolors=colour,
            linewidths=0,
        )
    )
