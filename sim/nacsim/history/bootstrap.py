"""How sure a score is: cases drawn again with replacement (Efron 1979), the same draws for every forecaster.

A statistic takes a table {column: (..., cases)} and reduces the last axis, so all draws are scored at once.
"""

import warnings

import numpy as np

from nacsim.engine.luck import resamples

DRAWS = 1000


def interval(statistic, table, seed=0, draws=DRAWS):
    """95 % percentile interval over cases of statistic(table), {"value", "low", "high"}.

    `low` and `high` are None with fewer than two cases.
    """
    return _summary(_value(statistic, table), statistic, [table], seed, draws)


def paired_difference(statistic, table, other, seed=0, draws=DRAWS):
    """{"value", "low", "high"} of statistic(table) - statistic(other), cases drawn in pairs."""
    return _summary(
        _value(statistic, table) - _value(statistic, other), statistic, [table, other], seed, draws
    )


def _value(statistic, table):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # the mean of no case is nan, and says so
        return statistic(table)


def _summary(value, statistic, tables, seed, draws):
    cases = len(next(iter(tables[0].values())))
    if cases < 2 or np.isnan(value):
        return {"value": number(value), "low": None, "high": None}
    picked = resamples(cases, draws, seed)
    scored = [_value(statistic, {name: column[picked] for name, column in table.items()}) for table in tables]
    drawn = scored[0] if len(scored) == 1 else scored[0] - scored[1]
    drawn = drawn[~np.isnan(drawn)]
    if not drawn.size:
        return {"value": number(value), "low": None, "high": None}
    low, high = np.percentile(drawn, [2.5, 97.5])
    return {"value": number(value), "low": number(low), "high": number(high)}


def number(value):
    """A float for JSON, or None where there is nothing to average."""
    return None if value is None or np.isnan(value) else round(float(value), 6)
