"""The silence procedure: who withholds consent, as the least fixed point of a threshold cascade.

    o_i = 1  if  m_i + c_i (1 - sum_j V_ij o_j) < 0

An objection gives cover to the next, so this is a threshold cascade (Granovetter 1978) of a game of strategic
complements, whose least equilibrium exists and is reached by starting from nobody objecting and repeating until nothing
changes (Milgrom & Roberts 1990; Tarski). At most N sweeps. Hence a silence holds under unanimity if and only if nobody
would object all alone; the cascade says who joins.
"""

import numpy as np

from nacsim.rules.sums import WIDTH, heads, product

MANY = 0.4  # share of all councils above which sweeping all of them costs less than picking out those that are open


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
    while open_.size > MANY * objects.shape[1]:
        before = heads(objects)
        objects |= joins(objects, left, cost, company)
        open_ = np.flatnonzero(heads(objects) != before)
    if open_.size:
        sweep(objects, left, cost, company, open_)
    return objects


def may_be_followed(objects, left, cost, company):
    """Councils in which an objection might not stay alone, (R,) bool: all in which several object, and those with a
    member that a single other could bring in, if it were the one it listens to most."""
    count = heads(objects)
    lone = count == 1
    if not lone.any():
        return count > 1
    near = heads(left < company.max(1, keepdims=True) * cost) > 1
    return (count > 1) | (lone & near)


def joins(objects, left, cost, company):
    """Who objects, given who does, (N, R) bool. `left` is margin and cost together, of which company spares a part."""
    spared = product(company, objects.astype(company.dtype))
    spared *= cost
    return left < spared


def sweep(objects, left, cost, company, open_):
    """Let members join in the councils `open_`, in place, until nobody does."""
    seen, left, cost = (a.take(open_, axis=1) for a in (objects, left, cost))
    while True:
        joined = joins(seen, left, cost, company)
        joined |= seen
        moved = np.flatnonzero(heads(joined) != heads(seen))
        if 2 * moved.size > len(open_) or 0 < moved.size <= len(open_) <= WIDTH:  # not worth picking them out
            seen = joined
            continue
        objects[:, open_] = joined
        if not moved.size:
            return
        open_, seen, left, cost = open_[moved], *(a.take(moved, axis=1) for a in (joined, left, cost))
