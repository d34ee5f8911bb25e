"""Metrics of one's own: a package offers them under the entry point group `nacsim.metrics` (see `nacsim.offers`).

    [project.entry-points."nacsim.metrics"]
    late = "my_package:late"

`late(outcomes)` is given what `simulate` returns, with its scenario as `question`, and gives a number for each council,
(R,): truths count 0 and 1. The first line of its docstring is its label. Its mean, interval and spread then stand in every
summary, under `metrics`, and its numbers in `frame()`. Like all that is told of a council, the number of one follows from
that council alone: it does not depend on how many are played, in what order, or by whom.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy import ndarray

from nacsim.errors import Unfit
from nacsim.offers import Offers
from nacsim.results.outcomes import Outcomes, row_type
from nacsim.vocabulary import ADOPTED, OUTCOMES

BUILT_IN = ("run", "outcome", "adopted", "rounds", "days", "objectors", "blockers", "alone", "paid")
"""What is told of a council anyway."""
DECIMALS = 6
"""Of a metric that are kept: what differs by less is the same number."""
Metric = Callable[[Outcomes], Any]

TRIED = """
title = "Three decide"
roster = ["A", "B", "C"]
[issues.text]
status_quo = 0
proposed = 80
lumpy = false
[issues.review]
proposed = 20
[default]
position = 80
salience = 50
resolve = 50
"""


def measured(outcomes: Outcomes) -> dict[str, ndarray]:
    """Every metric on offer, by name, of each council, (R,); none where the scenario is not known. Raises Unfit."""
    if outcomes.question is None:
        return {}
    return {name: _numbers(name, metric, outcomes) for name, metric in OFFERS.all().items()}


def label(name: str) -> str:
    """What a metric is called in words: the first line of its docstring, or its name."""
    return (OFFERS.get(name).__doc__ or name.replace("_", " ")).strip().splitlines()[0].rstrip(".")


def _numbers(name: str, metric: Metric, outcomes: Outcomes) -> ndarray:
    found = np.asarray(metric(outcomes))
    if found.shape != (len(outcomes),) or found.dtype.kind not in "biuf":
        raise Unfit(f"the metric {name} gives {found.dtype} {found.shape} and not a number for each council")
    numbers = found.astype(float)
    if not np.isfinite(numbers).all():
        raise Unfit(f"the metric {name} gives {numbers[~np.isfinite(numbers)][0]} for some council")
    return numbers.round(DECIMALS) + 0.0  # without a minus before a nought


def tried(name: str, metric: Metric) -> Metric:
    """A metric that gives a number for each council, whoever stands beside it. Raises Unfit."""
    if not callable(metric):
        raise Unfit("is no function of what simulate() returns")
    councils = trial()
    whole = _numbers(name, metric, councils)
    for part in (slice(1), slice(7, 30), slice(None, None, -1)):
        if not np.array_equal(_numbers(name, metric, councils.part(part)), whole[part]):
            raise Unfit("depends on which councils stand beside one another; each has a number of its own")
    return metric


def trial() -> Outcomes:
    """Made-up councils on which metrics and figures are tried: three members, two issues, every outcome."""
    from nacsim.scenario.build import loads

    question, runs = loads(TRIED, "trial"), np.arange(60)
    rows = np.zeros(len(runs), row_type(2, 3))
    rows["outcome"], rows["rounds"] = runs % len(OUTCOMES), 1 + runs % 7
    rows["days"] = 70 * rows["rounds"]
    failed = rows["outcome"] >= len(ADOPTED)
    rows["text"][:, 0], rows["text"][:, 1] = 8000 - 90 * (runs % 9), 2000
    rows["text"][failed] = 0
    rows["first"][:, 0] = np.where(rows["rounds"] > 1, 32 * rows["rounds"], 0)
    rows["blocks"][failed] = rows["first"][failed]
    rows["alone"] = rows["blocks"][:, 0] == 128  # the first member, by the first of eight bits
    rows["pivotal"][:, 0] = 128 * rows["alone"]
    rows["paid"][:, 1] = 10 * (runs % 3)
    rows.flags.writeable = False
    return Outcomes("trial", question.room, tuple(question.issues), 0, rows, question)


OFFERS = Offers("metric", "nacsim.metrics", BUILT_IN, tried)
