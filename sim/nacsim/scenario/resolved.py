"""A scenario as the simulator uses it: every member of the room with explicit values, all scales 0-100."""

import datetime
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, get_origin

from pydantic import BaseModel, ConfigDict

from nacsim.errors import WrongType
from nacsim.nearest import nearest
from nacsim.scenario.quantity import Discrete, Normal, Pooled, Quantity, Triangular, Uniform

if TYPE_CHECKING:
    from numpy import ndarray

__all__ = [
    "Actor",
    "Chair",
    "Condition",
    "Discrete",
    "Event",
    "Expert",
    "Issue",
    "Normal",
    "Noted",
    "Observed",
    "Pooled",
    "Procedure",
    "Quantity",
    "Road",
    "Scenario",
    "Stance",
    "Triangular",
    "Uniform",
]


CHANGED = (
    'What a scenario says is changed in a new one, such as scenario.with_(members={"FRA": {"position": 85}})'
)


class Table(dict[str, Any]):
    """A table of a scenario. It cannot be written to: the rest of the scenario would not know."""

    def _refused(self, *_: Any, **__: Any) -> Any:
        raise WrongType(f"a table of a Scenario cannot be written to. {CHANGED}")

    __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = setdefault = update = _refused

    def __reduce__(self) -> tuple[Any, ...]:
        return Table, (dict(self),)


class Resolved(BaseModel):
    """Base of the types below: they do not change once made."""

    model_config = ConfigDict(extra="forbid", frozen=True, ignored_types=(cached_property,))

    def model_post_init(self, _: Any) -> None:
        """Close the tables, but for those of the file itself."""
        for name in self._tables():
            self.__dict__[name] = Table(self.__dict__[name])

    @classmethod
    @cache
    def _tables(cls) -> tuple[str, ...]:
        typed = ((name, field.annotation) for name, field in cls.model_fields.items())
        return tuple(name for name, kind in typed if get_origin(kind) is dict and kind != dict[str, Any])

    if not TYPE_CHECKING:  # a type checker says so by itself

        def __setattr__(self, name: str, value: Any) -> None:
            raise WrongType(f"{name} of a {type(self).__name__} cannot be set. {CHANGED}")


class Issue(Resolved):
    """One dimension of the proposal, in points.

    ``status_quo`` is None for a condition. ``floor`` is None where none is given, and for a lumpy issue,
    which has none; ``lumpy`` is true, false or the chance of it. ``residue`` is where the issue ends if the text
    fails, None for the status quo. The words for 0, 50 and 100 are empty if the file has none.
    """

    status_quo: float | None
    proposed: float
    floor: float | None
    lumpy: bool | float
    residue: float | None
    label: str
    zero: str
    midpoint: str
    hundred: str


class Stance(Resolved):
    """Where one member stands on each issue, in points; plain numbers are certain but for ``uncertainty``.

    What experts disagree about is ``Pooled``. ``shared`` names the group whose one line a stance is, by "resolve" or
    such as "position.office"; all who have it from there draw it together.
    """

    position: dict[str, Quantity]
    salience: dict[str, Quantity]
    resolve: Quantity
    influence: float | None
    indispensable: bool
    veto: bool
    weight: float | None
    population: float | None
    shared: dict[str, str]
    note: str
    confidence: str
    source: str


class Expert(Resolved):
    """One of several views of where members stand: how likely it is to be believed, and of whom it speaks.

    ``weight`` is a share of 1: 0 for an expert that is kept and not believed.
    """

    name: str
    weight: float
    members: tuple[str, ...]
    note: str
    source: str


class Actor(Resolved):
    """Somebody outside the room: stance -100 to 100, and reach over members of the room, 0-100.

    ``reach_column`` names the column of the member table that the reach was scaled from, if any.
    """

    name: str
    stance: Quantity
    reach: dict[str, Quantity]
    reach_column: str | None
    note: str


class Put(Resolved):
    """Where an event puts members, in points; what is not given stays."""

    position: dict[str, Quantity]
    salience: dict[str, Quantity]
    resolve: Quantity | None

    @property
    def empty(self) -> bool:
        """Whether nothing is given."""
        return not self.position and not self.salience and self.resolve is None


class Event(Resolved):
    """Something that may happen at the start of a round, with a probability 0-1.

    It comes in ``round`` (the first is 1), or in the first round that begins ``day`` days after the tabling or later, or
    ``delay`` rounds after the event ``after``. Events are known to each other by their place in the file; where one that
    is ``given`` has happened before, its chance is the one that stands there, and the first of several counts. It puts
    members where ``to`` says and adds the points of ``position``, ``salience`` and ``resolve``.
    """

    name: str
    round: int | None
    date: datetime.date | None
    day: float | None
    after: int | None
    delay: int | None
    probability: Quantity
    given: tuple[tuple[int, Quantity], ...]
    members: tuple[str, ...]
    to: Put
    position: dict[str, Quantity]
    salience: dict[str, Quantity]
    resolve: Quantity | None
    note: str


class Condition(Resolved):
    """So much of what is counted must be for the text: ``of`` is members, weights or population."""

    needed: Any
    of: str


class Procedure(Resolved):
    """The decision rule and its time; ``opt_out`` is None where calibration decides, ``rounds`` where the default does.

    ``horizon`` is the days after which the matter counts as still open, None where the file names none. ``rule`` is
    the name of a rule, empty where ``conditions`` say it in numbers; ``veto`` are all who have one in the room.
    """

    rule: str
    conditions: tuple[Condition, ...]
    blocking: Any
    veto: tuple[str, ...]
    abstain: str | None
    quorum: Any
    gavel: float
    rounds: int | None
    days_per_round: Quantity
    opt_out: bool | float | None
    spares: Quantity
    horizon: float | None


class Road(Resolved):
    """What the willing can do without the Council: chance 0-1, who must be willing, and what it is worth, 0-100.

    ``worth`` has every member of the room: the share of what the text as tabled would bring or cost it.
    """

    name: str
    chance: Quantity
    needs: tuple[str, ...]
    worth: dict[str, Quantity]
    note: str


class Noted(Resolved):
    """A note in place of a text that fails: chance 0-1, and what it is worth beside the text, 0-100."""

    chance: Quantity
    worth: Quantity
    note: str


class Chair(Resolved):
    """Who presides, and what the chair does; None where nobody of the room presides, or calibration decides."""

    member: str | None
    amends: Quantity | None
    side_payments: Quantity | None
    shelves: bool | None


class Observed(Resolved):
    """What came of a past decision. ``days`` is decided less tabled where the file does not give it."""

    outcome: str
    text: dict[str, float]
    blockers: tuple[str, ...]
    days: float | None
    decided: datetime.date | None
    censored: bool
    concessions: str


class Scenario(Resolved):
    """One question before one council, complete and checked. Made by ``load``, never by hand.

    ``date`` is None for today's members; ``ratification`` the days a willing member takes; ``uncertainty`` the
    coding errors in points; ``population`` None for a roster that does not give it; ``document`` the
    merged and overridden file.
    """

    name: str
    title: str
    date: datetime.date | None
    room: tuple[str, ...]
    absent: tuple[str, ...]
    roster: bool
    issues: dict[str, Issue]
    members: dict[str, Stance]
    experts: dict[str, Expert]
    pool: str
    actors: dict[str, Actor]
    events: tuple[Event, ...]
    procedure: Procedure
    chair: Chair
    uncertainty: dict[str, float | None]
    ratification: Quantity | None
    road: Road | None
    noted: Noted | None
    parameters: dict[str, Quantity]
    draw: bool
    network: tuple[str, tuple[tuple[str, tuple[tuple[str, float], ...]], ...]]
    population: tuple[float, ...] | None
    observed: Observed | None
    tabled: datetime.date | None
    category: str
    coding: dict[str, Any]
    document: dict[str, Any]

    @cached_property
    def ties(self) -> "ndarray":
        """Who listens to whom: (N, N), rows sum to 1, ``[i, j]`` how much i listens to j; read-only."""
        from nacsim.scenario.network import weights

        return weights(self.room, *self.network, self.influence)

    @property
    def decides(self) -> tuple[Any, ...]:
        """All that the decision rule is made of, to be compared with that of another scenario."""
        said = self.procedure
        each = tuple((condition.needed, condition.of) for condition in said.conditions)
        rest = (said.blocking, said.veto, said.abstain, said.quorum, self.weight, self.population)
        return (said.rule, each, *rest)

    @property
    def weight(self) -> tuple[float, ...] | None:
        """The votes of each member, None where the file does not give all of them."""
        given = tuple(self.members[code].weight for code in self.room)
        held = tuple(weight for weight in given if weight is not None)
        return held if len(held) == len(given) else None

    @property
    def influence(self) -> tuple[float, ...] | None:
        """How much each member is listened to beside the others, mean 1; None where the file says nothing of it.

        A member without a number counts as the mean of those that have one.
        """
        given = {code: m.influence for code, m in self.members.items() if m.influence is not None}
        if not given or not any(given.values()):
            return None
        mean = sum(given.values()) / len(given)
        return tuple(given.get(code, mean) / mean for code in self.room)

    @property
    def principal(self) -> str:
        """The name of the principal issue, the first in the file."""
        return next(iter(self.issues))

    def without_experts(self) -> "Scenario":
        """The scenario as the file has it where no expert is asked."""
        from nacsim.scenario.build import from_tables

        rest = {key: value for key, value in self.document.items() if key != "experts"}
        return from_tables(rest, self.name) if "experts" in self.document else self

    def with_values(self, values: dict[str, Any]) -> "Scenario":
        """The same scenario with keys such as ``members.FRA.position`` changed, checked as a file is.

        Raises ScenarioError that names the key and what is allowed.
        """
        from nacsim.scenario.build import with_values

        return with_values(self, values)

    def with_(self, **tables: Any) -> "Scenario":
        """The same scenario with tables laid over its own: ``with_(members={"FRA": {"position": 85}})``.

        What is not given stays as it is, and a whole table that is None is taken away; checked as a file is. Raises
        ScenarioError that names the key and what is allowed.
        """
        from nacsim.scenario.build import with_tables

        return with_tables(self, tables)

    if not TYPE_CHECKING:  # a type checker would take any name for one that is there

        def __getattr__(self, name: str) -> Any:
            if name.startswith("_"):
                return super().__getattr__(name)
            if name in PUBLIC:  # it is there, and failed: once more, for its own error
                return object.__getattribute__(self, name)
            close = nearest(name, [*type(self).model_fields, *PUBLIC])
            hint = f"; did you mean {close}?" if close else "."
            raise AttributeError(f"a Scenario has no {name}{hint} {CHANGED}")

    def __hash__(self) -> int:
        return hash((self.name, self.title, self.room))

    def __repr__(self) -> str:
        issues = ", ".join(self.issues)
        return f"<Scenario {self.name}: {self.title!r}, {len(self.room)} members, issues: {issues}>"


PUBLIC = ("ties", "decides", "weight", "influence", "principal", "with_values", "with_")
"""What a scenario can be asked for beside its fields."""
