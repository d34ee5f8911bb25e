"""Standing aside: a lone objector lets the rest go ahead, with a footnote, a reservation or without taking part.

A text that all but one can live with, and that need not be taken whole, ends in one of the Council's footnotes sooner
or later: Greece on Poland in 1982, Spain on spending in 2025. It is a war of attrition (Maynard Smith 1974): each
silence a lone objector breaks wears it down by

    standing_aside * exp(-awe * influence_i)

until what it has borne exceeds its stamina, which is luck with an exponential law of mean 1. Nobody lets the powerful
stand aside from what depends on them, and they are not worn down: `awe`.
"""

import numpy as np


def wear(objects, lone, influence, rate, awe):
    """What one more silence wears a lone objector down by, (R,); 0 where `lone` (R,) says there is none."""
    return lone * rate * np.exp(-awe * (influence[:, 0] @ objects))


def is_lone(heads, members):
    """Whether one member objects and there is a rest to go ahead, (R,) bool."""
    return (heads == 1) & (members > 1)
