"""Ratification: after the Council has agreed, every member decides again at home, in its own time.

    i holds out  if  g_i + lasting luck + payments < 0

without isolation, for nobody watches a parliament's silence (two-level games, Putnam 1988). A holdout decides again each
round, open to what the chair can still give: conditions and side payments. The agreed issues themselves stay.
"""

from typing import NamedTuple

import numpy as np

from nacsim.rules.round import mend, value
from nacsim.rules.shapes import DR, NR, R
from nacsim.rules.state import REAL, Setting, State
from nacsim.vocabulary import STOOD_ASIDE


class Home(NamedTuple):
    """How the decisions at home ended."""

    first: NR  # bool: holds out at the first decision
    left: NR  # bool: still holds out when time has run out
    rounds: R  # until the last holdout gave in or time ran out; 0 if nobody held out
    text: DR
    paid: NR


def ratify(state: State, setting: Setting) -> Home:
    """Play the second stage of councils that have agreed, for as many rounds as the Council had."""
    out = first = hold_out(state, setting, 1)
    rounds = np.zeros(out.shape[-1], int)
    for round_ in range(1, int(setting.parameters.rounds.max()) + 1):
        open_ = out.any(0) & (round_ <= setting.parameters.rounds)
        if not open_.any():
            break
        rounds += open_
        state = give(state, setting, out & open_, round_)
        out = np.where(open_, out & hold_out(state, setting, round_ + 1), out)
    return Home(first, out, rounds, state.text, state.paid)


def hold_out(state: State, setting: Setting, round_: int) -> NR:
    """Who does not ratify, (N, R) bool. Who stood aside in the Council has no say in what the others bring home."""
    margin = value(state, setting, round_) + state.terms.luck + state.paid + setting.members.forced
    return (margin < 0) & ~(state.objects & (state.phase == STOOD_ASIDE))


def give(state: State, setting: Setting, out: NR, round_: int) -> State:
    """What the chair offers the holdouts: conditions move towards them, and payments."""
    new, (offers, asked, share) = mend(state, setting, value(state, setting, round_), out.astype(REAL))
    text = np.where(np.array(setting.issues.condition)[:, None] & out.any(0), new, state.text)
    offers *= share
    return state._replace(text=text, paid=state.paid + offers, spent=state.spent + share * asked)
