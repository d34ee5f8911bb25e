"""The arrays of a council and their axes. No logic.

Axes, always in this order: D issues, N members, R runs. A column is one council, so a rule written for one is written
for a million, and a sweep only has more columns. What is the same in every run has R = 1 and broadcasts. Positions,
salience, resolve and texts are 0-1 here and 0-100 in files and results.
"""

from collections.abc import Callable
from typing import NamedTuple

from numpy import ndarray


class Issues(NamedTuple):
    """What is on the table. All (D, R or 1)."""

    proposed: ndarray  # the text as tabled
    status_quo: ndarray  # where the issue stays if nothing is adopted (0 for a condition)
    condition: ndarray  # bool: exists only in the text
    floor: ndarray  # the least the sponsors would table
    lumpy: ndarray  # bool: taken whole or not at all


class Members(NamedTuple):
    """Who sits in the room, as drawn for each run."""

    ideal: ndarray  # (D, N, R) position before anybody listens to anybody
    salience: ndarray  # (D, N, R or 1)
    resolve: ndarray  # (N, R or 1)
    lean: ndarray  # (N, R or 1) pull of the actors at full move of the principal issue, gain
    forced: ndarray  # (N, R or 1) 0 free, +inf may not object, -inf always objects
    ties: ndarray  # (N, N) row listens to column, rows sum to 1
    population: ndarray | None  # (N,) for the qualified majority; None counts members only


class Parameters(NamedTuple):
    """The global parameters of each run, (R,); meanings in `sim.parameters`."""

    isolation: ndarray
    openness: ndarray
    aspiration: ndarray
    tau: ndarray
    hiding: ndarray
    lasting_luck: ndarray
    fresh_luck: ndarray
    pressure: ndarray
    middle: ndarray
    amends: ndarray
    side_payments: ndarray
    opt_out: ndarray
    patience: ndarray
    rounds: ndarray


class Luck(NamedTuple):
    """Everything random that happens during a run, drawn beforehand or named so that it can be drawn late."""

    lasting: ndarray  # (N, R) standard normal, lasts the whole run
    fresh: Callable  # (round, columns) -> (N, len(columns)) standard normal of one silence
    stands_aside: ndarray  # (R,) bool: a lone objector may stand aside in this run


class State(NamedTuple):
    """The state of play after a round."""

    position: ndarray  # (D, N, R) what members say they want now
    anchor: ndarray  # (D, N, R) what they go back to when they stop listening
    salience: ndarray  # (D, N, R or 1)
    resolve: ndarray  # (N, R or 1)
    text: ndarray  # (D, R)
    paid: ndarray  # (N, R) side payments so far, gain
    objects: ndarray  # (N, R) bool, aloud or hidden, in the last silence
    speaks: ndarray  # (N, R) bool
    stalled: ndarray  # (R,) rounds in a row without headway
    outcome: ndarray  # (R,) 0 while the council talks, then PASSED, STOOD_ASIDE, SHELVED, BLOCKED


TALKS, PASSED, STOOD_ASIDE, SHELVED, BLOCKED = range(5)
