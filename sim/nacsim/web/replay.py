"""One council for the page: which one, and its rounds with words and the state of every seat."""

from typing import Any

import numpy as np

from nacsim.council.replay import Round, tell
from nacsim.narrate.council import story as in_words
from nacsim.results.outcomes import Outcomes
from nacsim.scale import as_share
from nacsim.vocabulary import OUTCOME, OUTCOMES
from nacsim.web.api import councils
from nacsim.web.limits import Refusal
from nacsim.web.question import Question, question_of, scenario_of


def story(told: Any) -> dict:
    """The council numbered `run`, or one that ends with `outcome`: typical, or the next after `after`."""
    question = question_of(told)
    council = tell(scenario_of(question.side), which_run(told, question), question.seed)
    *rounds, end = in_words(council)
    room = council.scenario.room
    return {
        "run": council.run,
        "outcome": council.outcome,
        "lead": f"Council {council.run:,} of {question.runs:,}: {OUTCOME[council.outcome].meaning}.",
        "rounds": [
            {"round": k, "words": words, **seats(entry, room)}
            for k, (entry, words) in enumerate(zip(council.rounds, rounds, strict=True), 1)
        ],
        "end": end,
    }


def seats(entry: Round, room: tuple[str, ...]) -> dict:
    """What each member does in a round (silent, objects, speaks), and whom the chair pays (gain x 100)."""
    does = dict.fromkeys(room, "silent")
    does |= {room[i]: "objects" for i in entry.hides} | {room[i]: "speaks" for i in entry.speaks}
    paid = {code: round(float(p), 2) for code, p in zip(room, entry.paid, strict=True) if p >= 0.05}
    return {"members": does, "paid": paid}


def which_run(told: dict, question: Question) -> int:
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
