"""The matrix of who listens to whom, for the members of a room."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import ndarray

EVERYBODY = ""
"""The name of the row that holds for all; no member has it."""

Rows = tuple[tuple[str, tuple[tuple[str, float], ...]], ...]


@lru_cache(maxsize=64)
def weights(
    room: tuple[str, ...], base: str, rows: Rows, influence: tuple[float, ...] | None = None
) -> ndarray:
    """(N, N) read-only array whose rows sum to 1; ``[i, j]`` is how much member i listens to member j.

    ``base`` is ``ties`` (the member table), ``equal`` (1 / N to everybody, oneself included) or ``capability``
    (to everybody in proportion to its own, given as the row of ``EVERYBODY``). ``rows`` overrides single weights
    of single rows; the rest of such a row is scaled so that it sums to 1.
    ``influence``, one number for each member, multiplies how much all listen to it.
    """
    import numpy as np

    size = len(room)
    place = {code: k for k, code in enumerate(room)}
    if base == "capability":
        matrix = np.tile(_shares(room, dict(rows)[EVERYBODY]), (size, 1))
    else:
        matrix = np.full((size, size), 1 / size) if base == "equal" else _table(room)
    if influence is not None:
        matrix = matrix * influence
        matrix /= matrix.sum(1, keepdims=True)
    for member, given in rows:
        if member == EVERYBODY:
            continue
        row = matrix[place[member]]
        named = [place[code] for code, _ in given]
        row[named] = 0
        rest = row.sum()
        if rest > 0:
            row *= (1 - sum(weight for _, weight in given)) / rest
        row[named] = [weight for _, weight in given]
        row /= row.sum()
    matrix.flags.writeable = False
    return matrix


def _table(room: tuple[str, ...]) -> ndarray:
    from nacsim.data import members

    return members.ties(room)


def _shares(room: tuple[str, ...], given: Iterable[tuple[str, float]]) -> ndarray:
    import numpy as np

    by_code = dict(given)
    capability = np.array([by_code[code] for code in room], float)
    shares: ndarray = capability / capability.sum()
    return shares
