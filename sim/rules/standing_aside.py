"""Standing aside: a lone objector lets the rest go ahead, with a footnote, a reservation or without taking part.

A text that all but one can live with, and that need not be taken whole, ends in one of the Council's footnotes sooner
or later: Greece on Poland in 1982, Spain on spending in 2025. It is a war of attrition (Maynard Smith 1974): each
silence a lone objector breaks wears it down by

    standing_aside * exp(-awe * influence_i)

until what it has borne exceeds its stamina, which is luck with an exponential law of mean 1. Nobody lets the powerful
stand aside from what depends on them, and they are not worn down: `awe`.
"""

import numpy as np


def time_alone(objects, influence, rate, awe):
    """What one more silence wears a lone objector down by, (R,); 0 where nobody or more than one objects.

    Alone in the room there is no rest to go ahead, and nobody is worn down.
    """
    lone = (objects.sum(0) == 1) & (len(objects) > 1)
    return lone * rate * np.exp(-awe * (influence * objects).sum(0))


def stands_aside(objects, alone, stamina):
    """Whether the lone objector lets the rest go ahead, (R,) bool."""
    return (objects.sum(0) == 1) & (len(objects) > 1) & (alone >= stamina)
