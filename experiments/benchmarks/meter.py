"""Seconds and peak memory of a command in a process of its own.

A process inherits the peak of the one that started it, so the command is started by this file, run as a small program:
python meter.py ARGUMENTS OF PYTHON ... prints what the command said and what it cost, as JSON.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
UNIT = 1 if sys.platform == "darwin" else 1024  # bytes in what the system reports the peak in
MEGABYTE = 2**20


def cost(arguments: list[str]) -> dict[str, Any]:
    """What `python ARGUMENTS` printed; its seconds by the clock and of processor time; its peak of memory in MB."""
    small = [sys.executable, __file__, *arguments]
    done = subprocess.run(small, stdout=subprocess.PIPE, cwd=ROOT, env=as_a_user(), check=True)
    return json.loads(done.stdout)


def as_a_user() -> dict[str, str]:
    """The environment without what `run.py` has set for its own process."""
    return {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}


def watched(arguments: list[str]) -> dict[str, Any]:
    """Start the command and wait for it; SystemExit if it fails."""
    begun = time.perf_counter()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as out:
        process = subprocess.Popen([sys.executable, *arguments], stdout=out)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        if status:
            raise SystemExit(f"{' '.join(arguments)} ended with {os.waitstatus_to_exitcode(status)}")
        out.seek(0)
        said = out.read()
    peak = used.ru_maxrss * UNIT / MEGABYTE
    return {"said": said, "wall": wall, "cpu": used.ru_utime + used.ru_stime, "peak": peak}


if __name__ == "__main__":
    print(json.dumps(watched(sys.argv[1:])))
