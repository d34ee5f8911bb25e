"""Shares and differences with their 95 % intervals."""

from collections.abc import Callable
from functools import cache
from math import sqrt

import numpy as np
from numpy import ndarray

Z95 = 1.959963984540054  # two-sided 95 % quantile of the standard normal
HALVINGS = 40  # of an interval of at most 2: a limit is exact to 2e-12


def wilson(k: float, n: float, z: float = Z95) -> tuple[float, float]:
    """95 % interval of a share k of n (Wilson 1927); never of zero width. `z`: its two-sided 95 % quantile."""
    if n == 0:
        return 0.0, 1.0
    p, z2 = k / n, z * z
    centre, half = p + z2 / (2 * n), z * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return max(0.0, min(p, (centre - half) / (1 + z2 / n))), min(1.0, max(p, (centre + half) / (1 + z2 / n)))


def share_of_sets(k: ndarray, n: ndarray) -> dict[str, float]:
    """`{"share", "low", "high"}` of k of n points that are drawn in sets, each for itself; k and n: (sets,).

    Points that lie evenly are closer to the truth than as many by chance, and how much closer shows in how the sets differ:
    95 % interval by Wilson's formula for as many points by chance as would vary alike, with Student's t for the normal
    quantile (Korn & Graubard 1998, Survey Methodology 24; with Wilson's formula Franco et al. 2019, Journal of Survey
    Statistics and Methodology 7). The variance is the jackknife's over the sets, and at least what comes of counting a set
    in whole points, 1 / 12 of a point squared. Where no point is counted or all are, or there is one set: `share`.
    """
    count, whole, sets = int(k.sum()), int(n.sum()), len(n)
    if sets < 2 or not 0 < count < whole:
        return share(count, whole)
    value, rest = count / whole, whole - n
    without = np.where(rest > 0, (count - k) / np.maximum(rest, 1), value)
    variance = max((sets - 1) * float(without.var()), sets / (12 * whole**2))
    alike = value * (1 - value) / variance  # so many by chance
    low, high = wilson(value * alike, alike, student(sets - 1))
    return {"share": value, "low": low, "high": high}


def share(k: int, n: int) -> dict[str, float]:
    """`{"share", "low", "high"}` of k of n with its 95 % interval."""
    low, high = wilson(k, n)
    return {"share": k / n if n else 0.0, "low": low, "high": high}


def paired_difference(a: ndarray, b: ndarray) -> dict[str, float]:
    """`{"value", "low", "high"}` of mean(b) - mean(a) over the same runs, in which a and b shared their luck.

    The 95 % interval is Tango's (1998). It hangs on the runs that differ and not on how common the event is, so it
    has positive width even where no run differs.
    """
    return tango(int((a & ~b).sum()), int((~a & b).sum()), len(a))


def tango(only_a: int, only_b: int, n: int) -> dict[str, float]:
    """The interval of `paired_difference` from the discordant pairs.

    It holds all differences d that a score test at 5 % would not reject, its variance being that of the likeliest table
    with this d (Tango 1998, Statistics in Medicine 17).
    """
    if n == 0:
        return {"value": 0.0, "low": -1.0, "high": 1.0}
    value = (only_b - only_a) / n

    def holds(d: float) -> bool:
        return not _rejected(only_a, only_b, n, d)

    return {"value": value, "low": _limit(holds, value, -1.0), "high": _limit(holds, value, 1.0)}


def _rejected(only_a: int, only_b: int, n: int, d: float) -> bool:
    """Whether a score test at 5 % rejects a true difference of d."""
    b = (2 * n - only_b + only_a) * d - only_a - only_b
    chance = (sqrt(max(0.0, b * b + 8 * n * only_a * d * (1 - d))) - b) / (4 * n)  # of an a alone, given d
    variance = n * max(0.0, 2 * chance + d * (1 - d))
    return (only_b - only_a - n * d) ** 2 > Z95**2 * variance


def _limit(holds: Callable[[float], bool], inside: float, outside: float) -> float:
    """Where `holds` ends between a value for which it is true and the end of what is possible, by halving."""
    if holds(outside):
        return outside
    for _ in range(HALVINGS):
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if holds(middle) else (inside, middle)
    return outside


def mean_limits(
    mean: float, deviation: float, n: int, skewness: float = 0.0, reach: float = 1.0
) -> dict[str, float]:
    """`{"value", "low", "high"}` of a mean with its 95 % interval, moved by the skewness of the values (Hall 1992).

    No limit is nearer than `reach`, how far apart two values can be, times 3.84 / n. This is where Wilson's interval of
    0 in n ends: a sample without any spread is not taken for certainty.
    """
    error, least = deviation / sqrt(n), Z95**2 * reach / n
    shift = error * skewness * (1 + 2 * Z95**2) / (6 * sqrt(n))
    low, high = min(shift - Z95 * error, -least), max(shift + Z95 * error, least)
    return {"value": mean, "low": mean + low, "high": mean + high}


def mean_of(values: ndarray, reach: float = 1.0) -> dict[str, float]:
    """`mean_limits` of one number a run."""
    mean, deviation = float(np.mean(values)), float(np.std(values))
    third = float(np.mean((values - mean) ** 3))
    return mean_limits(mean, deviation, len(values), third / deviation**3 if third else 0.0, reach)


def student(freedom: int) -> float:
    """What `Z95` is to the normal distribution, of Student's t with so many degrees of freedom, 1 or more."""
    from scipy.special import stdtrit

    return float(stdtrit(freedom, 0.975))


def within(value: float, half: float) -> dict[str, float]:
    """`{"value", "low", "high"}` of a part between 0 and 1, from an estimate that chance may carry beyond either.

    `half`: half the width of its 95 % interval if there were no ends. Means m near an end are kept by likelihood ratio:
    those for which the estimate is among the 95 % of estimates that speak most for m, against the likeliest mean there
    is (Feldman & Cousins 1998, Physical Review D 57). So the interval is never empty, and of an estimate far from both ends
    it is `value` plus and minus `half`. A `half` of 0 is certainty, and 1 or more leaves everything open.
    """
    shown = min(max(value, 0.0), 1.0)
    if half <= 0:
        return {"value": shown, "low": shown, "high": shown}
    if half >= 1:
        return {"value": shown, "low": 0.0, "high": 1.0}
    error, upper = half / Z95, value > 0.5
    near, far = (error * end for end in _above_nought((1 - value if upper else value) / error))
    low, high = (1 - far, 1 - near) if upper else (near, far)
    return {"value": shown, "low": min(max(low, 0.0), shown), "high": max(min(high, 1.0), shown)}


def _above_nought(seen: float) -> tuple[float, float]:
    """The means of 0 or more that `within` keeps, of a normal estimate with a standard error of 1."""
    means, least, most = _kept()
    low = seen - Z95 if seen > most[-1] else np.interp(seen, most, means, left=0.0)
    high = seen + Z95 if seen >= 0 else np.interp(seen, least, means)
    return float(low), float(high)


@cache
def _kept() -> tuple[ndarray, ndarray, ndarray]:
    """Means from 0 to `Z95`, and the least and the most estimate for which `within` keeps each.

    From `Z95` on they are the mean plus and minus `Z95`. Below, the most is d above the mean m, and the least where the
    likelihood ratio is as at the most: (m^2 - d^2) / 2 m.
    """
    from scipy.special import ndtr

    means = np.linspace(0.0, Z95, 401)[1:]
    short, far = np.zeros_like(means), np.full_like(means, 2 * Z95)
    for _ in range(HALVINGS):
        d = (short + far) / 2
        enough = ndtr(d) - ndtr(-(means**2 + d**2) / (2 * means)) >= 0.95
        short, far = np.where(enough, short, d), np.where(enough, d, far)
    return means, (means**2 - far**2) / (2 * means), means + far
