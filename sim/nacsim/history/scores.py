"""What a forecast is worth once we know what happened. Pure functions of arrays; no scenario, no simulation.

Lower is better for the Brier score, log score, mean error and CRPS; higher for precision, recall, F1, average
precision and the rank correlation. Functions of several cases reduce the last axis, so that a stack of
bootstrap samples (draws, cases) is scored at once.
"""

import numpy as np

from nacsim.results.intervals import wilson


def chance(count, runs):
    """Chance read off `count` of `runs`: (k + 1/2) / (n + 1), never 0 or 1 (Jeffreys' prior; Krichevsky & Trofimov 1981)."""
    return (np.asarray(count, float) + 0.5) / (np.asarray(runs, float) + 1)


def class_chances(counts):
    """Chances of K exclusive classes from counts (..., K): (k + 1/2) / (n + K/2); for six classes (k + 1/2) / (n + 3)."""
    counts = np.asarray(counts, float)
    return (counts + 0.5) / (counts.sum(-1, keepdims=True) + counts.shape[-1] / 2)


def brier(p, happened):
    """Squared error of each chance p of an event that happened (True) or not (Brier 1950)."""
    return (np.asarray(p, float) - np.asarray(happened, float)) ** 2


def log_score(p, happened):
    """-ln of the chance given to what happened, for each event; p strictly between 0 and 1 (Good 1952)."""
    p = np.asarray(p, float)
    return -np.log(np.where(happened, p, 1 - p))


def class_log_score(chances, happened):
    """-ln of the chance given to the class that happened: chances (..., K), happened: index of the class."""
    return -np.log(
        np.take_along_axis(np.asarray(chances, float), np.asarray(happened)[..., None], -1)[..., 0]
    )


def crps(draws, happened):
    """Continuous ranked probability score of draws (R,) for one number, in its unit: E|X - y| - E|X - X'| / 2.

    The mean absolute error of a forecast that is a distribution (Gneiting & Raftery 2007, eq. 21).
    """
    x = np.sort(np.asarray(draws, float))
    n = x.size
    spread = 2 * np.sum((2 * np.arange(1, n + 1) - n - 1) * x) / n**2  # E|X - X'| over all pairs
    return float(np.abs(x - happened).mean() - spread / 2)


def hits(said, did):
    """(named and right, named but wrong, missed) of two sets."""
    said, did = set(said), set(did)
    return len(said & did), len(said - did), len(did - said)


def precision(right, wrong, missed):
    """Share of those named that did it, pooled over the last axis; nan if nobody was named."""
    right, wrong = np.sum(right, -1), np.sum(wrong, -1)
    return _ratio(right, right + wrong)


def recall(right, wrong, missed):
    """Share of those who did it that were named, pooled over the last axis; nan if nobody did it."""
    right, missed = np.sum(right, -1), np.sum(missed, -1)
    return _ratio(right, right + missed)


def f1(right, wrong, missed):
    """Harmonic mean of precision and recall, pooled over the last axis: 2 TP / (2 TP + FP + FN).

    1 if both sets are empty.
    """
    right, wrong, missed = (np.sum(v, -1) for v in (right, wrong, missed))
    value = _ratio(2 * right, 2 * right + wrong + missed)
    return np.where(np.isnan(value), 1.0, value)


def average_precision(score, did):
    """Precision averaged over the recall steps when candidates are named from the highest score down; (M,), (M,) bool.

    Candidates of equal score are named together. nan if nobody did it.
    """
    score, did = np.asarray(score, float), np.asarray(did, bool)
    if not did.any():
        return float("nan")
    order = np.argsort(-score, kind="stable")
    last_of_tie = np.append(np.diff(score[order]) != 0, True)
    right = np.cumsum(did[order])[last_of_tie]
    named = np.flatnonzero(last_of_tie) + 1
    return float(np.sum(np.diff(right, prepend=0) * right / named) / did.sum())


def without_worst(values, k=2):
    """Mean over the last axis without its k largest values; nan unless more than k are left to average."""
    values = np.asarray(values, float)
    if values.shape[-1] <= k:
        return np.full(values.shape[:-1], np.nan)
    return np.sort(values, -1)[..., : values.shape[-1] - k].mean(-1)


def rank_correlation(forecast, observed, censored):
    """Somers' D of a forecast duration, over pairs whose order is known: (pairs in order - pairs reversed) / pairs.

    A pair is usable if the shorter observed duration really ended (Harrell et al. 1982); a tied forecast
    counts 0. Arrays (..., M); nan where no pair is usable.
    """
    forecast, observed = np.asarray(forecast, float), np.asarray(observed, float)
    ended = ~np.asarray(censored, bool)
    known = (observed[..., :, None] < observed[..., None, :]) & ended[..., :, None]
    order = np.sign(forecast[..., None, :] - forecast[..., :, None])
    return _ratio((known * order).sum((-1, -2)), known.sum((-1, -2)))


def duration_error(forecast, observed, censored):
    """Absolute error of each forecast duration; of one still open, only by how much the forecast falls short of it."""
    error = np.asarray(forecast, float) - np.asarray(observed, float)
    return np.where(censored, np.maximum(-error, 0), np.abs(error))


def reliability(p, happened, edges=(0, 1 / 3, 2 / 3, 1)):
    """Cases grouped by the chance they were given.

    A list of dicts with from, to, cases, forecast (mean) and happened (share, low, high).
    """
    p, happened = np.asarray(p, float), np.asarray(happened, bool)
    group = np.clip(np.searchsorted(edges, p, side="right") - 1, 0, len(edges) - 2)
    return [_bin(p[group == k], happened[group == k], edges[k], edges[k + 1]) for k in range(len(edges) - 1)]


def _bin(p, happened, start, end):
    low, high = wilson(int(happened.sum()), p.size)
    share = {"share": float(happened.mean()) if p.size else None, "low": low, "high": high}
    return {
        "from": start,
        "to": end,
        "cases": int(p.size),
        "forecast": float(p.mean()) if p.size else None,
        "happened": share,
    }


def _ratio(above, below):
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(np.asarray(below) == 0, np.nan, np.asarray(above, float) / below)
