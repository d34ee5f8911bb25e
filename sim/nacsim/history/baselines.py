"""Simple forecasts that the model has to beat.

Each gives what it can: a chance of adoption, the text, who objects.

Rules that know only yes and no are read as 98 and 2 in 100, which flatters them: taken at their word, one
miss would cost them everything.
"""

from dataclasses import dataclass

import numpy as np

from nacsim.history import logistic
from nacsim.history.scores import chance, class_chances
from nacsim.scale import as_share
from nacsim.vocabulary import ALWAYS

CERTAIN = 0.98
CONDITION = 50.0  # points from its wish at which a condition is neither a gain nor a loss


@dataclass(frozen=True)
class Forecast:
    """What one forecaster says of one case; None where it has none.

    p: chance of adoption. outcomes: chances of the outcomes, (6,). text: where each issue ends, (D,)
    points. draws: the drawn texts, (D, R). objects: how likely each member objects first, (N,); above 0.5 it
    is named. days: median days. counts: runs per outcome, (6,).
    """

    p: float | None = None
    outcomes: np.ndarray | None = None
    text: np.ndarray | None = None
    draws: np.ndarray | None = None
    objects: np.ndarray | None = None
    days: float | None = None
    counts: np.ndarray | None = None


def baselines(cases):
    """{name: [Forecast per case]} of every rule that needs no simulation.

    Fitted ones are fitted to the other cases.
    """
    rules = {
        "always_adopt": always_adopt,
        "status_quo_nearer": status_quo_nearer,
        "strict_veto": strict_veto,
        "mean": lambda case: Forecast(text=case.position.mean(-1)),
        "salience_weighted_mean": lambda case: Forecast(text=weighted_mean(case)),
        "median": lambda case: Forecast(text=np.median(case.position, -1)),
        "nash": lambda case: Forecast(text=nash(case)),
    }
    fitted = {"base_rate": base_rate(cases), "opponents": opponents(cases), "logistic": plain_features(cases)}
    return fitted | {name: [rule(case) for case in cases] for name, rule in rules.items()}


def nearer(case):
    """How much nearer the status quo is than the text as tabled, weighed by salience, (N,) points; positive: an opponent."""
    to_text = abs(case.proposed[:, None] - case.position)
    return (as_share(case.salience) * (to_text - without_agreement(case))).sum(0)


def without_agreement(case):
    """How far each member is from its wish if nothing is adopted, (D, N) points: from the status quo; 50 for a condition."""
    condition = np.isnan(case.status_quo)[:, None]
    return np.where(condition, CONDITION, abs(case.status_quo[:, None] - case.position))


def fallback(case):
    """Where the issues are if nothing is adopted, (D,) points: the status quo; 0 for a condition."""
    return np.where(np.isnan(case.status_quo), 0, case.status_quo)


def base_rate(cases):
    """The share adopted, and of each outcome, among the other cases."""
    return [_share_of([*cases[:k], *cases[k + 1 :]]) for k in range(len(cases))]


def _share_of(others):
    counts = np.bincount([case.outcome for case in others], minlength=len(ALWAYS))
    return Forecast(
        p=float(chance(sum(case.adopted for case in others), len(others))), outcomes=class_chances(counts)
    )


def always_adopt(case):
    """Everything tabled is adopted as tabled, and nobody objects."""
    return Forecast(p=CERTAIN, text=case.proposed, objects=np.zeros(len(case.room)))


def status_quo_nearer(case):
    """Those object who are nearer to the status quo than to the text; ranked by how much."""
    return Forecast(objects=0.5 + nearer(case) / 1000)


def strict_veto(case):
    """One opponent keeps the status quo for ever; otherwise the text is adopted as tabled.

    This is Tsebelis (2002), read literally.
    """
    margin = nearer(case)
    stopped = bool((margin > 0).any())
    return Forecast(
        p=1 - CERTAIN if stopped else CERTAIN,
        text=fallback(case) if stopped else case.proposed,
        objects=(margin > 0).astype(float),
    )


def weighted_mean(case):
    """The compromise: positions weighed by salience, (D,) (Van den Bos 1991; Achen 2006); the plain mean if nobody cares."""
    weight = np.where(case.salience.sum(-1, keepdims=True) > 0, case.salience, 1)
    return (weight * case.position).sum(-1) / weight.sum(-1)


def nash(case, points=20_000):
    """The text with the largest product of gains over the status quo among those nobody loses by, (D,) (Nash 1950).

    City-block utility. Searched on a grid of at most `points` texts. Where nobody can gain without a loser
    the bargain fails: the status quo, and 0 for a condition.
    """
    d = len(case.proposed)
    axis = np.linspace(0, 100, int(np.clip(points ** (1 / d), 2, 101)))
    texts = np.stack(np.meshgrid(*[axis] * d, indexing="ij"), -1).reshape(-1, d)
    without = without_agreement(case)
    gains = sum(case.salience[k] * (without[k] - abs(texts[:, k, None] - case.position[k])) for k in range(d))
    product = np.log(np.maximum(gains, 1e-9)).sum(-1)
    product[(gains < 0).any(-1) | (gains <= 0).all(-1)] = -np.inf
    return texts[product.argmax()] if np.isfinite(product).any() else fallback(case)


def opponents(cases):
    """Logistic regression on the number of declared opponents alone (its logarithm, which does better)."""
    return fitted([[np.log1p(np.sum(nearer(case) > 0))] for case in cases], cases)


def plain_features(cases):
    """Logistic regression on number and intensity of opponents, highest resolve, lumpy, size of the room."""
    return fitted([features(case) for case in cases], cases)


def features(case):
    """Plain numbers about a case: opponents, how much they mind, the most resolute, lumpy, room."""
    margin = nearer(case)
    against = margin > 0
    most_resolute = case.resolve[against].max(initial=0)
    return [against.sum(), margin[against].sum(), most_resolute, float(case.lumpy[0]), len(case.room)]


def fitted(features, cases):
    """Leave-one-out chances of adoption from features (cases, K)."""
    p = logistic.leave_one_out(features, [case.adopted for case in cases])
    return [Forecast(p=float(value)) for value in p]
