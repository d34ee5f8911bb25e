"""Who plays how many councils a second: the ensemble, the Mesa council, a Mesa tutorial's model, and the floor."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from typing import Any

import councils
import floor
import idiomatic_mesa
from timing import Sample, Spread, disturbance, interleave, loop, ratio, spread

from nacsim.council.agents import Council
from nacsim.engine.ensemble import tally
from nacsim.engine.luck import BLOCK, lots
from nacsim.engine.sampling import draw
from nacsim.engine.workers import AtOnce

ONE, TWO, APART, STEPPED, TUTORIAL, COLLECTING, FLOOR = (
    "ensemble, one core", "ensemble, two threads", "ensemble, two processes",
    "stepped in Mesa", "Mesa tutorial style", "the same, collecting data", "floor: luck alone",
)  # fmt: skip
LOOP, LOOPS = "a Python loop", "two Python loops"  # for scale: what two processes make of one on this machine
ON_TWO = (TWO, APART)
LAPS = 10_000_000
HEAD = (
    "| | councils a second | a second of processor time | against the ensemble on one core | against the floor |\n"
    "| --- | ---: | ---: | ---: | ---: |"
)


def stepped(scenario: Any, runs: int) -> int:
    """Step so many councils in Mesa to their end."""
    for run in range(runs):
        council = Council(scenario, run)
        council.datacollector = None  # bare, as the other is
        council.run_model()
    return runs


def contestants(scenario: Any, blocks: int, slow: int) -> dict[str, Callable[[], int]]:
    """What is timed: `blocks` blocks of the ensemble against `slow` single councils."""
    runs, luck = blocks * BLOCK, floor.played(scenario, blocks)
    threads, processes = ThreadPoolExecutor(2), ProcessPoolExecutor(2, get_context("spawn"))
    setting = draw(scenario, lots(0, 0))

    def tutorial(collects: bool) -> int:
        for run in range(slow):
            idiomatic_mesa.Council(setting, run, collects).run_model()
        return slow

    return {
        ONE: lambda: tally(scenario, runs, executor=AtOnce()).runs,
        TWO: lambda: tally(scenario, runs, executor=threads).runs,
        APART: lambda: tally(scenario, runs, executor=processes).runs,
        STEPPED: lambda: stepped(scenario, slow),
        TUTORIAL: lambda: tutorial(False),
        COLLECTING: lambda: tutorial(True),
        FLOOR: lambda: floor.draw_only(scenario, luck),
        LOOP: lambda: processes.submit(loop, 2 * LAPS).result(),
        LOOPS: lambda: sum(processes.map(loop, [LAPS] * 2)),
    }


def race(scenario: Any, turns: int, blocks: int, slow: int) -> dict[str, list[Sample]]:
    """Samples of all of them on one scenario."""
    return interleave(contestants(scenario, blocks, slow), turns)


def table(samples: dict[str, list[Sample]]) -> str:
    """Medians with quartiles; ratios by processor time, turn by turn, but on two cores by the clock."""
    lines = [HEAD]
    for name, found in samples.items():
        if name in (LOOP, LOOPS):
            continue
        per = "per_wall" if name in ON_TWO else "per_cpu"
        rates = [spread([getattr(s, p) for s in found]) for p in ("per_wall", "per_cpu")]
        cells = [f"{r.median:,.0f} ({r.low:,.0f}–{r.high:,.0f})" for r in rates]
        cells += [times(ratio(found, samples[other], per)) for other in (ONE, FLOOR)]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def scale(samples: dict[str, list[Sample]]) -> str:
    """What two processes make of one where neither memory nor waiting comes in."""
    found = times(ratio(samples[LOOPS], samples[LOOP], "per_wall"))
    return f"For scale: two processes of a plain Python loop made {found} of one."


def times(ratio: Spread) -> str:
    """A ratio for people: 1.7 × or 1/240, with quartiles."""
    if ratio.median < 0.95:
        return "1/{} (1/{}–1/{})".format(*(number(1 / r) for r in ratio))
    return "{} × ({}–{})".format(*map(number, ratio))


def number(value: float) -> str:
    """Three digits at most after which nothing is known."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.2g}" if value >= 10 else f"{value:.2f}"


def report(turns: int = 9, blocks: int = 40, slow: int = 60) -> str:
    """The tables of both scenarios."""
    parts = []
    for title, scenario in (("Tokyo", councils.tokyo()), ("The contested council", councils.contested())):
        samples = race(scenario, turns, blocks, slow)
        rounds = tally(scenario, BLOCK, executor=AtOnce()).rounds
        mean = sum(k * n for k, n in enumerate(rounds)) / BLOCK
        size = f"{len(scenario.room)} members, {len(scenario.issues)} issues, {mean:.1f} rounds on average"
        parts.append(f"**{title}** ({size})\n\n{table(samples)}\n\n{disturbance(samples)} {scale(samples)}")
    return "\n\n".join(parts)
