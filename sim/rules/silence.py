"""The silence procedure: who withholds consent, as the least fixed point of a threshold cascade.

    o_i = 1  if  m_i + c_i (1 - sum_j V_ij o_j) < 0

An objection gives cover to the next, so this is a threshold cascade (Granovetter 1978) of a game of strategic
complements, whose least equilibrium exists and is reached by starting from nobody objecting and repeating until nothing
changes (Milgrom & Roberts 1990; Tarski). At most N sweeps. Hence a silence holds under unanimity if and only if nobody
would object all alone; the cascade says who joins.
"""

import numpy as np


def object_alone(margin, cost):
    """Who would object with everybody else silent, (N, R) bool."""
    return margin + cost < 0


def cascade(margin, cost, company):
    """Least set of objectors (N, R) bool, from the margin m and the full cost of isolation c, both (N, R).

    Only the councils in which somebody objects alone are swept, and only until each of them has settled.
    """
    objects = object_alone(margin, cost)
    open_ = np.flatnonzero(objects.any(0))
    seen = objects[:, open_]
    margin, cost = margin[:, open_], np.broadcast_to(cost, margin.shape)[:, open_]
    while open_.size:
        joined = seen | (margin + cost * (1 - company @ seen) < 0)
        moved = (joined != seen).any(0)
        objects[:, open_] = joined
        open_, seen, margin, cost = open_[moved], joined[:, moved], margin[:, moved], cost[:, moved]
    return objects
