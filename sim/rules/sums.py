"""Sums over members, taken in double and rounded, so that their order does not show."""

import numpy as np


def total(values):
    """Sum of `values` (N, R) over members, (R,), in the precision of `values`."""
    return np.add.reduce(values, axis=0, dtype=np.float64).astype(values.dtype)


def heads(objects):
    """How many of `objects` (N, R) bool, (R,)."""
    small = len(objects) <= np.iinfo(np.uint8).max  # an eighth of the memory, and members seldom are 256
    return np.add.reduce(objects.view(np.uint8), axis=0, dtype=np.uint8 if small else np.int64)
