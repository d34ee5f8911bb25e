"""What is not known about a question: its uncertain inputs, each with a distribution, and how to set them exactly."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from numbers import Real
from typing import Any, NamedTuple

import numpy as np
from numpy import ndarray

from nacsim.data.calibrated import calibrated, central
from nacsim.engine.workers import OWN, Work
from nacsim.errors import WrongValue
from nacsim.explore.design import Axis, Design, listed
from nacsim.explore.sweep import Survey
from nacsim.explore.variants import each
from nacsim.results.outcomes import DAY_UNIT, TEXT_UNIT
from nacsim.scale import as_points
from nacsim.scenario import Normal, Uniform, centre
from nacsim.scenario.exits import likely_exit
from nacsim.scenario.mistakes.errors import dotted
from nacsim.scenario.quantity import Drawable, Pooled
from nacsim.scenario.reading.overrides import Misfit, read_path, read_value
from nacsim.scenario.resolved import Scenario
from nacsim.scenario.whole import likely_whole
from nacsim.vocabulary import ADOPTED, OUTCOMES, PARAMETERS

WHOLE = (".rounds",)
"""Keys that are counted, not measured."""
JUDGED = ("position", "salience", "resolve")
"""What is judged of a member: given as a plain number it carries the error of one coder."""
MANY = 40
"""More inputs than these are narrowed down to the members most in the way."""
NEAR, OFTEN = 5, 0.05
"""Members whose judged numbers then stay inputs: at most so many, that stand in the way in this share of councils."""


@dataclass(frozen=True)
class Sample:
    """A distribution given by equally likely values, with straight lines between them."""

    values: tuple[float, ...]

    @property
    def centre(self) -> float:
        """The mean."""
        return sum(self.values) / len(self.values)

    def quantile(self, u: Any) -> ndarray:
        """Inverse distribution function at the probabilities `u` (any shape, 0-1)."""
        found: ndarray = np.quantile(np.array(self.values), u)
        return found


@dataclass(frozen=True)
class Choice:
    """A switch: one of several values, known by its place among them, 0 the first; `weights` add up to 1."""

    values: tuple[Any, ...]
    weights: tuple[float, ...]

    @property
    def centre(self) -> float:
        """The mean place."""
        return sum(k * w for k, w in enumerate(self.weights))

    def quantile(self, u: Any) -> ndarray:
        """The places at the probabilities `u` (any shape, 0-1)."""
        places: ndarray = np.searchsorted(np.cumsum(self.weights)[:-1], u, side="right")
        return places.astype(float)


class Input(NamedTuple):
    """One input: its key, its distribution, the limits of its scale, and whether it is set exactly.

    What is judged of a member is set exactly, without the coding error that a plain number would get: the error is
    what is varied. A switch is measured by the place of its value.
    """

    key: str
    quantity: Drawable
    low: float
    high: float
    exact: bool = False

    def at(self, u: Any) -> ndarray:
        """Its values at the probabilities `u`, within its scale."""
        values: ndarray = np.clip(self.quantity.quantile(np.asarray(u, float)), self.low, self.high)
        return values

    @property
    def choices(self) -> tuple[Any, ...]:
        """The values of a switch; empty for a number."""
        return self.quantity.values if isinstance(self.quantity, Choice) else ()

    @property
    def ends(self) -> tuple[float, float]:
        """What it is swung between: its 10 % and its 90 % quantile, or the first and the last value of a switch."""
        if self.choices:
            return 0.0, len(self.choices) - 1.0
        low, high = self.at(np.array([0.1, 0.9]))
        return float(low), float(high)

    def set(self, value: float) -> Any:
        """What the key is set to for that value."""
        if self.choices:
            return self.choices[round(float(value))]
        value = round(float(value), None if self.key.endswith(WHOLE) else 6)
        return {"mean": value, "sd": 0.0} if self.exact else value


def read_input(text: str) -> Input:
    """An input from KEY=LOW:HIGH, uniform between the two, or KEY=VALUE,VALUE, a switch. Raises WrongValue."""
    key, equals, told = text.partition("=")
    try:
        if not equals:
            raise ValueError
        if ":" not in told and "," in told:
            return switch(key.strip(), [read_value(part.strip()) for part in told.split(",")])
        low, high = (float(part) for part in told.split(":"))
        if not low < high or not np.isfinite([low, high]).all():
            raise ValueError
    except (ValueError, Misfit):
        form = "KEY=LOW:HIGH with LOW < HIGH, or KEY=VALUE,VALUE"
        raise WrongValue(f"{text}: not of the form {form}") from None
    return between(key.strip(), low, high)


def told_input(key: str, told: Sequence[Any]) -> Input:
    """An input from its key and (low, high), two numbers, or a list of values, a switch."""
    given = listed(key, told)
    numbers = all(isinstance(v, Real) and not isinstance(v, bool) for v in given)
    if len(given) != 2 or not numbers:
        return switch(key, given)
    if not given[0] < given[1]:
        raise WrongValue(f"{key}: needed: low, high, with low < high")
    return between(key, given[0], given[1])


def between(key: str, low: float, high: float) -> Input:
    """An input uniform between two values."""
    judged = not key.startswith("events.") and any(f".{what}" in key for what in JUDGED)
    return Input(key, Uniform(low, high), low, high, judged)


def switch(key: str, values: Sequence[Any], weights: Sequence[float] | None = None) -> Input:
    """An input that is one of several values, equally likely where no weights are given. Raises WrongValue."""
    if len(values) < 2 or len(set(map(repr, values))) < len(values):
        raise WrongValue(f"{key}: needed: at least two different values")
    weights = weights or [1 / len(values)] * len(values)
    return Input(key, Choice(tuple(values), tuple(weights)), 0, len(values) - 1)


def uncertain(scenario: Scenario) -> list[Input]:
    """All inputs that a scenario is not certain of.

    Every judged number with its coding error, every distribution, whether the principal issue can be divided and
    whether the others can go ahead without some, which expert is believed where they differ, the global parameters over
    the calibrated set (each on its own), and the strength of actors, which history cannot say, from nothing to twice what
    is assumed.
    """
    return [
        *_stances(scenario),
        *_actors(scenario),
        *_tables(scenario),
        *_switches(scenario),
        *_parameters(scenario),
    ]


def narrowed(scenario: Scenario, found: Sequence[Input], seed: int) -> tuple[list[Input], list[str]]:
    """Fewer inputs where there are many, and the members whose plain numbers are no inputs then.

    These are drawn in every council like all that is left to chance, and count with the luck. What a file gives as a
    distribution stays an input whoever it is about.
    """
    if len(found) <= MANY:
        return list(found), []
    near = leading(scenario, NEAR, seed)
    kept = [i for i in found if not (i.exact and read_path(i.key)[1] not in near)]
    return kept, [member for member in scenario.room if member not in near]


def leading(scenario: Scenario, most: int, seed: int) -> list[str]:
    """The members most in the way: at most so many, but the first in any case."""
    (often,) = each([scenario], 512, seed, lambda o: (o.first | o.blocks).mean(1))
    order = sorted(range(len(often)), key=lambda k: -often[k])
    return [scenario.room[k] for k in order[:most] if often[k] >= OFTEN] or [scenario.room[order[0]]]


def _switches(scenario: Scenario) -> Iterator[Input]:
    """What kind of matter it is, where that is not certain."""
    keys = {
        "lumpy": (dotted(("issues", scenario.principal, "lumpy")), (0.0, 1.0)),
        "opt_out": ("procedure.opt_out", (False, True)),
    }
    for what, likely in chances(scenario).items():
        if 0 < likely < 1:
            yield switch(*keys[what], (1 - likely, likely))
    believed = {key: expert.weight for key, expert in scenario.experts.items() if expert.weight}
    if len(believed) > 1 and scenario.pool == "linear":
        yield switch("experts.only", list(believed), list(believed.values()))


def chances(scenario: Any) -> dict[str, float]:
    """With what chance the principal issue counts as lumpy, and the others as able to go ahead without some (opt_out)."""
    lumpy = likely_whole(scenario, scenario.principal)
    return {"lumpy": lumpy, "opt_out": likely_exit(scenario)}


def _stances(scenario: Scenario) -> Iterator[Input]:
    several = len(scenario.issues) > 1
    for code, stance in scenario.members.items():
        for what in JUDGED[:2]:
            for issue, quantity in getattr(stance, what).items():
                key = dotted(("members", code, what, issue) if several else ("members", code, what))
                yield from _judged(scenario, key, what, quantity)
        yield from _judged(scenario, dotted(("members", code, "resolve")), "resolve", stance.resolve)


def _judged(scenario: Scenario, key: str, what: str, quantity: float | Drawable) -> Iterator[Input]:
    """A stance as an input: a plain number with its coding error, a distribution as it is."""
    if isinstance(quantity, Pooled):
        return  # what experts differ on hangs on whom one believes, which is an input of its own
    known = isinstance(quantity, int | float)
    if isinstance(quantity, int | float):
        said = scenario.uncertainty[f"{what}_sd"]
        error = as_points(central()[f"{what}_sd"]) if said is None else said
        if error <= 0:
            return
        quantity = Normal(quantity, error)
    yield Input(key, quantity, 0, 100, known)


def _actors(scenario: Scenario) -> Iterator[Input]:
    for key, actor in scenario.actors.items():
        if not isinstance(actor.stance, int | float):
            yield Input(dotted(("actors", key, "stance")), actor.stance, -100, 100)
        for code, reach in actor.reach.items():
            if not isinstance(reach, int | float):
                yield Input(dotted(("actors", key, "reach", code)), reach, 0, 100)


def _tables(scenario: Scenario) -> Iterator[Input]:
    for name in ("amends", "side_payments"):
        quantity = getattr(scenario.chair, name)
        if quantity is not None and not isinstance(quantity, int | float):
            yield Input(f"chair.{name}", quantity, 0, 1)
    for k, event in enumerate(scenario.events):
        chances = {f"events.{k}.probability": event.probability}
        chances |= {dotted(("events", k, "given", scenario.events[j].name)): q for j, q in event.given}
        yield from (Input(key, q, 0, 1) for key, q in chances.items() if not isinstance(q, int | float))


def _parameters(scenario: Scenario) -> Iterator[Input]:
    elsewhere = {"amends": scenario.chair.amends, "side_payments": scenario.chair.side_payments}
    elsewhere |= {"rounds": scenario.procedure.rounds} | dict.fromkeys(scenario.uncertainty, 0.0)
    elsewhere |= dict.fromkeys(("exit", "exit_bound", "lumpy_said", "lumpy_unsaid"), 0.0)  # as switches
    for name, limits in PARAMETERS.items():
        quantity: float | Drawable | None = scenario.parameters.get(name)
        if quantity is None and scenario.draw and elsewhere.get(name) is None:
            quantity = Sample(tuple(row[name] for row in calibrated()))
        if name == "pressure" and any(a.reach for a in scenario.actors.values()):
            quantity = Uniform(0, 2 * centre(quantity if quantity is not None else central()[name]))
        if quantity is not None and not isinstance(quantity, int | float) and _spread(quantity) > 0:
            yield Input(f"parameters.{name}", quantity, limits.low, limits.high)


def _spread(quantity: Drawable) -> float:
    low, high = quantity.quantile(np.array([0.01, 0.99]))
    return float(high - low)


def values_at(inputs: Sequence[Input], unit: ndarray) -> ndarray:
    """Values of the inputs, (points, inputs), at places of the unit cube of the same shape."""
    return np.stack([i.at(unit[:, k]) for k, i in enumerate(inputs)], axis=1)


def expected(
    scenario: Scenario,
    inputs: Sequence[Input],
    runs: int,
    seed: int,
    work: Work = OWN,
) -> Callable[[ndarray], dict[str, ndarray]]:
    """The function from values of the inputs to what is expected there over the luck, the same luck everywhere.

    It takes (points, inputs) and gives (points,) of "adopted" (share), "days" and "text" (mean of the
    principal issue, 0-100), each the mean of `runs` councils.
    """
    return lambda values: {
        name: lots[0] for name, lots in expected_by_lot(scenario, inputs, values, 1, runs, seed, work).items()
    }


def expected_by_lot(
    scenario: Scenario,
    inputs: Sequence[Input],
    values: ndarray,
    lots: int,
    runs: int,
    seed: int,
    work: Work = OWN,
) -> dict[str, ndarray]:
    """What `expected` says of some values, (lots, points), from each of so many equal parts of the councils."""
    points = tuple(tuple(i.set(v) for i, v in zip(inputs, row, strict=True)) for row in values)
    plan = Design("sample", tuple(Axis(i.key, ()) for i in inputs), points)
    sums = np.array(Survey(scenario, plan, runs, seed, lots).sums(work))
    sums, each, k = sums.reshape(len(points), lots, -1).swapaxes(0, 1), runs / lots, len(OUTCOMES)
    return {
        "adopted": sums[..., : len(ADOPTED)].sum(-1) / each,
        "days": sums[..., k + 1] * DAY_UNIT / each,
        "text": sums[..., k + 2] * TEXT_UNIT / each,
    }


def check(scenario: Scenario, inputs: Iterable[Input]) -> None:
    """Raise ScenarioError for an input that the scenario does not have or whose limits it does not admit."""
    for one in inputs:
        low, high = one.at(np.array([0.0, 1.0]))
        for value in (low, high):
            scenario.with_values({one.key: one.set(value)})
