"""Names beside points, clear of marks, lines and each other; placed by textalloc."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from typing import Any, cast

from matplotlib.axes import Axes

from nacsim.plots.lettering import Type, broken
from nacsim.plots.look import POINT, ink, look_of, muted

CANDIDATES = 200
"""Places that are tried for a name."""
FAR = (0.03, 0.06, 0.12, 0.25, 0.45)
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
    numbers: dict[int, str] = field(default_factory=dict)

    def __call__(self, ax: Axes) -> list[str]:
        """Place the names; returns what has to be said below."""
        self._clear()
        if not self._place(ax, {k for k, point in enumerate(self.named) if point[3]}):
            self._clear()
            self._place(ax, set(range(len(self.named))), force=True)
        told = [f"{word}  {self.named[k][2]}" for k, word in sorted(self.numbers.items())]
        return [" · ".join(told)] if told else []

    def _clear(self) -> None:
        for artist in self.drawn:
            artist.remove()
        self.drawn, self.numbers = [], {}

    def _place(self, ax: Axes, numbered: set[int], *, force: bool = False) -> bool:
        """Put numbers beside some of the points, then the words beside the others; `force` them where there is no room."""
        size = look_of(ax)
        self.numbers = {k: str(n) for n, k in enumerate(sorted(numbered), start=1)}
        room, type_ = (0.3 if size.width > 5 else 0.45) * size.width / POINT, Type(size.small)
        words = {
            k: "\n".join(broken(text, room, type_, even=True))
            for k, (_, _, text, _) in enumerate(self.named)
            if k not in numbered
        }
        numbers = self._nearest(ax, self.numbers, force, ())
        taken = [text.get_window_extent() for text in numbers]
        texts = self._nearest(ax, words, force, taken)
        return len(numbers) + len(texts) == len(self.named)

    def _nearest(self, ax: Axes, words: dict[int, str], force: bool, taken: Sequence[Any]) -> list[Any]:
        """Some of the names, as near to their points as all of them find room."""
        found: list[Any] = []
        for far in FAR if words else ():
            found = self._allocated(ax, words, far, force and far == FAR[-1], taken)
            if len(found) == len(words):
                self.drawn += [*found, *self._leaders(ax, dict(zip(words, found, strict=True)))]
                return found
            for artist in found:
                artist.remove()
        return []

    def _allocated(
        self, ax: Axes, words: dict[int, str], far: float, force: bool, taken: Sequence[Any]
    ) -> list[Any]:
        """The words where textalloc finds room for them, up to so far from their points and clear of what is taken."""
        from textalloc import allocate

        size, points = look_of(ax), [*self.steps, *self.others]
        costs, shares = [p["cost"] for p in self.steps], [p["share"] for p in self.steps]
        lines = [([c for c in costs for _ in (0, 1)][1:], [s for s in shares for _ in (0, 1)][:-1])]
        lines += [([p["cost"]] * 2, [p["low"], p["high"]]) for p in points if p["high"] - p["low"] > 0.02]
        for box in taken:
            corners = [(box.x0, box.y0), (box.x1, box.y1), (box.x0, box.y1), (box.x1, box.y0)]
            (x0, x1, x2, x3), (y0, y1, y2, y3) = ax.transData.inverted().transform(corners).T
            lines += [([x0, x1], [y0, y1]), ([x2, x3], [y2, y3])]
        with redirect_stdout(io.StringIO()):  # it prints where there is no room
            _, _, texts, leaders = allocate(
                ax,
                [self.named[k][0] for k in words],
                [self.named[k][1] for k in words],
                list(words.values()),
                x_scatter=[p["cost"] for p in points],
                y_scatter=[p["share"] for p in points],
                scatter_sizes=cast(Any, [(0.62 * size.em) ** 2] * len(points)),
                x_lines=[x for x, _ in lines],
                y_lines=[y for _, y in lines],
                textsize=size.small,
                textcolor=ink(),
                nbr_candidates=CANDIDATES,
                min_distance=0.01,
                max_distance=far,
                margin=0.006,
                avoid_label_lines_overlap=True,
                avoid_crossing_label_lines=True,
                draw_all=force,
                linespacing=1.2,
                multialignment="left",
            )
        for line in cast(list[Any], leaders):
            if line is not None:
                line.remove()  # ours end short of point and words
        return [text for text in texts if text is not None]

    def _leaders(self, ax: Axes, texts: dict[int, Any]) -> Iterator[Any]:
        """A line from each point to words that stand away from it, ending short of both."""
        size = look_of(ax)
        unit = size.em * ax.figure.dpi * POINT
        for k, text in texts.items():
            box = text.get_window_extent()
            point = ax.transData.transform(self.named[k][:2])
            end = [
                min(max(point[i], low), high)
                for i, (low, high) in enumerate(zip(box.min, box.max, strict=True))
            ]
            gap = math.dist(point, end)
            if gap < 1.3 * unit:
                continue
            parts = (0.45 * unit / gap, 1 - 0.25 * unit / gap)
            ends = [[p + (e - p) * part for p, e in zip(point, end, strict=True)] for part in parts]
            (x0, y0), (x1, y1) = ax.transData.inverted().transform(ends)
            yield ax.plot([x0, x1], [y0, y1], color=muted(), lw=0.6 * size.line, zorder=0.9)[0]
