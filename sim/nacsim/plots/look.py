"""How a figure looks: three widths with their type sizes, colours by role, and what the user's own settings overrule."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from matplotlib import rc_context, rcParams, rcParamsDefault
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_hex, to_rgb
from matplotlib.figure import Figure

from nacsim.colours import COLOURS, INK, PAPER, SCALES
from nacsim.errors import WrongValue
from nacsim.nearest import offer

POINT = 1 / 72  # inches


@dataclass(frozen=True)
class Look:
    """A width, and the sizes of type that can be read on it. Inches and points."""

    width: float
    em: float  # type of the figure itself; all distances are told in it
    small: float  # notes, the source, numbers beside marks
    title: float
    margin: float  # to all four edges
    dpi: int
    height: float | None = None  # of the whole, where it is given; else what the content needs
    rows: int = 1000  # of a figure that has a row for each of something

    @property
    def inch(self) -> float:
        """One em in inches."""
        return self.em * POINT

    @property
    def line(self) -> float:
        """What a line of one point is drawn as."""
        return self.em / 9

    def smaller(self, share: float) -> Look:
        """The same with all type but titles as small as this share, so that more of it fits."""
        return replace(self, em=self.em * share, small=min(self.small, self.em * share))


WIDTHS = {
    "column": Look(width=3.5, em=7, small=6.2, title=9.5, margin=0.08, dpi=300),
    "page": Look(width=7.2, em=9, small=7.5, title=14, margin=0.14, dpi=200),
    "slide": Look(width=40 / 3, em=14.5, small=11, title=26, margin=0.45, dpi=144, height=7.5, rows=9),
}
"""The widths by name: a column of a journal (89 mm), a page (183 mm), a slide of 16 to 9."""

STYLE: dict[str, Any] = {
    "font.family": ["DejaVu Sans"],
    "text.color": INK,
    "figure.facecolor": PAPER,
    "axes.facecolor": "none",
    "savefig.facecolor": "auto",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": "#8893A0",
    "axes.labelcolor": INK,
    "axes.axisbelow": True,
    "xtick.color": "#8893A0",
    "ytick.color": "#8893A0",
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "legend.frameon": False,
}
"""Ours, where the user has not chosen otherwise."""
OURS: dict[str, Any] = {
    "text.parse_math": False,  # a dollar is a dollar
    "text.hinting": "none",  # else words are up to a tenth wider or narrower at low resolution than where they were measured
    "axes.formatter.use_mathtext": False,
    "svg.hashsalt": "nacsim",  # the same figure gives the same bytes
    "pdf.fonttype": 42,  # letters stay letters
}
"""Ours whatever the user has chosen."""


def look(width: str = "page") -> Look:
    """The look of a width by its name, with the user's size of type if it is set. Raises WrongValue for no such width."""
    if width not in WIDTHS:
        raise WrongValue(f"width={width!r}: no such width; {offer(str(width), WIDTHS)}")
    found = WIDTHS[width]
    if chosen("font.size"):
        scale = float(rcParams["font.size"]) / WIDTHS["page"].em
        sizes = {name: getattr(found, name) * scale for name in ("em", "small", "title")}
        return replace(found, **sizes)
    return found


def chosen(key: Any) -> bool:
    """Whether the user has set this key of rcParams otherwise than matplotlib does."""
    return bool(rcParams[key] != rcParamsDefault[key])


@contextmanager
def style(size: Look) -> Iterator[None]:
    """Our style for as long as something is drawn; what the user has set in rcParams stands, and nothing is left changed."""
    told: dict[Any, Any] = {
        **STYLE,
        "font.size": size.em,
        "axes.titlesize": size.em * 1.2,
        "axes.labelsize": size.em,
        "xtick.labelsize": size.em,
        "ytick.labelsize": size.em,
        "axes.linewidth": 0.7 * size.line,
        "xtick.major.width": 0.7 * size.line,
        "xtick.major.size": 3 * size.line,
        "ytick.major.width": 0.7 * size.line,
        "ytick.major.size": 3 * size.line,
        "hatch.linewidth": 0.7 * size.line,
    }
    faces = logging.getLogger("matplotlib.font_manager")
    faces.addFilter(_no_bold)
    try:
        with rc_context({key: value for key, value in told.items() if not chosen(key)} | OURS):
            yield
    finally:
        faces.removeFilter(_no_bold)


def _no_bold(record: logging.LogRecord) -> bool:
    """Whether a remark on typefaces is worth a line: not that one with letters of another script has them in one weight."""
    return "font weight" not in record.getMessage()


def titled() -> list[str]:
    """The typefaces of titles: a bold serif, unless the user has chosen type."""
    ours = list(rcParams["font.family"]) == STYLE["font.family"]
    return ["DejaVu Serif", "DejaVu Sans"] if ours else list(rcParams["font.family"])


def figure_of(ax: Axes) -> Figure:
    """The figure that an axes stands in, the whole of it where it is divided into parts."""
    found: Any = ax.figure
    while not isinstance(found, Figure):
        found = found.figure
    return found


def look_of(ax: Axes) -> Look:
    """The look that an axes is drawn in: that of its sheet, else one with the type and width of the user's figure."""
    figure = figure_of(ax)
    engine: Any = figure.get_layout_engine()
    found = getattr(engine, "inside", None)
    if isinstance(found, Look):
        return found
    em, width = float(rcParams["font.size"]), float(ax.bbox.width / figure.dpi)
    return Look(width=width, em=em, small=0.85 * em, title=1.2 * em, margin=0, dpi=int(figure.dpi))


def mixed(share: float) -> str:
    """A shade of the writing on its paper, from 0, the paper, to 1: so greys follow a dark style of the user's."""
    ink, paper = to_rgb(rcParams["text.color"]), to_rgb(_paper())
    red, green, blue = (p + (i - p) * share for i, p in zip(ink, paper, strict=True))
    return to_hex((red, green, blue))


def _paper() -> Any:
    paper = rcParams["figure.facecolor"]
    return PAPER if paper == "none" else paper


def ink() -> str:
    """The colour of writing."""
    return mixed(1)


def muted() -> str:
    """That of what may be overlooked: notes, sources, the second line of a label."""
    return mixed(0.7)


def faint() -> str:
    """That of lines that only guide the eye."""
    return mixed(0.2)


def pale() -> str:
    """That of grounds."""
    return mixed(0.07)


def paper() -> str:
    """That of the paper."""
    return mixed(0)


def dark() -> bool:
    """Whether the paper is darker than the writing: then colours are those of the dark theme."""
    weights = (0.2126, 0.7152, 0.0722)
    light = [sum(w * c for w, c in zip(weights, to_rgb(colour), strict=True)) for colour in (ink(), paper())]
    return light[1] < light[0]


class Themed(Mapping[str, Any]):
    """A table of (light, dark) by role, of which the one that goes with the paper is given."""

    def __init__(self, table: dict[str, tuple[Any, Any]]) -> None:
        """Keep the table."""
        self.table = table

    def __getitem__(self, key: str) -> Any:
        return self.table[key][dark()]

    def __iter__(self) -> Iterator[str]:
        return iter(self.table)

    def __len__(self) -> int:
        return len(self.table)


def _scale(name: str, shades: tuple[str, ...]) -> LinearSegmentedColormap:
    return LinearSegmentedColormap.from_list(f"nacsim-{name}", shades)


COLOUR = Themed({key: (entry.light, entry.dark) for key, entry in COLOURS.items()})
"""The colours of `nacsim.colours` on the paper, by role."""
ON = Themed({key: (entry.on_light, entry.on_dark) for key, entry in COLOURS.items() if entry.on_light})
"""What is written on them."""
SCALE = Themed(
    {name: (_scale(name, light), _scale(f"{name}-dark", dim)) for name, (light, dim) in SCALES.items()}
)
"""The scales of `nacsim.colours` on the paper, by name."""
