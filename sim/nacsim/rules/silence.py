"""The silence procedure: who withholds consent, as the least fixed point of a threshold cascade.

    o_i = 1  if  m_i + c_i (1 - sum_j V_ij o_j) < 0

An objection gives cover to the next, so this is a threshold cascade (Granovetter 1978) of a game of strategic
complements, whose least equilibrium exists and is reached by starting from nobody objecting and repeating until nothing
changes (Milgrom & Roberts 1990; Tarski). At most N sweeps. Hence a silence holds under unanimity if and only if nobody
would object all alone; the cascade says who joins.
"""

from nacsim.rules.fixed_point import least
from nacsim.rules.shapes import NN, NR, R
from nacsim.rules.sums import heads, product


def object_alone(margin: NR, cost: NR) -> NR:
    """Who would object with everybody else silent, (N, R) bool."""
    objects: NR = margin + cost < 0
    return objects


def cascade(margin: NR, cost: NR, company: NN) -> NR:
    """Least set of objectors (N, R) bool, from the margin m and the full cost of isolation c >= 0, both (N, R)."""
    left = margin + cost
    alone = left < 0

    def objects_beside(others: NR, left: NR, cost: NR) -> NR:
        spared = product(company, others.astype(company.dtype))
        spared *= cost
        joined: NR = left < spared
        return joined

    return least(alone, objects_beside, (left, cost), may_be_followed(alone, left, cost, company))


def may_be_followed(objects: NR, left: NR, cost: NR, company: NN) -> R:
    """Councils in which an objection might not stay alone, (R,) bool.

    All in which several object, and those with a member that a single other could bring in, if it were the one it
    listens to most.
    """
    count = heads(objects)
    near = heads(left < company.max(1, keepdims=True) * cost) > 1
    followed: R = (count > 1) | ((count == 1) & near)
    return followed
