"""Many councils as one member sees them: the attributes of a member, each an array over councils, for reading."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
from numpy import ndarray

from nacsim.council.attributes import EachIssue, Number, shown
from nacsim.engine.luck import Lots, uniform
from nacsim.errors import Absent
from nacsim.nearest import nearest, offer
from nacsim.rules.round import terms, value
from nacsim.rules.state import Setting, State
from nacsim.scenario.resolved import Scenario


class View:
    """A member in many councils at once: what `Member` shows, each as an array (R,) over councils; nothing can be set."""

    position = EachIssue("state.position", writable=False)
    anchor = EachIssue("state.anchor", writable=False)
    salience = EachIssue("state.salience", writable=False)
    resolve = Number("state.resolve", points=True, writable=False)
    paid = Number("state.paid", points=True, writable=False)
    luck = Number("setting.luck.lasting", writable=False)
    lean = Number("setting.members.lean", points=True, writable=False)
    objects = Number("state.objects", writable=False)
    speaks = Number("state.speaks", writable=False)
    margin = Number("state.margin", points=True, writable=False)

    __slots__ = ("code", "council", "place")

    def __init__(self, council: Councils, code: str):
        object.__setattr__(self, "council", council)
        object.__setattr__(self, "code", code)
        object.__setattr__(self, "place", (council.agenda.room.index(code),))

    @property
    def gain(self) -> ndarray:
        """What the text now on the table is worth to it without payments, in points of gain, (R,)."""
        points: ndarray = shown(self.council.worth[self.place[0]], True)
        return points

    @property
    def cost(self) -> ndarray:
        """What it costs it to object all alone, in points of gain, (R,)."""
        points: ndarray = shown(self.council.costs[self.place[0]], True)
        return points

    def chance(self, word: str, index: int = 0) -> ndarray:
        """What `Member.chance` gives in each council, (R,)."""
        drawn = self.council.source.of("own", f"{self.code}.{word}", index)
        return uniform(drawn[self.council.setting.luck.column])

    def __getattr__(self, name: str) -> Any:
        close = nearest(name, [n for n in dir(View) if n[0] != "_"])
        hint = f"; did you mean {close}?" if close else "."
        raise AttributeError(
            f"weigh_many sees no {name}{hint} What a member remembers by itself it cannot know: leave weigh_many out, and "
            "its councils are stepped"
        )


class Councils:
    """Councils side by side, of which views are made."""

    text = EachIssue("state.text", writable=False)
    column, place = slice(None), ()

    def __init__(self, state: State, setting: Setting, round_: int, agenda: Scenario, source: Lots):
        self.state, self.setting, self.round = state, setting, round_
        self.agenda, self.source = agenda, source
        self.council, self.runs = self, state.phase.shape[-1]

    def member(self, code: str) -> View:
        """A member in all of them. Raises Absent."""
        if code not in self.agenda.room:
            raise Absent(f"{code} is not in the room; {offer(code, self.agenda.room)}")
        return View(self, code)

    @cached_property
    def worth(self) -> ndarray:
        """What the text is worth to each without payments, (N, R)."""
        return value(self.state, self.setting)[0]

    @cached_property
    def costs(self) -> ndarray:
        """What it costs each to object all alone, (N, R)."""
        return np.broadcast_to(
            terms(self.state.resolve, self.setting).cost, (len(self.agenda.room), self.runs)
        )


def view_of(table: Any, agenda: Scenario, source: Lots) -> Councils:
    """The councils of a table, or one council, for views."""
    return Councils(table.state, table.setting, table.round, agenda, source)
