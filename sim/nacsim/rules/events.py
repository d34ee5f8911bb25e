"""Events: something that may happen while the Council talks, at the start of its round.

An event shifts what a member wants for good, so that consultation does not undo it: both position and anchor.
"""

import numpy as np
from numpy import ndarray

from nacsim.rules.state import Event, State


def happen(state: State, event: Event) -> State:
    """The state after the event, in the runs in which it happens; everything is kept within 0-1."""

    def shift(value: ndarray, change: ndarray) -> ndarray:
        return np.where(event.happens, np.clip(value + change, 0, 1), value)

    return state._replace(
        position=shift(state.position, event.position),
        anchor=shift(state.anchor, event.position),
        salience=shift(state.salience, event.salience),
        resolve=shift(state.resolve, event.resolve),
    )
