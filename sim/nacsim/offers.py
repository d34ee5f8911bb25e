"""What installed packages add: rules, metrics, figures and bodies, by the entry points of Python's packaging.

    [project.entry-points."nacsim.metrics"]
    late = "my_package:late"

A package names a group, a word to call what it offers by, and where it is. Each group is described where it is used:
`nacsim.rules` (`rules/entry_points.py`), `nacsim.metrics` (`results/metrics.py`), `nacsim.figures` (`plots/offered.py`) and
`nacsim.bodies` (`scenario/bodies.py`). `experiments/extend` is a package that offers one of each. What is offered is loaded
and tried before it is first used, and held to what holds for that which is built in; a mistake names the package.

    python -m nacsim.offers

prints all that installed packages offer, and what is wrong with it.
"""

from collections.abc import Callable, Container
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from nacsim.errors import NacsimError, Unfit
from nacsim.nearest import offer

HOMES = (
    "nacsim.rules.entry_points",
    "nacsim.results.metrics",
    "nacsim.plots.offered",
    "nacsim.scenario.bodies",
)
"""Where the groups are; each module has its OFFERS."""


@cache
def points(group: str) -> tuple[EntryPoint, ...]:
    """The entry points of a group among installed packages, looked up once."""
    return tuple(entry_points(group=group))


class Offers:
    """What installed packages offer of one kind, such as "rule"; what is built in cannot be taken by them."""

    def __init__(self, kind: str, group: str, built_in: Container[str], trial: Callable[[str, Any], Any]):
        """`trial` is given a name and what was loaded, and returns what is to be used; it raises if that will not do."""
        self.kind, self.group, self.built_in, self.trial = kind, group, built_in, trial
        self._fetched: dict[str, Any] = {}

    def names(self) -> tuple[str, ...]:
        """The names of what is offered, sorted."""
        return tuple(sorted({one.name for one in points(self.group)} - self._taken()))

    def _taken(self) -> set[str]:
        return {one.name for one in points(self.group) if one.name in self.built_in}

    def get(self, name: str) -> Any:
        """What is offered under a name, loaded and tried. Raises Unfit, which names the package."""
        if name not in self._fetched:
            self._fetched[name] = self._tried(name)
        return self._fetched[name]

    def _tried(self, name: str) -> Any:
        found = [one for one in points(self.group) if one.name == name and name not in self.built_in]
        if not found:
            raise Unfit(
                f"no {self.kind} is called {name}; {offer(name, self.names() or ('none is installed',))}"
            )
        if len({one.value for one in found}) > 1:
            who = " and ".join(sorted(map(source, found)))
            raise Unfit(f"two packages offer the {self.kind} {name}: {who}; uninstall one of them")
        try:
            return self.trial(name, found[0].load())
        except Exception as error:
            why = str(error) if isinstance(error, NacsimError) else f"{type(error).__name__}: {error}"
            raise Unfit(f"the {self.kind} {name} of {source(found[0])} will not do: {why}") from error

    def all(self) -> dict[str, Any]:
        """Everything that is offered, by name. Raises Unfit."""
        return {name: self.get(name) for name in self.names()}

    def forget(self) -> None:
        """Look again, for what has been installed since."""
        self._fetched.clear()
        points.cache_clear()


def source(one: EntryPoint) -> str:
    """The package that offers something, and where in it."""
    package = one.dist.name if one.dist is not None else "a package"
    return f"{package} ({one.value})"


def listed() -> list[str]:
    """A line for everything that is offered: its kind, name and package, and whether it will do."""
    lines = []
    for home in HOMES:
        offers: Offers = import_module(home).OFFERS
        for one in sorted(points(offers.group), key=lambda each: each.name):
            lines.append(f"{offers.kind} {one.name}, of {source(one)}: {_verdict(offers, one.name)}")
    return lines


def _verdict(offers: Offers, name: str) -> str:
    if name in offers.built_in:
        return f"not used, for a {offers.kind} of that name is built in"
    try:
        offers.get(name)
    except Unfit as error:
        return f"will not do: {error}"
    return "good"


def main() -> None:
    """Print what is offered."""
    print("\n".join(listed()) or "No installed package offers anything.")


if __name__ == "__main__":
    main()
