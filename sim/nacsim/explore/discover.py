"""Under which conditions is it vetoed? Scenario discovery over the inputs, and tipping points."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from itertools import pairwise
from typing import Any

import numpy as np
from numpy import ndarray

from nacsim import __version__
from nacsim.arguments import NoSuchArgument, door, played, whole
from nacsim.defaults import POINTS, RUNS, SEED
from nacsim.engine.luck import seeds
from nacsim.engine.workers import OWN, Crew, Progress, Work
from nacsim.explore.boxes import Box, cart, limits, path, prim, sides
from nacsim.explore.design import made_of, spread
from nacsim.explore.inputs import (
    Input,
    between,
    check,
    expected,
    leading,
    read_input,
    told_input,
    uncertain,
    values_at,
)
from nacsim.explore.sobol import SETS
from nacsim.explore.variants import each, growing
from nacsim.narrate.discover import discovery_sentences, rule_sentence
from nacsim.narrate.words import input_name
from nacsim.needs import need
from nacsim.results.answers import Discovery
from nacsim.results.intervals import share_of_sets, wilson
from nacsim.scenario.build import ScenarioLike, scenario_of
from nacsim.scenario.format.write import inline
from nacsim.scenario.mistakes.errors import dotted
from nacsim.scenario.resolved import Scenario

LEADING = 3
"""Members whose position, salience and resolve are looked at over the whole scale."""
LIFT = 1.5
"""How many times as dense as all points a rule has to be: a smaller gain is none that anybody would act on."""
PLACES = 9
"""Places at which an input is tried for its tipping point."""


@door
def discover(
    scenario: ScenarioLike,
    inputs: Mapping[str, Sequence[Any]] | Sequence[str] | None = None,
    points: int = POINTS["discover"],
    runs: int = RUNS["discover"],
    seed: int = SEED,
    *,
    jobs: int | None = None,
    executor: Executor | Crew | None = None,
    progress: Progress | None = None,
    **unknown: NoSuchArgument,
) -> Discovery:
    """Boxes of inputs in which the text is not adopted more often than not, and where each input tips the outcome.

    `inputs`: key -> (low, high), or texts KEY=LOW:HIGH; a switch as key -> values, or KEY=VALUE,VALUE; by default
    position, salience and resolve of the members most in the way, over the whole scale, and the global parameters
    over the calibrated set; all else is drawn in every council. An input point is a failure when P(not adopted) ≥ 0.5
    over `runs` councils. Boxes are found on half the points and judged on the other half, which is drawn in sets: shares
    are over these, each with its interval (`share_of_sets`).

    Returns {"inputs": key -> name; "ranges": key -> [lowest, highest]; "failures": share of the points to judge on;
    "boxes": by PRIM, "tree": by CART, of {"limits": key -> [low, high], None where there is no limit, "coverage": share of
    all failures that lie inside, "density": share of failures inside, "lift": how many times that of all points this is, at
    least LIFT and surely more than 1, "words"}, the limits of a switch being places among its values; "tradeoff": coverage
    and density of the boxes that PRIM went through; "choices": key -> the values of each switch; "switches": key ->
    P(adopted) by value, all else as it is; "adoption": the like for points that do not fail; "tipping": key -> {"value",
    "between", "rises", "low", "high"} or None where P(adopted) does not cross one half, or not beyond the dice; "words"}.
    """
    work, (runs, seed) = growing(Work(jobs, executor, progress)), played(runs, seed)
    need("Discovery", "scipy", "sklearn")
    points = whole("points", points, 2)
    scenario = scenario_of(scenario)
    chosen = asked(scenario, inputs, seed)
    with work.held() as work:
        values = values_at(chosen, in_sets(len(chosen), points, seed))
        failed = expected(scenario, chosen, runs, seed, work)(values)["adopted"] <= 0.5
        numbers, turned = [i for i in chosen if not i.choices], [i for i in chosen if i.choices]
        tips = {i.key: tipping(scenario, i, 4 * runs, seed, work) for i in numbers}
        turns = {i.key: switched(scenario, i, 4 * runs, seed, work) for i in turned}
    choices = {i.key: [told_value(v) for v in i.choices] for i in turned}
    halves = Halves(values, failed, choices)
    names = [i.key for i in chosen]
    result = {
        "scenario": scenario.name,
        "version": __version__,
        "seed": seed,
        "runs": runs,
        "sampled": points,
        "inputs": {i.key: input_name(i.key, scenario) for i in chosen},
        "ranges": {i.key: [round(float(v), 6) for v in i.at(np.array([0.0, 1.0]))] for i in chosen},
        "failures": halves.failures,
        "boxes": halves.rules(prim(*halves.train), names, scenario, "fails"),
        "tradeoff": halves.tradeoff(),
        "tree": halves.rules(cart(*halves.train), names, scenario, "fails"),
        "adoption": halves.opposite.rules(prim(*halves.opposite.train), names, scenario, "is adopted"),
        "tipping": tips,
        "choices": choices,
        "switches": turns,
    }
    return Discovery.of(result | {"words": discovery_sentences(result, scenario)}, scenario)


def asked(scenario: Scenario, inputs: Mapping[str, Any] | Sequence[str] | None, seed: int) -> list[Input]:
    """The inputs to look at, checked. Raises ScenarioError, ValueError."""
    if inputs:
        chosen = made_of(inputs, told_input, read_input)
    else:
        chosen = [
            *wide(scenario, seed),
            *(i for i in uncertain(scenario) if not i.key.startswith("members.") and not i.choices),
        ]
    check(scenario, chosen)
    return chosen


def wide(scenario: Scenario, seed: int) -> list[Input]:
    """Position on the principal issue, salience of it, and resolve of the members most in the way, 0-100."""
    issue = (scenario.principal,) if len(scenario.issues) > 1 else ()
    keys = [
        dotted(("members", m, *what))
        for m in leading(scenario, LEADING, seed)
        for what in (("position", *issue), ("salience", *issue), ("resolve",))
    ]
    return [between(key, 0, 100) for key in keys]


def in_sets(inputs: int, points: int, seed: int) -> ndarray:
    """So many places in the unit cube, (points, inputs), for `Halves`: Sobol' points, each set scrambled for itself."""
    sizes = [points // 2, *(len(own) for own in judged(points))]
    return np.concatenate(
        [spread("sobol", inputs, n, own) for n, own in zip(sizes, seeds(seed, len(sizes)), strict=True)]
    )


def judged(points: int) -> list[ndarray]:
    """Which of so many points are those to judge on, by set: the second half, in up to `SETS` sets alike."""
    later = np.arange(points // 2, points)
    return np.array_split(later, min(SETS, len(later)))


class Halves:
    """Points and cases, the first half to find boxes on, the second to judge them.

    Both are even: every other one of Sobol' points would not fill the space. Those to judge on come in sets that know
    nothing of each other, nor of the first half: how these differ tells how far off a share over all of them may be.
    """

    def __init__(self, values: ndarray, cases: ndarray, choices: Mapping[str, list[str]] | None = None):
        self.values, self.cases, self.choices = values, cases, choices or {}

    @property
    def failures(self) -> dict[str, float]:
        """The share of cases among the points to judge on."""
        return self.share(self.cases, np.ones(len(self.cases), bool))

    def share(self, which: ndarray, among: ndarray) -> dict[str, float]:
        """Of the points to judge on that are `among`, (P,) bool, the share that is `which`, with its interval."""
        sets = judged(len(self.cases))
        count = np.array([[(which & among)[own].sum(), among[own].sum()] for own in sets])
        return share_of_sets(*count.T)

    @property
    def train(self) -> tuple[ndarray, ndarray]:
        """Points and cases to find boxes on."""
        half = len(self.cases) // 2
        return self.values[:half], self.cases[:half]

    @property
    def opposite(self) -> "Halves":
        """The same points with the cases turned round."""
        return Halves(self.values, ~self.cases, self.choices)

    def rules(
        self, boxes: Sequence[Box], names: Sequence[str], scenario: Scenario, verb: str
    ) -> list[dict[str, Any]]:
        """The boxes in which cases are `LIFT` times as dense as over all points, on those they were not found on.

        And surely denser: the whole interval of the density lies above the share of all points.
        """
        overall = self.failures["share"]
        found = [self.told(box, names, scenario, verb) for box in boxes]
        return [rule for rule in found if rule["lift"] >= LIFT and rule["density"]["low"] > overall]

    def tradeoff(self) -> list[dict[str, Any]]:
        """Coverage and density on the points to judge on, from no limits to the densest box that PRIM went through."""
        if not self.train[1].any():
            return []
        half = len(self.cases) // 2
        found = []
        for box in path(*self.train):
            if box.holds(self.values[half:]).any() and self.cases[half:].any():
                shares = {name: share["share"] for name, share in self.shares(box).items()}
                found.append(shares | {"limits": len(sides(box))})
        return found

    def shares(self, box: Box) -> dict[str, dict[str, float]]:
        """Coverage and density of a box on the points to judge on."""
        inside = box.holds(self.values)
        return {
            "coverage": self.share(inside, self.cases),
            "density": self.share(self.cases, inside),
        }

    def told(self, box: Box, names: Sequence[str], scenario: Scenario, verb: str) -> dict[str, Any]:
        """A box in plain data, judged on the points it was not found on."""
        told: dict[str, Any] = {"limits": limits(box, names), **self.shares(box)}
        told["lift"] = told["density"]["share"] / max(self.failures["share"], 1 / len(self.cases))
        return told | {"words": rule_sentence(told, scenario, verb, self.choices)}


def tipping(scenario: Scenario, one: Input, runs: int, seed: int, work: Work = OWN) -> dict[str, Any] | None:
    """Where P(adopted) crosses one half as one input goes over its range, all else as in the scenario.

    {"value": by a straight line between two places, "between": the nearest places at which P(adopted) is on one side and
    the other by more than its 95 % interval, "rises": whether P(adopted) does there, "low", "high": P(adopted) at the ends
    of the range}; None where the dice do not tell that it crosses. The first crossing counts.
    """
    places = list(dict.fromkeys(one.set(v) if not one.exact else round(float(v), 6) for v in _places(one)))
    variants = [scenario.with_values({one.key: one.set(v)}) for v in places]
    shares = each(variants, runs, seed, lambda o: float(o.adopted.mean()), work=work)
    for left, right in pairwise([k for k, part in enumerate(shares) if side(part, runs)]):
        if side(shares[left], runs) == side(shares[right], runs):
            continue
        rises = shares[right] > shares[left]
        k = next(k for k in range(left, right) if (shares[k + 1] > 0.5) == rises != (shares[k] > 0.5))
        low, high = float(places[k]), float(places[k + 1])
        value = low + (high - low) * (0.5 - shares[k]) / (shares[k + 1] - shares[k])
        found = {"value": round(value, 4), "between": [float(places[left]), float(places[right])]}
        return found | {"rises": rises, "low": shares[0], "high": shares[-1]}
    return None


def side(part: float, runs: int) -> int:
    """1 or -1 where a share of so many runs is above or below one half by more than its interval, else 0."""
    low, high = wilson(round(part * runs), runs)
    return int(low > 0.5) - int(high < 0.5)


def switched(scenario: Scenario, one: Input, runs: int, seed: int, work: Work = OWN) -> dict[str, float]:
    """P(adopted) by the value of a switch, all else as in the scenario."""
    variants = [scenario.with_values({one.key: value}) for value in one.choices]
    shares = each(variants, runs, seed, lambda o: float(o.adopted.mean()), work=work)
    return dict(zip(map(told_value, one.choices), shares, strict=True))


def told_value(value: Any) -> str:
    """A value as a file writes it, a name without its quotes."""
    return value if isinstance(value, str) else inline(value)


def _places(one: Input) -> ndarray:
    low, high = one.at(np.array([0.01, 0.99]))
    return np.linspace(low, high, PLACES)
