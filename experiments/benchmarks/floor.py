"""The floor: to draw the luck that some runs use, turn its lots into normals, and do nothing else.

What a model costs beyond this is its arithmetic; nothing that draws the same luck can be faster. Holds for scenarios
without actors that are uncertain, events and ratification: Tokyo and the contested council.
"""

from typing import Any, NamedTuple

from nacsim.engine.ensemble import block_rows
from nacsim.engine.luck import BLOCK, Lots, gauss, uniform
from nacsim.engine.memory import by_rows
from nacsim.engine.playing import TILE

SIDE = TILE // BLOCK  # blocks that are played as one
NORMAL = ("position", "salience", "resolve", "lasting")  # streams of normal draws


class Played(NamedTuple):
    """What has to be drawn for blocks that are played side by side."""

    block: int  # the first of them
    blocks: int
    rounds: int  # of the longest talks


def played(scenario: Any, blocks: int, seed: int = 0) -> list[Played]:
    """How long they talked in the first blocks; plays them."""
    found = []
    for block in range(0, blocks, SIDE):
        n = min(SIDE, blocks - block)
        rounds = block_rows(scenario, seed, block, n * BLOCK)["rounds"]
        found.append(Played(block, n, int(rounds.max())))
    return found


def tables(scenario: Any, rounds: int) -> list[tuple[str, tuple[str, ...], int | range]]:
    """Stream, names and index of each table of lots that a block of so many rounds asks for."""
    room = tuple(scenario.room)
    asked = [("parameters", ("",), 0), ("lasting", room, 0), ("resolve", room, 0)]
    asked += [("exit", ("",), 0), ("elsewhere", ("",), 0), ("elsewhere", ("adopts",), 0)]
    for issue in scenario.issues:
        names = tuple(f"{m}.{issue}" for m in room)
        asked += [("position", names, 0), ("salience", names, 0)]
    if not isinstance(scenario.procedure.days_per_round, int | float):
        asked.append(("days", ("",), range(rounds)))
    return asked


def draw_only(scenario: Any, done: list[Played], seed: int = 0) -> int:
    """Draw the luck of the runs `done`; how many runs that was."""
    with by_rows():
        for block, blocks, rounds in done:
            source = Lots(seed, block, blocks, keeps=False)
            for stream, names, index in tables(scenario, rounds):
                lots = source.table(stream, names, index)
                (gauss if stream in NORMAL else uniform)(lots)
    return BLOCK * sum(one.blocks for one in done)
