"""What the sliders of a report go over: up to three inputs, and the answer at each combination of their values."""

from collections.abc import Sequence
from itertools import product
from typing import Any, NamedTuple

import numpy as np

from nacsim.engine.workers import Work
from nacsim.errors import WrongValue
from nacsim.explore.design import Axis, design
from nacsim.explore.sweep import sweep
from nacsim.explore.variants import judged_at
from nacsim.narrate.sliders import WORDS
from nacsim.narrate.words import subjects_of
from nacsim.results.quota import quota
from nacsim.scale import WHOLE
from nacsim.scenario import Scenario, centre
from nacsim.scenario.mistakes.errors import dotted
from nacsim.scenario.reading.overrides import Misfit, read_path
from nacsim.vocabulary import OUTCOME, OUTCOMES

RUNS = 1_000
"""Councils at each place of the grid: a share is off by some three of 100 by chance."""
MOST_AXES, MOST_POINTS = 3, 2_000
"""Most sliders, and most places of a grid: more take minutes to play and a megabyte to send."""
STEPS = (10, 20, 25)
"""Points between the values of the first, second and third slider that are chosen here."""
MATTERS = 0.02
"""A second member gets a slider if it breaks silence in more than this share of councils."""
DOTS = 100


class Slider(NamedTuple):
    """One input: its key, its values in order, the place among them where it begins, what it is called, how it is coded."""

    key: str
    values: tuple[Any, ...]
    begins: int
    label: str
    coded: str


def chosen(question: Scenario, members: dict[str, Any]) -> list[Axis]:
    """The inputs that are worth a slider, by the members of a summary.

    What the likeliest objector wants, what the next one wants, and how ready the first is to stand alone.
    """
    rank = sorted(members, key=lambda code: -members[code]["objects_first"]) or list(question.room[:1])
    first, *others = rank
    second = [code for code in others if members[code]["objects_first"] > MATTERS][:1]
    keys: list[tuple[str, ...]] = [
        ("members", code, "position", question.principal) for code in (first, *second)
    ]
    keys.append(("members", first, "resolve"))
    return [
        Axis(dotted(key), _levels(_now(question, dotted(key)), step))
        for key, step in zip(keys, STEPS, strict=False)
    ]


def _levels(now: Any, step: int) -> tuple[float, ...]:
    """Even steps of the scale, and where the input stands."""
    here = [] if now is None else [round(centre(now), 1)]
    return tuple(sorted({*map(float, range(0, int(WHOLE) + 1, step)), *here}))


def _now(question: Scenario, key: str) -> Any:
    """The judged number of a member at a key; None for any other key."""
    path = read_path(key)
    if len(path) == 3 and path[2] in ("position", "salience") and len(question.issues) == 1:
        path = (*path, question.principal)  # the only issue needs no name
    return judged_at(question, dotted(path))


def slider(axis: Axis, question: Scenario) -> Slider:
    """An input with its words, and where it begins: at the value nearest to what is coded, else at the first."""
    now, path = _now(question, axis.key), read_path(axis.key)
    if now is None or not axis.numeric:
        return Slider(axis.key, axis.values, 0, axis.key, "")
    near = min(range(len(axis.values)), key=lambda k: abs(axis.values[k] - centre(now)))
    issue = str(path[3]) if len(path) > 3 else question.principal
    slots = {
        "who": subjects_of(question)[str(path[1])],
        "issue": question.issues[issue].label or issue,
    }
    label = WORDS[f"sliders.{path[2]}"].format(**slots)
    return Slider(axis.key, axis.values, near, label, f"{centre(now):g}")


def grid(
    question: Scenario, axes: Sequence[Axis], told: dict[str, Any], seed: int, work: Work, runs: int = RUNS
) -> dict[str, Any]:
    """The answer at every combination of values: shares of adoption with intervals, and a hundred councils shared out.

    `told` is the summary of the question as it stands. The last slider moves fastest. Raises WrongValue for more sliders or
    places than a page can hold, ScenarioError for a value that is not allowed.
    """
    if not 1 <= len(axes) <= MOST_AXES:
        raise WrongValue(f"{len(axes)} sliders; allowed: 1 to {MOST_AXES}")
    plan = design("grid", axes)
    if len(plan.points) > MOST_POINTS:
        raise WrongValue(
            f"{len(plan.points):,} places of sliders; allowed: {MOST_POINTS:,}; give fewer values"
        )
    for axis in axes:
        _fits(axis.key)
    found = sweep(question, plan, runs, seed, jobs=work.jobs, executor=work.executor, progress=work.progress)
    points = [
        [*(round(point["adopted"][part], 3) for part in ("share", "low", "high")), *_dots(point["outcomes"])]
        for point in found.to_dict()["points"]
    ]
    assert [tuple(p) for p in product(*(a.values for a in axes))] == [tuple(p) for p in plan.points]
    base = told["adopted"]
    return {
        "sliders": [slider(axis, question)._asdict() for axis in axes],
        "points": points,
        "base": [base["share"], base["low"], base["high"], *_dots(told["outcomes"])],
        "outcomes": {key: {"meaning": one.meaning, "adopted": one.adopted} for key, one in OUTCOME.items()},
        "runs": runs,
        "words": WORDS,
    }


def _fits(key: str) -> None:
    try:
        read_path(key)
    except Misfit as error:
        raise WrongValue(f"{key}: {error}") from None


def _dots(outcomes: dict[str, Any]) -> list[int]:
    """How many of a hundred councils end in each way, in the order of the vocabulary."""
    shares = np.array([outcomes[name]["share"] for name in OUTCOMES])
    return [int(n) for n in quota(shares * 1e6, DOTS)]
