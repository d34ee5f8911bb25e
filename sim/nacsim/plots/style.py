"""How every figure looks: colours, type, the source line, saving. No pyplot: no window, no global state."""

from __future__ import annotations

import functools
import os
import tempfile
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import PercentFormatter

from nacsim.files.writing import clean, valid_xml
from nacsim.results.answer import Answer
from nacsim.results.tally import Tally
from nacsim.vocabulary import OUTCOME

COLOUR = {key: entry.colour for key, entry in OUTCOME.items()}
DARK, MUTED, FAINT, PALE = "#12202B", "#5A6772", "#C9D1D8", "#EEF1F3"
BLUE, SKY, RUST, SAND = COLOUR["approved"], COLOUR["amended"], COLOUR["blocked"], "#F0C3A1"
INK = {key: "white" if entry.light_ink else DARK for key, entry in OUTCOME.items()}
HEAT = LinearSegmentedColormap.from_list("silence", ["#F8F6F3", "#F3CDA9", "#DD8347", "#B23C00", "#641F00"])
CHANCE = "cividis"  # a scale without red and green, even in lightness

LONGEST = 130
"""Signs of the longest heading: more do not fit above a figure."""

RC = {
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 11.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.titlecolor": DARK,
    "axes.titlepad": 10,
    "axes.edgecolor": "#8893A0",
    "axes.labelcolor": DARK,
    "text.color": DARK,
    "xtick.color": DARK,
    "ytick.color": DARK,
    "legend.frameon": False,
    "figure.dpi": 100,
    "savefig.dpi": 160,
    "text.parse_math": False,  # a dollar is a dollar
    "svg.hashsalt": "nacsim",  # the same figure gives the same bytes
}

Drawing = Callable[..., Axes]


RUN_FIGURES: dict[str, tuple[Drawing, Callable[[Any], Any]]] = {}
"""The figures of a run by name: how each is drawn, and what it takes of a `nacsim.plots.run_data.Run`."""


def of_run(data: Callable[[Any], Any]) -> Callable[[Drawing], Drawing]:
    """Decorator: a figure that every run has, under the name of its function; `data` makes what it takes of a run."""

    def note(drawing: Drawing) -> Drawing:
        RUN_FIGURES[drawing.__name__] = drawing, data
        return drawing

    return note


def figure(width: float, height: float) -> Axes:
    """An empty figure of `width` by `height` inches on the Agg canvas; returns its one pair of axes."""
    fig = Figure(figsize=(width, height), layout="constrained")
    fig.get_layout_engine().set(w_pad=0.09)
    FigureCanvasAgg(fig)
    return fig.add_subplot()


def drawn(size: Callable[..., tuple[float, float]] | tuple[float, float]) -> Callable[[Drawing], Drawing]:
    """Decorator: run a drawing in our style and give it axes if the caller brings none.

    `size` is (width, height) in inches, or a function of the data that returns it.
    """

    def wrap(drawing: Drawing) -> Drawing:
        @functools.wraps(drawing)
        def inner(data, *, ax: Axes | None = None) -> Axes:
            if isinstance(data, Answer | Tally):
                from nacsim.plots.answers import taken

                data = taken(data, drawing.__name__)
            with rc_context(RC):
                if ax is None:
                    ax = figure(*(size(data) if callable(size) else size))
                drawing(data, ax=ax)
            return ax

        return inner

    return wrap


def caption(fig: Figure, heading: str, source: str) -> None:
    """Write the scenario's title above and the source line (scenario, runs, seed, version) below a figure."""
    heading = _line(heading)
    with rc_context(RC):
        fig.get_layout_engine().set(rect=(0, 0.25 / fig.get_figheight(), 1, 1 - 0.5 / fig.get_figheight()))
        top = 1 - 0.09 / fig.get_figheight()
        fig.text(0.012, top, heading, ha="left", va="top", fontsize=8.5, color=MUTED)
        fig.text(0.995, 0.05 / fig.get_figheight(), source, ha="right", va="bottom", fontsize=7, color=MUTED)


def _line(words: str) -> str:
    """Words as they can be drawn on one line: no hidden signs, not longer than a figure is wide."""
    return clean(words if len(words) <= LONGEST else words[: LONGEST - 1] + "…").replace("\n", " ")


def _tidy(fig: Figure) -> None:
    """Clean every text of a figure, whoever wrote it there."""
    for text in fig.findobj(Text):
        if (said := text.get_text()) and not (said.isascii() and said.isprintable()):
            text.set_text(clean(said))


def save(fig: Figure, path: str | Path) -> list[Path]:
    """Save a figure as PNG and SVG under `path`; the same figure gives the same bytes.

    A suffix .png or .svg asks for that one only, any other is replaced. Files appear whole or not at all.
    Returns what was written.
    """
    path = Path(path)
    kinds = [path.suffix] if path.suffix in (".png", ".svg") else [".png", ".svg"]
    path.parent.mkdir(parents=True, exist_ok=True)
    return [_save_one(fig, path.with_suffix(kind)) for kind in kinds]


def _save_one(fig: Figure, target: Path) -> Path:
    meta = {"Date": None} if target.suffix == ".svg" else {"Software": None}
    handle, name = tempfile.mkstemp(suffix=target.suffix, dir=target.parent)
    os.close(handle)
    try:
        with rc_context(RC), warnings.catch_warnings():
            warnings.filterwarnings(
                "ignore", "Glyph .* missing"
            )  # drawn as a box, which says it once and not 284 times
            _tidy(fig)
            fig.savefig(name, metadata=meta)
        if target.suffix == ".svg":  # it tells its texts in remarks, hidden signs and all
            drawn = Path(name).read_text(encoding="utf-8")
            Path(name).write_text(valid_xml(drawn), encoding="utf-8", newline="\n")
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, target)
    finally:
        Path(name).unlink(missing_ok=True)
    return target


@functools.cache
def _umask() -> int:
    """Which permissions new files are not to have; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def interval(ax: Axes, low: float, high: float, y: float, cap: float = 0.11) -> None:
    """A 95 % interval from `low` to `high` at height `y`, with a white rim so that it shows on a dark bar."""
    for colour, width in (("white", 2.6), (DARK, 1.1)):
        ax.hlines(y, low, high, color=colour, lw=width)
        if cap:
            ax.vlines([low, high], y - cap, y + cap, color=colour, lw=width)


def percent_axis(axis) -> None:
    """Label an axis of shares (0–1) in per cent."""
    axis.set_major_formatter(PercentFormatter(1, decimals=0))


def bare(ax: Axes, *sides: str) -> None:
    """Take away the named spines and all tick marks: the axis line of a list of names says nothing."""
    for side in sides:
        ax.spines[side].set_visible(False)
    ax.tick_params(length=0)


def key(ax: Axes, columns: int = 4) -> None:
    """A legend in one line between title and axes; follow it with `title(ax, ..., keyed=True)`."""
    ax.legend(
        loc="lower left",
        bbox_to_anchor=(-0.01, 1.0),
        ncols=columns,
        fontsize=8,
        borderaxespad=0.2,
        handlelength=1.4,
        columnspacing=1.4,
    )


def title(ax: Axes, text: str, *, keyed: bool = False) -> None:
    """The subject of the figure, above the legend line if there is one."""
    ax.set_title(text, pad=27 if keyed else 10)


def nothing(ax: Axes, text: str) -> Axes:
    """Say in words that there is nothing to draw, instead of empty axes."""
    ax.axis("off")
    ax.text(0.5, 0.5, text, transform=ax.transAxes, ha="center", va="center", color=MUTED, fontsize=10)
    return ax


def apart(values: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move label heights so that neighbours are at least `gap` apart, within low–high; order is kept."""
    order = sorted(range(len(values)), key=lambda i: values[i])
    placed = [values[i] for i in order]
    for i in range(1, len(placed)):
        placed[i] = max(placed[i], placed[i - 1] + gap)
    overflow = placed[-1] - high if placed else 0.0
    if overflow > 0:
        placed[-1] -= overflow
        for i in range(len(placed) - 2, -1, -1):
            placed[i] = max(min(placed[i], placed[i + 1] - gap), low)
    out = [0.0] * len(values)
    for i, value in zip(order, placed, strict=True):
        out[i] = value
    return out
