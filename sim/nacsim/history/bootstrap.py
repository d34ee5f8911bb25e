"""How sure a score is: cases drawn again with replacement (Efron 1979), the same draws for every forecaster.

A statistic takes a table {column: (..., cases)} and reduces the last axis, so all draws are scored at once.
Intervals are corrected for bias and skewness (BCa, Efron 1987): a few cases that went badly wrong carry most of a log
or Brier score, and plain percentiles then end too low.
"""

import warnings
from statistics import NormalDist

import numpy as np

from nacsim.engine.luck import resamples

DRAWS = 1000
NORMAL = NormalDist()


def interval(statistic, table, seed=0, draws=DRAWS):
    """95 % BCa interval over cases of statistic(table), {"value", "low", "high"}.

    `low` and `high` are None with fewer than two cases.
    """
    return _summary(lambda of: _value(statistic, of[0]), [table], seed, draws)


def paired_difference(statistic, table, other, seed=0, draws=DRAWS):
    """{"value", "low", "high"} of statistic(table) - statistic(other), cases drawn in pairs."""
    return _summary(
        lambda of: _value(statistic, of[0]) - _value(statistic, of[1]), [table, other], seed, draws
    )


def _value(statistic, table):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # the mean of no case is nan, and says so
        return statistic(table)


def _summary(scored, tables, seed, draws):
    """The value of `scored(tables)` and its interval."""
    cases, value = len(next(iter(tables[0].values()))), scored(tables)
    nothing = {"value": number(value), "low": None, "high": None}
    if cases < 2 or np.isnan(value):
        return nothing
    drawn = scored(_chosen(tables, resamples(cases, draws, seed)))
    drawn = drawn[~np.isnan(drawn)]
    if not drawn.size:
        return nothing
    low, high = np.quantile(drawn, levels(value, drawn, scored(_chosen(tables, _all_but_one(cases)))))
    return {"value": number(value), "low": number(low), "high": number(high)}


def _chosen(tables, places):
    return [{name: column[places] for name, column in table.items()} for table in tables]


def _all_but_one(cases):
    """For every case the places of the others, (cases, cases - 1)."""
    return np.array([np.delete(np.arange(cases), k) for k in range(cases)])


def levels(value, drawn, without):
    """Which quantiles of the drawn values bound the interval, from what the statistic is without each case.

    Where the value lies among the drawn ones tells the bias, the spread of `without` the skewness.
    """
    below = np.mean(drawn < value) + np.mean(drawn == value) / 2
    least = 1 / (len(drawn) + 1)
    bias = NORMAL.inv_cdf(min(max(float(below), least), 1 - least))
    pull = np.nanmean(without) - without[~np.isnan(without)] if not np.isnan(without).all() else np.zeros(1)
    size = float((pull**2).sum())
    skew = float((pull**3).sum()) / (6 * size**1.5) if size > 1e-24 else 0.0
    ends = (bias + NORMAL.inv_cdf(level) for level in (0.025, 0.975))
    return [NORMAL.cdf(bias + end / max(1 - skew * end, 1e-6)) for end in ends]


def number(value):
    """A float for JSON, or None where there is nothing to average."""
    return None if value is None or np.isnan(value) else round(float(value), 6)
