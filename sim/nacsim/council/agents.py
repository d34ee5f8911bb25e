"""One council in Mesa, to watch, step, teach with and extend. The only import of mesa is in this folder.

    council = Council("tokyo_liaison_office", run=3, seed=0)
    while council.running:
        council.step()
    council.outcome, council.round, council.log, council.datacollector.get_model_vars_dataframe()

It plays run 3 of the ensemble by the same rules on the same luck, with a run axis of length one, and ends
like that row of `simulate`. Whatever is writable can be changed between steps and is felt in the next one;
everything counts as in files and results: positions, salience, resolve and texts 0-100, gains in points. A step is one
round; where a text has to be ratified, one more step is all decisions at home. A subclass of Member decides in its own
way, here and in `simulate(..., member_class=...)`: see `before_silence`, `weigh`, `weigh_many` and `redraft`.
"""

from collections.abc import Mapping
from functools import partial
from math import isnan
from typing import Any, NamedTuple

import numpy as np
from numpy import ndarray

from nacsim.arguments import whole
from nacsim.council.attributes import EachIssue, shown
from nacsim.council.batch import run_of
from nacsim.council.chair import NotAllowed, shelved, tabled
from nacsim.council.framework import mesa
from nacsim.council.hooks import check_names, own, seated
from nacsim.council.leaving import left, shortened, without
from nacsim.council.member import Member
from nacsim.council.minutes import Minutes
from nacsim.defaults import MOST_SEED, SEED
from nacsim.engine.ensemble import checked, outcomes_of
from nacsim.engine.luck import seed_of
from nacsim.engine.minds import as_weighed
from nacsim.engine.playing import agree, bring_home, ending, leave, rounds
from nacsim.engine.rows import rows
from nacsim.engine.sampling import setting_of
from nacsim.engine.stances import expert_of
from nacsim.errors import Absent, WrongType, WrongValue
from nacsim.nearest import nearest
from nacsim.results.outcomes import Outcomes
from nacsim.rules.events import due
from nacsim.rules.round import open_talks, terms
from nacsim.rules.state import Setting, State
from nacsim.scenario.build import ScenarioLike, scenario_of
from nacsim.scenario.resolved import Scenario
from nacsim.vocabulary import AGREED, OUTCOMES, PHASES, TALKS

__all__ = ["Council", "Member", "Record"]

HERE = np.array([0])  # the one run there is


class Record(NamedTuple):
    """What happened in one step. Texts by issue, 0-100, and payments by member in points of gain; members by code."""

    round: int  # rounds so far, both stages
    stage: str  # "council", or "home" for the decisions of a ratification
    text: dict[str, float]  # as put under silence
    objects: tuple[str, ...]  # aloud or hidden; at home: who held out at the first decision
    speaks: tuple[str, ...]  # aloud; at home: who still held out at the end
    new_text: dict[str, float]  # after the answer of the chair
    paid: dict[str, float]  # so far, to those who got any
    phase: str  # how it stands, a name in PHASES
    state: State  # everything else
    events: tuple[
        str, ...
    ] = ()  # what happened at the start of the round: names, or numbers in the file from 0


def name_of(scenario: Scenario, event: int) -> str:
    """What an event is called: its name, or its number in the file."""
    return scenario.events[event].name or str(event)


class Council(mesa.Model):
    """Run `run` of a scenario under a seed, stepped by hand.

    `expert` is the one that this council believes, None where there are none or they are averaged.
    `scenario` is a scenario, the name of one that ships, a path or a dictionary. `member_class` is a subclass of Member
    for all, or a mapping from codes to subclasses for some; `forced` maps codes to "silent" or "objects".

    All luck is that of (seed, run), and so are `model.random` and `model.rng`, for members of one's own; `rng` seeds these
    two alone. `seed=None` is the default seed, and `run=None` run 0, or in `mesa.batch_run` the iteration, so that
    iterations differ. `datacollector` notes every step (`nacsim.council.minutes`); another one, or None, may take its place.

    Raises ScenarioError, WrongValue, WrongType, and Absent for a code that is not in the room.
    """

    text = EachIssue("state.text")
    """The text now on the table by issue, 0-100; assigning to an issue is felt in the next silence."""
    bound = EachIssue("state.bound", writable=False)
    """How far back towards its status quo the sponsors would let each issue go, 0-100; 0 for a condition."""
    running: bool  # until it is over
    column = 0  # the run that attributes show

    def __init__(
        self,
        scenario: ScenarioLike,
        run: int | None = None,
        seed: int | None = SEED,
        *,
        member_class: type[Member] | Mapping[str, type[Member]] = Member,
        forced: Mapping[str, str] | None = None,
        rng: Any = None,
    ):
        if isinstance(scenario, tuple):
            raise WrongType(
                "this is a part of a scenario; mesa.batch_run takes apart what is not in a list: "
                'write {"scenario": [scenario]}'
            )
        run = whole("run", run_of(seed) if run is None else run)
        scenario, seed = scenario_of(scenario), whole("seed", SEED if seed is None else seed, 0, MOST_SEED)
        super().__init__(rng=seed_of(seed, run) if rng is None else rng)
        self.council, self.place = self, ()
        self.agenda, self.run, self.seed = scenario, run, seed
        self.room_at_first: tuple[str, ...] = scenario.room
        self.setting: Setting = self._dealt(checked(forced, scenario))
        self.expert = expert_of(scenario, run, seed)
        self.state: State = open_talks(self.setting)
        self.round = 0
        self.log: list[Record] = []
        self.result: Outcomes | None = None  # of one run, when it is over
        self._ending: Any = None  # how the talks ended, and who spoke first, once that is known
        self._first: Any = None
        self._at_home, self._weighing = False, False
        self._put: dict[str, float] = {}
        self._seat(seated(scenario.room, member_class, Member))
        self.datacollector: mesa.DataCollector | None = Minutes(self)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        check_names(cls, Council, ("redraft",))

    def _dealt(self, forced: Mapping[str, str] | None) -> Setting:
        """All that goes into this run, its luck included."""
        return setting_of(self.agenda, self.run, self.seed, forced)

    def _seat(self, classes: Mapping[str, type[Member]]) -> None:
        self._members = {code: kind(self, code) for code, kind in classes.items()}
        self._seated()
        getattr(mesa.Agent, "_ids", {}).pop(self, None)  # Mesa 3.3 would keep every council alive

    def _seated(self) -> None:
        """What follows from who sits where."""
        self._rows = {code: row for row, code in enumerate(self._members)}
        answers: dict[Any, frozenset[str]] = {
            kind: own(kind, Member) for kind in set(map(type, self.members))
        }
        self._own_minds = [m for m in self.members if answers[type(m)] & {"weigh", "weigh_many"}]
        self._chair = next((m for m in self.members if "redraft" in answers[type(m)]), None)

    def member(self, code: str) -> Member:
        """The member of that code. Raises Absent if it is not in the room."""
        self.row(code)
        return self._members[code]

    def row(self, code: str) -> int:
        """The place of a member in the room. Raises Absent."""
        if code not in self._rows:
            close = nearest(code, self._rows)
            room = f"in the room: {', '.join(self._rows)}" if self._rows else "nobody is"
            raise Absent(f"{code} is not in the room; {f'did you mean {close}? ' if close else ''}{room}")
        return self._rows[code]

    @property
    def members(self) -> tuple[Member, ...]:
        """All members in the order of the table."""
        return tuple(self._members.values())

    @property
    def outcome(self) -> str | None:
        """One of the outcomes; None while the council sits. `result` has the whole row."""
        return None if self.result is None else OUTCOMES[self.result.outcome[0]]

    @property
    def phase(self) -> str:
        """How it stands, a name in PHASES: "talks" while it sits."""
        return str(PHASES[self.state.phase[0]])

    @property
    def taken_whole(self) -> tuple[str, ...]:
        """The issues that are taken whole or not at all in this council."""
        lumpy = np.broadcast_to(self.setting.issues.lumpy, (len(self.agenda.issues), 1))
        return tuple(name for name, whole in zip(self.agenda.issues, lumpy[:, 0], strict=True) if whole)

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
        if not self.running:
            return
        if self._at_home:
            self._decide_at_home()
        else:
            self._meet()
        if self.datacollector is not None:
            self.datacollector.collect(self)

    def redraft(self, offer: dict[str, float]) -> dict[str, float] | None:
        """What is tabled next after a silence that failed, by issue, 0-100; None takes the text off the table.

        `offer` is what the model's chair would put. A member that holds the chair is asked (`Member.redraft`); a subclass
        of Council may answer for a chair that is no member, such as the Secretary General.
        """
        return offer if self._chair is None else self._chair.redraft(offer)

    def let_go(self, member: Member) -> None:
        """Take a member out of the room; `Member.remove` calls this. Raises NotAllowed."""
        if not self.running or member.code not in self._members:
            return
        if self._weighing:
            raise NotAllowed(
                f"{member.code} cannot leave while the text is weighed; let it go in before_silence"
            )
        if len(self._members) == 1:
            self._members, self.running = {}, False  # nobody is left to decide
        else:
            row, agenda = self.row(member.code), without(self.agenda, member.code)
            self.setting, self.state = left(self.setting, self.state, row, agenda, self.run, self.seed)
            self.agenda, self._ending = agenda, shortened(self._ending, row)
            self._first = None if self._first is None else np.delete(self._first, row, 0)
            del self._members[member.code]
        self._seated()

    def _meet(self) -> None:
        self._renew_terms()
        next(rounds(self))
        if self.talking and (self._chair is not None or type(self).redraft is not Council.redraft):
            self._put_own_text()
        if self.round == 1:
            self._first = self.state.speaks
        happened = tuple(name_of(self.agenda, k) for k in due(self.setting.events, self.round))
        self._write_down("council", self._put, self.objectors, self.speakers, happened)
        if not self.talking:
            self._rise()

    @property
    def talking(self) -> bool:
        """Whether the Council still talks."""
        return bool(self.state.phase[0] == TALKS)

    def before_silence(self) -> Setting:
        """The setting of the silence to come, when all members have had their say (see `nacsim.engine.playing.rounds`)."""
        for member in self.members:
            if member.code in self._members:  # another may just have removed it
                member.before_silence()
        self._renew_terms()
        self._put, self._before = dict(self.text), self.state
        return self._as_weighed()

    def says(self, member: Member, margin: ndarray) -> ndarray:
        """What a member with a mind of its own says that the text is worth to it, given the model's answer; (1,) both."""
        said = float(member.weigh(float(margin[0])))
        if isnan(said):
            raise WrongValue(f"{member.code}: weigh() must return a number, got nan")
        return np.array([said])

    def _put_own_text(self) -> None:
        """What a chair of one's own answers to the objectors, in place of the model's."""
        text = self.redraft(dict(self.text))
        if text is None:
            self.state = shelved(self._before, self.state, self.setting)
        elif not isinstance(text, Mapping):
            raise WrongType(f"redraft() must return the next text by issue, or None; got {text!r:.60}")
        else:
            self.state = tabled(self._before, self.state, text, self.agenda, self.setting)

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
        if not self._own_minds:
            return self.setting
        self._weighing = True
        try:
            minds = {self.row(m.code): partial(self.says, m) for m in self._own_minds}
            return as_weighed(self.state, self.setting, minds)
        finally:
            self._weighing = False

    def _write_down(
        self,
        stage: str,
        text: dict[str, float],
        objects: tuple[str, ...],
        speaks: tuple[str, ...],
        events: tuple[str, ...] = (),
    ) -> None:
        each = zip(self.agenda.room, self.state.paid[:, 0], strict=True)
        paid = {code: shown(sum_, True) for code, sum_ in each if sum_}
        self.log.append(
            Record(
                self.round,
                stage,
                text,
                objects,
                speaks,
                dict(self.text),
                paid,
                self.phase,
                self.state,
                events,
            )
        )

    def _close(self) -> None:
        """The row of this run, made as the ensemble makes it."""
        self.result = outcomes_of(self.agenda, self.seed, rows(self.setting, self._ending))
        self.running = False

    def _who(self, flags: ndarray) -> tuple[str, ...]:
        return tuple(code for code, flag in zip(self.agenda.room, flags[:, 0], strict=True) if flag)
