"""Timing several things against each other on a machine that others use too: interleaved, medians with spread."""

import os
import platform
import statistics
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple


class Sample(NamedTuple):
    """One measurement."""

    work: int  # how many councils
    wall: float  # seconds
    cpu: float  # seconds of processor time of the whole process, all threads

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
    wall, cpu = time.perf_counter(), time.process_time()
    done = work()
    return Sample(done, time.perf_counter() - wall, time.process_time() - cpu)


def interleave(jobs: Mapping[str, Callable[[], int]], times: int) -> dict[str, list[Sample]]:
    """Time each job `times` times, one after the other in turn, after a first turn that does not count."""
    for job in jobs.values():
        job()
    samples: dict[str, list[Sample]] = {name: [] for name in jobs}
    for turn in range(times):
        order = list(jobs) if turn % 2 else list(reversed(jobs))  # so that no job always follows the same one
        for name in order:
            samples[name].append(measure(jobs[name]))
    return samples


def ratio(a: list[Sample], b: list[Sample], per: str = "per_cpu") -> Spread:
    """How many times as fast `a` is as `b`, turn by turn."""
    return spread([getattr(x, per) / getattr(y, per) for x, y in zip(a, b, strict=True)])


def machine() -> str:
    """One line on what this ran on."""
    import numpy as np

    model = platform.processor() or platform.machine()
    try:
        with open("/proc/cpuinfo") as info:
            names = [line.partition(":")[2].strip() for line in info if line.startswith("model name")]
        model = names[0] if names else model
    except OSError:
        pass
    load = ", ".join(f"{x:.1f}" for x in os.getloadavg())
    return (
        f"{model}, {os.cpu_count()} processors, {platform.system()}; Python {platform.python_version()}, "
        f"NumPy {np.__version__}; load {load} before the measurement"
    )
