"""Numbers of ours beside numbers that others published: how a row is told. The studies say which.

A study that sets the model beside publications has a function `beside()` that returns rows; `blocks_published.py` puts
them into docs/published.md.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """What was measured, what was published, and what the model says of it.

    published: in words, with its own uncertainty where it has one.
    least, most: the range in which the published number lies, as a share; None where only an order was published.
    model: {"share", "low", "high"} with the 95 % interval of the dice.
    note: what follows, where least and most are None.
    """

    what: str
    published: str
    model: dict
    least: float | None = None
    most: float | None = None
    note: str = ""

    def cells(self):
        """The row of a table."""
        return self.what, self.published, told(self.model), (self.note or self.verdict()).replace("-", "−")

    def verdict(self):
        """Whether the two ranges meet, or how far apart they are, in points."""
        if self.model["low"] <= self.most and self.model["high"] >= self.least:
            return "agrees"
        below = self.model["high"] < self.least
        gap = self.least - self.model["share"] if below else self.model["share"] - self.most
        return f"too {'low' if below else 'high'} by {100 * gap:.0f} points"


def told(share):
    """A share with its interval: `64 % (63 to 65)`."""
    value, low, high = (100 * share[key] for key in ("share", "low", "high"))
    digits = 1 if value < 2 else 0
    return f"{value:.{digits}f} % ({low:.{digits}f} to {high:.{digits}f})"
