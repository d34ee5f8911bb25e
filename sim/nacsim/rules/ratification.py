"""Ratification: after the Council has agreed, every member decides again at home, in its own time.

    i holds out  if  g_i + payments < 0

without isolation, for nobody watches a parliament's silence (two-level games, Putnam 1988). A holdout decides again each
round, open to what the chair can still give: conditions and side payments. The agreed issues themselves stay.
"""

from typing import NamedTuple

import numpy as np
from numpy import ndarray

from nacsim.rules.objectors import objectors
from nacsim.rules.round import mend, of_its_own, value
from nacsim.rules.shapes import NR
from nacsim.rules.state import Setting, State
from nacsim.rules.staying_out import stay_out
from nacsim.vocabulary import STOOD_ASIDE


class Home(NamedTuple):
    """How the decisions at home ended."""

    first: ndarray  # (N, R) bool: holds out at the first decision
    left: ndarray  # (N, R) bool: still holds out when time has run out
    rounds: ndarray  # (R,) until the last holdout gave in or time ran out; 0 if nobody held out
    text: ndarray  # (D, R)
    paid: ndarray  # (N, R)


def ratify(state: State, setting: Setting) -> Home:
    """Play the second stage of councils that have agreed, for as many rounds as the Council had."""
    aside = stood_aside(state, setting)
    out = first = hold_out(state, setting) & ~aside
    rounds = np.zeros(out.shape[-1], int)
    for round_ in range(1, int(setting.parameters.rounds.max()) + 1):
        open_ = out.any(0) & (round_ <= setting.parameters.rounds)
        if not open_.any():
            break
        rounds += open_
        state = give(state, setting, out & open_)
        out = np.where(open_, out & hold_out(state, setting), out)
    return Home(first, out, rounds, state.text, state.paid)


def stood_aside(state: State, setting: Setting) -> NR:
    """Who stood aside in the Council, (N, R) bool, and so has no say in what the others bring home.

    Who was outvoted there is asked at home like all others.
    """
    room, luck, who = setting.room, setting.luck, objectors(state.objects & (state.phase == STOOD_ASIDE))
    _, spatial = value(state, setting)
    cost = state.terms.cost
    return stay_out(who, state.margin, cost, spatial, luck.exits, luck.spares, room.indispensable)


def hold_out(state: State, setting: Setting) -> NR:
    """Whom the agreed text is a loss to at home, (N, R) bool."""
    return at_home(state, setting) < 0


def at_home(state: State, setting: Setting) -> NR:
    """What the agreed text is worth to each at home, payments included, (N, R)."""
    worth, _ = value(state, setting)
    home: NR = worth + state.paid + setting.members.forced
    return home


def give(state: State, setting: Setting, out: NR) -> State:
    """What the chair offers the holdouts: conditions move towards them, and payments."""
    who, (worth, _) = objectors(out), value(state, setting)
    margin = of_its_own(worth + state.paid, at_home(state, setting), setting)
    need = voices = np.maximum(-who.at(margin), 0)
    new, paid, spent = mend(state, setting, worth, who, need, voices)
    text = np.where(np.array(setting.issues.condition)[:, None] & out.any(0), new, state.text)
    return state._replace(text=text, paid=state.paid + paid, spent=state.spent + spent)
