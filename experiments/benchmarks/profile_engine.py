"""Where the time goes: processor time by function, of one thread."""

import cProfile
import pstats
from collections import defaultdict
from pathlib import Path

import councils

import nacsim
from nacsim.engine.ensemble import tally
from nacsim.engine.luck import BLOCK
from nacsim.engine.workers import AtOnce

SHOWN = 14
PACKAGE = Path(nacsim.__file__).parent


def profile(scenario: object, blocks: int = 10) -> pstats.Stats:
    """Profile of some blocks after one that does not count."""
    tally(scenario, BLOCK, executor=AtOnce())
    profiler = cProfile.Profile(builtins=False)
    profiler.runcall(tally, scenario, blocks * BLOCK, executor=AtOnce())
    return pstats.Stats(profiler)


def shares(stats: pstats.Stats) -> dict[str, float]:
    """Share of the time of each function of the package, what it asks of other packages included."""
    seconds: dict[str, float] = defaultdict(float)
    for function, (_, _, own, _, callers) in stats.stats.items():
        if ours(function):
            seconds[name_of(function)] += own
        else:
            for caller, (_, _, _, spent) in callers.items():
                if ours(caller):
                    seconds[name_of(caller)] += spent
    whole = sum(seconds.values())
    return {name: each / whole for name, each in sorted(seconds.items(), key=lambda item: -item[1])}


def ours(function: tuple[str, int, str]) -> bool:
    """Whether a function is one of the package."""
    return Path(function[0]).is_relative_to(PACKAGE)


def name_of(function: tuple[str, int, str]) -> str:
    """Its module and name."""
    return f"{Path(function[0]).stem}.{function[2]}"


def table(stats: pstats.Stats) -> str:
    """The functions that take most."""
    lines = ["| function | share of the time |", "| --- | ---: |"]
    found = list(shares(stats).items())
    lines += [f"| `{name}` | {100 * share:.0f} % |" for name, share in found[:SHOWN]]
    lines.append(f"| {len(found) - SHOWN} others | {100 * sum(share for _, share in found[SHOWN:]):.0f} % |")
    return "\n".join(lines)


def report() -> str:
    """Both scenarios."""
    pairs = (("Tokyo", councils.tokyo()), ("The contested council", councils.contested()))
    return "\n\n".join(f"**{title}**\n\n{table(profile(scenario))}" for title, scenario in pairs)
