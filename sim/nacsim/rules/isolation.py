"""What it costs to object: more while trusted partners stay silent, less with resolve.

    c_i = kappa (1 - r_i) (1 - s w_i) sum_j V_ij (1 - o_j)

V is who listens to whom without oneself, rows rescaled to 1. Standing alone in a body that works by consensus is
costly, and company makes it cheap (Granovetter 1978; Häge 2013 for the Council of the European Union). Who relies on
itself feels it less: the United States more so than Luxembourg (s = self_reliance; w_i is the weight of its own view in
the table of ties, whoever else is in the room, so that a new member never makes it dearer to object alone).
"""

import numpy as np

from nacsim.rules.shapes import N1, NN, NR, NR1, R


def company(ties: NN) -> NN:
    """V (N, N): `ties` without the diagonal, rows rescaled to 1; a row with no weight left is equal over the others.

    Alone in the room the only row is zero, and so the whole cost of isolation stands.
    """
    others = ties * (1 - np.eye(len(ties)))
    weight = others.sum(1, keepdims=True)
    equal = (1 - np.eye(len(ties))) / max(1, len(ties) - 1)
    return np.where(weight > 0, others / np.where(weight > 0, weight, 1), equal)


def isolation(resolve: NR1, own: N1, kappa: R, self_reliance: R) -> NR:
    """Cost (N, R) of objecting while all others stay silent, in units of gain. `own` (N, 1) is w."""
    return kappa * (1 - resolve) * (1 - self_reliance * own)
