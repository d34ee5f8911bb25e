"""Consultation between rounds: members listen to each other and stay anchored to what they want.

    x_i <- (1 - lambda_i) x_i(0) + lambda_i sum_j W_ij x_j,   lambda_i = openness (1 - r_i)

The model of Friedkin & Johnsen (1990); its limit is (I - LW)^-1 (I - L) x(0) with L = diag(lambda).
"""

from nacsim.rules.shapes import DNR, NN, NR, NR1, R
from nacsim.rules.sums import product


def openness_of(resolve: NR1, openness: R) -> NR:
    """lambda (N, R): how far each member listens."""
    listens: NR = openness * (1 - resolve)
    return listens


def listen(position: DNR, anchor: DNR, ties: NN, listens: NR) -> DNR:
    """Positions (D, N, R) after one consultation. `ties` (N, N), rows sum to 1; `listens` is lambda (N, R)."""
    new = product(ties, position)
    new -= anchor
    new *= listens
    new += anchor
    return new
