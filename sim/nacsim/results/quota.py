"""Whole places for shares: a hundred dots that stand for all councils."""

import numpy as np
from numpy import ndarray


def quota(counts: ndarray, places: int) -> ndarray:
    """So many places shared out in proportion to counts, by largest remainders (the earlier first among equals)."""
    exact = counts * places / max(1, counts.sum())
    given: ndarray = np.floor(exact).astype(int)
    for k in np.argsort(-(exact - given), kind="stable")[: places - given.sum()]:
        given[k] += 1
    return given
