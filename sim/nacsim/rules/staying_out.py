"""Staying out: the others go ahead without a member that will not come along.

Where a matter allows it (a mission, money, a footnote), those that the text itself hurts may enter a reservation or take
no part instead of objecting (Greece on Poland in 1982, Spain on spending in 2025). It is a property of the matter, not of
the member: nobody stays out of an accession or an appointment. A member takes it where it beats objecting,

    (1 - spares) m_i + c_i >= 0   and   the text itself, conditions apart, is a loss to it

`spares` being how much of what the text costs it staying out spares it. Who objects for the sake of a condition holds out
for a price, and from outside there is none to be had. Without the indispensable (a host, an owner, a payer without whom
there is nothing) nobody goes ahead, nor do the fewer without the more.
"""

import numpy as np

from nacsim.rules.objectors import Objectors
from nacsim.rules.shapes import N1, NR, R1, R
from nacsim.rules.sums import heads


def stay_out(
    who: Objectors, margin: NR, cost: NR, spatial: NR, allowed: R, spares: R1, indispensable: N1
) -> NR:
    """Which objectors stay out, (N, R) bool.

    `margin` and `cost` (N, R) as in the silence, `spatial` (N, R) gain on all that is no condition, `allowed` (R,) bool
    whether the matter can go ahead without all, `spares` (R,) or (1,), `indispensable` (N, 1) bool.
    """
    takes = who.here(allowed) & (who.at(spatial) < 0) & ~who.at(indispensable)
    takes &= (1 - who.here(spares)) * who.at(margin) + who.at(cost) >= 0
    out = who.flags(takes)
    return out & (2 * heads(out).astype(np.int64) < len(out))
