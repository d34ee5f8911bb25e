"""Who works for the page: those who play councils, and one beside them for what nobody waits for at once."""

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor
from typing import Any, TypeVar

import numpy as np
from numpy import ndarray

from nacsim.engine.ensemble import outcomes_of, stream
from nacsim.engine.luck import BLOCK
from nacsim.results.outcomes import Outcomes
from nacsim.scenario import Scenario

T = TypeVar("T")

_players: Executor | None = None
_beside: Executor | None = None


def hire(pool: Executor | None, beside: Executor | None = None) -> None:
    """Let councils be played by the workers of a pool, which hold nothing of any user; None: by this process.

    A worker `beside` them reckons what stands beside an answer, and gives way to them.
    """
    global _players, _beside
    _players, _beside = pool, beside


def players() -> Executor | None:
    """The pool that councils are played by, if there is one."""
    return _players


def played(scenario: Scenario, runs: int, seed: int, known: Outcomes | None = None) -> Outcomes:
    """So many councils, by whoever plays them; whole blocks that are `known` of the same question are not played again."""
    done = len(known) // BLOCK * BLOCK if known is not None else 0
    before = [known.rows[:done]] if known is not None else []
    return outcomes_of(scenario, seed, np.concatenate([*before, *_played_from(done, scenario, runs, seed)]))


def _played_from(first: int, scenario: Scenario, runs: int, seed: int) -> list[ndarray]:
    if _players is not None:
        try:
            return list(stream(scenario, runs, seed, executor=_players, first=first))
        except BrokenExecutor:
            hire(None, _beside)
    return list(stream(scenario, runs, seed, jobs=1, first=first))


def reckoned(function: Callable[..., T], *arguments: Any, **named: Any) -> T:
    """What a function says, from the worker beside those who play where there is one, so that no answer waits for it."""
    if _beside is not None:
        try:
            return _beside.submit(function, *arguments, **named).result()
        except BrokenExecutor:
            hire(_players)
    return function(*arguments, **named)
