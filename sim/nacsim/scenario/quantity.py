"""Quantities: a number, or a distribution from which every run draws its own.

Four kinds, told apart by their keys: ``{ mean, sd }`` normal, ``{ low, high }`` uniform,
``{ low, mode, high }`` triangular, ``{ values, weights }`` discrete. A plain number is certain. All
are in the unit of their key.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING, Any, Protocol, TypeGuard

if TYPE_CHECKING:
    from numpy import ndarray
    from numpy.typing import ArrayLike


@dataclass(frozen=True, slots=True)
class Normal:
    """Normal distribution with the given mean and standard deviation."""

    mean: float
    sd: float

    @property
    def centre(self) -> float:
        """The mean, before draws are clipped to the scale."""
        return self.mean

    def quantile(self, u: ArrayLike) -> ndarray:
        """Inverse distribution function at the probabilities ``u`` (any shape, 0-1); finite at 0 and 1."""
        import numpy as np

        inside = np.clip(np.asarray(u, float), 1e-16, 1 - 1e-16)
        z = np.frompyfunc(NormalDist().inv_cdf, 1, 1)(inside)
        return self.mean + self.sd * np.asarray(z, float)


@dataclass(frozen=True, slots=True)
class Uniform:
    """Every value between low and high is equally likely."""

    low: float
    high: float

    @property
    def centre(self) -> float:
        """The mean."""
        return (self.low + self.high) / 2

    def quantile(self, u: ArrayLike) -> ndarray:
        """Inverse distribution function at the probabilities ``u`` (any shape, 0-1)."""
        import numpy as np

        return self.low + (self.high - self.low) * np.asarray(u, float)


@dataclass(frozen=True, slots=True)
class Triangular:
    """Most likely at the mode, falling linearly to nothing at low and high."""

    low: float
    mode: float
    high: float

    @property
    def centre(self) -> float:
        """The mean, a third of the sum of the three corners."""
        return (self.low + self.mode + self.high) / 3

    def quantile(self, u: ArrayLike) -> ndarray:
        """Inverse distribution function at the probabilities ``u`` (any shape, 0-1)."""
        import numpy as np

        u = np.asarray(u, float)
        width, left = self.high - self.low, self.mode - self.low
        rising = self.low + np.sqrt(u * width * left)
        falling = self.high - np.sqrt((1 - u) * width * (width - left))
        return np.where(u * width < left, rising, falling)


@dataclass(frozen=True, slots=True)
class Discrete:
    """One of several values, each with a chance in proportion to its weight."""

    values: tuple[float, ...]
    weights: tuple[float, ...]

    @property
    def centre(self) -> float:
        """The weighted mean."""
        return sum(v * w for v, w in zip(self.values, self.weights, strict=True)) / sum(self.weights)

    def quantile(self, u: ArrayLike) -> ndarray:
        """The value whose share of the total weight holds ``u`` (any shape, 0-1), in the order given."""
        import numpy as np

        shares = np.cumsum(self.weights) / np.sum(self.weights)
        place = np.searchsorted(shares, np.asarray(u, float), side="right")
        return np.asarray(self.values, float)[np.minimum(place, len(self.values) - 1)]


@dataclass(frozen=True, slots=True)
class Pooled:
    """What several experts say of one number; ``parts`` and ``weights`` in their order, the weights summing to 1.

    ``pool`` is "linear" (one expert is believed in each run, so the distribution is the mixture of theirs) or
    "quantiles" (each quantile is the weighted mean of theirs). ``own`` says which of them have a view of their own; the
    others leave it as the file has it.
    """

    parts: tuple[Single, ...]
    weights: tuple[float, ...]
    pool: str
    own: tuple[bool, ...]

    @property
    def centre(self) -> float:
        """The weighted mean of what they say: the mean under either pool."""
        return sum(w * centre(part) for part, w in zip(self.parts, self.weights, strict=True))

    def quantile(self, u: ArrayLike) -> ndarray:
        """Inverse distribution function at the probabilities ``u`` (any shape, 0-1).

        That of the mixture is read off GRID equally likely values of each part.
        """
        import numpy as np

        u = np.asarray(u, float)
        if self.pool == "quantiles":
            mean = np.zeros(u.shape)
            for part, weight in zip(self.parts, self.weights, strict=True):
                mean += weight * _quantile(part, u)
            return mean
        grid = (np.arange(GRID) + 0.5) / GRID
        values = np.concatenate([np.broadcast_to(_quantile(part, grid), (GRID,)) for part in self.parts])
        mass = np.repeat(np.array(self.weights) / GRID, GRID)
        order = np.argsort(values, kind="stable")
        below = np.cumsum(mass[order])
        place = np.minimum(np.searchsorted(below, u * below[-1]), len(order) - 1)
        return np.asarray(values[order][place])


GRID = 400
"""Values that stand for a part of a mixture."""


def _quantile(part: Single, u: ndarray) -> ndarray | float:
    return part if isinstance(part, (int, float)) else part.quantile(u)


Distribution = Normal | Uniform | Triangular | Discrete
Single = float | Distribution
Quantity = Single | Pooled
POOLS = ("linear", "quantiles")
"""How the views of several experts become one: the linear opinion pool (Stone 1961), or averaged quantiles."""

KINDS: dict[frozenset[str], type] = {
    frozenset({"mean", "sd"}): Normal,
    frozenset({"low", "high"}): Uniform,
    frozenset({"low", "mode", "high"}): Triangular,
    frozenset({"values", "weights"}): Discrete,
}
RESERVED = ("mean", "sd", "low", "mode", "high", "values", "weights")
"""The keys of a distribution; no issue may have one of these names."""


class Drawable(Protocol):
    """Whatever has a mean and an inverse distribution function, as the distributions above do."""

    @property
    def centre(self) -> float:
        """The mean."""

    def quantile(self, u: ArrayLike) -> ndarray:
        """Inverse distribution function at the probabilities ``u`` (any shape, 0-1)."""


def centre(quantity: float | Drawable) -> float:
    """The mean of a quantity: the number itself, or the mean of its distribution."""
    return quantity if isinstance(quantity, (int, float)) else quantity.centre


def plain(quantity: Quantity) -> Any:
    """A quantity as plain data: a number, a distribution as a file writes it, or what several experts say."""
    if isinstance(quantity, Pooled):
        return {
            "parts": [plain(part) for part in quantity.parts],
            "weights": list(quantity.weights),
            "pool": quantity.pool,
        }
    if isinstance(quantity, (int, float)):
        return quantity
    return {key: list(v) if isinstance(v, tuple) else v for key, v in asdict(quantity).items()}


def of_plain(value: Any) -> Quantity:
    """A quantity from plain data."""
    if not isinstance(value, dict):
        return float(value)
    if "parts" in value:
        parts: Any = tuple(of_plain(part) for part in value["parts"])
        return Pooled(parts, tuple(value["weights"]), value["pool"], (True,) * len(parts))
    made: Any = KINDS[frozenset(value)]
    found: Quantity = made(**{key: tuple(v) if isinstance(v, list) else v for key, v in value.items()})
    return found


def is_distribution(value: object) -> bool:
    """Whether a value read from a file is meant as a distribution: a table with one of the reserved keys."""
    return isinstance(value, dict) and not value.keys().isdisjoint(RESERVED)


def is_by_name(value: object) -> TypeGuard[dict[str, Any]]:
    """Whether a value read from a file is a table of values by name (of issues, of members), and no distribution."""
    return isinstance(value, dict) and not is_distribution(value)
