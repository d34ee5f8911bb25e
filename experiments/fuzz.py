"""Inputs made by chance, by the million, at every door through which somebody's text comes in.

    python experiments/fuzz.py                    10,000 at every target
    python experiments/fuzz.py 1000000            as many
    python experiments/fuzz.py 1000000 --minutes 5     or for so long, each; the number tried is told
    python experiments/fuzz.py 1000 link page     these targets only; page_link: links as the page's JavaScript reads them
    python experiments/fuzz.py 1000 --seed 7      other inputs

    python experiments/fuzz.py 1000000 --keep     keep the figures for docs/reliability.md, too

Targets stand in `tests/fuzz_targets.py`, and how inputs are made in `tests/fuzzed.py`; the page's own reading of links, in
JavaScript, in `tests/page/fuzzed.mjs`, and needs Node. Each target has a process of its own, whose most memory is told
after a tenth of the inputs, or of the time, and at the end. An input is a finding if it ends in anything but an answer or
the package's own refusal, or takes more than 2 s twice; the first of each kind is made as short as it goes and printed.
"""

import argparse
import gc
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import NamedTuple

from figure_sheet import Row, keep

ROOT = Path(__file__).resolve().parents[1]
TESTS = ROOT / "tests"
SLOW = 2.0
"""Seconds that no input may take: all are small."""
LINKS = "page_link"
"""The target that is no Python."""
IN_MEMORY = "/dev/shm"
"""A folder that Linux keeps in memory: files are written a million times."""
LOOK = 100
"""Inputs after which it is looked whether time is over."""


class Told(NamedTuple):
    """What came of one target: inputs tried, what is wrong with how many, the slowest (s), most memory (MB) twice."""

    tried: int
    wrong: dict[str, int]
    slowest: float
    before: float
    after: float
    spent: float


def tried_at(name: str, most: int, seconds: float, seed: int) -> Told:
    """So many inputs at a target, or as many as there is time for."""
    sys.path.append(str(TESTS))
    from fuzz_targets import TARGETS
    from fuzzed import found, shrunk

    wrong: dict[str, int] = {}
    with tempfile.TemporaryDirectory(dir=IN_MEMORY if Path(IN_MEMORY).is_dir() else None) as folder:
        target, chance = TARGETS[name](Path(folder)), Random(f"{seed} {name}")
        gc.freeze()  # what is loaded is looked through no more
        slowest, before, tried, began = 0.0, 0.0, 0, time.monotonic()
        while tried < most and (tried % LOOK or time.monotonic() - began < seconds):
            data = target.made(chance)
            told, spent = _timed(partial(found, target), data)
            if spent > SLOW:  # once more: it may have been the machine, or a library that was loaded
                told, spent = _timed(partial(found, target), data)
            slowest, tried = max(slowest, spent), tried + 1
            if told:
                _note(wrong, told, partial(shrunk, partial(found, target), data))
            elif spent > SLOW:
                _note(wrong, f"more than {SLOW} s: {spent:.1f}", partial(bytes, data))
            if not before and (tried >= most / 10 or time.monotonic() - began > seconds / 10):
                before = _memory()
        return Told(tried, wrong, slowest, before or _memory(), _memory(), time.monotonic() - began)


def _timed(ask: Callable[[bytes], str], data: bytes) -> tuple[str, float]:
    """What a function says of an input, and the seconds that it took."""
    start = time.perf_counter()
    told = ask(data)
    return told, time.perf_counter() - start


def _note(wrong: dict[str, int], told: str, least: Callable[[], bytes]) -> None:
    """Count what is wrong by its kind, and print the first of each with the least input that leads to it."""
    kind = told.split(": ")[0]
    if kind not in wrong:
        print(f"{told}\n    {least()[:2000]!r}", flush=True)
    wrong[kind] = wrong.get(kind, 0) + 1


def _memory() -> float:
    """The most memory that this process has taken, MB."""
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def in_javascript(most: int, seconds: float, seed: int) -> Told:
    """Links of the page, as the page itself reads them, in Node."""
    script, static = TESTS / "page" / "fuzzed.mjs", ROOT / "sim" / "nacsim" / "web" / "static"
    command = ["node", "--experimental-default-type=module", "--no-warnings", str(script), str(static)]
    done = subprocess.run([*command, str(most), str(seconds), str(seed)], stdout=subprocess.PIPE, check=True)
    return Told(**json.loads(done.stdout))


def tried_alone(name: str, most: int, seconds: float, seed: int) -> Told:
    """What comes of a target in a process of its own."""
    if name == LINKS:
        return in_javascript(most, seconds, seed)
    alone = get_context("spawn").Pool(1)
    told: Told = alone.apply(tried_at, (name, most, seconds, seed))
    alone.close()
    alone.join()
    return told


def row(name: str, told: Told) -> Row:
    """What came of a target, as a line of the sheet."""
    from fuzz_targets import TARGETS

    what = str(TARGETS[name].__doc__ if name in TARGETS else in_javascript.__doc__).rstrip(".")
    result = (
        f"{sum(told.wrong.values())} crashes or hangs; the slowest {told.slowest:.2f} s; "
        f"most memory {told.before:.0f} MB after a tenth, {told.after:.0f} MB at the end"
    )
    what = what if what[1].isupper() else what[0].lower() + what[1:]
    return Row(f"by chance: {what}", f"{told.tried:,} inputs", result)


def main() -> None:
    """Try all targets, print what is wrong and a line for each; ends with 1 if anything is."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("most", nargs="?", type=int, default=10_000)
    parser.add_argument("targets", nargs="*")
    parser.add_argument("--minutes", type=float, default=1e6)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", action="store_true")
    asked = parser.parse_args()
    sys.path.append(str(TESTS))
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # tables are small, and threads would wait for each other
    from fuzz_targets import TARGETS

    rows, any_wrong = [], False
    for name in asked.targets or [*TARGETS, *([LINKS] if shutil.which("node") else [])]:
        told = tried_alone(name, asked.most, 60 * asked.minutes, asked.seed)
        any_wrong |= bool(told.wrong)
        rows.append(row(name, told))
        print(f"{name}: {rows[-1].tried} in {told.spent:.0f} s; {rows[-1].result}", flush=True)
        if asked.keep:  # after each: a run of hours may be stopped
            command = " ".join(["python experiments/fuzz.py", *sys.argv[1:]])
            keep("-".join(["fuzz", *asked.targets]), command, rows)
    sys.exit(any_wrong)


if __name__ == "__main__":
    main()
