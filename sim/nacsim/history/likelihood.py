"""How likely a vector of global parameters makes the past: simulated likelihood, case by case.

Every vector meets the same luck (common random numbers), so the likelihood is a fixed function of the parameters. For
one case, with k of n runs adopted and so on,

    log L = log p(adopted or not) + log p(outcome of six) / 2 - |text - seen| / 15 + mean over members of log p(objects)

with the shares of `nacsim.history.scores`; 15 points is the coding error of a final text (two coders differ by about as
much), and the outcome counts half because its six classes are coded loosely.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from functools import partial
from typing import Any

import numpy as np
from numpy import ndarray

from nacsim.engine.luck import BLOCK, Words
from nacsim.engine.playing import play
from nacsim.engine.rows import rows
from nacsim.engine.sampling import draw
from nacsim.history.cases import Case
from nacsim.results.outcomes import TEXT_UNIT
from nacsim.vocabulary import ADOPTED, OUTCOMES

TEXT_ERROR = 15.0  # points: differences below it between two coders are noise
OUTCOME_WEIGHT, VOICE_WEIGHT = 0.5, 4.0  # of the six outcomes, and of who objects, beside adopted-or-not


class Repeated(Words):
    """The words of a block in which the first `runs` councils come again and again, once for each vector."""

    def __init__(self, seed: int, block: int, runs: int):
        super().__init__(seed, block)
        self.runs = runs

    def _draw(self, stream: str, names: tuple[str, ...], index: int | range) -> ndarray:
        own = super()._draw(stream, names, index)[:, : self.runs]
        return np.tile(own, BLOCK // self.runs)


def forecast(
    case: Case, vectors: Mapping[str, ndarray], runs: int, seed: int = 0, block: int = 0
) -> dict[str, ndarray]:
    """What each of V vectors of parameters says of a case over `runs` councils (at most BLOCK).

    Counts of the six outcomes (V, 6), mean final text (V, D) in points, runs in which each member objects first (V, N).
    """
    size, source = len(next(iter(vectors.values()))), Repeated(seed, block, runs)
    most, parts = BLOCK // runs, []
    for start in range(0, size, most):
        some = {name: np.repeat(v[start : start + most], runs) for name, v in vectors.items()}
        parts.append(_one_block(case.scenario, source, some, runs))
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _one_block(scenario: Any, source: Repeated, values: Mapping[str, ndarray], runs: int) -> dict:
    columns = len(next(iter(values.values())))
    setting = draw(scenario, source, columns, values=values)
    found = rows(setting, play(setting))
    outcome, text = found["outcome"].reshape(-1, runs), found["text"].reshape(columns // runs, runs, -1)
    first = np.unpackbits(found["first"], axis=1, count=len(scenario.room)).reshape(*text.shape[:2], -1)
    counts = np.stack([(outcome == k).sum(1) for k in range(len(OUTCOMES))], 1)
    return {"outcomes": counts, "text": text.mean(1) * TEXT_UNIT, "first": first.sum(1)}


def log_likelihood(case: Case, said: Mapping[str, ndarray], runs: int) -> ndarray:
    """log L of one case for each vector, (V,); an issue whose end is not coded is left out."""
    counts = said["outcomes"]
    adopted = counts[:, : len(ADOPTED)].sum(1)
    agreed = np.log(((adopted if case.adopted else runs - adopted) + 0.5) / (runs + 1))
    outcome = np.log((counts[:, case.outcome] + 0.5) / (runs + 0.5 * len(OUTCOMES)))
    coded = np.flatnonzero(~np.isnan(case.text))
    off = abs(said["text"] - case.text)[:, coded].mean(1) if len(coded) else 0.0
    objected = np.isin(case.room, case.blockers)
    voice = np.log((np.where(objected, said["first"], runs - said["first"]) + 0.5) / (runs + 1)).mean(1)
    return agreed + OUTCOME_WEIGHT * outcome - off / TEXT_ERROR + VOICE_WEIGHT * voice


def forecasts(
    cases: Sequence[Case], vectors: Mapping[str, ndarray], runs: int, pool: Executor, seed: int = 0
) -> list[dict[str, ndarray]]:
    """`forecast` of every case, the work shared among the workers of `pool`."""
    return list(pool.map(partial(forecast, vectors=vectors, runs=runs, seed=seed), cases))
