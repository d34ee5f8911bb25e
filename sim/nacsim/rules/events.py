"""Events: something that may happen while the Council talks, at the start of its round.

An event shifts what a member wants, or puts it somewhere, for good, so that consultation does not undo it: both position
and anchor. Whether it happens may hang on what has happened before, as in a tree of chances:

    P(k) = P(after) p_k,   p_k = the chance given the first of the named events that has happened, else its own.

All chances are drawn beforehand, so that an event hangs on other events and on nothing that the Council does.
"""

import numpy as np
from numpy import ndarray

from nacsim.rules.shapes import R1, R
from nacsim.rules.state import Event, State


def unfold(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The same events with what comes of each, given the luck and the chances; an event knows those before it."""
    known: list[Event] = []
    for event in events:
        luck, chance = event.luck, event.chance
        assert luck is not None  # what is drawn has both
        assert chance is not None
        for place, instead in reversed(event.given):
            chance = np.asarray(np.where(precedes(known[place], event.round), instead, chance))
        happens = luck < chance
        if event.after is not None:
            happens = happens & precedes(known[event.after], event.round)
        known.append(event._replace(happens=happens))
    return tuple(known)


def precedes(event: Event, round_: int | R1) -> R:
    """Whether an event has happened by a round; in the same round those that stand first come first."""
    before: R = event.happens & (event.round <= round_)
    return before


def due(events: tuple[Event, ...], round_: int) -> list[int]:
    """The places of the events that happen at the start of a round of one council."""
    return [k for k, e in enumerate(events) if e.happens[0] and np.ravel(e.round)[0] == round_]


def happen(state: State, event: Event) -> State:
    """The state after the event, in the runs in which it happens; everything is kept within 0-1."""

    def moved(value: ndarray, to: ndarray | None, change: ndarray) -> ndarray:
        start = value if to is None else np.where(np.isnan(to), value, to)
        return np.where(event.happens, np.clip(start + change, 0, 1), value)

    return state._replace(
        position=moved(state.position, event.to_position, event.position),
        anchor=moved(state.anchor, event.to_position, event.position),
        salience=moved(state.salience, event.to_salience, event.salience),
        resolve=moved(state.resolve, event.to_resolve, event.resolve),
    )
