"""The range of an answer over what is not known: judgements, parameters and structure, luck averaged out.

A share over many councils averages over everything that is uncertain, and its interval covers the dice alone. Here the
judgements are drawn first: which expert is believed, every position, salience and resolve with its coding error, the
chances of events where these are uncertain, the calibrated parameters, whether issues are lumpy and whether there is an
exit. Under each such draw `inner` councils are played with luck of their own; the shares of adoption under OUTER draws
have a distribution, whose central 90 % is the range. With few councils a draw the shares scatter for their dice too, so
they are drawn towards their mean until their variance is that of the judgements alone
(Louis 1984, "Estimating a population of parameter values using Bayes and empirical Bayes methods").
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy import ndarray

from nacsim.engine.luck import JUDGED, NUMBERS, Nested
from nacsim.engine.memory import one_thread
from nacsim.engine.playing import play
from nacsim.engine.rows import rows
from nacsim.engine.sampling import draw
from nacsim.scenario.resolved import Scenario
from nacsim.vocabulary import ADOPTED

OUTER, INNER = 400, 20  # draws of the judgements, councils under each
LEVEL = 0.9  # of the range


def shares(
    scenario: Scenario,
    outer: int = OUTER,
    inner: int = INNER,
    seed: int = 0,
    judged: tuple[str, ...] = JUDGED,
) -> ndarray:
    """Share of councils that adopt under each draw of what is `judged`, (outer,), the dice taken out."""
    with one_thread:
        setting = draw(scenario, Nested(seed, outer, inner, judged), outer * inner)
        adopted = rows(setting, play(setting))["outcome"] < len(ADOPTED)
    return without_dice(adopted.reshape(outer, inner).mean(1), inner)


def without_dice(found: ndarray, inner: int) -> ndarray:
    """Shares of `inner` councils each, drawn towards their mean until only the variance beyond the dice is left."""
    mean, total = found.mean(), found.var()
    dice = (found * (1 - found)).mean() / max(1, inner - 1)
    if total <= 0:
        return found
    drawn: ndarray = mean + np.sqrt(max(0.0, 1 - dice / total)) * (found - mean)
    return drawn


def doubt(scenario: Scenario, outer: int = OUTER, inner: int = INNER, seed: int = 0) -> dict[str, Any]:
    """`{"low", "high", "level", "numbers": {"low", "high"}}`: central ranges of the share of adoption.

    The first is over everything that is not known. `numbers` is over the judged numbers and the parameters alone, with
    the doubt about structure (lumpy, exit) left among the dice: where it is much narrower, knowing the structure is worth
    more than better numbers.
    """
    whole = _central(shares(scenario, outer, inner, seed))
    return whole | {"level": LEVEL, "numbers": _central(shares(scenario, outer, inner, seed, NUMBERS))}


def _central(found: ndarray) -> dict[str, float]:
    """The central LEVEL of some shares."""
    tail = (1 - LEVEL) / 2
    low, high = np.clip(np.quantile(found, (tail, 1 - tail)), 0, 1)
    return {"low": float(low), "high": float(high)}
