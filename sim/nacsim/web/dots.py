"""A hundred councils that stand for all that were played, each of them one that can be watched."""

import numpy as np

from nacsim.results.outcomes import Outcomes
from nacsim.vocabulary import OUTCOMES

DOTS = 100


def dots(outcomes: Outcomes) -> dict[str, list[int]]:
    """Outcome -> numbers of councils that end so; together DOTS (or all, of fewer), in proportion by largest remainders.

    The first of each kind by number: councils are independent draws, so any are as good as others.
    """
    counts = np.bincount(outcomes.outcome.astype(int), minlength=len(OUTCOMES))
    places = quota(counts, min(DOTS, len(outcomes)))
    return {
        name: np.flatnonzero(outcomes.outcome == k)[: places[k]].tolist() for k, name in enumerate(OUTCOMES)
    }


def quota(counts: np.ndarray, places: int) -> np.ndarray:
    """So many places shared out in proportion to counts, by largest remainders (the earlier first among equals)."""
    exact = counts * places / max(1, counts.sum())
    given: np.ndarray = np.floor(exact).astype(int)
    for k in np.argsort(-(exact - given), kind="stable")[: places - given.sum()]:
        given[k] += 1
    return given
