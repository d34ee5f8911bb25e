"""Which inputs the answer rests on: Morris screening, Sobol' indices of the expected outcome, and the share of luck.

What is analysed is E[outcome | inputs], a function of the inputs in which the luck is integrated out: `nacsim.explore.sobol`
says how. The luck has its own share of the variance of a single council, which is reported apart.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from typing import Any

import numpy as np
from numpy import ndarray

from nacsim import __version__
from nacsim.arguments import NoSuchArgument, door, played, whole
from nacsim.defaults import POINTS, RUNS, SEED
from nacsim.engine.workers import Crew, Progress, Work
from nacsim.errors import WrongValue
from nacsim.explore.design import made_of
from nacsim.explore.inputs import (
    Input,
    check,
    expected,
    expected_by_lot,
    narrowed,
    read_input,
    told_input,
    uncertain,
    values_at,
)
from nacsim.explore.sobol import (
    LOTS,
    independent,
    indices_of,
    luck_of,
    outcomes_of,
    problem,
    told,
    variance,
)
from nacsim.explore.variants import each, growing
from nacsim.narrate.sensitivity import sensitivity_sentences
from nacsim.narrate.words import input_name
from nacsim.needs import need
from nacsim.results.answers import Sensitivity
from nacsim.results.intervals import share
from nacsim.scenario.build import ScenarioLike, scenario_of
from nacsim.scenario.resolved import Scenario

NOUGHT = 2**31
"""In place of seed 0, which an older SALib takes for no seed at all."""
PATHS = 8
"""Paths of the Morris screening, each (inputs + 1) points."""
ANALYSED = 8
"""Inputs that go on from the screening to the Sobol' analysis."""
STILL = 0.02
"""An input cannot move the answer if it changes P(adopted) by less than this over its whole range (Morris's
mu*)."""


@door
def sensitivity(
    scenario: ScenarioLike,
    inputs: Mapping[str, Sequence[Any]] | Sequence[str] | None = None,
    points: int = POINTS["sensitivity"],
    runs: int = RUNS["sensitivity"],
    seed: int = SEED,
    *,
    jobs: int | None = None,
    executor: Executor | Crew | None = None,
    progress: Progress | None = None,
    **unknown: NoSuchArgument,
) -> Sensitivity:
    """Which inputs move what is to be expected.

    `inputs`: key -> (low, high), or texts KEY=LOW:HIGH, uniform between the two, or key -> values, KEY=VALUE,VALUE, a
    switch; by default all uncertain inputs with their distributions (`nacsim.explore.inputs.uncertain`), those of the
    members most in the way where there are many, of which a Morris screening lets the most moving through.
    `points`: base points, a power of 2; `runs`: councils at each of the (inputs + 2) x points points, made even.

    Returns {"inputs": key -> {"name", "first", "total", "days": {"first", "total"}, "text": {"first",
    "total"}}: first and total Sobol' indices with 95 % intervals, of P(adopted), of time and of the final
    text of the principal issue, within 0 and 1; "noise": whether P(adopted) varies so little from point to point that
    the indices mean nothing; "left": members whose judged numbers are no inputs, but drawn in every council and
    counted with the luck; "screened": key -> mu*, the mean absolute change of P(adopted) over the
    whole range of the input (Morris 1991; Campolongo et al. 2007); "luck": {"share"}: part of the variance
    of a single council that remains when the inputs are known; "tornado"; "words"}. Raises WrongValue,
    ScenarioError, Missing without SALib.
    """
    work, (runs, seed) = growing(Work(jobs, executor, progress)), played(runs, seed)
    runs += runs % LOTS
    need("Sensitivity", "SALib")
    points = whole("points", points, 2)
    scenario = scenario_of(scenario)
    if points < 2 or points & (points - 1):
        raise WrongValue(f"{points} base points; needed: a power of 2, so that they are even")
    chosen, left = asked(scenario, inputs, seed)
    with work.held() as work:
        screened = {}
        if len(chosen) > ANALYSED and not inputs:
            few = expected(scenario, chosen, runs, seed, work)
            screened = morris(chosen, few, PATHS, seed)
            chosen = most_moving(chosen, screened)
        found = sobol(scenario, chosen, points, runs, seed, work)
        swings = tornado(scenario, chosen, 8 * runs, seed, work)
    (luck,), moved = told(luck_of, found["adopted"]), max(0.0, variance(found["adopted"])) ** 0.5
    result = {
        "scenario": scenario.name,
        "version": __version__,
        "seed": seed,
        "runs": runs,
        "base_points": points,
        "inputs": _entries(found, chosen, scenario),
        "screened": screened,
        "left": left,
        "luck": {"share": luck, "moved": moved},
        "noise": bool(moved < max(STILL, dice(independent(found["adopted"]).mean(axis=0), runs))),
        "tornado": swings,
    }
    return Sensitivity.of(result | {"words": sensitivity_sentences(result, scenario, STILL)}, scenario)


def asked(
    scenario: Scenario, inputs: Mapping[str, Any] | Sequence[str] | None, seed: int = 0
) -> tuple[list[Input], list[str]]:
    """The inputs to analyse, checked, and the members left out. Raises ScenarioError, or WrongValue for no input."""
    left: list[str] = []
    if inputs:
        chosen = made_of(inputs, told_input, read_input)
    else:
        chosen, left = narrowed(scenario, uncertain(scenario), seed)
    if not chosen:
        raise WrongValue("nothing is uncertain here; name inputs: --input members.FRA.position=0:100")
    check(scenario, chosen)
    return chosen, left


def morris(
    inputs: Sequence[Input], function: Callable[[ndarray], dict[str, Any]], paths: int, seed: int
) -> dict[str, float]:
    """mu* of every input on "adopted"."""
    from SALib.analyze import morris as analysis
    from SALib.sample import morris as sampling

    asked_ = problem(inputs)
    zero = (
        0 if hasattr(sampling, "handle_seed") else NOUGHT
    )  # SALib before 1.5.2, the last for NumPy 1, takes 0 for none
    unit = sampling.sample(asked_, paths, num_levels=4, seed=seed or zero)
    adopted = function(values_at(inputs, np.clip(unit, 0.02, 0.98)))["adopted"]
    found = analysis.analyze(asked_, unit, adopted, num_levels=4, seed=seed + 1)
    return {i.key: float(mu) for i, mu in zip(inputs, found["mu_star"], strict=True)}


def most_moving(inputs: Sequence[Input], screened: Mapping[str, float]) -> list[Input]:
    """The inputs that move the answer most; the strength of actors stays in, as history cannot say it."""
    order = sorted(inputs, key=lambda i: -screened[i.key])
    kept = order[:ANALYSED]
    actors = [i for i in order[ANALYSED:] if i.key == "parameters.pressure"]
    return [*kept[: ANALYSED - len(actors)], *actors]


def sobol(
    scenario: Scenario, inputs: Sequence[Input], points: int, runs: int, seed: int, work: Work
) -> dict[str, ndarray]:
    """Each outcome at the points of a Sobol' analysis, as `outcomes_of` has them, of so many councils in all lots."""
    work = growing(work, runs * points * (len(inputs) + 2))

    def by_lot(values: ndarray, luck: int) -> dict[str, ndarray]:
        return expected_by_lot(scenario, inputs, values, LOTS, runs, luck, work)

    return outcomes_of(inputs, by_lot, points, seed)


def _entries(
    found: dict[str, ndarray], inputs: Sequence[Input], scenario: Scenario
) -> dict[str, dict[str, Any]]:
    indices = {name: told(indices_of, outcomes) for name, outcomes in found.items()}

    def of(name: str, k: int) -> dict[str, Any]:
        return {word: both[k] for word, both in zip(("first", "total"), indices[name], strict=True)}

    return {
        i.key: {
            "name": input_name(i.key, scenario),
            **of("adopted", k),
            "days": of("days", k),
            "text": of("text", k),
        }
        for k, i in enumerate(inputs)
    }


def dice(adopted: ndarray, runs: int) -> float:
    """The standard deviation that P(adopted) would have over the points by the dice of `runs` councils alone."""
    return float(np.sqrt((adopted * (1 - adopted)).mean() / runs))


def tornado(scenario: Scenario, inputs: Sequence[Input], runs: int, seed: int, work: Work) -> dict[str, Any]:
    """P(adopted) with one input at either of its ends, all else as it is; the widest swing first."""
    ends = [(i, i.ends) for i in inputs]
    variants = [scenario, *(scenario.with_values({i.key: i.set(v)}) for i, two in ends for v in two)]
    base, *found = each(variants, runs, seed, lambda o: int(o.adopted.sum()), work=work)
    rows: list[dict[str, Any]] = [
        {
            "key": i.key,
            "name": input_name(i.key, scenario),
            "values": [i.set(v) if i.choices else round(v, 4) for v in two],
            "lowered": found[2 * k] / runs,
            "raised": found[2 * k + 1] / runs,
        }
        for k, (i, two) in enumerate(ends)
    ]
    rows.sort(key=lambda row: -abs(row["raised"] - row["lowered"]))
    shares = share(base, runs)
    return {"base": shares["share"], "low": shares["low"], "high": shares["high"], "rows": rows}
