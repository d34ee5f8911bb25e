"""Side payments: consent bought outside the text, from those whose resolve lets them be bought.

    b_i <- b_i + side_payments (1 - r_i) o_i,   sum_i b_i <= sum_i max(g_i, 0)

Nobody pays more than a text is worth to those who want it: without that bound, the number of rounds would be a hidden
resolve (transferable utility within the surplus; Riker 1962 on the spoils of a coalition).
"""

import numpy as np


def offer(paid, objects, worth, resolve, side_payments):
    """Payments so far after this round's offers, (N, R). `worth` (N, R) is the gain without payments and luck."""
    offers = side_payments * (1 - resolve) * objects
    left = np.maximum(worth, 0).sum(0) - paid.sum(0)
    asked = offers.sum(0)
    return paid + offers * np.clip(left / np.where(asked > 0, asked, 1), 0, 1)
