"""From a setting to how its councils end: round after round, many councils side by side. No rules."""

from typing import Any, NamedTuple

import numpy as np
from numpy import ndarray

from sim.rules.ending import pivotal
from sim.rules.ratification import ratify
from sim.rules.round import open_talks, play_round
from sim.state import BLOCKED, PASSED, SHELVED, STOOD_ASIDE, TALKS, Setting, State

TILE = 2048  # runs played together: a few arrays of 32 members by 2048 runs fit into a core's second cache
CROWDED = 0.6  # share of councils still talking above which moving them together costs more than it saves


class Ending(NamedTuple):
    """How each run ended."""

    text: ndarray  # (D, R)
    first: ndarray  # (N, R) bool: speaks on the text as tabled, or holds out at the first decision at home
    speaks: ndarray  # (N, R) bool, in the last silence, or still holds out at home
    objects: ndarray  # (N, R) bool, likewise
    pivotal: ndarray  # (N, R) bool
    held_out: ndarray  # (N, R) bool: held out at the first decision at home
    paid: ndarray  # (N, R)
    phase: ndarray  # (R,)
    rounds: ndarray  # (R,) in the Council
    home_rounds: ndarray  # (R,) at home


def columns(arrays: Any, keep: ndarray | slice, size: int) -> Any:
    """The runs `keep` of a (nested) tuple of arrays; what is the same in all `size` runs stays as it is."""
    if isinstance(arrays, tuple):
        kept = [columns(a, keep, size) for a in arrays]
        return type(arrays)(*kept) if hasattr(arrays, "_fields") else tuple(kept)
    if not isinstance(arrays, ndarray) or arrays.shape[-1] != size or size == 1:
        return arrays
    return arrays[..., keep] if isinstance(keep, slice) else arrays.take(keep, axis=-1)


def only(setting: Setting, keep: ndarray | slice) -> Setting:
    """The setting of some of its runs; the room stays."""
    size = len(setting.luck.column)
    return Setting(setting.room, *columns(tuple(setting)[1:], keep, size))


def play(setting: Setting, ratifies: bool = False) -> Ending:
    """Play all councils of a setting to their end, TILE by TILE so that the arrays at work stay in the cache."""
    runs, state = len(setting.luck.column), open_talks(setting)
    setting = at_work(setting)
    tiles = (slice(start, start + TILE) for start in range(0, runs, TILE))
    return joined([play_tile(only(setting, t), columns(state, t, runs), ratifies) for t in tiles])


def at_work(setting: Setting) -> Setting:
    """A setting without what its state has taken over, so that it need not be moved along."""
    setting = setting._replace(members=setting.members._replace(ideal=None, salience=None, resolve=None))
    return setting if setting.events else setting._replace(luck=setting.luck._replace(lasting=None))


def play_tile(setting: Setting, state: State, ratifies: bool) -> Ending:
    """Play councils round by round to their end.

    Those that are over are played on, unheeded, until the table is so empty that the rest moves together.
    """
    live, talks, round_ = np.arange(len(state.phase)), np.ones(len(state.phase), bool), 0
    left: list[tuple[ndarray, Ending]] = []
    while live.size:
        round_ += 1
        state = play_round(state, setting, round_)
        if round_ == 1:
            first = state.speaks
        over, talks = talks & (state.phase != TALKS), talks & (state.phase == TALKS)
        if over.any():
            who = np.flatnonzero(over)
            left.append((live[who], leave(state, setting, who, round_, ratifies)))
        if np.count_nonzero(talks) <= CROWDED * len(live):
            stay = np.flatnonzero(talks)
            live, setting, state = live[stay], only(setting, stay), columns(moved(state), stay, len(live))
            talks = np.ones(len(live), bool)
    return in_order(left, first)


def moved(state: State) -> State:
    """A state without what the next round makes anew, so that it need not be moved along."""
    return state._replace(margin=None, objects=None, heads=None, speaks=None)


def leave(state: State, setting: Setting, over: ndarray, round_: int, ratifies: bool = False) -> Ending:
    """How the councils in the columns `over` end in this round."""
    names = ("text", "speaks", "objects", "paid", "phase")
    text, speaks, objects, paid, phase = (getattr(state, name).take(over, axis=-1) for name in names)
    nobody, count = np.zeros_like(speaks), np.zeros(len(over), np.int64)
    failed = np.flatnonzero(phase >= SHELVED)
    last = (a.take(over[failed], axis=-1) for a in (state.margin, state.terms.cost, state.objects))
    alone = nobody.copy()
    alone[:, failed] = pivotal(*last, setting.room)
    end = Ending(text, nobody, speaks, objects, alone, nobody, paid, phase, count + round_, count)
    return bring_home(end, columns(state, over, len(state.phase)), only(setting, over)) if ratifies else end


def bring_home(end: Ending, state: State, setting: Setting) -> Ending:
    """The ending when what the Council has agreed has been ratified, or has not."""
    agreed = np.flatnonzero((state.phase >= PASSED) & (state.phase <= STOOD_ASIDE))
    if not agreed.size:
        return end
    home = ratify(columns(state, agreed, len(state.phase)), only(setting, agreed))
    end = Ending(*(a.copy() for a in end))
    end.text[:, agreed], end.paid[:, agreed], end.held_out[:, agreed] = home.text, home.paid, home.first
    end.first[:, agreed] |= home.first
    end.home_rounds[agreed] = home.rounds
    failed = home.left.any(0)
    for flags in (end.speaks, end.objects, end.pivotal):
        flags[:, agreed[failed]] = home.left[:, failed]
    end.pivotal[:, agreed[failed]] &= home.left[:, failed].sum(0) == 1
    end.phase[agreed[failed]] = BLOCKED
    return end


def joined(parts: list[Ending]) -> Ending:
    """Endings one after the other."""
    return (
        parts[0]
        if len(parts) == 1
        else Ending(*(np.concatenate(a, axis=-1) for a in zip(*parts, strict=True)))
    )


def in_order(left: list[tuple[ndarray, Ending]], first: ndarray) -> Ending:
    """Endings by the number of the run, from those of the councils that left together, and who spoke first."""
    place = np.argsort(np.concatenate([runs for runs, _ in left]))
    end = Ending(*(a.take(place, axis=-1) for a in joined([part for _, part in left])))
    return end._replace(first=end.first | first)
