"""How likely a vector of global parameters makes the past: simulated likelihood, case by case.

Every vector meets the same luck (common random numbers), so the likelihood is a fixed function of the parameters. For
one case, with k of n runs adopted and so on,

    log L = log p(adopted or not) + log f(final text) / 2 + sum over members of log p(objects) / 4

with the shares of `nacsim.history.scores`. It is a composite likelihood (Varin, Reid & Firth 2011): its parts hang together,
so that the text and the voices count for less than one each, and how much it counts as a whole is settled by a learning rate
that `experiments/calibrate.py` chooses by the coverage of refits to simulated histories.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from functools import partial
from typing import Any

import numpy as np
from numpy import ndarray

from nacsim.engine.luck import BLOCK, Lots
from nacsim.engine.playing import play
from nacsim.engine.rows import rows
from nacsim.engine.sampling import draw
from nacsim.history.cases import Case
from nacsim.history.scores import chance
from nacsim.results.outcomes import TEXT_UNIT
from nacsim.vocabulary import ADOPTED, ALWAYS

TEXT_ERROR = (
    10.0  # points: scale of the Laplace law of a coded final text; two coders differ by about as much
)
CELL, CELLS = 5.0, 21  # points, and number, of the cells in which final texts are counted
MISCODED = 0.05  # members said to have withheld consent that did not, or the other way round
TEXT_WEIGHT, VOICE_WEIGHT = 0.5, 0.25  # of the final text and of who objects, beside adopted-or-not


class Repeated(Lots):
    """The lots of a block in which the first `runs` councils come again and again, once for each vector."""

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

    Counts of the outcomes (V, 6), mean final text (V, D) in points and its counts by CELL (V, D, CELLS), runs in
    which each member objects first (V, N).
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
    counts = np.stack([(outcome == k).sum(1) for k in range(len(ALWAYS))], 1)
    points = text * TEXT_UNIT
    cell = np.rint(points / CELL).astype(int)
    ends = np.stack([(cell == k).sum(1) for k in range(CELLS)], -1)
    return {"outcomes": counts, "text": points.mean(1), "ends": ends, "first": first.sum(1)}


def log_likelihood(case: Case, said: Mapping[str, ndarray], runs: int) -> ndarray:
    """log L of one case for each vector, (V,); an issue whose end is not coded is left out."""
    return log_end(case.adopted, case.text, np.isin(case.room, case.blockers), said, runs)


def log_end(
    adopted: bool, text: ndarray, withheld: ndarray, said: Mapping[str, ndarray], runs: int
) -> ndarray:
    """log L of an end for each vector, (V,).

    Whether it was adopted, the final text (D,) in points, nan where it is not known, and who withheld consent, (N,) bool.
    """
    agreed = said["outcomes"][:, : len(ADOPTED)].sum(1)
    ended = np.log(chance(agreed if adopted else runs - agreed, runs))
    return ended + TEXT_WEIGHT * log_text(text, said, runs) + VOICE_WEIGHT * log_voices(withheld, said, runs)


def log_text(text: ndarray, said: Mapping[str, ndarray], runs: int) -> ndarray:
    """Mean over issues of the log density of a final text, (V,): a Laplace law about where runs end."""
    coded = np.flatnonzero(~np.isnan(text))
    if not len(coded):
        return np.zeros(len(said["text"]))
    near = np.exp(-abs(CELL * np.arange(CELLS) - text[coded, None]) / TEXT_ERROR)  # (D, cells)
    near /= np.exp(-abs(CELL * np.arange(CELLS)[:, None] - CELL * np.arange(CELLS)) / TEXT_ERROR).sum(0)
    return np.log((said["ends"][:, coded] * near).sum(-1) / runs + 1e-3).mean(1)


def log_voices(withheld: ndarray, said: Mapping[str, ndarray], runs: int) -> ndarray:
    """Sum over members of the log chance of having withheld consent or not, (V,), one in twenty coded wrong."""
    spoke = speaks(said, runs)
    return np.log(np.where(withheld, spoke, 1 - spoke)).sum(1)


def speaks(said: Mapping[str, ndarray], runs: int) -> ndarray:
    """Chance that each member is coded as having withheld consent, (V, N)."""
    return MISCODED + (1 - 2 * MISCODED) * chance(said["first"], runs)


def forecasts(
    cases: Sequence[Case], vectors: Mapping[str, ndarray], runs: int, pool: Executor, seed: int = 0
) -> list[dict[str, ndarray]]:
    """`forecast` of every case, the work shared among the workers of `pool`."""
    return list(pool.map(partial(forecast, vectors=vectors, runs=runs, seed=seed), cases))
