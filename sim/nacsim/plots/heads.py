"""What is said about a figure: the finding, what is shown, a key, notes and the question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.lines import Line2D


@dataclass(frozen=True)
class Mark:
    """An entry of a key."""

    words: str
    colour: str
    kind: str = "s"  # a marker of matplotlib, or - for a line, -- for a dashed one
    hollow: bool = False

    def handle(self, size: float) -> Line2D:
        """What stands before the words."""
        line = self.kind in ("-", "--", "=")
        return Line2D(
            [],
            [],
            color=self.colour,
            marker="none" if line else self.kind,
            ls=(0, (1.9, 1.2)) if self.kind == "--" else "-" if line else "none",
            lw=(0.42 if self.kind == "=" else 0.16) * size,
            ms=0.78 * size,
            mfc="none" if self.hollow else self.colour,
            mew=0.13 * size if self.hollow or self.kind == "x" else 0,
            solid_capstyle="butt",
        )


@dataclass(frozen=True)
class Head:
    """What is said about a figure."""

    title: str  # the finding
    deck: str = ""  # what is shown, with its unit
    key: Sequence[Mark] = ()
    notes: Sequence[str] = ()
    question: str = ""
    above: float = 0.0  # ems above the axes that the figure itself takes, for the names of lines and columns
    settle: Callable[[Axes], list[str]] | None = (
        None  # called when all else has its place; returns further notes
    )
