"""What the model says about past decisions, as coded and with what was coded in hindsight taken out."""

from functools import partial

import numpy as np

from nacsim.engine.ensemble import simulate
from nacsim.engine.workers import Work
from nacsim.history.baselines import Forecast, baselines
from nacsim.history.cases import Case
from nacsim.history.scores import chance, class_chances
from nacsim.scenario.mistakes.errors import dotted
from nacsim.vocabulary import ADOPTED, ALWAYS

ONE_RESOLVE = 50.0  # resolve of everybody in the blanked model: the middle of the scale


def model_forecast(case, runs, seed=0):
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


def blanked(case, what):
    """The case without what was coded with hindsight: "resolve" one constant for all, "lumpy" false."""
    if what == "resolve":
        values = {dotted(("members", code, "resolve")): ONE_RESOLVE for code in case.room}
    else:
        values = {dotted(("issues", issue, "lumpy")): False for issue in case.issues}
    return Case(case.name, case.scenario.with_values(values))


def forecasts(cases, runs, seed=0, jobs=None, progress=lambda done, total: None):
    """{name: [Forecast per case]} of the model, its blanked forms and every simple rule.

    jobs: workers, default one for each core, or a `Work`. progress(done, total) is told after each case and form.
    """
    forms = {
        "model": lambda case: case,
        "constant_resolve": partial(blanked, what="resolve"),
        "lumpy_blanked": partial(blanked, what="lumpy"),
    }
    tasks = [(name, form(case)) for name, form in forms.items() for case in cases]
    out = {name: [] for name in forms}
    with (jobs if isinstance(jobs, Work) else Work(jobs)).team() as (pool, _):
        waiting = [(name, pool.submit(model_forecast, case, runs, seed)) for name, case in tasks]
        for done, (name, said) in enumerate(waiting, 1):
            out[name].append(said.result())
            progress(done, len(tasks))
    return out | baselines(cases)
