"""Which inputs the answer rests on: Morris screening, Sobol' indices of the expected outcome, and the share of luck.

What is analysed is E[outcome | inputs], a function of the inputs in which the luck is integrated out over
the same councils everywhere. The luck has its own share of the variance of a single council, which is
reported apart.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from typing import Any

import numpy as np
from numpy import ndarray

from nacsim import __version__
from nacsim.arguments import NoSuchArgument, door, played, whole
from nacsim.defaults import POINTS, RUNS, SEED
from nacsim.engine.luck import resamples, seeds
from nacsim.engine.workers import Crew, Progress, Work
from nacsim.errors import WrongValue
from nacsim.explore.design import made_of
from nacsim.explore.inputs import (
    Input,
    check,
    expected,
    narrowed,
    read_input,
    told_input,
    uncertain,
    values_at,
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
SETS = 8
"""Sets that Sobol' points are drawn in: the fewer, the more even they are, and the less is known of how far off."""
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
    `points`: base points, a power of 2; `runs`: councils at each of the (inputs + 2) x
    points points.

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
        function = expected(scenario, chosen, runs, seed, work)
        found, sample = sobol(chosen, function, points, seed)
        swings = tornado(scenario, chosen, 8 * runs, seed, work)
    result = {
        "scenario": scenario.name,
        "version": __version__,
        "seed": seed,
        "runs": runs,
        "base_points": points,
        "inputs": {i.key: _entry(found, k, input_name(i.key, scenario)) for k, i in enumerate(chosen)},
        "screened": screened,
        "left": left,
        "luck": {"share": luck_share(sample["adopted"], runs), "moved": float(np.std(sample["adopted"]))},
        "noise": bool(np.std(sample["adopted"]) < max(STILL, dice(sample["adopted"], runs))),
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


def problem(inputs: Sequence[Input]) -> dict[str, Any]:
    """What SALib calls a problem, in the unit cube."""
    return {"num_vars": len(inputs), "names": [i.key for i in inputs], "bounds": [[0.0, 1.0]] * len(inputs)}


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
    inputs: Sequence[Input], function: Callable[[ndarray], dict[str, ndarray]], points: int, seed: int
) -> tuple[dict[str, dict[str, ndarray]], dict[str, ndarray]]:
    """Indices of each outcome, and the outcomes at the independent points among those played.

    First and total indices by Saltelli's design (Saltelli et al. 2010) on Sobol' points, in up to `SETS` sets of which each
    is scrambled for itself (Owen 1997); an interval from how much the indices change as one set after the other is left out
    (jackknife, with Student's t; L'Ecuyer et al. 2023 find nothing that covers better). Where an outcome never varies all
    are 0; where it does not without one of the sets, nothing is known of an index.
    """
    from SALib.sample import sobol as sampling

    asked_, sets = problem(inputs), min(SETS, points)
    unit = np.concatenate(
        [
            sampling.sample(asked_, points // sets, calc_second_order=False, seed=each)
            for each in seeds(seed, sets)
        ]
    )
    outcomes = function(values_at(inputs, np.clip(unit, 1e-6, 1 - 1e-6)))
    found = {}
    for name, y in outcomes.items():
        by_set = np.asarray(y, float).reshape(sets, points // sets, len(inputs) + 2)
        first, total = jackknife(indices_of, by_set)
        found[name] = {"S1": first[0], "S1_conf": first[1], "ST": total[0], "ST_conf": total[1]}
    own = np.arange(len(unit)) % (len(inputs) + 2)
    independent = (own == 0) | (own == len(inputs) + 1)
    return found, {name: y[independent] for name, y in outcomes.items()}


def indices_of(y: ndarray) -> ndarray:
    """First and total index of each input, (2, D), from outcomes (points, D + 2); not a number where they never vary.

    Of each point: the outcome at one set of values, with each of its values in turn from another set, and at that other.
    """
    from SALib.analyze.sobol import first_order, total_order

    both = y[:, [0, -1]]
    if np.ptp(both) == 0:
        return np.full((2, y.shape[1] - 2), np.nan)
    one, *mixed, other = ((y - both.mean()) / both.std()).T
    return np.array([[index(one, each, other) for each in mixed] for index in (first_order, total_order)])


def jackknife(estimate: Callable[[ndarray], ndarray], sets: ndarray) -> ndarray:
    """An estimate from all sets together, (sets, points, …), and the half-width of its 95 % interval, stacked after it.

    Half-width: t(0.975; R - 1) times the root of (R - 1)/R times the sum of squares of the estimates that leave out one of
    the R sets, about their mean (Tukey 1958). Nothing varies: 0 and 0. Nothing varies without one of them: anything from 0
    to 1.
    """
    from scipy.stats import t

    many = len(sets)
    whole_ = estimate(np.concatenate(sets))
    if np.isnan(whole_).all():
        return np.stack([np.zeros_like(whole_)] * 2, axis=1)
    without = np.stack([estimate(np.concatenate(np.delete(sets, k, axis=0))) for k in range(many)])
    spread = np.sqrt((many - 1) * without.var(axis=0))
    return np.stack([whole_, np.nan_to_num(t.ppf(0.975, many - 1) * spread, nan=1.0)], axis=1)


def _entry(found: dict[str, dict[str, Any]], k: int, name: str) -> dict[str, Any]:
    def index(outcome: str) -> dict[str, dict[str, float]]:
        return {
            word: within(float(found[outcome][short][k]), float(found[outcome][f"{short}_conf"][k]))
            for word, short in (("first", "S1"), ("total", "ST"))
        }

    return {"name": name, **index("adopted"), "days": index("days"), "text": index("text")}


def within(value: float, half: float) -> dict[str, float]:
    """An index with its interval; what the estimate says beyond 0 and 1 is noise."""
    low, value, high = np.clip([value - half, value, value + half], 0, 1).tolist()
    return {"value": value, "low": low, "high": high}


def dice(adopted: ndarray, runs: int) -> float:
    """The standard deviation that P(adopted) would have over the points by the dice of `runs` councils alone."""
    return float(np.sqrt((adopted * (1 - adopted)).mean() / runs))


def luck_share(adopted: ndarray, runs: int) -> dict[str, float]:
    """E[p (1 - p)] / (P (1 - P)): the part of a council's variance that no knowledge of the inputs removes.

    `adopted` (points,) is p, each from `runs` councils; 95 % interval by bootstrap over points. 1 where all
    are alike.
    """

    def part(p: ndarray) -> ndarray:
        within = (p * (1 - p)).mean(-1) * runs / max(1, runs - 1)
        mean = p.mean(-1)
        whole = mean * (1 - mean)
        return np.clip(np.where(whole > 0, within / np.where(whole > 0, whole, 1), 1.0), 0, 1)

    low, high = np.quantile(part(adopted[resamples(len(adopted), 400)]), [0.025, 0.975])
    return {"value": float(part(adopted)), "low": float(low), "high": float(high)}


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
