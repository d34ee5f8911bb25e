"""Memory of many councils, and that it makes no difference to a byte how the work is cut up.

usage (one measurement in a process of its own): python memory.py tally RUNS | rows RUNS FIRST_BLOCK BLOCKS
"""

import hashlib
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from meter import MEGABYTE, cost

TASKS = 10


def tallied(runs: int) -> dict[str, Any]:
    """Stream so many councils of Tokyo into counts."""
    import councils

    from nacsim.engine.ensemble import tally

    return {"outcomes": tally(councils.tokyo(), runs).outcomes.tolist()}


def hashed(runs: int, first: int, blocks: int) -> dict[str, Any]:
    """Digest of the rows of each of some whole blocks of Tokyo; the last one may be cut short by `runs`."""
    import councils

    from nacsim.engine.ensemble import block_rows, stream
    from nacsim.engine.together import blocks_of

    wanted = blocks_of(runs)
    if (first, blocks) == (0, len(wanted)):
        parts = stream(councils.tokyo(), runs)
    else:
        scenario = councils.tokyo()
        parts = (
            block_rows(scenario, 0, b, wanted[b]) for b in range(first, min(first + blocks, len(wanted)))
        )
    return {"digests": [hashlib.sha256(part.tobytes()).hexdigest() for part in parts]}


def measure(what: str, runs: int, *more: int) -> dict[str, Any]:
    """This file's own measurement in a process of its own."""
    return cost([str(Path(__file__)), what, str(runs), *map(str, more)])


def same_bytes(runs: int) -> tuple[bool, str]:
    """Whether one task and TASKS tasks of whole blocks make the same rows, and the digest of all of them."""
    from nacsim.engine.luck import BLOCK

    blocks = -(-runs // BLOCK)
    whole = json.loads(measure("rows", runs, 0, blocks)["said"])["digests"]
    size, cut = -(-blocks // TASKS), []
    for first in range(0, blocks, size):
        cut += json.loads(measure("rows", runs, first, size)["said"])["digests"]
    return whole == cut, hashlib.sha256("".join(whole).encode()).hexdigest()


def to_file(runs: int, folder: str) -> dict[str, Any]:
    """`nacsim run --out` of so many councils."""
    command = ["-m", "nacsim", "run", "tokyo_liaison_office", "--runs", str(runs), "--out", folder]
    return cost(command)


def report(sizes: tuple[int, ...]) -> str:
    """The table, and the digest of the rows of the largest size."""
    lines = [
        "| councils of Tokyo | | time, s | processor time, s | peak memory, MB |",
        "| ---: | --- | ---: | ---: | ---: |",
    ]
    for runs in sizes:
        with tempfile.TemporaryDirectory() as folder:
            done = {"counts": measure("tally", runs), "`nacsim run --out`": to_file(runs, f"{folder}/out")}
            size = (Path(folder) / "out" / "outcomes.npz").stat().st_size / MEGABYTE
        for what, d in done.items():
            told = f"{what}, {size:,.0f} MB of rows" if "out" in what else what
            lines.append(f"| {runs:,} | {told} | {d['wall']:.1f} | {d['cpu']:.1f} | {d['peak']:.0f} |")
    same, digest = same_bytes(sizes[-1])
    verdict = "the same bytes" if same else "DIFFERENT BYTES"
    return (
        "\n".join(lines)
        + f"\n\nRows of {sizes[-1]:,} councils in one task and in {TASKS} tasks of whole blocks, each a process of its"
        + f" own: {verdict} (SHA-256 of the blocks' digests {digest[:16]}…)."
    )


if __name__ == "__main__":
    kind, *numbers = sys.argv[1:]
    print(json.dumps({"tally": tallied, "rows": hashed}[kind](*map(int, numbers))))
