"""Results as tables of pandas, one row for each thing that there are several of."""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy import ndarray

from nacsim.errors import Missing, WrongValue
from nacsim.files.tables import Words
from nacsim.nearest import offer
from nacsim.results import tables
from nacsim.results.answer import Answer
from nacsim.results.answers import Summary
from nacsim.results.outcomes import Outcomes
from nacsim.results.records import TABLES

if TYPE_CHECKING:
    from pandas import DataFrame


def frame(answer: Answer, rows: str | None = None) -> "DataFrame":
    """A table of a result: `rows` says what a row is, by default the first that there is. WrongValue for another."""
    kinds = RUN if isinstance(answer, Outcomes) else TABLES[type(answer).__name__]
    rows = rows if rows is not None else next(iter(kinds))
    if rows not in kinds:
        raise WrongValue(f"frame({rows!r}): no such table; {offer(str(rows), kinds)}")
    try:
        from pandas import DataFrame
    except ModuleNotFoundError:
        raise Missing("A table needs pandas: pip install pandas", name="pandas") from None
    made = kinds[rows](answer)
    if isinstance(made, dict):
        made = {name: _categories(column) for name, column in made.items()}
    return DataFrame(made)


def _categories(column: Any) -> Any:
    from pandas import Categorical

    return Categorical.from_codes(column.places, list(column.names)) if isinstance(column, Words) else column


def runs(outcomes: Outcomes) -> dict[str, Any]:
    """One row a council, with the metrics that packages offer."""
    return tables.runs(outcomes)


def members(outcomes: Outcomes) -> dict[str, Any]:
    """One row a council and member. Without `speaks` where the councils cannot be played again."""
    spoke = watched(outcomes, tables.spoke)
    return tables.members(outcomes, None if spoke is None else np.concatenate(spoke, axis=1))


def rounds(outcomes: Outcomes) -> dict[str, Any]:
    """One row a council and round. Played again."""
    return tables.joined(_played_again("rounds", outcomes, partial(_rounds, issues=outcomes.issues)))


def round_members(outcomes: Outcomes) -> dict[str, Any]:
    """One row a council, round and member. Played again."""
    made = partial(_round_members, room=outcomes.room, issues=outcomes.issues)
    return tables.joined(_played_again("round_members", outcomes, made))


def _rounds(moments: Any, first: int, runs: int, *, issues: tuple[str, ...]) -> dict[str, Any]:
    return tables.rounds(moments, issues)


def _round_members(
    moments: Any, first: int, runs: int, *, room: tuple[str, ...], issues: tuple[str, ...]
) -> dict[str, Any]:
    return tables.round_members(moments, room, issues)


def _played_again(name: str, outcomes: Outcomes, made: Callable[..., Any]) -> list[Any]:
    outcomes.replayed(f"frame({name!r})")
    found = watched(outcomes, made)
    if found is None:
        raise WrongValue(
            f"frame({name!r}) plays the councils again, and these cannot be: the scenario is not known, or hands were "
            "forced, or another version played them"
        )
    return found


def watched(outcomes: Outcomes, made: Callable[..., Any]) -> list[Any] | None:
    """What `made` makes of councils that are played again; None if that cannot be, or they went otherwise."""
    if outcomes.question is None or outcomes.minds or not len(outcomes):
        return None
    watch = import_module("nacsim.council.watch").watched
    found = list(watch(outcomes.question, len(outcomes), outcomes.seed, Again(made)))
    went = [np.concatenate(part, axis=-1) for part in zip(*(same for same, _ in found), strict=True)]
    return [told for _, told in found] if as_before(outcomes, *went) else None


class Again:
    """Makes a table of watched councils, and keeps beside it what tells whether they went as before."""

    def __init__(self, made: Callable[..., Any]):
        self.made = made

    def __call__(self, moments: Any, first: int, runs: int) -> tuple[tuple[ndarray, ndarray], Any]:
        """(who breaks silence first, in how many rounds), and the table."""
        lasted = np.zeros(runs, int)
        for moment in moments:
            lasted[moment.runs - first] = moment.round
        return (moments[0].state.speaks, lasted), self.made(moments, first, runs)


def as_before(outcomes: Outcomes, first: ndarray, lasted: ndarray) -> bool:
    """Whether councils that were played again went as the rows say, which know of ratification too."""
    if outcomes.question is not None and outcomes.question.ratification is not None:
        return bool((first <= outcomes.first).all() and (lasted <= outcomes.rounds).all())
    return bool((first == outcomes.first).all() and (lasted == outcomes.rounds).all())


def _summed(rows: str) -> Callable[[Outcomes], Any]:
    """A table of what the councils come to, with intervals."""
    return lambda outcomes: TABLES["Summary"][rows](Summary.of(outcomes.counted()))


RUN: dict[str, Callable[[Any], Any]] = {
    "runs": runs,
    "outcomes": _summed("outcomes"),
    "shares": _summed("members"),
    "text": _summed("text"),
    "members": members,
    "rounds": rounds,
    "round_members": round_members,
}
"""Tables of what `simulate` returns."""
