"""The silence procedure: who withholds consent, as the least fixed point of a threshold cascade.

    o_i = 1  if  m_i + c_i (1 - sum_j V_ij o_j) < 0

An objection gives cover to the next, so this is a threshold cascade (Granovetter 1978) of a game of strategic
complements, whose least equilibrium exists and is reached by starting from nobody objecting and repeating until nothing
changes (Milgrom & Roberts 1990; Tarski). At most N sweeps. Hence a silence holds under unanimity if and only if nobody
would object all alone; the cascade says who joins.
"""

import numpy as np

from sim.rules.sums import heads, product


def object_alone(margin, cost):
    """Who would object with everybody else silent, (N, R) bool."""
    return margin + cost < 0


def cascade(margin, cost, company):
    """Least set of objectors (N, R) bool, from the margin m and the full cost of isolation c >= 0, both (N, R).

    Only the councils in which an objection might be followed are swept, and then only those that still change.
    """
    left = margin + cost
    objects = left < 0
    open_ = np.flatnonzero(may_be_followed(objects, left, cost, company))
    while open_.size:
        open_ = sweep(objects, left, cost, company, open_)
    return objects


def may_be_followed(objects, left, cost, company):
    """Councils in which an objection might not stay alone, (R,) bool: all in which several object, and those with a
    member that a single other could bring in, if it were the one that anybody listens to most."""
    count = heads(objects)
    near = left < company.max() * cost
    return (count > 1) | (count == 1) & (heads(near) > 1)


def sweep(objects, left, cost, company, open_):
    """Let members join in the councils `open_`, in place; those councils in which somebody did.

    `left` (N, R) is margin and cost together: who objects with less than its cover spares it.
    """
    few = 3 * open_.size < 2 * objects.shape[1]  # else picking them out costs more than it saves
    seen, left, cost = (a.take(open_, axis=1) if few else a for a in (objects, left, cost))
    spared = product(company, seen.astype(company.dtype))
    spared *= cost
    joined = left < spared
    joined |= seen
    moved = np.flatnonzero(heads(joined) != heads(seen))
    if not few:
        objects |= joined
        return moved
    objects[:, open_[moved]] = joined[:, moved]
    return open_[moved]
