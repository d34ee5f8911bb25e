"""One council for the page: which one, and its rounds with words and the state of every seat."""

from typing import Any

import numpy as np

from nacsim.council.chair import NotAllowed
from nacsim.council.replay import Course, Round, tell
from nacsim.council.seat import Game
from nacsim.errors import WrongValue
from nacsim.narrate import joined, many, number, start, subjects_of
from nacsim.narrate.council import story as in_words
from nacsim.results.outcomes import Outcomes
from nacsim.rules.round import value
from nacsim.scale import as_points, as_share
from nacsim.scenario import Scenario
from nacsim.vocabulary import OUTCOME, OUTCOMES
from nacsim.web.api import councils
from nacsim.web.limits import Refusal
from nacsim.web.question import Question, question_of, scenario_of


def story(told: Any) -> dict[str, Any]:
    """The council numbered `run`, or one that ends with `outcome`: typical, or the next after `after`.

    With `seat` and `acts` people sit there and have acted so far; see `taken`.
    """
    question = question_of(told)
    run, scenario = which_run(told, question), scenario_of(question.side)
    if told.get("seat") is not None:
        found = taken(told, scenario, run, question.seed)
    else:
        found = watched(tell(scenario, run, question.seed))
    outcome = found["outcome"]
    meaning = f": {OUTCOME[outcome].meaning}" if outcome else ""
    return {
        "key": told.get("key"),
        "run": run,
        "lead": f"Council {run:,} of {question.runs:,}{meaning}.",
        **found,
    }


def watched(council: Course) -> dict[str, Any]:
    """A council with nobody of ours in it: each round in words and numbers, and its end."""
    *rounds, end = in_words(council)
    room, issues = council.scenario.room, list(council.scenario.issues)
    lead = leading(council)
    return {
        "seat": None,
        "acts": [],
        "outcome": council.outcome,
        "who": None if lead is None else room[lead],
        "rounds": [
            {
                "round": k,
                "words": words,
                **seats(entry, room),
                "text": dict(zip(issues, entry.text, strict=True)),
                "loss": 0.0 if lead is None else -float(entry.margin[lead]),
                "cost": 0.0 if lead is None else float(entry.cost[lead]),
            }
            for k, (entry, words) in enumerate(zip(council.rounds, rounds, strict=True), 1)
        ],
        "end": end,
        "asks": None,
    }


def leading(council: Course) -> int | None:
    """Who objects in most rounds, and of those who minds the text as tabled most; None where nobody ever does."""
    count = [0] * len(council.scenario.room)
    for entry in council.rounds:
        for i in (*entry.speaks, *entry.hides):
            count[i] += 1
    if not any(count):
        return None
    return min(range(len(count)), key=lambda i: (-count[i], float(council.rounds[0].margin[i])))


class Waits(Exception):
    """The council waits for what the person in the seat does."""

    def __init__(self, sight: dict[str, Any]):
        super().__init__()
        self.sight = sight


SEATS, ACTS = 60, 2_000
"""Most seats that people take on one page, and most that they do in one council."""


def taken(told: dict[str, Any], scenario: Scenario, run: int, seed: int) -> dict[str, Any]:
    """A council in which people have seats and have acted so far: its rounds, and who is asked what next.

    `seat` is "chair", a member's code, or a list of such; `acts` what they did, in the order in which they were asked: true
    (objects) or false (keeps silence) of members, and of the chair a table as `nacsim.council.seat.play` takes it. Acts
    beyond the end of the council are left alone, so that a shorter council under an edit is no mistake. Refuses (400) seats
    that are not there, and acts that are none or not allowed.
    """
    seat, acts = told.get("seat"), told.get("acts", [])
    if (
        not isinstance(acts, list)
        or len(acts) > ACTS
        or not all(isinstance(act, bool | dict) for act in acts)
    ):
        raise Refusal(
            400, "Acts are a list of true (objects), false (keeps silence) and tables of the chair."
        )
    if not isinstance(seat, str) and not (
        isinstance(seat, list) and len(seat) <= SEATS and all(isinstance(one, str) for one in seat)
    ):
        raise Refusal(400, "A seat is a member's code, or chair, or a list of these.")
    coming = iter(acts)

    def decide(sight: dict[str, Any]) -> dict[str, Any]:
        for act in coming:
            return {"object": act} if isinstance(act, bool) else act
        raise Waits(sight)

    try:
        game = Game(scenario, seat, seed, run)
        worth, asks = played_on(game, decide)
    except (NotAllowed, WrongValue) as error:
        raise Refusal(400, f"{start(str(error))}.") from None
    return {"seat": seat, "acts": acts, **told_of(game, worth, asks)}


def played_on(game: Game, decide: Any) -> tuple[list[Any], dict[str, Any] | None]:
    """Play until somebody is to act: what each text was worth to everybody, without luck, and what is asked."""
    worth = []
    while game.talking:
        try:
            game.step(decide)
        except Waits as waiting:
            worth.append(value(game.before, game.setting)[0][:, 0])
            return worth, waiting.sight
        worth.append(value(game.before, game.setting)[0][:, 0])
    return worth, None


def told_of(game: Game, worth: list[Any], asks: dict[str, Any] | None) -> dict[str, Any]:
    """Rounds, words and end of a council with people in it, as the page shows councils."""
    log, scenario = game.log(), game.scenario
    who = game.members[0] if game.members else scenario.room[int(np.argmin(worth[0]))]
    at, names = scenario.room.index(who), subjects_of(scenario)
    rounds = [
        _played(entry, -as_points(float(w[at])), scenario, names)
        for entry, w in zip(log["rounds"], worth, strict=False)
    ]
    if asks and len(rounds) < asks["round"]:
        coming = {"round": asks["round"], "text": asks["text"], "objects": [], "speaks": []}
        rounds.append(_played(coming, -as_points(float(worth[-1][at])), scenario, {}))
    meaning = OUTCOME[log["outcome"]].meaning.capitalize()
    end = None if asks else f"{meaning} after {many(len(log['rounds']), 'round')}."
    outcome = None if asks else log["outcome"]
    return {"outcome": outcome, "who": who, "rounds": rounds, "end": end, "asks": asks}


def _played(entry: dict[str, Any], loss: float, scenario: Scenario, names: dict[str, str]) -> dict[str, Any]:
    """A round of a council with people in it, as the page shows rounds; without names it is the round to come."""
    loud, quiet = entry["speaks"], [m for m in entry["objects"] if m not in entry["speaks"]]
    does = (
        dict.fromkeys(scenario.room, "silent")
        | dict.fromkeys(quiet, "objects")
        | dict.fromkeys(loud, "speaks")
    )
    table = "; ".join(f"{scenario.issues[i].label or i} at {number(v)}" for i, v in entry["text"].items())
    words = f"Round {entry['round']}. On the table: {table}."
    if names:
        broke = (
            f"{start(joined([names[m] for m in loud]))} {'breaks' if len(loud) == 1 else 'break'} silence."
        )
        words += f" {broke if loud else 'All keep silence.'}"
    return {
        "round": entry["round"],
        "words": words,
        "members": does,
        "paid": {},
        "text": entry["text"],
        "loss": round(loss, 1),
        "cost": 0.0,
        "open": not names,
    }


def seats(entry: Round, room: tuple[str, ...]) -> dict[str, Any]:
    """What each member does in a round (silent, objects, speaks), and whom the chair pays (gain x 100)."""
    does = dict.fromkeys(room, "silent")
    does |= {room[i]: "objects" for i in entry.hides} | {room[i]: "speaks" for i in entry.speaks}
    paid = {code: round(float(p), 2) for code, p in zip(room, entry.paid, strict=True) if p >= 0.05}
    return {"members": does, "paid": paid}


def which_run(told: dict[str, Any], question: Question) -> int:
    """The number of the council asked for. Refuses (400, 404) what cannot be had."""
    if "outcome" not in told:
        run = told.get("run", 0)
        if isinstance(run, bool) or not isinstance(run, int) or not 0 <= run < question.runs:
            raise Refusal(400, f"Councils are numbered from 0 to {question.runs - 1:,}.")
        return run
    outcomes, name = councils(question), told["outcome"]
    if name not in OUTCOMES:
        raise Refusal(400, f"An outcome is one of {', '.join(OUTCOMES)}.")
    found = np.flatnonzero(outcomes.outcome == OUTCOMES.index(name))
    if not found.size:
        raise Refusal(404, f"No council is {OUTCOME[name].meaning}.")
    return typical(outcomes, found) if told.get("which") == "typical" else following(found, told.get("after"))


def following(found: np.ndarray, after: Any) -> int:
    """The first of these councils with a higher number than `after`, or the first of all."""
    later = found[found > after] if isinstance(after, int) else found
    return int((later if later.size else found)[0])


def typical(outcomes: Outcomes, found: np.ndarray) -> int:
    """The council most like others of its kind: in rounds, objectors and where the text ends.

    Distance: rounds and text (as a share of the scale) from their medians, and the share of members that do not object
    first as usual, times four; the lowest number among equals.
    """
    rounds, text, first = outcomes.rounds[found], as_share(outcomes.text[:, found]), outcomes.first[:, found]
    far = abs(rounds - np.median(rounds)) / max(1, np.median(rounds))
    far = far + abs(text - np.median(text, axis=1, keepdims=True)).mean(0)
    usual = first.mean(1, keepdims=True) > 0.5
    return int(found[np.argmin(far + (first != usual).mean(0) * 4)])
