"""The floor: to draw the luck that some runs use, turn its words into normals, and do nothing else.

What a model costs beyond this is its arithmetic; nothing that draws the same luck can be faster. Holds for scenarios
whose only uncertain quantities are positions, and without events and ratification: Tokyo and the contested council.
"""

from typing import Any, NamedTuple

import numpy as np

from sim.ensemble import block_rows
from sim.sampling import BLOCK, Words, gauss, uniform


class Played(NamedTuple):
    """What has to be drawn for one block."""

    block: int
    live: list[np.ndarray]  # by round: the runs of the block that played it


def played(scenario: Any, blocks: int, seed: int = 0) -> list[Played]:
    """Who was still talking in each round of the first blocks; plays them."""
    found = []
    for block in range(blocks):
        rounds = block_rows(scenario, seed, block, BLOCK, None)["rounds"]
        found.append(Played(block, [np.flatnonzero(rounds >= t) for t in range(1, rounds.max() + 1)]))
    return found


def tables(scenario: Any, rounds: int) -> list[tuple[str, tuple[str, ...], int | range]]:
    """Stream, names and index of each table of words that a block of so many rounds asks for."""
    room = tuple(scenario.room)
    asked = [
        ("parameters", ("",), 0),
        ("lasting", room, 0),
        ("stamina", ("",), 0),
        ("stamina", ("reservation",), 0),
    ]
    if next(iter(scenario.issues.values())).lumpy:
        asked.remove(("stamina", ("",), 0))  # what is taken whole is not let through
    asked += [("position", tuple(f"{m}.{issue}" for m in room), 0) for issue in scenario.issues]
    asked += [("fresh", room, t) for t in range(1, rounds + 1)]
    if not isinstance(scenario.procedure.days_per_round, int | float):
        asked.append(("days", ("",), range(rounds)))
    return asked


def draw_only(scenario: Any, done: list[Played], seed: int = 0) -> int:
    """Draw the luck of the runs `done`; how many runs that was."""
    for block, live in done:
        source = Words(seed, block, keeps=False)
        for stream, names, index in tables(scenario, len(live)):
            words = source.table(stream, names, index)
            if (
                stream == "fresh" and len(live[index - 1]) < BLOCK / 2
            ):  # else picking costs more than it saves
                words = words.take(live[index - 1], axis=1)
            if stream in ("position", "lasting", "fresh"):
                gauss(words)
            else:
                uniform(words)
    return BLOCK * len(done)
