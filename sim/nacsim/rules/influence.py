"""How much each member counts in what all agree on when they listen to each other long enough.

    v W = v,  mean(v) = 1

The stationary weights of the ties (DeGroot 1974; eigenvector centrality). With equal ties all count the same.
"""

import numpy as np

from nacsim.rules.shapes import N1, NN

STEPS = 256  # of the lazy walk (W + I) / 2, whose slowest mode in the shipped table dies out in some twenty


def influence(ties: NN) -> N1:
    """v (N, 1), mean 1, from `ties` (N, N) with rows that sum to 1."""
    walk = np.linalg.matrix_power((ties + np.eye(len(ties))) / 2, STEPS)
    weights = walk.mean(0)
    return (weights / weights.mean())[:, None]
