"""Names beside points, clear of marks, lines and each other; placed by textalloc."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from typing import Any

from matplotlib.axes import Axes

from nacsim.plots.lettering import Type, broken
from nacsim.plots.look import POINT, ink, look_of, muted

CANDIDATES = 600
"""Places that are tried for a name."""


@dataclass
class Labels:
    """Names of points (x, y, words) of a figure in which `steps` are joined and `others` stand alone.

    To call it on the axes places them anew, as the sheet wants whenever it has changed. Where the words find no room the
    points are numbered, and the numbers told in the notes that are returned.
    """

    named: Sequence[tuple[float, float, str]]
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
        words = ["\n".join(broken(text, room, Type(size.small))) for _, _, text in self.named]
        if self._place(ax, words):
            return []
        self._place(ax, [str(k) for k in range(1, len(words) + 1)], force=True)
        return [f"{k}  {text}" for k, (_, _, text) in enumerate(self.named, start=1)]

    def _place(self, ax: Axes, words: Sequence[str], *, force: bool = False) -> bool:
        """Put the words there if all find a place; `force` those too that do not."""
        if not words:
            return True
        from textalloc import allocate

        size, points = look_of(ax), [*self.steps, *self.others]
        costs, shares = [p["cost"] for p in self.steps], [p["share"] for p in self.steps]
        corners = [c for c in costs for _ in (0, 1)][1:], [s for s in shares for _ in (0, 1)][:-1]
        upright = [([p["cost"]] * 2, [p["low"], p["high"]]) for p in points if p["high"] - p["low"] > 0.02]
        with redirect_stdout(io.StringIO()):  # it prints where there is no room
            _, _, texts, lines = allocate(
                ax,
                [x for x, _, _ in self.named],
                [y for _, y, _ in self.named],
                list(words),
                x_scatter=[p["cost"] for p in points],
                y_scatter=[p["share"] for p in points],
                scatter_sizes=[(0.62 * size.em) ** 2] * len(points),
                x_lines=[corners[0], *(line for line, _ in upright)],
                y_lines=[corners[1], *(line for _, line in upright)],
                textsize=size.small,
                textcolor=ink(),
                linecolor=muted(),
                linewidth=0.6 * size.line,
                nbr_candidates=CANDIDATES,
                min_distance=0.012,
                max_distance=0.45,
                margin=0.006,
                draw_all=force,
                avoid_label_lines_overlap=True,
                avoid_crossing_label_lines=True,
            )
        self.drawn = [artist for artist in [*texts, *lines] if artist is not None]
        if sum(text is not None for text in texts) == len(words):
            return True
        for artist in self.drawn:
            artist.remove()
        self.drawn = []
        return False
