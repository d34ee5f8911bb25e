"""Sums over members in an order of their own, so that how many councils are played together does not show."""

import numpy as np
from numpy import ndarray

from nacsim.rules.shapes import NR, R


def total(values: NR) -> R:
    """Sum of `values` (N, R) over members, (R,), one member after the other.

    NumPy adds whole rows to each other, and so every column in the same order.
    """
    added: R = np.add.reduce(_in_company(values), axis=0)
    return added[: values.shape[-1]]


def product(weights: ndarray, values: ndarray) -> ndarray:
    """Weighted sums over members, (..., K, R), of `values` (..., N, R) by the rows of `weights` (K, N).

    Libraries of linear algebra sum in an order that depends on the processor, on the shape and on the place of a column in
    it. Here every column is summed one member after the other, so a run gets the same to the last bit on any machine that
    rounds after each step, alone or among others, and single precision is enough.
    """
    heard: ndarray = np.einsum("kn,...nr->...kr", weights, _in_company(values))
    return heard[..., : values.shape[-1]]


def _in_company(values: ndarray) -> ndarray:
    """Values with a second column where there is one alone: NumPy would sum that as one vector, in another order."""
    return values.repeat(2, axis=-1) if values.shape[-1] == 1 else values


def heads(objects: NR) -> R:
    """How many of `objects` (N, R) bool, (R,)."""
    small = len(objects) < 256  # then a byte is enough, and adding bytes is fast
    count: R = np.add.reduce(objects.view(np.uint8), axis=0, dtype=np.uint8 if small else np.int64)
    return count
