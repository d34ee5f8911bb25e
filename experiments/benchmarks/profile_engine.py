"""Where the time goes: processor time by function, of one thread."""

import cProfile
import pstats
from pathlib import Path

import councils

from sim.ensemble import tally
from sim.executors import AtOnce
from sim.sampling import BLOCK

SHOWN = 14


def profile(scenario: object, blocks: int = 10) -> pstats.Stats:
    """Profile of some blocks after one that does not count."""
    tally(scenario, BLOCK, executor=AtOnce())
    profiler = cProfile.Profile(builtins=False)
    profiler.runcall(tally, scenario, blocks * BLOCK, executor=AtOnce())
    return pstats.Stats(profiler)


def table(stats: pstats.Stats) -> str:
    """The functions of the package by their own time, NumPy's counted to the caller."""
    total = stats.total_tt
    own = sorted(stats.stats.items(), key=lambda item: -item[1][2])
    lines = ["| function | share of the time |", "| --- | ---: |"]
    for (file, _, name), (_, _, seconds, _, _) in own[:SHOWN]:
        lines.append(f"| `{Path(file).stem}.{name}` | {100 * seconds / total:.0f} % |")
    return "\n".join(lines)


def report() -> str:
    """Both scenarios."""
    pairs = (("Tokyo", councils.tokyo()), ("The contested council", councils.contested()))
    return "\n\n".join(f"**{title}**\n\n{table(profile(scenario))}" for title, scenario in pairs)
