"""The floor: to draw the luck that some runs use, turn its lots into normals, and do nothing else.

What a model costs beyond this is its arithmetic; nothing that draws the same luck can be faster. Holds for scenarios
whose only uncertain quantities are positions, and without events and ratification: Tokyo and the contested council.
"""

from typing import Any, NamedTuple

import numpy as np

from nacsim.engine.ensemble import block_rows
from nacsim.engine.luck import BLOCK, Lots, gauss, uniform
from nacsim.engine.memory import by_rows
from nacsim.engine.playing import TILE

SIDE = TILE // BLOCK  # blocks that are played as one


class Played(NamedTuple):
    """What has to be drawn for blocks that are played side by side."""

    block: int  # the first of them
    blocks: int
    live: list[np.ndarray]  # by round: their runs that played it


def played(scenario: Any, blocks: int, seed: int = 0) -> list[Played]:
    """Who was still talking in each round of the first blocks; plays them."""
    found = []
    for block in range(0, blocks, SIDE):
        n = min(SIDE, blocks - block)
        rounds = block_rows(scenario, seed, block, n * BLOCK)["rounds"]
        found.append(Played(block, n, [np.flatnonzero(rounds >= t) for t in range(1, rounds.max() + 1)]))
    return found


def tables(scenario: Any, rounds: int) -> list[tuple[str, tuple[str, ...], int | range]]:
    """Stream, names and index of each table of lots that a block of so many rounds asks for."""
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
    with by_rows():
        for block, blocks, live in done:
            source = Lots(seed, block, blocks, keeps=False)
            for stream, names, index in tables(scenario, len(live)):
                draw_table(source, stream, names, index, live)
    return BLOCK * sum(one.blocks for one in done)


def draw_table(source: Lots, stream: str, names: tuple[str, ...], index: int | range, live: list) -> None:
    """Draw one table, the luck of a silence only for the runs that still talk."""
    lots = source.table(stream, names, index)
    if (
        stream == "fresh" and len(live[index - 1]) < lots.shape[1] / 2
    ):  # else picking costs more than it saves
        lots = lots.take(live[index - 1], axis=1)
    (gauss if stream in ("position", "lasting", "fresh") else uniform)(lots)
