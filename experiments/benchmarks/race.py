"""Who plays how many councils a second: the ensemble, the Mesa council, a Mesa tutorial's model, and the floor."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import councils
import floor
import idiomatic_mesa
from timing import Sample, interleave, ratio, spread

from sim.council import Council
from sim.ensemble import tally
from sim.executors import AtOnce
from sim.sampling import BLOCK, draw, words

ONE, TWO, STEPPED, TUTORIAL, FLOOR = (
    "ensemble, one core", "ensemble, two cores", "stepped in Mesa", "Mesa tutorial style", "floor: luck alone",
)  # fmt: skip
HEAD = (
    "| | councils a second | a second of processor time | one core of the ensemble is | floor is |\n"
    "| --- | ---: | ---: | ---: | ---: |"
)


def stepped(scenario: Any, runs: int) -> int:
    """Step so many councils in Mesa to their end."""
    for run in range(runs):
        Council(scenario, run).run_model()
    return runs


def contestants(scenario: Any, blocks: int, slow: int) -> dict[str, Callable[[], int]]:
    """What is timed: `blocks` blocks of the ensemble against `slow` single councils."""
    runs, luck = blocks * BLOCK, floor.played(scenario, blocks)
    setting, pool = draw(scenario, words(0, 0)), ThreadPoolExecutor(2)
    given = [idiomatic_mesa.of_run(setting, k) for k in range(slow)]

    def tutorial() -> int:
        for inputs in given:
            idiomatic_mesa.Council(inputs).run_model()
        return slow

    return {
        ONE: lambda: tally(scenario, runs, executor=AtOnce()).runs,
        TWO: lambda: tally(scenario, runs, executor=pool).runs,
        STEPPED: lambda: stepped(scenario, slow),
        TUTORIAL: tutorial,
        FLOOR: lambda: floor.draw_only(scenario, luck),
    }


def race(scenario: Any, times: int, blocks: int, slow: int) -> dict[str, list[Sample]]:
    """Samples of all of them on one scenario."""
    return interleave(contestants(scenario, blocks, slow), times)


def table(samples: dict[str, list[Sample]]) -> str:
    """Medians with quartiles; ratios by processor time, turn by turn, but two cores by the clock."""
    lines = [HEAD]
    for name, found in samples.items():
        per = "per_wall" if name == TWO else "per_cpu"
        faster, limit = ratio(samples[ONE], found, per), ratio(samples[FLOOR], found, per)
        cells = [spread([s.per_wall for s in found]), spread([s.per_cpu for s in found])]
        rates = " | ".join(f"{c.median:,.0f} ({c.low:,.0f}–{c.high:,.0f})" for c in cells)
        times = " | ".join(f"{r.median:.3g} × ({r.low:.3g}–{r.high:.3g})" for r in (faster, limit))
        lines.append(f"| {name} | {rates} | {times} |")
    return "\n".join(lines)


def report(times: int = 9, blocks: int = 10, slow: int = 60) -> str:
    """The tables of both scenarios."""
    parts = []
    for title, scenario in (("Tokyo", councils.tokyo()), ("The contested council", councils.contested())):
        samples = race(scenario, times, blocks, slow)
        rounds = tally(scenario, BLOCK, executor=AtOnce()).rounds
        mean = sum(k * n for k, n in enumerate(rounds)) / BLOCK
        size = f"{len(scenario.room)} members, {len(scenario.issues)} issues, {mean:.1f} rounds on average"
        parts.append(f"**{title}** ({size})\n\n{table(samples)}")
    return "\n\n".join(parts)
