"""Consultation between rounds: members listen to each other and stay anchored to what they want.

    x_i <- (1 - lambda_i) x_i(0) + lambda_i sum_j W_ij x_j,   lambda_i = openness (1 - r_i)

The model of Friedkin & Johnsen (1990); its limit is (I - LW)^-1 (I - L) x(0) with L = diag(lambda).
"""

import numpy as np

WIDTH = 256  # runs in one product: little to fill up for one council, and fast enough for many


def openness_of(resolve, openness):
    """lambda (N, R): how far each member listens."""
    return openness * (1 - resolve)


def listen(position, anchor, ties, listens):
    """Positions (D, N, R) after one consultation. `ties` (N, N), rows sum to 1; `listens` is lambda (N, R)."""
    new = heard(position, ties)
    new -= anchor
    new *= listens
    new += anchor
    return new


def heard(position, ties):
    """W x (D, N, R), what each member hears on average, always as products of the same WIDTH.

    Libraries of linear algebra sum in an order that depends on the shape; with one shape, a run hears the same to the
    last bit whether it is played alone or among others, and single precision is enough.
    """
    runs = position.shape[-1]
    out, full = np.empty_like(position), runs - runs % WIDTH
    for start in range(0, full, WIDTH):
        np.matmul(ties, position[..., start : start + WIDTH], out=out[..., start : start + WIDTH])
    if full < runs:
        some = np.zeros((*position.shape[:-1], WIDTH), position.dtype)
        some[..., : runs - full] = position[..., full:]
        out[..., full:] = np.matmul(ties, some)[..., : runs - full]
    return out
