"""How a quantity becomes a number for each run, and what is made once for a scenario and kept."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, wraps
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy import ndarray

from nacsim.engine.luck import Lots, gauss, uniform
from nacsim.scenario.resolved import Scenario

Made = TypeVar("Made")


def from_lots(quantity: Any, lots: ndarray) -> ndarray:
    """A draw of a quantity for each lot, in its own unit; a number stays one number, shape (1,)."""
    if isinstance(quantity, int | float):
        return np.array([float(quantity)])
    if hasattr(quantity, "sd"):
        return np.asarray(quantity.mean + quantity.sd * gauss(lots))
    return np.asarray(quantity.quantile(uniform(lots)))


class Itself(NamedTuple):
    """A scenario as a key: equal to nothing but itself."""

    scenario: Scenario

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Itself) and other.scenario is self.scenario

    def __hash__(self) -> int:
        return id(self.scenario)


def kept(function: Callable[[Any], Made]) -> Callable[[Any], Made]:
    """Remember what a function makes of a scenario, which never changes; nor may what is remembered."""

    @lru_cache(maxsize=32)
    def found(key: Itself) -> Made:
        return locked(function(key.scenario))

    return wraps(function)(lambda scenario: found(Itself(scenario)))


def locked(tree: Made) -> Made:
    """The same arrays, alone or in tuples and lists, refusing to be written to."""
    if isinstance(tree, ndarray):
        tree.flags.writeable = False
    for part in tree if isinstance(tree, tuple | list) else ():
        locked(part)
    return tree


def certain(quantities: Iterable[Any]) -> bool:
    """Whether all of them are plain numbers."""
    return all(isinstance(q, int | float) for q in quantities)


def draw_each(quantities: Mapping[str, Any], stream: str, source: Lots, runs: int) -> ndarray:
    """One row per name: (names, runs), or (names, 1) if all are certain, in the quantities' unit."""
    if certain(quantities.values()):
        return np.array([[float(q)] for q in quantities.values()])
    rows = [from_lots(q, source.of(stream, name)[:runs]) for name, q in quantities.items()]
    return np.stack([np.broadcast_to(row, (runs,)) for row in rows])
