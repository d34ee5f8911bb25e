"""Another road: what the willing can do without the Council, and what that does to the talks inside it.

    f_i = omega_i g_i(p0)    if the road is open, else 0
    g_i(p) - f_i             is what a text p is worth to member i

Where the willing can go ahead elsewhere (a coalition, another body, an agreement among a few), a text that fails does not
bring back the status quo. The road brings or costs each member the share omega_i of what the text as tabled, p0, would.
So an objection stops less, and sponsors take nothing that is worth less than the road: an outside option moves the point
of disagreement (Voeten 2001, American Political Science Review 95(4), on the Security Council; Muthoo 1999, chapter 5).
They then table no less than

    reserve' = max(reserve, sum_i g+_i omega_i / sum_i g+_i)

The road is open in a run if luck has it and every member it needs gains from the text as tabled.
"""

import numpy as np

from nacsim.rules.shapes import NR, R
from nacsim.rules.state import Road
from nacsim.rules.sums import total


def is_open(road: Road, worth: NR) -> R:
    """Whether the willing could go another way, (R,) bool, from what the text as tabled brings each, (N, R)."""
    willing = worth > 0
    there: R = road.open & (willing | ~road.needs).all(0) & willing.any(0)
    return there


def fallback(road: Road, worth: NR) -> NR:
    """f (N, R): what each is left with if the text fails."""
    left: NR = worth * road.worth * is_open(road, worth)
    return left


def held(road: Road, worth: NR, reserve: R) -> R:
    """reserve' (R,): the least share of what they want that sponsors with another road would table."""
    wants = np.maximum(worth, 0)
    weight = total(wants)
    share = total(wants * road.worth) / np.where(weight > 0, weight, 1)
    return np.where(is_open(road, worth), np.maximum(reserve, share), reserve).astype(reserve.dtype)
