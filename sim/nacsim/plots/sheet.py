"""The sheet that a figure stands on: question, finding, what is shown and a key above it; notes and the source below.

All stand at one left edge. A sheet lays itself out again whenever its figure is drawn, so another width breaks lines anew.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any

from matplotlib import rcParams
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine, LayoutEngine
from matplotlib.lines import Line2D
from matplotlib.text import Text

from nacsim.errors import WrongValue
from nacsim.narrate.figures import says
from nacsim.plots.fonts import foreign, legible
from nacsim.plots.heads import Head
from nacsim.plots.lettering import LEADING, Type, broken
from nacsim.plots.look import POINT, Look, faint, ink, look, muted, style, titled


def _type(text: Text) -> Type:
    """What a text is set in where it is drawn."""
    figure: Any = text.figure
    faces = tuple(text.get_fontfamily())
    return Type(float(text.get_fontsize()), str(text.get_fontweight()), faces, float(figure.dpi))


@dataclass
class _Line:
    """Words that run over the whole width, and where they stand."""

    text: Text
    words: str
    size: float
    after: float  # the gap below, in sizes of type
    even: bool = False
    lines: int = field(default=1)

    def wrap(self, width: float) -> float:
        """Break the words into lines of so many points; returns the height with the gap below."""
        if not self.words:
            self.text.set_text("")
            return 0.0
        found = broken(self.words, width, _type(self.text), even=self.even)
        self.text.set_text("\n".join(found))
        return self.size * (LEADING * len(found) + self.after)


class Sheet(LayoutEngine):
    """The layout of one figure: heading and foot as high as their words, and the axes in between."""

    _adjust_compatible = True
    _colorbar_gridspec = False

    def __init__(self, fig: Figure, look: Look, body: float) -> None:
        """A sheet of a width whose axes are `body` inches high."""
        super().__init__()
        self.look = self.inside = look  # of heading and foot, and of what is between them
        self.body = body
        self.inner = ConstrainedLayoutEngine(h_pad=0, w_pad=0, hspace=0, wspace=0)
        self.head = Head("")
        self.heading = self.source = ""
        self.turned = self.latin = (
            False  # whether names, or any words, are in Latin letters for want of others
        )
        self.settled: list[str] = []  # notes of what could be placed only in the end
        self._fig = fig
        self._top: list[_Line] = []
        self._foot: list[_Line] = []
        self._key: list[tuple[Line2D, Text]] = []
        self._rule: Line2D | None = None

    def write(self, head: Head | None = None, heading: str | None = None, source: str | None = None) -> None:
        """Say something else above and below, and make the sheet as high as that needs."""
        self.head = self.head if head is None else head
        self.heading = self.heading if heading is None else heading
        self.source = self.source if source is None else source
        self._compose()
        if self.head.settle is not None:
            self._fig.draw_without_rendering()
            self.settled, before = self.head.settle(self._fig.axes[0]), self.settled
            if self.settled != before:
                self._compose()

    def _compose(self) -> None:
        """Make the words anew, and the figure as high as heading, axes and foot need; a slide has its height."""
        for artist in [*(line.text for line in (*self._top, *self._foot)), *sum(self._key, ())]:
            artist.remove()
        if self._rule is not None:
            self._rule.remove()
        size, head, fig = self.look, self.head, self._fig
        kicker = " · ".join(part for part in (self.heading, head.question) if part)
        self._top = [
            self._line(kicker, size.small * 1.08, 0.35, color=muted()),
            self._line(head.title, size.title, 0.3, even=True, weight="bold", family=titled(), color=ink()),
            self._line(head.deck, size.em, 0.4, color=ink()),
        ]
        self._key = []
        for mark in head.key:
            handle = mark.handle(size.em)
            fig.add_artist(handle)
            self._key.append((handle, self._line(mark.words, size.em, 0, color=ink()).text))
        said = [head.title, head.deck, *head.notes, *(mark.words for mark in head.key), self.heading]
        self.latin = self.turned or any(foreign(words, rcParams["font.family"]) for words in said)
        notes = [*self.settled, *head.notes, *([says("latin")] if self.latin else [])]
        self._foot = [
            *(self._line(note, size.small, 0.12, color=muted()) for note in notes),
            self._line(self.source, size.small, 0, color=muted()),
        ]
        self._rule = None
        if self.source or notes:
            self._rule = Line2D([], [], color=faint(), lw=0.8 * size.line)
            fig.add_artist(self._rule)
        self._fit()

    def _line(self, words: str, size: float, after: float, *, even: bool = False, **look: Any) -> _Line:
        words, faces = legible(words.replace("\n", " "), look.pop("family", rcParams["font.family"]))
        text = self._fig.text(0, 0, words, va="top", fontsize=size, linespacing=LEADING, family=faces, **look)
        text.set_in_layout(False)
        return _Line(text, words, size, after, even)

    def _fit(self) -> None:
        width = self.look.width
        height = self.look.height or self._above(width) + self.body + self._below(width)
        self._fig.set_size_inches(width, height)

    def _inside(self, width: float) -> float:
        """The width between the margins, in points."""
        return (width - 2 * self.look.margin) / POINT

    @property
    def room(self) -> float:
        """Inches that heading and foot leave to the axes of a sheet whose height is given."""
        words = 2 * LEADING * self.look.small * POINT  # of a caption that may still come
        width = self.look.width
        return (self.look.height or 0) - self._above(width) - self._below(width) - words

    def _above(self, width: float) -> float:
        """Inches above the axes."""
        across = self._inside(width)
        words = sum(line.wrap(across) for line in self._top)
        rows = self._rows(across)
        return self.look.margin + (words + self.look.em * (1.5 * len(rows) + 0.5)) * POINT

    def _below(self, width: float) -> float:
        """Inches below the axes."""
        words = sum(line.wrap(self._inside(width)) for line in self._foot)
        return self.look.margin + (words + (1.1 * self.look.em if words else 0)) * POINT

    def _rows(self, across: float) -> list[list[tuple[int, float]]]:
        """The entries of the key in rows: (which, how far from the left in points)."""
        rows: list[list[tuple[int, float]]] = []
        at = across
        for k, (_, text) in enumerate(self._key):
            size = float(text.get_fontsize())
            needs = 1.35 * size + _type(text).wide(text.get_text())
            if not rows or at + needs > across:
                rows.append([])
                at = 0.0
            rows[-1].append((k, at))
            at += needs + 1.3 * size
        return rows

    def execute(self, fig: Figure) -> None:
        """Put everything in its place; matplotlib calls this whenever the figure is drawn."""
        width, height = fig.get_size_inches()
        left, em = self.look.margin / width, self.look.em * POINT / height
        above, below = self._above(width) / height, self._below(width) / height
        y = 1 - self.look.margin / height
        for line in self._top:
            line.text.set_position((left, y))
            y -= line.wrap(self._inside(width)) * POINT / height
        for row in self._rows(self._inside(width)):
            for k, at in row:
                handle, text = self._key[k]
                x = left + at * POINT / width
                wide_ = 0.95 * self.look.em * POINT / width
                handle.set_data([x, x + wide_], [y - 0.66 * em] * 2)
                if handle.get_marker() != "None" and handle.get_marker() != "none":
                    handle.set_data([x + wide_ / 2], [y - 0.66 * em])
                text.set_position((x + 1.35 * self.look.em * POINT / width, y - 0.1 * em))
            y -= 1.5 * em
        y = below - 0.6 * em
        if self._rule is not None:
            self._rule.set_data([left, 1 - left], [y, y])
        y -= 0.45 * em
        for line in self._foot:
            line.text.set_position((left, y))
            y -= line.wrap(self._inside(width)) * POINT / height
        self.inner.set(rect=(left, below, 1 - 2 * left, max(0.05, 1 - above - below)))
        self.inner.execute(fig)


class Shown(Figure):
    """A figure that a notebook shows as it is, whether or not pyplot is there to do it."""

    DPI = 144
    """Pixels an inch on a screen."""

    def _repr_png_(self) -> bytes:
        file, sheet = io.BytesIO(), sheet_of(self)
        with style(sheet.look if sheet else look()):
            self.savefig(file, format="png", dpi=self.DPI, metadata={"Software": None})
        return file.getvalue()


def sheet_of(fig: Figure) -> Sheet | None:
    """The sheet that a figure stands on, if it is one of ours."""
    engine = fig.get_layout_engine()
    return engine if isinstance(engine, Sheet) else None


def blank(size: Look, ems: float, inside: Look | None = None) -> Axes:
    """An empty figure on a sheet, its axes `ems` high with all labels; returns the one pair of axes.

    `inside` is the look of what is drawn, where it is not that of the sheet.
    """
    fig = Shown(figsize=(size.width, size.height or size.width))
    FigureCanvasAgg(fig)
    sheet = Sheet(fig, size, ems * size.inch)
    sheet.inside = inside or size
    fig.set_layout_engine(sheet)
    return fig.add_subplot()


def tidy(drawn: Axes | Figure) -> bool:
    """Make every text legible, whoever wrote it there; returns whether any had to be written in Latin letters."""
    turned = False
    for text in drawn.findobj(Text):
        said = text.get_text()
        if said and not (said.isascii() and said.isprintable()):
            turned |= foreign(said, text.get_fontfamily())
            shown, faces = legible(said, text.get_fontfamily())
            text.set_text(shown)
            text.set_fontfamily(faces)
    return turned


def turned(fig: Figure) -> bool:
    """Whether some words of a figure are in Latin letters because no typeface here has theirs."""
    sheet = sheet_of(fig)
    return sheet is not None and sheet.latin


def caption(fig: Figure, heading: str, source: str) -> None:
    """Write what a figure is about above it, before its question, and where it comes from (n, seed, version) below.

    Raises WrongValue for a figure that none of ours stands on.
    """
    sheet = sheet_of(fig)
    if sheet is None:
        raise WrongValue("caption() is for figures that nacsim made; on one of yours say it with fig.text()")
    with style(sheet.look):
        sheet.write(heading=heading, source=source)
