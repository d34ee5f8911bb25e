"""How a least fixed point is found in many councils at once. No theory: `silence` says what of, and why there is one."""

from collections.abc import Callable, Sequence

import numpy as np

from nacsim.rules.shapes import NR, R
from nacsim.rules.sums import heads

MANY = 0.4  # share of all councils above which sweeping all of them costs less than picking out those that are open


def least(start: NR, joins: Callable[..., NR], arrays: Sequence[NR], open_: R) -> NR:
    """The least set (N, R) bool that contains `start` and that `joins` adds nobody to; `start` becomes it, in place.

    `joins(set, *arrays)` says who belongs, given who does, for councils in the same columns of the set and of `arrays`.
    `open_` (R,) bool are the councils in which anybody might be added; then only those are swept that still change.
    """
    left = np.flatnonzero(open_)
    while left.size > MANY * start.shape[1]:
        before = heads(start)
        start |= joins(start, *arrays)
        left = np.flatnonzero(heads(start) != before)
    sweep(start, joins, arrays, left)
    return start


def sweep(found: NR, joins: Callable[..., NR], arrays: Sequence[NR], open_: R) -> None:
    """Add to the set in the councils `open_`, in place, until nobody is added."""
    seen, *arrays = (a.take(open_, axis=1) for a in (found, *arrays))
    while open_.size:
        joined = joins(seen, *arrays)
        joined |= seen
        found[:, open_] = joined
        moved = np.flatnonzero(heads(joined) != heads(seen))
        open_, seen, *arrays = open_[moved], *(a.take(moved, axis=1) for a in (joined, *arrays))
