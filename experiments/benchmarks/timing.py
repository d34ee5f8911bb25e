"""Timing several things against each other on a machine that others use too: interleaved, medians with spread.

A turn in which other work took more than QUIET processors says little about two cores, and one in which the core itself
ran slower than it can says little at all: a virtual machine does not see who shares its cores, but a plain Python loop
then takes longer. So turns are repeated, up to PATIENCE times as many as asked for, until enough were quiet; the quietest
are kept.
"""

import os
import platform
import statistics
import time
from collections.abc import Callable, Mapping
from multiprocessing import active_children
from pathlib import Path
from typing import NamedTuple

QUIET, PATIENCE = 0.2, 4
SLOW = 0.12  # share of its best pace that a core may lack in a quiet turn
LAPS = 300_000  # of the loop that tells the pace: some 5 ms


class Sample(NamedTuple):
    """One measurement."""

    work: int  # how many councils
    wall: float  # seconds
    cpu: float  # seconds of processor time of this process, all threads, and of its workers
    others: float = 0.0  # processors that everything else on the machine used meanwhile; 0 if unknown
    pace: float = 1.0  # laps a second of a plain Python loop just before and just after

    @property
    def per_wall(self) -> float:
        """Councils a second."""
        return self.work / self.wall

    @property
    def per_cpu(self) -> float:
        """Councils a second of processor time: what one undisturbed core does."""
        return self.work / self.cpu


class Spread(NamedTuple):
    """Median and quartiles."""

    median: float
    low: float
    high: float


def spread(values: list[float]) -> Spread:
    """Median and quartiles of at least two values."""
    low, median, high = statistics.quantiles(values, n=4, method="inclusive")
    return Spread(median, low, high)


def measure(work: Callable[[], int]) -> Sample:
    """Do it once and time it."""
    before = pace()
    wall, cpu, machine = time.perf_counter(), own(), busy()
    done = work()
    wall, cpu, machine = time.perf_counter() - wall, own() - cpu, busy() - machine
    return Sample(done, wall, cpu, max(0.0, machine - cpu) / wall, (before + pace()) / 2)


def pace() -> float:
    """Laps a second of a plain Python loop."""
    begun = time.perf_counter()
    return loop(LAPS) / (time.perf_counter() - begun)


def loop(laps: int) -> int:
    """Nothing but Python, which needs no memory."""
    for _ in range(laps):
        pass
    return laps


def own() -> float:
    """Seconds of processor time of this process and of its living workers (these to a hundredth of a second)."""
    ticks = 0
    for worker in active_children():
        try:
            fields = Path(f"/proc/{worker.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        ticks += int(fields[11]) + int(fields[12])
    return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")


def busy() -> float:
    """Seconds of processor time that the machine has spent on anything since it started; 0 where it does not say."""
    try:
        with open("/proc/stat", encoding="utf-8") as file:
            ticks = [int(n) for n in file.readline().split()[1:9]]
    except OSError:
        return 0.0
    return (sum(ticks) - ticks[3] - ticks[4]) / os.sysconf("SC_CLK_TCK")


def interleave(jobs: Mapping[str, Callable[[], int]], times: int) -> dict[str, list[Sample]]:
    """Samples of each job in the `times` quietest turns, after a first turn that does not count."""
    for job in jobs.values():
        job()
    turns: list[dict[str, Sample]] = []
    while len(turns) < times or (len(turns) < PATIENCE * times and sum(quiet(turns)) < times):
        order = (
            list(jobs) if len(turns) % 2 else list(reversed(jobs))
        )  # so that none always follows the same one
        turns.append({name: measure(jobs[name]) for name in order})
    loud = sorted(zip([not q for q in quiet(turns)], map(noise, turns), range(len(turns)), strict=True))
    return {name: [turns[k][name] for *_, k in loud[:times]] for name in jobs}


def noise(turn: Mapping[str, Sample]) -> float:
    """The most that other work used during one of the jobs of a turn, in processors."""
    return max(sample.others for sample in turn.values())


def steady(turn: Mapping[str, Sample]) -> float:
    """The median pace of the core in a turn."""
    return statistics.median(sample.pace for sample in turn.values())


def quiet(turns: list[dict[str, Sample]]) -> list[bool]:
    """Which turns were left to themselves, by the best pace of any."""
    best = max(map(steady, turns), default=0.0)
    return [noise(turn) <= QUIET and steady(turn) >= (1 - SLOW) * best for turn in turns]


def disturbance(samples: Mapping[str, list[Sample]]) -> str:
    """How much other work there was in the turns kept, for the reader to judge by."""
    turns = [dict(zip(samples, turn, strict=True)) for turn in zip(*samples.values(), strict=True)]
    worst, paces = spread([noise(turn) for turn in turns]), [steady(turn) for turn in turns]
    return (
        f"{len(turns)} turns, of which {sum(quiet(turns))} were quiet; other work used {worst.median:.2f} processors "
        f"({worst.low:.2f}–{worst.high:.2f}) at its worst in a turn, and the core kept "
        f"{100 * min(paces) / max(paces):.0f} % of its best pace or more."
    )


def ratio(a: list[Sample], b: list[Sample], per: str = "per_cpu") -> Spread:
    """How many times as fast `a` is as `b`, turn by turn."""
    return spread([getattr(x, per) / getattr(y, per) for x, y in zip(a, b, strict=True)])


def machine() -> str:
    """One line on what this ran on."""
    import numpy as np

    model = platform.processor() or platform.machine()
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as info:
            names = [line.partition(":")[2].strip() for line in info if line.startswith("model name")]
        model = names[0] if names else model
    except OSError:
        pass
    load = ", ".join(f"{x:.1f}" for x in os.getloadavg())
    return (
        f"{model}, {os.cpu_count()} processors, {platform.system()}; Python {platform.python_version()}, "
        f"NumPy {np.__version__}; load {load} before the measurement"
    )
