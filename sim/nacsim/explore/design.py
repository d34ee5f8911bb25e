"""Which points to play: a grid, a Latin hypercube or Sobol' points over keys of a scenario, and experiment files."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise, product
from numbers import Real
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from nacsim.arguments import whole
from nacsim.errors import WrongType, WrongValue
from nacsim.files.reading import read_toml
from nacsim.nearest import offer
from nacsim.scenario import Problem, ScenarioError
from nacsim.scenario.reading.overrides import Misfit, read_value

LEVELS = 21
"""Places of an input on a grid where nothing else is said."""
MOST_POINTS = 1_000_000
FARTHEST = 1e300
"""Limits of an input lie nearer to zero than this: their difference is a number still."""


class Axis(NamedTuple):
    """One input of a sweep: its key, and its values on a grid or its limits elsewhere."""

    key: str
    values: tuple[Any, ...]

    @property
    def limits(self) -> tuple[float, float]:
        """Lowest and highest value."""
        return min(self.values), max(self.values)

    @property
    def numeric(self) -> bool:
        """Whether all values are numbers."""
        return all(isinstance(v, int | float) and not isinstance(v, bool) for v in self.values)


class Design(NamedTuple):
    """The points of a sweep: names of the inputs, and one value of each at every point."""

    kind: str  # grid, lhs or sobol
    axes: tuple[Axis, ...]
    points: tuple[tuple[Any, ...], ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The inputs, in order."""
        return tuple(axis.key for axis in self.axes)


DESIGNS = ("grid", "lhs", "sobol")
"""How the points of a sweep are laid out; see `design`."""
Made = TypeVar("Made")


def read_axis(text: str) -> Axis:
    """An axis from `KEY=low:high:n`, `KEY=low:high` or `KEY=value,value,...`. Raises WrongValue that says which."""
    key, equals, told = text.partition("=")
    try:
        if not equals:
            raise ValueError
        if told.count(":") > 2:
            raise ValueError
        if ":" in told:
            return axis(key.strip(), [_number(part) for part in told.split(":")])
        return Axis(key.strip(), tuple(read_value(part.strip()) for part in told.split(",")))
    except (ValueError, Misfit):
        form = "KEY=low:high:n, KEY=low:high or KEY=value,value"
        raise WrongValue(f"{text}: not of the form {form}, with low < high and n from 2") from None


def _number(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError
    return value


def made_of(
    inputs: Mapping[str, Any] | Sequence[str], told: Callable[[str, Any], Made], read: Callable[[str], Made]
) -> list[Made]:
    """What is made of inputs: of a table key -> what is `told`, or of a list of texts that are `read`."""
    if isinstance(inputs, Mapping):
        return [told(key, given) for key, given in inputs.items()]
    if isinstance(inputs, str) or not isinstance(inputs, Sequence):
        raise WrongType(
            f"inputs={inputs!r:.60} will not do; needed: a table such as {{'members.FRA.position': (0, 100)}}, or a list "
            "of texts such as ['members.FRA.position=0:100']"
        )
    return [read(text) for text in inputs]


def listed(key: str, told: Any) -> list[Any]:
    """What is told of an input, as a list. Raises WrongType for a single value."""
    if isinstance(told, str) or not isinstance(told, Iterable):
        raise WrongType(f"{key}: {told!r:.60} will not do; needed: (low, high), such as (0, 100)")
    return list(told)


def axis(key: str, told: Any) -> Axis:
    """An axis from (low, high), (low, high, n), {"values": [...]}, or other values in order.

    Values are a `range`, an array, words, or more than three numbers that grow; those on a grid are rounded to 9 decimals.
    """
    if isinstance(told, Mapping):
        return Axis(key, tuple(told["values"])) if "values" in told else axis(key, _corners(told))
    given = listed(key, told)
    if given and (isinstance(told, range) or hasattr(told, "tolist") or _are_values(given)):
        return Axis(key, tuple(value.item() if hasattr(value, "item") else value for value in given))
    low, high, n = [*given, LEVELS, LEVELS][:3] if given else (0, 0, 0)
    numbers = all(isinstance(value, Real) for value in (low, high, n))
    many = numbers and 2 <= n <= MOST_POINTS and n == int(n)
    if len(given) not in (2, 3) or not many or not -FARTHEST < low < high < FARTHEST:
        raise WrongValue(
            f"{key}: needed: low, high and perhaps the number of values, 2 to {MOST_POINTS:,}, with low < high; or "
            '{"values": [...]}'
        )
    step = (high - low) / (int(n) - 1)
    return Axis(key, tuple(round(low + step * k, 9) for k in range(int(n))))


def _are_values(given: list[Any]) -> bool:
    """Whether these are the values themselves: words, or more numbers than limits and how many there are, that grow."""
    numbers = [value for value in given if isinstance(value, Real) and not isinstance(value, bool)]
    grows = all(a < b for a, b in pairwise(numbers))
    return not numbers or (len(numbers) == len(given) > 3 and grows)


def _corners(told: Mapping[str, Any]) -> list[Any]:
    return [told[name] for name in ("low", "high", "n") if name in told]


def design(kind: str, axes: Iterable[Axis], points: int | None = None, seed: int = 0) -> Design:
    """The points of a sweep.

    `kind`: "grid" (every combination), "lhs" (Latin hypercube, McKay et al. 1979) or "sobol" (scrambled
    Sobol' points, Owen 1998), the latter two with `points` points drawn with `seed`. Raises WrongValue.
    """
    axes = tuple(axes)
    if kind not in DESIGNS:
        raise WrongValue(f"{kind}: no such design; {offer(str(kind), DESIGNS)}")
    points = points if points is None else whole("points", points, 1, MOST_POINTS)
    if not axes:
        raise WrongValue("a sweep needs an input, such as members.FRA.position=0:100:21")
    if len({a.key for a in axes}) < len(axes):
        raise WrongValue("an input is given twice")
    size = math.prod(len(a.values) for a in axes) if kind == "grid" else points or 0
    if not 1 <= size <= MOST_POINTS:
        raise WrongValue(f"{size:,} points; allowed: 1 to {MOST_POINTS:,}")
    found = product(*(a.values for a in axes)) if kind == "grid" else _spread(kind, axes, size, seed)
    return Design(kind, axes, tuple(tuple(p) for p in found))


def _spread(kind: str, axes: Sequence[Axis], points: int, seed: int) -> list[tuple[float, ...]]:
    odd = [a.key for a in axes if not a.numeric]
    if odd:
        raise WrongValue(f"{odd[0]}: {kind} points need limits that are numbers, KEY=low:high")
    unit = spread(kind, len(axes), points, seed)
    low, high = zip(*(a.limits for a in axes), strict=True)
    return [
        tuple(round(lo + (hi - lo) * u, 6) for u, lo, hi in zip(row, low, high, strict=True))
        for row in unit.tolist()
    ]


def spread(kind: str, dimensions: int, points: int, seed: int) -> Any:
    """`points` places in the unit cube, (points, dimensions), as `design` says."""
    import warnings

    from scipy.stats import qmc

    if kind == "lhs":
        return qmc.LatinHypercube(dimensions, seed=seed).random(points)
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", UserWarning
        )  # other numbers than powers of 2 are allowed, only less even
        return qmc.Sobol(dimensions, seed=seed).random(points)


class Experiment(NamedTuple):
    """A sweep as a file tells it."""

    scenario: str
    overrides: tuple[str, ...]
    kind: str
    axes: tuple[Axis, ...]
    points: int | None
    runs: int
    seed: int


FIELDS = ("scenario", "set", "design", "points", "runs", "seed", "inputs", "question")


def read_experiment(path: str | Path) -> Experiment:
    """An experiment file; `scenario` is a name that ships or a path relative to the file.

        scenario = "tokyo_liaison_office"
        design = "grid"                       # grid (default), lhs or sobol; the latter two with points = 1024
        runs = 1000                           # councils at each point
        [inputs]
        members.FRA.position = [0, 100, 21]   # low, high and, on a grid, how many values
        procedure.rule = { values = ["unanimity", "consensus_minus_one"] }

    Raises ScenarioError with every mistake, BadFile if it is no TOML.
    """
    path = Path(path)
    tables = read_toml(path, wanted="scenario and inputs")
    problems = [
        Problem(str(path), None, key, f"unknown key; allowed: {', '.join(FIELDS)}")
        for key in tables.keys() - set(FIELDS)
    ]
    axes = []
    inputs = tables.get("inputs", {})
    if not isinstance(inputs, Mapping):
        problems.append(
            Problem(str(path), None, "inputs", "is not a table; needed: [inputs] with KEY = [low, high]")
        )
        inputs = {}
    sets = tables.get("set", [])
    if not isinstance(sets, list) or not all(isinstance(text, str) for text in sets):
        problems.append(Problem(str(path), None, "set", 'is not a list of texts; needed: ["KEY=VALUE"]'))
    for key, told in _flat(inputs):
        try:
            axes.append(axis(key, told))
        except (ValueError, TypeError, KeyError):
            problems.append(
                Problem(str(path), None, f"inputs.{key}", "needed: [low, high] or [low, high, n]")
            )
    problems += _wrong_numbers(tables, str(path))
    if problems:
        raise ScenarioError(problems)
    return Experiment(
        scenario=_beside(path, tables.get("scenario", "")),
        overrides=tuple(tables.get("set", ())),
        kind=tables.get("design", "grid"),
        axes=tuple(axes),
        points=tables.get("points"),
        runs=tables.get("runs", 1000),
        seed=tables.get("seed", 0),
    )


def _wrong_numbers(tables: dict[str, Any], shown: str) -> list[Problem]:
    """Whole numbers that are none, a design that does not exist, a scenario that is not named."""
    problems = [
        Problem(shown, None, key, f"{tables[key]!r} will not do; allowed: a whole number from {least}")
        for key, least in (("points", 1), ("runs", 1), ("seed", 0))
        if key in tables and (type(tables[key]) is not int or tables[key] < least)
    ]
    if tables.get("design", "grid") not in DESIGNS:
        problems.append(Problem(shown, None, "design", f"allowed: {', '.join(DESIGNS)}"))
    if not isinstance(tables.get("scenario"), str):
        problems.append(Problem(shown, None, "scenario", "needed: a path or the name of one that ships"))
    return problems


def _flat(table: Mapping[str, Any], above: str = "") -> Iterable[tuple[str, Any]]:
    """Keys of nested tables joined by dots, down to limits and lists of values."""
    for key, value in table.items():
        if isinstance(value, Mapping) and not value.keys() & {"values", "low"}:
            yield from _flat(value, f"{above}{key}.")
        else:
            yield above + key, value


def _beside(path: Path, name: str) -> str:
    beside = path.parent / name
    try:
        return str(beside) if beside.is_file() else name
    except OSError:  # no name that a file can have
        return name
