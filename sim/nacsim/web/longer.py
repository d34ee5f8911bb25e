"""The longer questions of the page, on `nacsim.explore`, on as many councils as are counted in bearable time."""

import math
from collections.abc import Callable
from typing import Any

from nacsim.narrate.consents import consent_sentences
from nacsim.narrate.words import input_name
from nacsim.scenario import Scenario, centre
from nacsim.scenario.reading.overrides import Misfit, read_path
from nacsim.web import limits
from nacsim.web.explore import bridge, edits_of_values, judged, pivots
from nacsim.web.jobs import Ask
from nacsim.web.limits import Refusal
from nacsim.web.question import Question, question_of, scenario_of

Listener = Callable[[int, int], None]
NEXT = (1_000, 400, 150)
"""Councils of each variant, in the search for who is next: the first that can be had."""
MAP = (11, (500, 200, 60))
"""Places on each side of a map, and councils at each."""
POINTS = ((256, 256), (128, 256), (64, 128), (32, 64))
"""Base points and councils at each, of `sensitivity`: the first that can be had. Ten inputs, so twelve times the points."""
RULES = ((1_024, 256), (512, 128), (256, 64), (128, 48))
"""The same of `discover`, whose points are all there are."""
ENDS = {"stance": (-100.0, 100.0)}
"""Limits of what is mapped; all else goes from 0 to 100."""


def following(told: Any, progress: Listener) -> dict[str, Any]:
    """Who objects, who would be next, and from where on each consents; each with edits that put it there."""
    from nacsim.explore.consents import MOST, consents
    from nacsim.explore.consents import POINTS as PLACES

    question, scenario = _asked(told)
    variants = (2 * len(scenario.issues) + 1) * len(PLACES)
    runs, councils = _fits(scenario, [(runs, MOST * variants * runs) for runs in NEXT])
    steps = councils // MOST * 2  # most often two are in the way
    found = consents(scenario, runs, question.seed, jobs=1, progress=_reckoned(progress, steps))
    before: dict[str, Any] | None = {}
    for step in found["steps"]:
        for need in step["needs"]:
            _can_be_tried(need, before, scenario)
        first = step["needs"][0]["edits"] if step["needs"] else None
        before = first
    return {**found, "words": consent_sentences(found, scenario)}


def _can_be_tried(need: dict[str, Any], before: dict[str, Any] | None, scenario: Scenario) -> None:
    """Add the edits that put a member where it consents, a point beyond, with what lets those before it consent."""
    up = need["from"] >= need["now"]
    value = min(100, math.floor(need["from"]) + 1) if up else max(0, math.ceil(need["from"]) - 1)
    own = edits_of_values({need["key"]: value}, scenario)
    need |= {"up": up, "edits": None if own is None or before is None else {**before, **own}}


def _reckoned(progress: Listener, councils: int) -> Listener:
    """A listener for work of which it is known about how many councils it takes."""
    return lambda done, wanted: progress(done, max(wanted, councils))


def chart(told: Any, progress: Listener) -> dict[str, Any]:
    """The chance of adoption over two inputs, `inputs`: two dotted keys. Refuses (400) what is no number of the scenario."""
    from nacsim.explore.sweep import sweep

    question, scenario = _asked(told)
    keys = told.get("inputs")
    if not isinstance(keys, list) or len(keys) != 2 or keys[0] == keys[1]:
        raise Refusal(400, "A map is over two different inputs.")
    side, ladder = MAP
    now = [_now(key, scenario) for key in keys]
    ends = [ENDS.get(str(read_path(key)[-1]), (0.0, 100.0)) for key in keys]
    runs, _ = _fits(scenario, [(runs, side * side * runs) for runs in ladder])
    axes = {key: (low, high, side) for key, (low, high) in zip(keys, ends, strict=True)}
    found = sweep(scenario, axes, runs, question.seed, jobs=1, progress=progress).to_dict()
    values = [[low + k * (high - low) / (side - 1) for k in range(side)] for low, high in ends]
    return {
        "keys": keys,
        "names": [input_name(key, scenario) for key in keys],
        "values": values,
        "now": now,
        "runs": runs,
        "cells": [point["adopted"] for point in found["points"]],
    }


def _now(key: Any, scenario: Scenario) -> float:
    """The number at a key that can be mapped. Refuses (400) others."""
    try:
        path = tuple(map(str, read_path(key if isinstance(key, str) else "")))
        if path[0] == "issues" and len(path) == 3 and path[2] == "proposed":
            return float(scenario.issues[path[1]].proposed)
        if path[0] == "actors" and len(path) == 3 and path[2] == "stance":
            return float(centre(scenario.actors[path[1]].stance))
    except (Misfit, KeyError):
        raise Refusal(400, f"There is no number at {str(key)[:80]} to be mapped.") from None
    return float(centre(judged(key, scenario)))


def sensitive(told: Any, progress: Listener) -> dict[str, Any]:
    """Which inputs the answer rests on: what `nacsim sensitivity --json` says, on fewer points."""
    from nacsim.explore.sensitivity import ANALYSED, sensitivity

    question, scenario = _asked(told)
    sizes = [((points, runs), (ANALYSED + 4) * points * runs) for points, runs in POINTS]
    (points, runs), councils = _fits(scenario, sizes)
    told_ = _reckoned(progress, councils)
    return sensitivity(scenario, None, points, runs, question.seed, jobs=1, progress=told_).to_dict()


def discovered(told: Any, progress: Listener) -> dict[str, Any]:
    """Under which conditions it fails: what `nacsim discover --json` says, on fewer points."""
    from nacsim.explore.discover import discover

    question, scenario = _asked(told)
    (points, runs), councils = _fits(
        scenario, [((points, runs), 2 * points * runs) for points, runs in RULES]
    )
    told_ = _reckoned(progress, councils)
    return discover(scenario, None, points, runs, question.seed, jobs=1, progress=told_).to_dict()


def _asked(told: Any) -> tuple[Question, Scenario]:
    question = question_of(told)
    return question, scenario_of(question.side)


def _fits(scenario: Scenario, sizes: list[tuple[Any, int]]) -> tuple[Any, int]:
    """The first size of which the councils are counted in bearable time, and how many they are.

    Refuses (413) where even the last is too large.
    """
    rounds = scenario.procedure.rounds or limits.USUAL_ROUNDS
    each = len(scenario.room) * len(scenario.issues) * rounds
    for size, councils in sizes:
        if councils * each <= limits.LONG_WORK:
            return size, councils
    raise Refusal(413, "Too large a council for this question on the page; ask it of the command line.")


ASKS: dict[str, Ask] = {
    "pivots": pivots,
    "bridge": bridge,
    "next": following,
    "map": chart,
    "sensitivity": sensitive,
    "discover": discovered,
}
"""The longer questions by name."""
