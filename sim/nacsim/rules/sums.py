"""Sums over members in an order of their own, so that how many councils are played together does not show."""

import numpy as np
from numpy import ndarray

from nacsim.rules.shapes import NR, R

WIDTH = 16  # runs in one product: no more than a kernel takes at once, as it sums what is left over in another order


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

    Libraries of linear algebra sum in an order that depends on the shape, and on the place of a column in it; always
    multiplied in the same narrow WIDTH, a run gets the same to the last bit whether it is played alone or among others,
    and single precision is enough.
    """
    runs = values.shape[-1]
    full = runs - runs % WIDTH
    out = np.empty((*values.shape[:-2], len(weights), runs), values.dtype)
    if full:
        np.matmul(weights, cut(values[..., :full]), out=cut(out[..., :full]))
    if full < runs:
        rest = np.zeros((*values.shape[:-1], WIDTH), values.dtype)
        rest[..., : runs - full] = values[..., full:]
        out[..., full:] = np.matmul(weights, rest)[..., : runs - full]
    return out


def cut(values: ndarray) -> ndarray:
    """A view (..., B, N, WIDTH) of `values` (..., N, B WIDTH)."""
    return values.reshape(*values.shape[:-1], -1, WIDTH).swapaxes(-2, -3)


def heads(objects: NR) -> R:
    """How many of `objects` (N, R) bool, (R,)."""
    small = len(objects) < 256  # then a byte is enough, and adding bytes is fast
    count: R = np.add.reduce(objects.view(np.uint8), axis=0, dtype=np.uint8 if small else np.int64)
    return count
