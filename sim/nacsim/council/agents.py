"""One council in Mesa, to watch, step, teach with and extend. The only import of mesa.

    council = Council(load("tokyo_liaison_office"), run=3, seed=0)
    while council.running:
        council.step()
    council.outcome, council.round, council.log

It plays run 3 of the ensemble by the same rules on the same luck, with a run axis of length one, and ends
like that row of `simulate`. Whatever is writable can be changed between steps and is felt in the next one;
everything counts 0-1 here (0-100 in files and results). A step is one round; where a text has to be ratified,
one more step is all decisions at home. A subclass of Member decides in its own way: see `before_silence` and
`weigh`.
"""

from collections.abc import Mapping
from math import isnan
from typing import Any, NamedTuple

import mesa
import numpy as np
from numpy import ndarray

from nacsim.arguments import whole
from nacsim.council.attributes import EachIssue, Number, write
from nacsim.defaults import MOST_SEED, SEED
from nacsim.engine.ensemble import outcomes_of
from nacsim.engine.playing import Ending, agree, bring_home, ending, leave, rounds
from nacsim.engine.rows import rows
from nacsim.engine.sampling import FORCED, setting_of
from nacsim.results.outcomes import Outcomes
from nacsim.rules.round import open_talks, put_under_silence, terms, value
from nacsim.rules.state import HELD, Setting, State
from nacsim.scenario.build import ScenarioLike, scenario_of
from nacsim.vocabulary import AGREED, OUTCOMES, PHASES, TALKS

HERE = np.array([0])  # the one run there is


class Member(mesa.Agent):
    """An ally at the table: it reads and writes its column of the council's arrays."""

    position = EachIssue("state.position", moves=("state.anchor",))  # 0-1; what is set is not undone by talk
    anchor = EachIssue("state.anchor", writable=False)  # 0-1: what it goes back to when it stops listening
    salience = EachIssue("state.salience")  # 0-1
    resolve = Number("state.resolve", scale=True)  # 0-1
    paid = Number("state.paid", total="state.spent")  # side payments so far, in units of gain
    luck = Number("setting.luck.lasting")  # how much more or less than coded it minds, in standard deviations
    lean = Number("setting.members.lean")  # pull of all actors on the text as tabled: stance times reach
    objects = Number("state.objects", writable=False)  # in the last silence, aloud or hidden
    speaks = Number("state.speaks", writable=False)  # in the last silence, aloud
    margin = Number("state.margin", writable=False)  # worth of the text in the last silence, units of gain

    def __init__(self, model: "Council", code: str):
        super().__init__(model)
        self.council, self.code, self.place = model, code, (model.agenda.room.index(code),)

    @property
    def gain(self) -> float:
        """What the text now on the table is worth to it without payments, in units of gain."""
        worth, _ = value(self.council.state, self.council.setting)
        return float(worth[(*self.place, 0)])

    @property
    def cost(self) -> float:
        """What it costs it to object all alone, in units of gain."""
        state = self.council.state
        return float(terms(state.resolve, self.council.setting).cost[(*self.place, 0)])

    @property
    def forced(self) -> str | None:
        """None where it decides for itself, "silent" or "objects" where its hand is forced. Writable."""
        hold = self.council.setting.members.forced[(*self.place, 0)]
        return next((name for name, held in FORCED.items() if held == hold), None)

    @forced.setter
    def forced(self, name: str | None) -> None:
        if name is not None and name not in FORCED:
            raise ValueError(f"forced: {name!r} is not allowed; allowed: None, {', '.join(FORCED)}")
        write(self.council, "setting.members.forced", (*self.place, 0), FORCED.get(name, 0.0))

    def before_silence(self) -> None:
        """Called every round after events and consultation, before the text is put under silence.

        Members are called in the order of the table. What is changed here (its own attributes, those of
        others, the text) is felt in this very silence. For subclasses; does nothing.
        """

    def weigh(self, margin: float) -> float:
        """What the text is worth to the member in this silence, in units of gain; below 0 it dislikes it.

        `margin` is the model's answer: gain, pressure and payments together. It objects if this is less
        than minus the cost of isolation, so `math.inf` always consents and `-math.inf` always objects. For
        subclasses; returns the model's answer.
        """
        return margin


class Record(NamedTuple):
    """What happened in one step. Texts by issue and payments by member, 0-1; members by code."""

    round: int  # rounds so far, both stages
    stage: str  # "council", or "home" for the decisions of a ratification
    text: dict[str, float]  # as put under silence
    objects: tuple[str, ...]  # aloud or hidden; at home: who held out at the first decision
    speaks: tuple[str, ...]  # aloud; at home: who still held out at the end
    new_text: dict[str, float]  # after the answer of the chair
    paid: dict[str, float]  # so far, to those who got any
    phase: str  # how it stands, a name in PHASES
    state: State  # everything else


class Council(mesa.Model):
    """Run `run` of a scenario under a seed, stepped by hand.

    `member_class` is a subclass of Member for all, or a mapping from codes to subclasses for some; `forced`
    maps codes to "silent" or "objects". `rng` is there for Mesa's own tools and changes nothing: all luck is
    that of (seed, run). Give `council.datacollector` a `mesa.DataCollector` and every step is collected.
    ValueError for a negative run, KeyError for a code that is not in the room.
    """

    text = EachIssue("state.text")  # the text now on the table, 0-1

    def __init__(
        self,
        scenario: ScenarioLike,
        run: int = 0,
        seed: int = SEED,
        *,
        member_class: type[Member] | Mapping[str, type[Member]] = Member,
        forced: Mapping[str, str] | None = None,
        rng: Any = None,
    ):
        run = whole("run", run)
        scenario, seed = scenario_of(scenario), whole("seed", seed, 0, MOST_SEED)
        super().__init__(rng=run)
        self.council, self.place = self, ()
        self.agenda, self.run, self.seed = scenario, run, seed
        self.setting: Setting = setting_of(scenario, run, seed, forced)
        self.state: State = open_talks(self.setting)
        self.round = 0
        self.log: list[Record] = []
        self.result: Outcomes | None = None  # of one run, when it is over
        self.datacollector: mesa.DataCollector | None = None
        self._ending: Ending | None = None
        self._first: ndarray | None = None
        self._at_home, self._put = False, {}
        self._seat(member_class)

    def _seat(self, member_class: type[Member] | Mapping[str, type[Member]]) -> None:
        room, some = self.agenda.room, isinstance(member_class, Mapping)
        each = member_class if some else dict.fromkeys(room, member_class)
        absent = [code for code in each if code not in room]
        if absent:
            raise KeyError(f"member_class: {absent[0]} is not in the room")
        self._members = {code: each.get(code, Member)(self, code) for code in room}
        self._own_minds = [m for m in self.members if type(m).weigh is not Member.weigh]
        getattr(mesa.Agent, "_ids", {}).pop(self, None)  # Mesa 3.3 would keep every council alive

    def member(self, code: str) -> Member:
        """The member of that code. KeyError if it is not in the room."""
        if code not in self._members:
            raise KeyError(f"{code} is not in the room; in the room: {', '.join(self._members)}")
        return self._members[code]

    @property
    def members(self) -> tuple[Member, ...]:
        """All members in the order of the table."""
        return tuple(self._members.values())

    @property
    def outcome(self) -> str | None:
        """One of the outcomes; None while the council sits. `result` has the whole row."""
        return None if self.result is None else OUTCOMES[self.result.outcome[0]]

    @property
    def objectors(self) -> tuple[str, ...]:
        """Who objected in the last silence, aloud or hidden."""
        return self._who(self.state.objects)

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who broke the last silence aloud."""
        return self._who(self.state.speaks)

    def step(self) -> None:
        """Play one round, or all decisions at home. Nothing happens once the council is over."""
        if self.result is not None:
            return
        if self._at_home:
            self._decide_at_home()
        else:
            self._meet()
        if self.datacollector is not None:
            self.datacollector.collect(self)

    def _meet(self) -> None:
        self._renew_terms()
        next(rounds(self))
        if self.round == 1:
            self._first = self.state.speaks
        self._write_down("council", self._put, self.objectors, self.speakers)
        if not self.talking:
            self._rise()

    @property
    def talking(self) -> bool:
        """Whether the Council still talks."""
        return bool(self.state.phase[0] == TALKS)

    def before_silence(self) -> Setting:
        """The setting of the silence to come, when all members have had their say (see `nacsim.engine.playing.rounds`)."""
        for member in self.members:
            member.before_silence()
        self._renew_terms()
        self._put = dict(self.text)
        return self._as_weighed()

    def _rise(self) -> None:
        """The Council has done; what has been agreed may have to be ratified."""
        self._ending = ending(leave(self.state, HERE, HERE, self.round), self._first, self.setting.room)
        self._at_home = self.setting.room.ratifies and self._agreed()
        if not self._at_home:
            self._close()

    def _decide_at_home(self) -> None:
        self._renew_terms()
        text = dict(self.text)
        end = bring_home(self._ending, agree(self.state, self.setting, HERE, HERE))
        self.round += int(end.home_rounds[0])
        self.state = self.state._replace(text=end.text, paid=end.paid, phase=end.phase)
        left = () if self._agreed() else self._who(end.speaks)
        self._write_down("home", text, self._who(end.held_out), left)
        self._close()

    def _agreed(self) -> bool:
        return self.state.phase[0] in AGREED

    def _renew_terms(self) -> None:
        """What follows from what may have been set by hand."""
        state = self.state
        self.state = state._replace(terms=terms(state.resolve, self.setting))

    def _as_weighed(self) -> Setting:
        """The setting of this silence: with what members of a class of their own make of the text."""
        own = [m for m in self._own_minds if m.forced is None]
        if not own:
            return self.setting
        worth, _ = value(self.state, self.setting)
        margin = put_under_silence(self.state, self.setting, worth)[0].margin
        hold = self.setting.members.forced.copy()
        for member in own:
            place = (*member.place, 0)
            weighed = float(member.weigh(float(margin[place])))
            if isnan(weighed):
                raise ValueError(f"{member.code}: weigh() must return a number, got nan")
            hold[place] = np.clip(weighed - margin[place], -HELD, HELD)
        return self.setting._replace(members=self.setting.members._replace(forced=hold))

    def _write_down(self, stage: str, text: dict, objects: tuple, speaks: tuple) -> None:
        paid = {m.code: m.paid for m in self.members if m.paid}
        phase = PHASES[self.state.phase[0]]
        self.log.append(
            Record(self.round, stage, text, objects, speaks, dict(self.text), paid, phase, self.state)
        )

    def _close(self) -> None:
        """The row of this run, made as the ensemble makes it."""
        self.result = outcomes_of(self.agenda, self.seed, rows(self.setting, self._ending))
        self.running = False

    def _who(self, flags: ndarray) -> tuple[str, ...]:
        return tuple(code for code, flag in zip(self.agenda.room, flags[:, 0], strict=True) if flag)
