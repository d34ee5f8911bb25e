"""The silence procedure: who withholds consent, as the least fixed point of a threshold cascade.

    o_i = 1  if  sum_j V_ij o_j > theta_i,   theta_i = 1 + m_i / c_i

An objection gives cover to the next: a member joins once more of its company objects than its threshold theta (Granovetter
1978), which is where its margin m, and the cost of isolation c from those who stay silent, sum to less than nothing. This is
a game of strategic complements, whose least equilibrium exists and is reached by starting from nobody objecting and repeating
until nothing changes (Milgrom & Roberts 1990; Tarski). At most N sweeps. Hence a silence holds under unanimity if and only if
nobody would object all alone; the cascade says who joins.
"""

import numpy as np

from sim.rules.sums import heads, product


def threshold(margin, cost):
    """theta (N, R): the share of its company that must object before a member does; below 0 it needs nobody.

    From the margin m and the full cost of isolation c >= 0, both (N, R). Whom isolation costs nothing objects alone or
    never.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        needs = margin / cost
    needs += 1
    return needs


def object_alone(margin, cost):
    """Who would object with everybody else silent, (N, R) bool."""
    return threshold(margin, cost) < 0


def cascade(margin, cost, company):
    """Least set of objectors (N, R) bool, from the margin m and the full cost of isolation c >= 0, both (N, R).

    Only the councils in which an objection might be followed are swept, and then only those that still change.
    """
    needs = threshold(margin, cost)
    objects = needs < 0
    open_ = np.flatnonzero(may_be_followed(objects, needs, company))
    while open_.size:
        open_ = sweep(objects, needs, company, open_)
    return objects


def may_be_followed(objects, needs, company):
    """Councils in which an objection might not stay alone, (R,) bool: all in which several object, and those with a
    member that one other could bring in, if it is the one it listens to most."""
    count = heads(objects)
    near = needs < company.max(1, keepdims=True)
    return (count > 1) | (count == 1) & (near > objects).any(0)


def sweep(objects, needs, company, open_):
    """Let members join in the councils `open_`, in place; those councils in which somebody did."""
    few = 3 * open_.size < objects.shape[1]  # else picking them out costs more than it saves
    seen, needs = (a.take(open_, axis=1) for a in (objects, needs)) if few else (objects, needs)
    joined = product(company, seen.astype(company.dtype)) > needs
    joined |= seen
    moved = np.flatnonzero((joined != seen).any(0))
    if not few:
        objects |= joined
        return moved
    objects[:, open_[moved]] = joined[:, moved]
    return open_[moved]
