"""Names beside points, clear of marks, lines and each other; placed by textalloc."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from typing import Any

from matplotlib.axes import Axes

from nacsim.plots.lettering import Type, broken
from nacsim.plots.look import POINT, figure_of, ink, look_of, muted

CANDIDATES = 150
"""Places that are tried for a name."""
FAR = (0.06, 0.12, 0.25, 0.45)
"""How far from its point a name may stand, as shares of the axes, tried one after the other."""


@dataclass
class Labels:
    """Names of points (x, y, words, whether by number) of a figure in which `steps` are joined and `others` stand alone.

    To call it on the axes places them anew, as the sheet wants whenever it has changed. Points named by number have their
    words in the notes that are returned, and where the words of the others find no room these have too.
    """

    named: Sequence[tuple[float, float, str, bool]]
    steps: Sequence[dict[str, Any]]
    others: Sequence[dict[str, Any]]
    drawn: list[Any] = field(default_factory=list)

    def __call__(self, ax: Axes) -> list[str]:
        """Place the names; returns what has to be said below."""
        for artist in self.drawn:
            artist.remove()
        self.drawn = []
        size = look_of(ax)
        room = (0.3 if size.width > 5 else 0.45) * size.width / POINT
        type_ = Type(size.small)
        for numbered in (False, True):
            words: list[str] = []
            notes: list[str] = []
            for _, _, text, short in self.named:
                if short or numbered:
                    notes.append(f"{len(notes) + 1}  {text}")
                    words.append(str(len(notes)))
                else:
                    words.append("\n".join(broken(text, room, type_, even=True)))
            if self._place(ax, words, force=numbered):
                break
        return [" · ".join(notes)] if notes else []

    def _place(self, ax: Axes, words: Sequence[str], *, force: bool = False) -> bool:
        """Put the words there if all find a place, as near as may be; `force` those too that do not."""
        for far in FAR if words else ():
            last = force and far == FAR[-1]
            self.drawn = self._allocated(ax, words, far, last)
            if len(self.drawn) == len(words):
                self.drawn += list(self._leaders(ax))
                return True
            for artist in self.drawn:
                artist.remove()
            self.drawn = []
        return not words

    def _allocated(self, ax: Axes, words: Sequence[str], far: float, force: bool) -> list[Any]:
        """The words where textalloc finds room for them, up to so far from their points."""
        from textalloc import allocate

        size, points = look_of(ax), [*self.steps, *self.others]
        costs, shares = [p["cost"] for p in self.steps], [p["share"] for p in self.steps]
        corners = [c for c in costs for _ in (0, 1)][1:], [s for s in shares for _ in (0, 1)][:-1]
        upright = [([p["cost"]] * 2, [p["low"], p["high"]]) for p in points if p["high"] - p["low"] > 0.02]
        across: list[Any] = [corners[0], *(line for line, _ in upright)]
        sizes: list[Any] = [(0.62 * size.em) ** 2] * len(points)
        along: list[Any] = [corners[1], *(line for _, line in upright)]
        with redirect_stdout(io.StringIO()):  # it prints where there is no room
            found = allocate(
                ax,
                [x for x, _, _, _ in self.named],
                [y for _, y, _, _ in self.named],
                list(words),
                x_scatter=[p["cost"] for p in points],
                y_scatter=[p["share"] for p in points],
                scatter_sizes=sizes,
                x_lines=across,
                y_lines=along,
                textsize=size.small,
                textcolor=ink(),
                nbr_candidates=CANDIDATES,
                min_distance=0.01,
                max_distance=far,
                margin=0.006,
                draw_lines=False,
                draw_all=force,
                linespacing=1.2,
                multialignment="left",
            )
        return [text for text in found[2] if text is not None]

    def _leaders(self, ax: Axes) -> Iterator[Any]:
        """A line from each point to words that stand away from it, ending short of both."""
        size = look_of(ax)
        unit = size.em * figure_of(ax).dpi * POINT
        for text, (x, y, _, _) in zip(list(self.drawn), self.named, strict=True):
            box = text.get_window_extent()
            point = ax.transData.transform((x, y))
            end = [
                min(max(point[k], low), high)
                for k, (low, high) in enumerate(zip(box.min, box.max, strict=True))
            ]
            gap = math.dist(point, end)
            if gap < 1.3 * unit:
                continue
            ends = [[p + (e - p) * part for p, e in zip(point, end, strict=True)]
                    for part in (0.45 * unit / gap, 1 - 0.25 * unit / gap)]  # fmt: skip
            (x0, y0), (x1, y1) = ax.transData.inverted().transform(ends)
            yield ax.plot([x0, x1], [y0, y1], color=muted(), lw=0.6 * size.line, zorder=0.9)[0]
