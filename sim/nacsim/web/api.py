"""The page's answers: pure functions from a JSON question to JSON, on the one engine. No server, no users.

What is remembered is a function of the question alone (scenario, edits, runs, seed), so nobody sees another's
scenario in it.
"""

import io
import time
from collections import OrderedDict
from functools import lru_cache
from threading import Lock
from typing import Any

import numpy as np

from nacsim import __version__
from nacsim.defaults import RUNS
from nacsim.doubts import doubts as qualified
from nacsim.engine.luck import BLOCK
from nacsim.files.writing import put_rows
from nacsim.narrate.page import WORDS
from nacsim.narrate.result import (
    beyond,
    headline_parts,
    record_sentence,
    rest_heading,
    rest_sentences,
    switch_sentences,
)
from nacsim.narrate.words import subjects_of
from nacsim.results.files import csv_rows
from nacsim.results.intervals import paired_difference
from nacsim.results.outcomes import Outcomes
from nacsim.results.summary import summary
from nacsim.results.tally import count
from nacsim.scale import WHOLE
from nacsim.scenario import dump, loads
from nacsim.vocabulary import OUTCOME, OUTCOMES, RULE
from nacsim.web import limits, uploads
from nacsim.web.assumed import marks
from nacsim.web.dots import dots
from nacsim.web.hired import played, reckoned
from nacsim.web.limits import Refusal
from nacsim.web.making.fields import told_fields
from nacsim.web.question import Question, Side, checked, question_of, scenario_of, side_of, unedited
from nacsim.web.scenario_json import columns, gallery, observed_view, scenario_view

FULL = RUNS["run"]
"""Councils in a full answer: as many as `nacsim run` plays."""
KEPT = 12
"""Scenarios whose councils are kept, so that the pinned one is not played again at every move."""
BINS, TEXT_BINS = 16, 20
"""At most how many bars the histogram of rounds has, and how many that of an issue (5 points each)."""

_kept: OrderedDict[tuple[Side, int], Outcomes] = OrderedDict()
_lock = Lock()


def start(scenario: dict[str, Any]) -> dict[str, Any]:
    """What the page needs before anything else; `scenario` is the one to begin with, {name, toml}."""
    bounds = {"runs": limits.RUNS, "bytes": limits.BYTES, "full": FULL, "block": BLOCK}
    return {
        "version": __version__,
        "limits": bounds,
        "gallery": gallery(),
        "columns": columns(),
        "outcomes": {key: entry._asdict() for key, entry in OUTCOME.items()},
        "words": WORDS,
        "rules": {key: entry.label for key, entry in RULE.items()},
        "fields": told_fields(),
        "scenario": scenario,
    }


def opened(told: Any) -> dict[str, Any]:
    """A scenario laid out for the page's controls; one that was sent as a text is named by its hash from then on."""
    side = side_of(told)
    scenario = scenario_of(side)
    limits.check_size(scenario, 1)
    return scenario_view(scenario) | {"file": side.toml and uploads.keep(side.toml)}


def run(told: Any) -> dict[str, Any]:
    """The councils of `current` and `pinned` under the same luck, and how the shares differ, pair by pair."""
    begun = time.perf_counter()
    told = told if isinstance(told, dict) else {}
    a, b = (question_of(told, side_of(told.get(key))) for key in ("pinned", "current"))
    before, after = councils(a), councils(b)
    edges = round_edges(before, after)
    answers = {
        "key": told.get("key"),
        "pinned": answer(a, before, edges),
        "current": answer(b, after, edges),
    }
    answers["current"]["change"] = change(before, after)
    answers["current"]["ms"] = 1000 * (time.perf_counter() - begun)
    return answers


def is_first(told: Any) -> bool:
    """Whether a question asks for first figures alone: on no more councils than are played in one go."""
    runs = told.get("runs") if isinstance(told, dict) else None
    return isinstance(runs, int) and runs <= BLOCK


def councils(question: Question) -> Outcomes:
    """The councils a question asks for, from those kept where they hold them: run k is always the same."""
    key = question.side, question.seed
    with _lock:
        found = _kept.get(key)
    if found is None or len(found) < question.runs:
        found = played(scenario_of(question.side), question.runs, question.seed, found)
    with _lock:
        _kept[key] = found
        _kept.move_to_end(key)
        if len(_kept) > KEPT:
            _kept.popitem(last=False)
    return found.first_runs(question.runs)


@lru_cache(maxsize=limits.ANSWERS)
def _summary(question: Question) -> dict[str, Any]:
    return summary(count(councils(question)), __version__)


def answer(question: Question, outcomes: Outcomes, edges: list[int]) -> dict[str, Any]:
    """Summary, histograms, and the largest half-width of the six shares' 95 % intervals."""
    told = _summary(question)
    shares = [told["adopted"], *told["outcomes"].values()]
    return {
        "summary": {**told, "scenario": question.side.name},
        "words": headline_parts(told, subjects_of(scenario_of(question.side))),
        "dots": dots(outcomes),
        "time": {"edges": edges, "counts": _by_outcome(outcomes, edges)},
        "text": {
            name: _ends(ends[outcomes.adopted])
            for name, ends in zip(outcomes.issues, outcomes.text, strict=True)
        },
        "error": max((s["high"] - s["low"]) / 2 for s in shares),
    }


def change(before: Outcomes, after: Outcomes) -> dict[str, Any]:
    """Differences of the shares, after less before, with paired 95 % intervals."""
    outcomes = {o: paired_difference(before.outcome == k, after.outcome == k) for k, o in enumerate(OUTCOMES)}
    return {"adopted": paired_difference(before.adopted, after.adopted), "outcomes": outcomes}


def round_edges(*sides: Outcomes) -> list[int]:
    """Limits of the bars for rounds, 99 of 100 councils of each side within; a bar holds what is above its lower one."""
    longest = max(1, *(int(np.percentile(side.rounds, 99)) for side in sides))
    width = -(-longest // BINS)
    return [k * width for k in range(-(-longest // width) + 1)]


def _by_outcome(outcomes: Outcomes, edges: list[int]) -> dict[str, list[int]]:
    bars = len(edges) - 1
    at = np.minimum((outcomes.rounds.astype(int) - 1) // edges[1], bars - 1)
    cells = np.bincount(outcomes.outcome.astype(int) * bars + at, minlength=len(OUTCOMES) * bars)
    return dict(zip(OUTCOMES, cells.reshape(-1, bars).tolist(), strict=True))


def _ends(ends: np.ndarray) -> list[int]:
    """Where an issue ends in the councils that adopt a text; in the others there is none."""
    at = np.minimum((ends * (TEXT_BINS / WHOLE)).astype(int), TEXT_BINS - 1)
    return [int(count) for count in np.bincount(at, minlength=TEXT_BINS)]


@lru_cache(maxsize=limits.ANSWERS)
def _doubts(question: Question) -> dict[str, Any]:
    share = _summary(question)["adopted"]["share"]
    return reckoned(qualified, scenario_of(question.side), question.seed, share)


def doubts(told: Any) -> dict[str, Any]:
    """What qualifies the answer, as `nacsim run` says it: the range, what it rests on, what would turn it, the record."""
    question = question_of(told)
    scenario, found = scenario_of(question.side), _doubts(question)
    words = {
        **headline_parts(_summary(question) | found, subjects_of(scenario)),
        "rest_heading": rest_heading(found),
        "rests": rest_sentences(found["rests_on"], scenario),
        "switches": switch_sentences(found["switches"], subjects_of(scenario)),
        "beyond": beyond(found, subjects_of(scenario)),
        "record": record_sentence(found["record"]),
    }
    return {"key": told.get("key"), **found, "words": words}


def toml(told: Any) -> str:
    """The scenario with its edits as a file that `nacsim run` takes; `sets` are `KEY=VALUE` put in on top.

    Edited stances are marked in it as assumptions, with the values that were coded and their source.
    """
    side = side_of(told)
    sets = told.get("sets", [])
    if not isinstance(sets, list) or not all(isinstance(text, str) for text in sets):
        raise Refusal(400, "What is to be set is a list of texts.")
    scenario = scenario_of(side)
    marked = marks(scenario_of(unedited(side)), side.changed)
    text = dump(scenario.with_values(marked) if marked else scenario)
    return dump(checked(lambda: loads(text, name=side.name, overrides=sets))) if sets else text


def councils_csv(told: Any) -> str:
    """One line for each council."""
    return csv_text(councils(question_of(told)))


def csv_text(outcomes: Outcomes) -> str:
    """Outcomes as CSV, in memory."""
    file = io.StringIO(newline="")
    put_rows(file, csv_rows(outcomes))
    return file.getvalue()


def reveal(told: Any) -> dict[str, Any]:
    """What came of a past decision. Refuses (404) a scenario without."""
    seen = observed_view(scenario_of(side_of(told)))
    if seen is None:
        raise Refusal(404, "Nothing is recorded of what came of this.")
    return seen
