"""From a setting to how its councils end: round after round, many councils side by side. No rules."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy import ndarray

from nacsim.engine.columns import columns, only
from nacsim.engine.memory import by_rows
from nacsim.rules.ending import pivotal
from nacsim.rules.ratification import Home, ratify
from nacsim.rules.round import conclude, open_talks, prepare
from nacsim.rules.state import GONE, Room, Setting, State
from nacsim.vocabulary import AGREED, BLOCKED, TALKS

TILE = 4000
"""Runs played together: with fewer, what every call of NumPy costs is felt; with more, each takes as long."""
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


class Table:
    """Councils at play side by side: their setting, how they stand, and which of them still talk."""

    def __init__(self, setting: Setting, state: State):
        self.setting, self.state, self.round = setting, state, 0
        self.live = np.arange(len(state.phase))  # the number of the council in each column
        self.talks = np.ones(len(state.phase), bool)  # those that are over are played on, unheeded

    @property
    def talking(self) -> bool:
        """Whether any council still talks."""
        return bool(self.talks.any())

    def before_silence(self) -> Setting:
        """The setting of this silence; a table at which somebody has a say of its own says it here."""
        return self.setting

    def leave(self) -> ndarray:
        """The columns of the councils that were over in this round; they talk no more."""
        over = np.flatnonzero(self.talks & (self.state.phase != TALKS))
        self.talks[over] = False
        return over

    def clear(self, crowded: float = 1.0) -> None:
        """Let only those stay that talk, unless they are the share `crowded` of the table or more."""
        size = len(self.live)
        if np.count_nonzero(self.talks) >= crowded * size:
            return
        stay = np.flatnonzero(self.talks)
        self.live, self.setting = self.live[stay], only(self.setting, stay)
        self.state, self.talks = columns(self.carried(), stay, size), np.ones(len(stay), bool)

    def carried(self) -> State:
        """The state as it is moved along."""
        return moved(self.state)


def rounds(table: Any) -> Iterator[int]:
    """Play the councils of a table, round by round, as long as any talks; yields the number of each round.

    `table` is a `Table`, or has what it has: the engine's councils, one in Mesa, and one with a person in a seat are
    all played here.
    """
    while table.talking:
        table.round += 1
        table.state = prepare(table.state, table.setting, table.round)
        setting = table.before_silence()
        table.state = conclude(table.state, setting, table.round)
        yield table.round


def play(setting: Setting, seat: Callable[[Setting, State], Table] = Table) -> Ending:
    """Play all councils of a setting to their end, TILE by TILE so that the arrays at work stay in the cache.

    `seat` makes the table of a tile; one at which somebody has a say of its own is given the whole setting.
    """
    with by_rows():
        runs, state = len(setting.luck.column), open_talks(setting)
        setting = at_work(setting) if seat is Table else setting
        tiles = (slice(start, start + TILE) for start in range(0, runs, TILE))
        return join([play_tile(seat(only(setting, t), columns(state, t, runs))) for t in tiles])


def at_work(setting: Setting) -> Setting:
    """A setting without what its state has taken over, so that it need not be moved along."""
    setting = setting._replace(members=setting.members._replace(ideal=GONE, salience=GONE, resolve=GONE))
    return setting if setting.events else setting._replace(luck=setting.luck._replace(lasting=GONE))


def play_tile(table: Table) -> Ending:
    """Play councils round by round to their end; when the table is empty enough, the rest moves together."""
    room, left, agreed = table.setting.room, [], []
    for round_ in rounds(table):
        if round_ == 1:
            first = table.state.speaks
        over = table.leave()
        if over.size:
            left.append(leave(table.state, over, table.live[over], round_))
            if room.ratifies:
                agreed += agree(table.state, table.setting, over, table.live[over])
        table.clear(CROWDED)
    return bring_home(ending(join(left), first, room), agreed)


def moved(state: State) -> State:
    """A state without what the next round makes anew, so that it need not be moved along."""
    return state._replace(margin=GONE, objects=GONE, heads=GONE, speaks=GONE)


class Leaving(NamedTuple):
    """How councils stood when they were over; the last axis is the council."""

    text: ndarray
    speaks: ndarray
    objects: ndarray
    margin: ndarray
    cost: ndarray
    paid: ndarray
    phase: ndarray
    rounds: ndarray
    run: ndarray  # its number


def leave(state: State, over: ndarray, runs: ndarray, round_: int) -> Leaving:
    """The councils in the columns `over`, numbered `runs`, which are over in this round."""
    own = (state.text, state.speaks, state.objects, state.margin, state.terms.cost, state.paid, state.phase)
    return Leaving._make([*(a.take(over, axis=-1) for a in own), np.full(len(over), round_), runs])


Ended = TypeVar("Ended", Ending, Leaving)


def join(parts: list[Ended]) -> Ended:
    """Endings or leavings one after the other."""
    if len(parts) == 1:
        return parts[0]
    return type(parts[0])._make(np.concatenate(a, axis=-1) for a in zip(*parts, strict=True))


def ending(left: Leaving, first: ndarray, room: Room) -> Ending:
    """The endings by the number of the run of all councils that left, given who spoke first."""
    place, alone = np.argsort(left.run), pivotal(left.margin, left.cost, left.objects, room)
    own = (left.text, left.speaks, left.objects, alone, left.paid, left.phase, left.rounds)
    text, speaks, objects, alone, paid, phase, rounds = (a.take(place, axis=-1) for a in own)
    nobody, never = np.zeros_like(first), np.zeros_like(rounds)
    return Ending(text, first.copy(), speaks, objects, alone, nobody, paid, phase, rounds, never)


def agree(state: State, setting: Setting, over: ndarray, runs: ndarray) -> list[tuple[ndarray, Home]]:
    """The agreed ones among the councils in the columns `over`, by number, and how their ratification ended."""
    agreed = np.isin(state.phase[over], AGREED)
    if not agreed.any():
        return []
    over, runs = over[agreed], runs[agreed]
    return [(runs, ratify(columns(state, over, len(state.phase)), only(setting, over)))]


def bring_home(end: Ending, agreed: list[tuple[ndarray, Home]]) -> Ending:
    """The endings when what the Council has agreed has been ratified, or has not; in place."""
    for runs, home in agreed:
        end.text[:, runs], end.paid[:, runs], end.held_out[:, runs] = home.text, home.paid, home.first
        end.first[:, runs] |= home.first
        end.home_rounds[runs] = home.rounds
        failed = home.left.any(0)
        for flags in (end.speaks, end.objects, end.pivotal):
            flags[:, runs[failed]] = home.left[:, failed]
        end.pivotal[:, runs[failed]] &= home.left[:, failed].sum(0) == 1
        end.phase[runs[failed]] = BLOCKED
    return end
