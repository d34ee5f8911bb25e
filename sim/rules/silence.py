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
    """Least set of objectors (N, R) bool, from the margin m and the full cost of isolation c >= 0, both (N, R).

    Only the councils in which somebody objects are swept, and from the second sweep on only those that still change.
    """
    objects = object_alone(margin, cost)
    open_ = np.flatnonzero(objects.any(0))
    if 2 * open_.size > objects.shape[1]:  # then moving them together costs more than it saves
        open_ = sweep(objects, margin, cost, company, slice(None))
    while open_.size:
        open_ = sweep(objects, margin, cost, company, open_)
    return objects


def sweep(objects, margin, cost, company, open_):
    """Let members join in the councils `open_`, in place; those councils in which somebody did."""
    some = not isinstance(open_, slice)
    seen, m, c = (a.take(open_, axis=1) if some else a for a in (objects, margin, cost))
    cover = company @ seen
    np.subtract(1, cover, out=cover)
    cover *= c
    cover += m
    joined = seen | (cover < 0)
    moved = np.flatnonzero((joined != seen).any(0))
    changed = open_[moved] if some else moved
    objects[:, changed] = joined[:, moved]
    return changed
