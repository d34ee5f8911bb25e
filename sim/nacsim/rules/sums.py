"""Sums over members in an order of their own, so that how many councils are played together does not show."""

import numpy as np
from numpy import ndarray

from nacsim.rules.shapes import NR, R


def total(values: NR) -> R:
    """Sum of `values` (N, R) over members, (R,), one member after the other.

    NumPy adds whole rows to each other, and so every column in the same order; a single column it would add up as one
    vector, in another order, so that is given a second one.
    """
    alone = values.shape[-1] == 1
    added: R = np.add.reduce(values.repeat(2, axis=-1) if alone else values, axis=0)
    return added[:1] if alone else added


def product(weights: ndarray, values: ndarray) -> ndarray:
    """Weighted sums over members, (..., K, R), of `values` (..., N, R) by the rows of `weights` (K, N).

    Libraries of linear algebra sum in an order that depends on the processor, on the shape and on the place of a column in
    it. Here every column is summed one member after the other, so a run gets the same to the last bit on any machine that
    rounds after each step, alone or among others, and single precision is enough; a single column is given a second one.
    """
    alone = values.shape[-1] == 1
    heard: ndarray = np.einsum("kn,...nr->...kr", weights, values.repeat(2, axis=-1) if alone else values)
    return heard[..., :1] if alone else heard


def heads(objects: NR) -> R:
    """How many of `objects` (N, R) bool, (R,)."""
    small = len(objects) < 256  # then a byte is enough, and adding bytes is fast
    count: R = np.add.reduce(objects.view(np.uint8), axis=0, dtype=np.uint8 if small else np.int64)
    return count
