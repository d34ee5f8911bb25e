"""Standing aside: a lone objector is worn down, and lets the rest go ahead.

A text that all but one can live with, and that need not be taken whole, goes through sooner or later: the one gives in,
or it lets the others go ahead with a footnote, a reservation or without taking part (Greece on Poland in 1982, Spain on
spending in 2025). It is a war of attrition (Maynard Smith 1974): each silence a lone objector breaks wears it down by

    standing_aside * exp(-awe * influence_i)

until what it has borne exceeds its stamina, which is luck with an exponential law of mean 1. Nobody goes ahead without
the powerful, and they are not worn down: `awe`.
"""

import numpy as np

from nacsim.rules.shapes import N1, NR, R
from nacsim.rules.sums import product


def wear(objects: NR, lone: R, influence: N1, rate: R, awe: R) -> R:
    """What one more silence wears a lone objector down by, (R,); 0 where `lone` (R,) says there is none."""
    if not lone.any():
        return np.zeros_like(rate)
    return lone * rate * np.exp(-awe * product(influence.T, objects.astype(influence.dtype, copy=False))[0])


def is_lone(heads: R, members: int) -> R:
    """Whether one member objects and there is a rest to go ahead, (R,) bool."""
    return (heads == 1) & (members > 1)
