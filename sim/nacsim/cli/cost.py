"""What a run will cost, said before it begins where it is much."""

from __future__ import annotations

import os
import sys
from math import ceil
from typing import Any

import click

from nacsim.cli.say import say

SECONDS, BYTES = 60, 4 * 10**9
"""Time and memory beyond which a command says what it will take, and asks if there is somebody to ask."""
USUAL_ROUNDS = 10
"""Rounds reckoned with where calibration decides how long the Council talks."""
PER_STANCE, PER_PAIR = 4e-8, 3e-10
"""Seconds a round for each member and issue, and for each two members, on one core.

Fitted by hand to councils of 5 to 1,000 members, 1 to 8 issues and 8 to 100 rounds; within a factor of two of each.
"""
ARRAYS = 24
"""Bytes a worker holds for each run of a block, member and issue (three more issues for resolve, gains and payments)."""
KEPT = 10**6
"""Rows that `run --out` keeps in memory for its figures."""


def seconds(question: Any, runs: int, jobs: int) -> float:
    """About how long so many councils take; blocks are played whole."""
    from nacsim.engine.luck import BLOCK

    members, issues = len(question.room), len(question.issues)
    rounds = question.procedure.rounds or USUAL_ROUNDS
    a_round = PER_STANCE * members * issues + PER_PAIR * members**2
    blocks = ceil(runs / BLOCK)
    return ceil(blocks / min(jobs, blocks)) * BLOCK * rounds * a_round


def memory(question: Any, rows: int, jobs: int) -> float:
    """About how many bytes the workers and so many rows take."""
    from nacsim.engine.luck import BLOCK
    from nacsim.results.outcomes import row_type

    members, issues = len(question.room), len(question.issues)
    return jobs * BLOCK * ARRAYS * members * (issues + 3) + rows * row_type(issues, members).itemsize


def agreed(question: Any, runs: int, jobs: int | None, yes: bool, rows: int = 0) -> None:
    """Say what much work will cost, and ask whether to begin: only on a terminal, and not with --yes. Raises Abort."""
    jobs = jobs or os.cpu_count() or 1
    time, space = seconds(question, runs, jobs), memory(question, min(rows, KEPT), jobs)
    if time <= SECONDS and space <= BYTES:
        return
    words = f"{runs:,} councils of {len(question.room)} members take about {spoken(time)} and {space / 1e9:.1f} GB"
    say(f"{words} on {jobs} core{'s' if jobs > 1 else ''}.", err=True)
    if not yes and sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty():
        click.confirm("Begin?", abort=True, err=True)


def spoken(time: float) -> str:
    """Seconds as people say them."""
    for unit, size in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if time >= 2 * size:
            return f"{time / size:.0f} {unit}"
    return f"{time:.0f} seconds" if time >= 2 else "a second"
