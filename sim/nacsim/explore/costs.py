"""What levers cost, and levers of one's own: a TOML file.

The built-in costs are judgements in points, there to be replaced by those of the user:

    unit = "weeks of the chair's time"      # what a point of cost is
    only_these = false                      # true: leave the built-in levers out
    [costs]                                 # instead of those in COSTS
    persuade = 0.1
    [[levers]]                              # own levers
    set = "members.FRA.position=60"         # as for --set; a list of such texts for several keys
    cost = 3.0
    words = "France comes round"
    doubt = "was tried before"              # what speaks against it, if anything
    slot = "france"                         # of one slot at most one is pulled; else the key
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from nacsim.files.reading import read_toml
from nacsim.scenario import Problem, ScenarioError
from nacsim.scenario.format.write import inline
from nacsim.scenario.reading.overrides import Misfit, read_value


class Guess(NamedTuple):
    """What a kind of lever is taken to cost, and for what."""

    cost: float  # points of effort
    of: str


GUESSES = {
    "soften": Guess(0.08, "a point that the tabled text gives up"),
    "condition": Guess(0.04, "a point that a condition is moved"),
    "persuade": Guess(
        0.05,
        "a point that a wish moves, of a member without resolve; five times as much of a fully resolved one",
    ),
    "reassure": Guess(0.1, "a point of resolve given up: it is made less firm"),
    "patron": Guess(4.0, "an outsider with full reach over a member who leans on it in favour"),
    "payments": Guess(20.0, "100 points of gain more that the chair can offer in a round"),
    "opt_out": Guess(4.0, "an exit: the others go ahead while some take no part"),
    "wait": Guess(0.5, "a round more that there is"),
    "venue": Guess(8.0, "a meeting without a member"),
    "rule": Guess(10.0, "a decision with one against"),
}
"""By kind of lever."""
COSTS = {kind: guess.cost for kind, guess in GUESSES.items()}
"""Points of cost by kind of lever."""
DEAREST = 10**15
"""The highest cost that is taken, far above any; sums of such costs are exact to a point."""
UNIT = "points of effort"
"""What costs count where nobody says otherwise: a guess of this tool, on no scale that anybody has measured."""


class Lever(NamedTuple):
    """One thing that can be done: values of keys, cost in points, words, the slot it takes, and what speaks against it.

    `doubt` is empty but for levers that past decisions do not bear out.
    """

    slot: str
    values: dict[str, Any]
    cost: float
    words: str
    doubt: str = ""

    @property
    def text(self) -> str:
        """As `--set` takes it; several keys are joined by ' ; '."""
        return " ; ".join(f"{key}={inline(value)}" for key, value in self.values.items())


@dataclass(frozen=True)
class Price:
    """What levers cost: the unit in words, the cost by kind, own levers, and whether these are all.

    `guessed`: whether some of these costs are the built-in ones.
    """

    unit: str = UNIT
    costs: dict[str, float] | None = None
    own: tuple[Lever, ...] = ()
    only_own: bool = False

    @property
    def guessed(self) -> bool:
        """Whether the built-in costs, which are guesses, count."""
        return not self.only_own and not COSTS.keys() <= (self.costs or {}).keys()

    def of(self, kind: str) -> float:
        """Cost of a kind of lever."""
        return (self.costs or {}).get(kind, COSTS[kind])


def read_costs(path: str | Path) -> Price:
    """Costs and own levers from a TOML file. Raises ScenarioError with every mistake in it, BadFile if it is no TOML."""
    path, problems = Path(path), []
    tables = read_toml(path, wanted="costs or levers")

    def wrong(key: str, message: str) -> None:
        problems.append(Problem(str(path), None, key, message))

    for key in tables.keys() - {"unit", "costs", "levers", "only_these"}:
        wrong(key, "unknown key; allowed: unit, costs, levers, only_these")
    costs = dict(_costs(tables.get("costs", {}), wrong))
    levers = tables.get("levers", [])
    if not isinstance(levers, list):
        wrong("levers", "is not a list; needed: [[levers]] for each")
        levers = []
    own = tuple(lever for k, entry in enumerate(levers) if (lever := _own(k, entry, wrong)))
    if problems:
        raise ScenarioError(problems)
    return Price(str(tables.get("unit", UNIT)), costs, own, bool(tables.get("only_these", False)))


def _costs(table: Any, wrong: Any) -> Iterator[tuple[str, float]]:
    if not isinstance(table, dict):
        wrong("costs", f"is not a table; needed: [costs] with {', '.join(COSTS)}")
        return
    for kind, value in table.items():
        if kind not in COSTS:
            wrong(f"costs.{kind}", f"unknown kind of lever; allowed: {', '.join(COSTS)}")
        elif not _is_cost(value):
            wrong(f"costs.{kind}", f"{value!r} is not a cost; allowed: a number from 0 to {DEAREST:,}")
        else:
            yield kind, float(value)


def _is_cost(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= DEAREST


def _own(place: int, entry: dict[str, Any], wrong: Any) -> Lever | None:
    texts = entry.get("set", []) if isinstance(entry, dict) else []
    texts = [texts] if isinstance(texts, str) else texts
    fine = isinstance(texts, list) and texts and all(isinstance(text, str) for text in texts)
    if not fine or not _is_cost(entry.get("cost")):
        wrong(f"levers.{place}", f'needed: set = "KEY=VALUE" and cost, a number from 0 to {DEAREST:,}')
        return None
    values = {}
    for text in texts:
        key, _, value = text.partition("=")
        try:
            values[key.strip()] = read_value(value.strip())
        except Misfit as error:
            wrong(f"levers.{place}", str(error))
            return None
    words = {
        name: entry.get(name, usual)
        for name, usual in (("slot", next(iter(values))), ("words", " ; ".join(texts)), ("doubt", ""))
    }
    if odd := [name for name, text in words.items() if not isinstance(text, str)]:
        wrong(f"levers.{place}.{odd[0]}", "is not a text; needed: words in quotes")
        return None
    return Lever(words["slot"], values, float(entry["cost"]), words["words"], words["doubt"])
