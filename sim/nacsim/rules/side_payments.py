"""Side payments: consent bought outside the text, from those whose resolve lets them be bought.

    b_i <- b_i + side_payments (1 - r_i) o_i,   sum_i b_i <= sum_i max(g_i, 0)

Nobody pays more than a text is worth to those who want it: without that bound, the number of rounds would be a hidden
resolve (transferable utility within the surplus; Riker 1962 on the spoils of a coalition).
"""

import numpy as np

from nacsim.rules.shapes import NR, NR1, R
from nacsim.rules.sums import total


def price(resolve: NR1, side_payments: R) -> NR:
    """What a member is offered a round if it objects, (N, R), in units of gain."""
    offered: NR = side_payments * (1 - resolve)
    return offered


def offer(spent: R, objects: NR, worth: NR, price: NR) -> tuple[NR, R, R]:
    """This round's offers (N, R), their sum (R,), and the share of them (R,) that there is something left to pay with.

    `worth` (N, R) is the gain without payments and luck, `spent` (R,) the total paid so far.
    """
    offers = objects * price
    asked, left = total(offers), surplus(worth) - spent
    share = np.minimum(left, asked) / np.where(asked > 0, asked, 1)
    return offers, asked, np.maximum(share, 0, out=share)


def surplus(worth: NR) -> R:
    """What those who gain from the text gain together, sum_i max(g_i, 0) = sum_i (g_i + |g_i|) / 2, (R,)."""
    gained: R = (total(worth) + total(np.abs(worth))) / 2
    return gained
