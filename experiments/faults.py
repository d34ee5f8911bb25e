"""Every write, move, folder, sync, fork, thread and allocation of every command that writes, failing: what is left behind?

    python experiments/faults.py               all: an hour or so
    python experiments/faults.py moves syncs   these kinds alone
    python experiments/faults.py writes run    of these commands alone

    python experiments/faults.py --keep        keep the figures for docs/reliability.md, too

The harness is `tests/faulty.py`. Of allocations, of which there are thousands, every k of the first ten, then one in
twenty. Linux alone: a disk that is full is /dev/full.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "tests"))
from faulty import KINDS, commands, complaint, counted, furnish, lightly, prepared
from figure_sheet import Row, keep


def numbers(kind: str, most: int) -> list[int]:
    """Which k to try."""
    return [k for k in range(1, most + 1) if kind != "memory" or k <= 10 or k % (most // 20 + 1) == 0]


def main(words: list[str]) -> int:
    """Try all, print a line for each command and kind; how many were wrong."""
    kinds = [kind for kind in KINDS if kind in words] or list(KINDS)
    asked = [word for word in words if word not in KINDS and word != "--keep"]
    tries = wrong = 0
    began = time.monotonic()
    with lightly():
        for kind in kinds:
            for name, command in commands(kind).items():
                if asked and name not in asked:
                    continue
                with tempfile.TemporaryDirectory() as place:
                    folder = Path(place).resolve()
                    os.chdir(folder)
                    furnish(folder)
                    prepared(name, command)
                    most = counted(kind, command, folder)
                    found = {k: complaint(name, kind, k, command, folder) for k in numbers(kind, most)}
                    os.chdir("/")
                told = {k: said for k, said in found.items() if said}
                tries, wrong = tries + len(found), wrong + len(told)
                print(f"{kind}, {name}: {len(found)} of {most} failed, {len(told)} wrong", flush=True)
                for k, said in told.items():
                    print(f"  number {k}: {said}", flush=True)
    print(f"{tries:,} failures in {time.monotonic() - began:.0f} s, {wrong} wrong")
    if "--keep" in words:
        what = f"failures of the system in commands that write: {', '.join(kinds)}, one at a time"
        result = f"{wrong} mixed or half-written results, tracebacks, or things left behind"
        keep(
            "faults",
            " ".join(["python experiments/faults.py", *words]),
            [Row(what, f"{tries:,} failures", result)],
        )
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) > 0)
