"""What it costs to object: more while trusted partners stay silent, less with resolve.

    c_i = kappa (1 - r_i)^3 sum_j V_ij (1 - o_j)

V is who listens to whom without oneself, rows rescaled to 1. Standing alone in a body that works by consensus is
costly, and company makes it cheap (Granovetter 1978; Häge 2013 for the Council of the European Union). A member of full
resolve does not feel it, so that any loss makes it object; one without resolve bears `kappa`, more than nearly any text
can cost it.
"""

import numpy as np

from nacsim.rules.shapes import NN, NR, NR1, R

FALLS = 3  # design constant: halving what is left of the way to full resolve leaves an eighth of the cost


def company(ties: NN) -> NN:
    """V (N, N): `ties` without the diagonal, rows rescaled to 1; a row with no weight left is equal over the others.

    Alone in the room the only row is zero, and so the whole cost of isolation stands.
    """
    others = ties * (1 - np.eye(len(ties)))
    weight = others.sum(1, keepdims=True)
    equal = (1 - np.eye(len(ties))) / max(1, len(ties) - 1)
    listened: NN = np.divide(others, weight, out=equal, where=weight > 0)
    return listened


def isolation(resolve: NR1, kappa: R) -> NR:
    """Cost (N, R) of objecting while all others stay silent, in units of gain."""
    yields = 1 - resolve
    cost: NR = kappa * yields
    for _ in range(FALLS - 1):
        cost *= yields
    return cost
