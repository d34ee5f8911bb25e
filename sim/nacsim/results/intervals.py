"""Shares and differences with their 95 % intervals."""

from math import sqrt

import numpy as np
from numpy import ndarray

Z95 = 1.959963984540054  # two-sided 95 % quantile of the standard normal


def wilson(k: float, n: float) -> tuple[float, float]:
    """95 % interval of a share k of n (Wilson 1927); never of zero width."""
    if n == 0:
        return 0.0, 1.0
    p, z2 = k / n, Z95**2
    centre, half = p + z2 / (2 * n), Z95 * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return max(0.0, min(p, (centre - half) / (1 + z2 / n))), min(1.0, max(p, (centre + half) / (1 + z2 / n)))


def share(k: int, n: int) -> dict[str, float]:
    """`{"share", "low", "high"}` of k of n with its 95 % interval."""
    low, high = wilson(k, n)
    return {"share": k / n if n else 0.0, "low": low, "high": high}


def paired_difference(a: ndarray, b: ndarray) -> dict[str, float]:
    """`{"value", "low", "high"}` of mean(b) - mean(a) over the same runs, in which a and b shared their luck.

    The 95 % interval is Newcombe's (1998, method 10) for paired proportions: Wilson intervals of both shares joined
    with their correlation, so it has positive width even where no run differs.
    """
    n = len(a)
    both, only_b, only_a = int((a & b).sum()), int((~a & b).sum()), int((a & ~b).sum())
    return newcombe(both, only_a, only_b, n)


def newcombe(both: int, only_a: int, only_b: int, n: int) -> dict[str, float]:
    """The interval of `paired_difference` from the four counts of the 2 x 2 table (the fourth is n less the rest)."""
    neither = n - both - only_a - only_b
    ka, kb = both + only_a, both + only_b
    spread = sqrt(ka * (n - ka) * kb * (n - kb))
    phi = (both * neither - only_a * only_b) / spread if spread else 0.0
    (la, ua), (lb, ub), pa, pb = wilson(ka, n), wilson(kb, n), ka / n, kb / n
    down = sqrt(max(0.0, (pb - lb) ** 2 - 2 * phi * (pb - lb) * (ua - pa) + (ua - pa) ** 2))
    up = sqrt(max(0.0, (ub - pb) ** 2 - 2 * phi * (ub - pb) * (pa - la) + (pa - la) ** 2))
    return {"value": pb - pa, "low": max(-1.0, pb - pa - down), "high": min(1.0, pb - pa + up)}


def mean_of(values: ndarray, least: float | None = None) -> dict[str, float]:
    """`{"value", "low", "high"}` of the mean of one number a run, with its 95 % interval.

    `least` is the smallest half-width: by default that of the rule of three, 3 / runs, so that a sample
    without any spread is not taken for certainty (Hanley & Lippman-Hand 1983).
    """
    half = Z95 * float(np.std(values)) / np.sqrt(len(values))
    half, value = max(half, 3 / len(values) if least is None else least), float(np.mean(values))
    return {"value": value, "low": value - half, "high": value + half}
