"""One council for several browsers: a teacher opens it and hands out the seats, others join by a code. Off unless asked for.

Nothing is kept but what is needed to play: a code, the names that people gave, who has which seat, and what was done.
Who may do what is told by keys that only the page knows to which they were given.
"""

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from nacsim.council.chair import NotAllowed
from nacsim.council.seat import CHAIR, Game
from nacsim.narrate import names_of
from nacsim.scenario import Scenario
from nacsim.web.limits import Refusal
from nacsim.web.question import question_of, scenario_of
from nacsim.web.replay import Waits, which_run
from nacsim.web.replay import played_on as play_on
from nacsim.web.replay import told_of as in_rounds

LETTERS, LENGTH = "ABCDEFGHJKMNPQRSTUVWXYZ23456789", 6
"""Signs of a code, without those that look alike, and how many there are: some 900 million codes."""
CLASSES, PEOPLE, NAME = 8, 60, 40
"""Councils open at once (the oldest goes), people in one, and letters of a name."""
WRONG, WHILE = 30, 60.0
"""Wrong codes that are answered in so many seconds, of all who try; then nobody may join for that long."""
TEACHER = "teacher"


@dataclass
class Room:
    """One council that people play together."""

    code: str
    scenario: Scenario
    seed: int
    run: int
    keys: dict[str, str]  # key -> person
    names: dict[str, str] = field(default_factory=dict)  # person -> name
    seats: dict[str, str] = field(default_factory=dict)  # seat -> person
    acts: dict[tuple[int, str], dict[str, Any]] = field(default_factory=dict)  # (round, seat) -> act
    begun: bool = False
    version: int = 0
    seen: tuple[int, dict[str, Any], dict[str, Any]] | None = None
    """The version that was played, its rounds for everybody, its sights by seat."""

    def played(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """The council as far as it goes, and what each seat sees that is waited for; kept until somebody acts."""
        if self.seen is None or self.seen[0] != self.version:
            self.seen = (self.version, *self._play())
        return self.seen[1], self.seen[2]

    def _play(self) -> tuple[dict[str, Any], dict[str, Any]]:
        def decide(sight: dict[str, Any]) -> dict[str, Any]:
            try:
                return self.acts[sight["round"], sight["seat"]]
            except KeyError:
                raise Waits(sight) from None

        game = Game(self.scenario, list(self.seats), self.seed, self.run)
        worth, asks = play_on(game, decide)
        if asks is None:
            sights = {}
        elif asks["seat"] == CHAIR:
            sights = {CHAIR: asks}
        else:
            waiting = [m for m in game.members if (asks["round"], m) not in self.acts]
            sights = {m: game.sight(m) for m in waiting}
        return in_rounds(game, worth, asks), sights


class Classes:
    """The councils that are open, by their codes."""

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self.clock = clock
        self._rooms: OrderedDict[str, Room] = OrderedDict()
        self._wrong: list[float] = []
        self._lock = Lock()
        self._does = {
            "open": self._open,
            "join": self._join,
            "look": self._look,
            "hand": self._hand,
            "begin": self._begin,
            "act": self._act,
            "again": self._again,
            "close": self._close,
        }

    def ask(self, told: Any) -> dict[str, Any]:
        """What a page asks: `do` it, with the `code` and the page's `key`. Refuses (400, 403, 404, 429)."""
        told = told if isinstance(told, dict) else {}
        do = self._does.get(told.get("do")) if isinstance(told.get("do"), str) else None
        if do is None:
            raise Refusal(400, f"What is to be done is one of {', '.join(self._does)}.")
        with self._lock:
            return do(told)

    def _open(self, told: dict[str, Any]) -> dict[str, Any]:
        """A new council on a scenario; who opens it is its teacher."""
        question = question_of(told)
        code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
        key = secrets.token_urlsafe(24)
        run = which_run({"run": told.get("run", 0)}, question)
        room = Room(code, scenario_of(question.side), question.seed, run, {key: TEACHER})
        self._rooms[code] = room
        while len(self._rooms) > CLASSES:
            self._rooms.popitem(last=False)
        return {"key": key, **self._told(room, TEACHER)}

    def _join(self, told: dict[str, Any]) -> dict[str, Any]:
        """One more person; the name is what the others see."""
        room = self._room(told)
        name = told.get("name")
        if not isinstance(name, str) or not name.strip() or len(name) > NAME or not name.isprintable():
            raise Refusal(400, f"Who joins gives a name of at most {NAME} letters.")
        if len(room.names) >= PEOPLE:
            raise Refusal(403, f"This council has its {PEOPLE} people already.")
        key, person = secrets.token_urlsafe(24), f"p{len(room.names) + 1}"
        room.keys[key], room.names[person] = person, " ".join(name.split())
        return {"key": key, **self._told(room, person)}

    def _look(self, told: dict[str, Any]) -> dict[str, Any]:
        return self._told(*self._known(told))

    def _hand(self, told: dict[str, Any]) -> dict[str, Any]:
        """The teacher gives a `seat` to a `person` (or to nobody, before it begins); also in the midst of it."""
        room = self._teacher(told)
        seat, person = told.get("seat"), told.get("person")
        if seat != CHAIR and seat not in room.scenario.room:
            raise Refusal(400, "There is no such seat.")
        if person is None and not room.begun:
            room.seats.pop(seat, None)
        elif isinstance(person, str) and (person == TEACHER or person in room.names):
            if room.begun and seat not in room.seats:
                raise Refusal(400, "Once it has begun, seats that the model has stay with it.")
            room.seats[seat] = person
        else:
            raise Refusal(400, "There is no such person.")
        return self._told(room, TEACHER)

    def _begin(self, told: dict[str, Any]) -> dict[str, Any]:
        room = self._teacher(told)
        if not room.seats:
            raise Refusal(400, "Nobody has a seat yet.")
        room.begun = True
        return self._told(room, TEACHER)

    def _again(self, told: dict[str, Any]) -> dict[str, Any]:
        """From the beginning, seats as they are, under the luck of another council (`run`) or the same."""
        room = self._teacher(told)
        run = told.get("run", room.run)
        if isinstance(run, bool) or not isinstance(run, int) or not 0 <= run < 10_000:
            raise Refusal(400, "Councils are numbered from 0 to 9,999.")
        room.run, room.acts, room.begun, room.version = run, {}, False, room.version + 1
        return self._told(room, TEACHER)

    def _close(self, told: dict[str, Any]) -> dict[str, Any]:
        del self._rooms[self._teacher(told).code]
        return {}

    def _act(self, told: dict[str, Any]) -> dict[str, Any]:
        """What somebody does in a `seat` of his own that is waited for, in that `round`: `act` as in `replay.taken`."""
        room, person = self._known(told)
        seat, act = told.get("seat"), told.get("act")
        if not isinstance(act, bool | dict):
            raise Refusal(400, "An act is true (objects), false (keeps silence) or a table of the chair.")
        if not room.begun or not isinstance(seat, str) or room.seats.get(seat) != person:
            raise Refusal(403, "This seat is not yours to act in.")
        sight = room.played()[1].get(seat)
        if sight is None or sight["round"] != told.get("round"):
            return self._told(room, person)  # it has acted already: two presses are one
        room.acts[sight["round"], seat] = {"object": act} if isinstance(act, bool) else act
        room.version += 1
        try:
            room.played()
        except NotAllowed as error:
            del room.acts[sight["round"], seat]
            room.version += 1
            raise Refusal(400, f"{error}.") from None
        return self._told(room, person)

    def _room(self, told: dict[str, Any]) -> Room:
        """The council of a code. Refuses (404) one that is not open, and (429) trying codes one after the other.

        Who has joined is not kept out by somebody who tries.
        """
        code, key = told.get("code"), told.get("key")
        room = self._rooms.get(code.strip().upper()) if isinstance(code, str) else None
        if room is not None and isinstance(key, str) and key in room.keys:
            return room
        now = self.clock()
        self._wrong = [then for then in self._wrong if now - then < WHILE]
        if len(self._wrong) >= WRONG:
            raise Refusal(429, "Too many wrong codes; wait a minute.", wait=int(WHILE))
        if room is None:
            self._wrong.append(now)
            raise Refusal(404, "There is no council of that code; ask your teacher.")
        return room

    def _known(self, told: dict[str, Any]) -> tuple[Room, str]:
        room, key = self._room(told), told.get("key")
        person = room.keys.get(key) if isinstance(key, str) else None
        if person is None:
            raise Refusal(403, "This page has not joined that council.")
        return room, person

    def _teacher(self, told: dict[str, Any]) -> Room:
        room, person = self._known(told)
        if person != TEACHER:
            raise Refusal(403, "Only who opened the council may do that.")
        return room

    def _told(self, room: Room, person: str) -> dict[str, Any]:
        """The council as one person sees it: what is on the table for all, and only what its own seats are asked."""
        own = [seat for seat, holder in room.seats.items() if holder == person]
        names = names_of(room.scenario) | {CHAIR: "the chair"}
        told: dict[str, Any] = {
            "code": room.code,
            "title": room.scenario.title,
            "question": room.scenario.document.get("question", ""),
            "teacher": person == TEACHER,
            "name": room.names.get(person, ""),
            "seats": own,
            "begun": room.begun,
            "run": room.run,
            "people": [
                {"id": one, "name": name, "seats": [s for s, p in room.seats.items() if p == one]}
                for one, name in room.names.items()
            ],
            "held": room.seats if person == TEACHER else {},
            "seat_names": names,
            "issues": {name: issue.label or name for name, issue in room.scenario.issues.items()},
        }
        if not room.begun:
            return told
        council, sights = room.played()
        asks = [sight for seat, sight in sights.items() if seat in own]
        return {
            **told,
            "rounds": [entry["words"] for entry in council["rounds"] if not entry["open"]],
            "end": council["end"],
            "waits": list(sights),
            "asks": asks[0] if asks else None,
        }
