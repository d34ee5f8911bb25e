"""How well the number of days is forecast, where days are bargaining time (`Case.bargained`)."""

import numpy as np

from nacsim.history import scores
from nacsim.history.bootstrap import interval


def days(cases, forecast):
    """How well the median number of days does: cases, rank correlation, error in days, factor.

    Each figure is a dict value, low, high; all None where no case qualifies.
    """
    pairs = [
        (said.days, case.days, bool(case.observed.censored))
        for case, said in zip(cases, forecast, strict=True)
        if case.bargained and said.days is not None
    ]
    empty = {"value": None, "low": None, "high": None}
    if not pairs:
        return {"cases": 0, "rank_correlation": empty, "error": empty, "factor": empty}
    columns = map(np.array, zip(*pairs, strict=True))
    table = dict(zip(("forecast", "observed", "censored"), columns, strict=True))
    statistics = {"rank_correlation": rank_correlation, "error": error, "factor": factor}
    figures = {name: interval(statistic, table) for name, statistic in statistics.items()}
    return {"cases": len(pairs)} | figures


def rank_correlation(table):
    """Rank correlation of forecast and observed days (Somers' D; pairs of unknown order left out)."""
    return scores.rank_correlation(table["forecast"], table["observed"], table["censored"])


def error(table):
    """Mean absolute error in days; a case still open counts only by how much the forecast falls short."""
    return scores.duration_error(table["forecast"], table["observed"], table["censored"]).mean(-1)


def factor(table):
    """Factor by which the forecast is typically off: exp of the mean absolute difference of ln(1 + days)."""
    forecast, observed = np.log1p(table["forecast"]), np.log1p(table["observed"])
    return np.exp(scores.duration_error(forecast, observed, table["censored"]).mean(-1))
