"""People take the chair, or members' seats, in one council against the model: same rules, same luck, same log.

The council is run `run` of the scenario under `seed`. A person who does what the model would have done gets the very
council that the model plays.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy import ndarray

from nacsim import __version__
from nacsim.arguments import door, whole
from nacsim.council.chair import NotAllowed, shelved, tabled
from nacsim.defaults import MOST_SEED, SEED
from nacsim.engine.playing import rounds
from nacsim.engine.sampling import FORCED, setting_of
from nacsim.errors import WrongValue
from nacsim.narrate import names_of
from nacsim.rules.ending import classify
from nacsim.rules.round import open_talks, value
from nacsim.rules.state import Setting, State
from nacsim.scale import as_points
from nacsim.scenario.build import ScenarioLike, scenario_of
from nacsim.scenario.names import nearest_member
from nacsim.scenario.resolved import Scenario
from nacsim.vocabulary import OUTCOMES, TALKS

CHAIR = "chair"
LOGGED = ("actions", "seat", "seed", "run")
"""What a log has to say for a council to be played again."""
Decide = Callable[[dict[str, Any]], Mapping[str, Any]]


@door
def play(
    scenario: ScenarioLike, seat: str | Sequence[str], decide: Decide, seed: int = SEED, run: int = 0
) -> dict[str, Any]:
    """Play one council with a person in `seat`, "chair" or a member's code, or with several. Raises NotAllowed, WrongValue.

    `decide` is given what the person sees and returns an action. Where it has a method `refused`, it is told of an
    action that is not allowed and asked again.

    - A member sees {"seat", "round", "rounds", "text": issue -> points, "position": issue -> points, "worth": gain of
      the text to it in points (100: the whole scale of an issue that means everything), without luck, "paid": what it
      was given so far, likewise, "spoke": who broke the last silence}, and answers {"object": bool}.
    - The chair is asked after a silence that failed and sees {"seat", "round", "rounds", "text", "spoke", "offer":
      issue -> points, the redraft that the model would put, "payments": member -> points the model would pay}; it
      answers {"shelve": True}, or {"text": issue -> points (default: the offer), "pay": bool (default True)}.

    Of several seats each is asked in its turn, as "seat" says: the members before the silence, in the order given, and the
    chair after it.

    Returns the log: {"scenario", "version", "seed", "run", "seat", "actions", "rounds": [{"round", "text", "objects",
    "speaks"}], "outcome", "text"}. Ratification is not played.
    """
    game = Game(scenario_of(scenario), seat, whole("seed", seed, 0, MOST_SEED), whole("run", run))
    while game.talking:
        game.step(decide)
    return game.log()


@door
def replay(log: Mapping[str, Any], scenario: ScenarioLike) -> dict[str, Any]:
    """The log of the council in which the same person does the same again. Raises WrongValue if actions run out."""
    lacking = [key for key in LOGGED if not isinstance(log, Mapping) or key not in log]
    if lacking:
        raise WrongValue(f"{log!r:.60} is no log of play(): it has no {lacking[0]}")
    actions = iter(log["actions"])

    def decide(_: dict[str, Any]) -> Mapping[str, Any]:
        try:
            return next(actions)
        except StopIteration:
            raise WrongValue("the log has fewer actions than this council asks for") from None

    return play(scenario, log["seat"], decide, log["seed"], log["run"])


def check_seat(seat: str, scenario: Scenario) -> None:
    """Raise WrongValue for a seat that there is not, with the one that is meant."""
    if seat != CHAIR and seat not in scenario.room:
        raise WrongValue(f"{seat} has no seat here; {offer_seat(str(seat), scenario)}")


def check_seats(seat: str | Sequence[str], scenario: Scenario) -> tuple[str, ...]:
    """The seats that people have. Raises WrongValue for none, for one that is taken twice, and as `check_seat` does."""
    seats = tuple(seat) if isinstance(seat, list | tuple) else (seat,)
    for one in seats:
        check_seat(one, scenario)
    if not seats or len(set(seats)) < len(seats):
        raise WrongValue(f"seats {', '.join(seats) or 'none'} will not do; needed: one or more, each once")
    return seats


def offer_seat(seat: str, scenario: Scenario) -> str:
    """What to say after a wrong seat: the member that is meant, by name or another code, and what is allowed."""
    meant = nearest_member(seat, dict(zip(scenario.room, names_of(scenario).values(), strict=False)))
    return (f"did you mean {meant}? " if meant else "") + f"allowed: chair, {', '.join(scenario.room)}"


class Game:
    """One council in progress."""

    def __init__(self, scenario: Scenario, seat: str | Sequence[str], seed: int, run: int):
        seats = check_seats(seat, scenario)
        self.chairs, self.members = CHAIR in seats, tuple(one for one in seats if one != CHAIR)
        self.scenario, self.seat, self.seed, self.run = scenario, seat, seed, run
        setting = setting_of(scenario, run, seed)
        if self.chairs:  # the person says when a text is taken off the table
            setting = setting._replace(room=setting.room._replace(shelves=False))
        self.setting, self.state = setting, open_talks(setting)
        self.round = 0
        self.actions: list[dict[str, Any]] = []
        self.rounds: list[dict[str, Any]] = []

    @property
    def talking(self) -> bool:
        """Whether the council is still going on."""
        return int(self.state.phase[0]) == TALKS

    def step(self, decide: Decide) -> None:
        """One round; the person is asked where it is its turn."""
        self.decide = decide
        next(rounds(self))
        before = self.before
        self._note(before)
        if self.chairs and self.talking:
            sight = self._chair_sees(before)
            self.state = self._ask(decide, sight, lambda action: self._answered(action, before))

    def before_silence(self) -> Setting:
        """The setting of the silence to come: who has a member's seat says now whether it objects."""
        self.before = self.state
        setting = self.setting
        for code in self.members:
            setting = self._ask(
                self.decide,
                self._member_sees(self.before, code),
                _objecting(code, setting, self.scenario.room),
            )
        return setting

    def sight(self, code: str) -> dict[str, Any]:
        """What a person in a member's seat sees before the silence that the council waits for."""
        return self._member_sees(self.before, code)

    def _ask(self, decide: Decide, sight: dict[str, Any], take: Callable[[dict[str, Any]], Any]) -> Any:
        """What comes of the person's action; one that is not allowed is asked for again, if the person can be told."""
        while True:
            action = dict(decide(sight))
            try:
                found = take(action)
            except NotAllowed as error:
                if not hasattr(decide, "refused"):
                    raise
                decide.refused(str(error))
            else:
                self.actions.append(action)
                return found

    def _answered(self, action: Mapping[str, Any], before: State) -> State:
        """The state after the chair's answer to a silence that failed."""
        if action.get("shelve"):
            return shelved(before, self.state, self.setting)
        text = action.get("text") or {}
        if not isinstance(text, Mapping):
            raise NotAllowed("a text is a table of issues and points")
        after = tabled(before, self.state, text, self.scenario, self.setting)
        return (
            after._replace(paid=before.paid, spent=before.spent)
            if action.get("pay", True) is False
            else after
        )

    def _text(self, text: ndarray) -> dict[str, float]:
        return {name: round(as_points(float(text[d][0])), 2) for d, name in enumerate(self.scenario.issues)}

    def _common(self, before: State, seat: str) -> dict[str, Any]:
        return {
            "seat": seat,
            "round": self.round,
            "rounds": int(self.setting.parameters.rounds[0]),
            "text": self._text(before.text),
            "spoke": self.rounds[-1]["speaks"] if self.rounds else [],
        }

    def _member_sees(self, before: State, code: str) -> dict[str, Any]:
        k = self.scenario.room.index(code)
        worth, _ = value(before, self.setting)
        wish = {
            name: round(as_points(float(before.position[d][k][0])), 1)
            for d, name in enumerate(self.scenario.issues)
        }
        gains = {
            "worth": round(as_points(float(worth[k][0])), 1),
            "paid": round(as_points(float(before.paid[k][0])), 1),
        }
        return {**self._common(before, code), "position": wish, **gains}

    def _chair_sees(self, before: State) -> dict[str, Any]:
        more = as_points((self.state.paid - before.paid)[:, 0])
        paid = {m: round(float(p), 1) for m, p in zip(self.scenario.room, more, strict=True) if p >= 0.05}
        return {**self._common(before, CHAIR), "offer": self._text(self.state.text), "payments": paid}

    def _note(self, before: State) -> None:
        room = np.array(self.scenario.room)
        told = {"round": self.round, "text": self._text(before.text)}
        told |= {name: room[getattr(self.state, name)[:, 0]].tolist() for name in ("objects", "speaks")}
        self.rounds.append(told)

    def log(self) -> dict[str, Any]:
        """What happened, and how it ended."""
        state, issues = self.state, self.setting.issues
        home = np.zeros(1, bool)
        kind = int(classify(state.phase, state.text, np.array([self.round]), home, issues)[0])
        return {
            "scenario": self.scenario.name,
            "version": __version__,
            "seed": self.seed,
            "run": self.run,
            "seat": self.seat if isinstance(self.seat, str) else list(self.seat),
            "actions": self.actions,
            "rounds": self.rounds,
            "outcome": OUTCOMES[kind],
            "text": self._text(state.text),
        }


def _objecting(code: str, setting: Setting, room: tuple[str, ...]) -> Callable[[Mapping[str, Any]], Setting]:
    """What makes of a person's action the setting in which its member objects, or not, as it says."""

    def seated(action: Mapping[str, Any]) -> Setting:
        if not isinstance(action.get("object"), bool):
            raise NotAllowed('a member answers {"object": true} or {"object": false}')
        members = setting.members
        forced = np.broadcast_to(members.forced, (len(room), 1)).copy()
        forced[room.index(code)] = FORCED["objects" if action["object"] else "silent"]
        return setting._replace(members=members._replace(forced=forced))

    return seated
