"""The arrays of a council and their axes. No logic.

Axes, always in this order: D issues, N members, R runs. A column is one council, so a rule written for one is written
for a million, and a sweep only has more columns. What is the same in every run has R = 1 and broadcasts. Positions,
salience, resolve and texts are 0-1 here and 0-100 in files and results.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from numpy import empty, float32, ndarray

from nacsim.rules.decision import Rule
from nacsim.rules.shapes import DNR, DNR1, DR, DR1, N1, NN, NR, NR1, R1, R
from nacsim.vocabulary import PARAMETERS

REAL = float32
"""Quantities are kept in single precision, 6e-8 of the scale against a coding error of 0.08, at half the memory and
time. Sums over members are taken in double and rounded, or in products of one shape, so that the order of summation, and
with it how many councils are played together, does not show."""
GONE = empty(0, REAL)
"""In place of an array that nobody looks at any more, so that it need not be kept."""


class Room(NamedTuple):
    """What no run changes: who listens to whom, and what rule is in force."""

    ties: NN  # W: row listens to column, rows sum to 1
    company: NN  # V: W without oneself, rows rescaled to 1
    indispensable: N1  # bool: without this one nobody goes ahead
    rule: Rule  # when a text is adopted
    shelves: bool  # may the chair take a text off the table?
    horizon: float | None = None  # days after which what is adopted counts as still open
    chair: int | None = None  # which member presides, where one does
    ratifies: bool = False  # does what the Council has agreed have to be ratified at home?


class Issues(NamedTuple):
    """What is on the table, (D, R or 1); what kind of issue it is does not depend on the run."""

    proposed: DR1  # the text as tabled
    status_quo: DR1  # where the issue stays if nothing is adopted (0 for a condition)
    residue: DR1  # where the issue ends if the text fails: the status quo, or what remains of it
    condition: tuple[bool, ...]  # D of them: exists only in the text
    floor: DR1  # the least the sponsors would table; nan: the calibrated reserve
    lumpy: DR1  # bool: taken whole or not at all in this run


class Members(NamedTuple):
    """Who sits in the room, as drawn for each run."""

    ideal: DNR  # position before anybody listens to anybody
    salience: DNR1  # how much each issue means to each, 0-1
    resolve: NR1  # how willing each is to stand alone, 0-1
    lean: NR1  # pull of all actors on the text as tabled, sum of stance times reach, -1 to 1 each
    forced: NR1  # 0 free, HELD may not object, -HELD always objects


class Parameters(NamedTuple("Parameters", [(name, R) for name in PARAMETERS])):  # type: ignore[misc]
    """The global parameters of each run, (R,); fields and meanings are `PARAMETERS` of `nacsim.vocabulary`."""

    __slots__ = ()

    if TYPE_CHECKING:  # a type checker does not read the vocabulary

        def __getattr__(self, name: str) -> R: ...


class Event(NamedTuple):
    """Something that may happen at the start of a round.

    The last four say how it came about (`rules.events.unfold`); other events are known by their place before it.
    """

    round: int | R1  # the first is 1
    happens: R  # bool
    position: DNR1  # added
    salience: DNR1  # added
    resolve: NR1  # added
    to_position: DNR1 | None = None  # where it puts them, nan where it leaves them; None: nobody anywhere
    to_salience: DNR1 | None = None
    to_resolve: NR1 | None = None
    luck: R | None = None  # it happens where this is below its chance
    chance: R1 | None = None  # by itself
    given: tuple[
        tuple[int, R1], ...
    ] = ()  # (event, chance where that one has happened); the first of them counts
    after: int | None = None  # the event without which it does not happen


class Luck(NamedTuple):
    """Everything random that happens during a run, drawn beforehand or named so that it can be drawn late."""

    lasting: NR  # standard normal: how much each minds what it dislikes, for the whole run
    column: R  # the number of each run among those drawn, by which what is drawn late knows it
    exits: R  # bool: may the others go ahead without those who stay out?
    spares: R1  # share of what the text costs a member that staying out spares it
    gavel: R1  # bool: would the chair overrule a single objector?
    elsewhere: R  # 0: the Council decides; else the matter is settled elsewhere, +1 adopted, -1 dropped
    days: Callable[[ndarray, ndarray], ndarray]  # (rounds, columns) -> (R,) days that so many rounds take
    home: Callable[[ndarray], ndarray]  # columns -> (N, R or 1) days a willing member takes to ratify


class Road(NamedTuple):
    """What the willing can do without the Council, where the scenario names such a road."""

    open: R1  # bool, as far as luck goes
    needs: N1  # bool: who must be willing
    worth: NR1  # share of what the text as tabled brings or costs a member that the road does


class Note(NamedTuple):
    """A note that the Council may take of a text it does not adopt, where the scenario allows it."""

    open: R1  # bool
    worth: R1  # share of what the text does that a note of it does


class Setting(NamedTuple):
    """Everything that goes into a run: a run is a function of this and of nothing else."""

    room: Room
    issues: Issues
    members: Members
    parameters: Parameters
    events: tuple[Event, ...]
    luck: Luck
    road: Road | None = None
    note: Note | None = None


class Terms(NamedTuple):
    """What follows from resolve and luck: it changes only with an event."""

    cost: NR  # of objecting all alone, in units of gain
    listens: NR  # weight of the others in one's position
    price: NR  # side payment offered a round, in units of gain
    asks: NR  # share of the way from the ideal to the status quo at which a loss begins
    minds: NR  # how many times what was coded each minds what it dislikes


class State(NamedTuple):
    """The state of play after a round."""

    position: DNR  # what members say they want now
    anchor: DNR  # what they go back to when they stop listening
    salience: DNR1  # how much each issue means to each, 0-1
    resolve: NR1  # how willing each is to stand alone, 0-1
    text: DR  # the text now on the table
    bound: DR  # the least of each issue that its sponsors would table
    wants: NR  # what the text as tabled brings each, 0 where it is a loss
    reserve: R  # least share of what they want that the sponsors table
    road: R | None  # bool: could the willing go another way? None where no road is named
    falls: NR | None  # what a text that fails brings each by that road; None likewise
    paid: NR  # side payments so far, in units of gain
    spent: R  # sum of the side payments
    margin: NR  # what the text last put under silence was worth, luck and payments included
    terms: Terms  # what follows from resolve and luck
    objects: NR  # bool, aloud or hidden, in the last silence
    heads: R  # how many of them
    speaks: NR  # bool
    stalled: R  # rounds in a row in which nothing moved on the table
    phase: R  # TALKS, or how the talks ended


HELD = 1e9
"""What holds a member's hand, in units of gain: more than any text can be worth."""
