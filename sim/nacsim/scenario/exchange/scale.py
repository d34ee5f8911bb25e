"""From a table's own scale to points of 0 to 100, and back.

A scale is its two ends: what becomes 0 and what becomes 100. All is done in fractions, and only the result
is a float, so that a position is found again on its own scale exactly as it was typed.
"""

from dataclasses import dataclass
from fractions import Fraction

from nacsim.scale import WHOLE, as_share
from nacsim.scenario.exchange.notes import Notes
from nacsim.scenario.exchange.numbers import Cell, Choices, plain, shown

POINTS = (Fraction(0), Fraction(WHOLE))
KNOWN = (((Fraction(-1), Fraction(1))), (Fraction(0), Fraction(1)), (Fraction(0), Fraction(10)))
"""Scales that are recognised by what the numbers keep to, never in silence."""

MOST_DECIMALS = 12
"""Decimals to which points lead back to a table's own scale."""

NARROW = Fraction(1, 10)
"""Share of a scale within which all positions would hardly differ: less than the error of their coding."""


@dataclass(frozen=True)
class Scale:
    """What 0 and 100 points are on a table's own scale, and how many decimals it gives."""

    low: Fraction = POINTS[0]
    high: Fraction = POINTS[1]
    decimals: int = 0

    @property
    def is_points(self) -> bool:
        """Whether the table counts in points itself."""
        return (self.low, self.high) == POINTS

    def holds(self, value: Fraction) -> bool:
        """Whether a value lies between the ends."""
        return min(self.low, self.high) <= value <= max(self.low, self.high)

    def points(self, value: Fraction) -> int | float:
        """A value in points."""
        return plain(WHOLE * (value - self.low) / (self.high - self.low))

    def original(self, points: float) -> float:
        """Points as the value on the table's own scale, with as many decimals as the table has."""
        value = self.low + (self.high - self.low) * as_share(Fraction(points))
        return float(round(value, min(self.decimals, MOST_DECIMALS)))

    def spread(self, sd: Fraction) -> int | float:
        """A standard deviation in points."""
        return plain(abs(WHOLE * sd / (self.high - self.low)))

    def quantity(self, cell: Cell) -> object:
        """A cell in points, as a scenario writes it: a number, or a distribution."""
        if isinstance(cell, Choices):
            return {
                "values": [self.points(v) for v in cell.values],
                "weights": [plain(w) for w in cell.weights],
            }
        if set(cell) == {"value"}:
            return self.points(cell["value"])
        made = {k: self.spread(v) if k == "sd" else self.points(v) for k, v in cell.items()}
        if self.high < self.low and "low" in made:
            made["low"], made["high"] = made["high"], made["low"]
        return {k: made[k] for k in ("mean", "sd", "low", "mode", "high") if k in made}

    def __str__(self) -> str:
        return f"{shown(self.low)} to {shown(self.high)}"


def values_of(cell: Cell) -> list[Fraction]:
    """The numbers in a cell that lie on the scale."""
    if isinstance(cell, Choices):
        return list(cell.values)
    return [value for key, value in cell.items() if key != "sd"]


def decimals_of(values: list[Fraction]) -> int:
    """The decimals with which values were typed, the most of any."""
    most = 0
    for value in values:
        twos, fives, rest = 0, 0, value.denominator
        while rest % 2 == 0:
            rest, twos = rest // 2, twos + 1
        while rest % 5 == 0:
            rest, fives = rest // 5, fives + 1
        most = max(most, twos, fives)
    return most


def recognise(values: list[Fraction], what: str, option: str, notes: Notes) -> tuple[Fraction, Fraction]:
    """The ends of a scale that nobody stated. Raises ScenarioError where the numbers keep to none."""
    low, high = min(values), max(values)
    if (low < 0 and not low >= -1) or (low < 0 and high > 1):
        notes.stop(
            f"{what} runs from {shown(low)} to {shown(high)}, which is no scale that is known; say what becomes "
            f"0 and what becomes 100: {option}"
        )
    ends = next(((a, b) for a, b in KNOWN if a <= low and high <= b and (a < 0) == (low < 0)), POINTS)
    if high == 0 and low == 0:
        ends = POINTS
    if ends != POINTS:
        notes.loud.append((
            f"{what} runs from {shown(low)} to {shown(high)}: taken as a scale from {shown(ends[0])} to "
            f"{shown(ends[1])}, not as points of 100", option,
        ))  # fmt: skip
    return ends


def tell_narrow(values: list[Fraction], scale: Scale, what: str, option: str, notes: Notes) -> None:
    """Say it aloud where all stand within a tenth of the scale: then it is mostly not the scale meant."""
    low, high = min(values), max(values)
    if len(set(values)) > 1 and high - low <= NARROW * abs(scale.high - scale.low):
        notes.loud.append((
            f"all of {what} lies between {shown(low)} and {shown(high)}, a tenth or less of {scale}; members "
            "then hardly differ", option,
        ))  # fmt: skip
