"""What the model says about past decisions, as coded and with what was coded in hindsight taken out."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from nacsim.engine.ensemble import simulate
from nacsim.engine.workers import OWN, Work
from nacsim.history.baselines import Forecast, baselines
from nacsim.history.cases import Case
from nacsim.history.scores import chance, class_chances
from nacsim.scenario.mistakes.errors import dotted
from nacsim.vocabulary import ADOPTED, ALWAYS

ONE_RESOLVE = 50.0  # resolve of everybody in the blanked model: the middle of the scale


def model_forecast(case: Case, runs: int, seed: int = 0) -> Forecast:
    """What the model says about a case: `runs` councils simulated and counted."""
    seen = simulate(case.scenario, runs, seed, jobs=1)
    counts = np.bincount(seen.outcome, minlength=len(ALWAYS))
    return Forecast(
        p=float(chance(counts[: len(ADOPTED)].sum(), runs)),
        outcomes=class_chances(counts),
        text=seen.text.mean(-1),
        draws=seen.text,
        objects=seen.first.mean(-1),
        days=float(np.median(seen.days)),
        counts=counts,
    )


def blanked(case: Case, what: str) -> Case:
    """The case without what was coded with hindsight: "resolve" one constant for all, "lumpy" false."""
    if what == "resolve":
        values: dict[str, Any] = {dotted(("members", code, "resolve")): ONE_RESOLVE for code in case.room}
    else:
        values = {dotted(("issues", issue, "lumpy")): False for issue in case.issues}
    return Case(case.name, case.scenario.with_values(values))


def forecasts(cases: Sequence[Case], runs: int, seed: int = 0, work: Work = OWN) -> dict[str, list[Forecast]]:
    """{name: [Forecast per case]} of the model, its blanked forms and every simple rule.

    The listener of `work` is told of each case and form.
    """
    forms: dict[str, Callable[[Case], Case]] = {
        "model": lambda case: case,
        "constant_resolve": partial(blanked, what="resolve"),
        "lumpy_blanked": partial(blanked, what="lumpy"),
    }
    calls = [(model_forecast, form(case), runs, seed) for form in forms.values() for case in cases]
    said = list(work.results(calls))
    size = len(cases)
    own = {name: said[k * size : (k + 1) * size] for k, name in enumerate(forms)}
    return own | baselines(cases)
