"""Sobol' indices of what is to be expected, and the part of luck, each with its interval.

Points are drawn in sets, each scrambled for itself, and in each set two lots of councils are played that share no luck. A
product of what the first lot and the second show expects what the product of the true chances would be: chance in the one
knows nothing of chance in the other. So indices are those of the chance, and not of what a few hundred councils make of it.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy import ndarray

from nacsim.engine.luck import seeds
from nacsim.explore.inputs import Input, values_at
from nacsim.results.intervals import student, within

SETS = 8
"""Sets that points are drawn in: the fewer, the more even they are, and the less is known of how far off."""
LOTS = 2
"""Lots of councils at each point that share no luck."""

Expected = Callable[[ndarray, int], dict[str, ndarray]]
"""From values of the inputs, (points, inputs), and the name of the luck to each outcome expected there, (lots, points)."""


def problem(inputs: Sequence[Input]) -> dict[str, Any]:
    """What SALib calls a problem, in the unit cube."""
    return {"num_vars": len(inputs), "names": [i.key for i in inputs], "bounds": [[0.0, 1.0]] * len(inputs)}


def outcomes_of(inputs: Sequence[Input], expected: Expected, points: int, seed: int) -> dict[str, ndarray]:
    """Each outcome at Saltelli's points (Saltelli et al. 2010), (lots, sets, points of a set, inputs + 2).

    Sobol' points in up to `SETS` sets, each scrambled for itself (Owen 1997). Of each point: the outcome at one set of
    values, with each of its values in turn from another set, and at that other.
    """
    from SALib.sample import sobol as sampling

    sets, found = min(SETS, points), []
    names = seeds(seed, 2 * sets)
    for scrambled, luck in zip(names[:sets], names[sets:], strict=True):
        unit = sampling.sample(problem(inputs), points // sets, calc_second_order=False, seed=scrambled)
        found.append(expected(values_at(inputs, np.clip(unit, 1e-6, 1 - 1e-6)), luck))
    shape = (LOTS, points // sets, len(inputs) + 2)
    return {name: np.stack([np.reshape(of[name], shape) for of in found], axis=1) for name in found[0]}


def independent(outcomes: ndarray) -> ndarray:
    """An outcome at the points that are drawn, without those that mix their values, (lots, sets, 2 points of a set)."""
    drawn = outcomes[..., [0, -1]]
    return drawn.reshape(*drawn.shape[:2], -1)


def variance(outcomes: ndarray) -> float:
    """Of an outcome over the inputs, from `outcomes_of`, as the covariance of the two lots within the sets.

    As each set has luck of its own, its mean says nothing of the inputs, and is taken off.
    """
    one, other = _off_mean(outcomes)
    return float((one[..., [0, -1]] * other[..., [0, -1]]).mean())


def indices_of(outcomes: ndarray) -> ndarray:
    """First and total index of each input, (2, D), from `outcomes_of`; not a number where nothing but luck is seen.

    With a and b outcomes at the points drawn, m where one value of a comes from b, V their variance: the first index is the
    mean of b (m - a) / V, the total that of (a - m)^2 / 2 V (Saltelli et al. 2010), of two factors each from another lot.
    """
    scale = variance(outcomes)
    if scale <= 0:
        return np.full((2, outcomes.shape[-1] - 2), np.nan)
    off = _off_mean(outcomes)
    moved, there = off[..., 1:-1] - off[..., :1], off[..., -1:]
    first = (there * moved[::-1]).mean(axis=(0, 1, 2))
    return np.array([first, moved.prod(axis=0).mean(axis=(0, 1)) / 2]) / scale


def luck_of(outcomes: ndarray) -> ndarray:
    """1 - V / (P (1 - P)), of the chance of adoption: the part of a council's variance that no input removes; (1,).

    V: `variance`, P: the chance over all points. 1 where all councils end alike.
    """
    chance = independent(outcomes).mean()
    whole = chance * (1 - chance)
    return np.array([1 - variance(outcomes) / whole if whole > 0 else 1.0])


def told(estimate: Callable[[ndarray], ndarray], outcomes: ndarray) -> Any:
    """An estimate of parts between 0 and 1 from `outcomes_of`: {"value", "low", "high"} of each, nested as it is.

    95 % interval by the jackknife (Tukey 1958) over the R sets (L'Ecuyer et al. 2023 find nothing that covers better):
    t(0.975; R - 1) times the root of (R - 1)/R times the sum of squares of the estimates that leave out one of the sets,
    about their mean; kept within 0 and 1 by `within`. Where the outcome never varies all are what they are; where nothing
    but luck is seen, in all sets or without one of them, they can be anything.
    """
    many = outcomes.shape[1]
    value = estimate(outcomes)
    if np.ptp(independent(outcomes)) == 0:
        return _each(np.nan_to_num(value), np.zeros_like(value))
    without = np.stack([estimate(np.delete(outcomes, k, axis=1)) for k in range(many)])
    half = student(many - 1) * np.sqrt((many - 1) * without.var(axis=0))
    return _each(np.nan_to_num(value), np.where(np.isnan(value), 1.0, np.nan_to_num(half, nan=1.0)))


def _each(value: ndarray, half: ndarray) -> Any:
    if value.ndim:
        return [_each(v, h) for v, h in zip(value, half, strict=True)]
    return within(float(value), float(half))


def _off_mean(outcomes: ndarray) -> ndarray:
    off: ndarray = outcomes - independent(outcomes).mean(axis=-1)[..., None, None]
    return off
