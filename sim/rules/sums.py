"""Sums over members in an order of their own, so that how many councils are played together does not show."""

import numpy as np

WIDTH = 256  # runs in one product: little to fill up for one council, and fast enough for many


def total(values):
    """Sum of `values` (N, R) over members, (R,), one member after the other.

    NumPy adds whole rows to each other, and so every column in the same order; a single column it would add up as one
    vector, in another order, so that is given a second one.
    """
    if values.shape[-1] == 1:
        return np.add.reduce(values.repeat(2, axis=-1), axis=0)[:1]
    return np.add.reduce(values, axis=0)


def product(weights, values):
    """Weighted sums over members, (..., K, R), of `values` (..., N, R) by the rows of `weights` (..., K, N).

    Libraries of linear algebra sum in an order that depends on the shape; always multiplied in the same WIDTH, a run
    gets the same to the last bit whether it is played alone or among others, and single precision is enough.
    """
    runs = values.shape[-1]
    shape = np.broadcast_shapes(weights.shape[:-2], values.shape[:-2])
    out, full = np.empty((*shape, weights.shape[-2], runs), values.dtype), runs - runs % WIDTH
    for start in range(0, full, WIDTH):
        np.matmul(weights, values[..., start : start + WIDTH], out=out[..., start : start + WIDTH])
    if full < runs:
        some = np.zeros((*values.shape[:-1], WIDTH), values.dtype)
        some[..., : runs - full] = values[..., full:]
        out[..., full:] = np.matmul(weights, some)[..., : runs - full]
    return out


def heads(objects):
    """How many of `objects` (N, R) bool, (R,)."""
    small = len(objects) <= np.iinfo(np.uint8).max  # an eighth of the memory, and members seldom are 256
    return np.add.reduce(objects.view(np.uint8), axis=0, dtype=np.uint8 if small else np.int64)
