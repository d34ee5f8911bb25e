"""Results as tables of pandas, one row for each thing that there are several of."""

from collections.abc import Callable, Iterator
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
from nacsim.results.metrics import measured
from nacsim.results.outcomes import Outcomes
from nacsim.scenario.format.write import inline
from nacsim.scenario.quantity import KINDS, centre

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
    told = tables.runs(outcomes)
    offered = measured(outcomes).items()
    return told | {f"metric.{name}" if name in told else name: numbers for name, numbers in offered}


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


RUN: dict[str, Callable[[Any], Any]] = {
    "runs": runs,
    "members": members,
    "rounds": rounds,
    "round_members": round_members,
}
"""Tables of what `simulate` returns."""


def flat(told: dict[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Columns of nested data: a share with its interval is `adopted`, `adopted_low`, `adopted_high`."""
    for key, value in told.items():
        name = (
            above
            if key in ("share", "value") and "low" in told and above
            else f"{above}_{key}"
            if above
            else key
        )
        if isinstance(value, dict):
            yield from flat(value, name)
        else:
            yield name, value


def listed(key: str, name: str | None = None) -> Callable[[Any], list[dict[str, Any]]]:
    """The rows under a key: of a table one an entry, called `name`; of a list one an item."""

    def made(result: Any) -> list[dict[str, Any]]:
        told = result.to_dict()[key]
        if name is None:
            return [dict(flat(row)) for row in told]
        rows = ((k, row if isinstance(row, dict) else {"value": row}) for k, row in told.items())
        return [{name: k, **dict(flat(row))} for k, row in rows]

    return made


def points(sweep: Any) -> list[dict[str, Any]]:
    """One row a point: the inputs, and what comes of them."""
    return [
        dict(zip(sweep.inputs, p["inputs"], strict=True))
        | dict(flat({k: v for k, v in p.items() if k != "inputs"}))
        for p in sweep["points"]
    ]


def scenarios(comparison: Any) -> list[dict[str, Any]]:
    """One row a scenario: how it ends, and how much more is adopted than under the first."""
    changes = [{}, *({"change": d["adopted"]} for d in comparison["differences"])]
    keys = ("scenario", "adopted", "outcomes", "rounds", "days")
    rows = zip(comparison["results"], changes, strict=True)
    return [dict(flat({k: told[k] for k in keys} | change)) for told, change in rows]


def compared_members(comparison: Any) -> list[dict[str, Any]]:
    """One row a scenario and member."""
    return [
        {"scenario": told["scenario"], "member": code, **shares}
        for told in comparison["results"]
        for code, shares in told["members"].items()
    ]


def swaps(agreement: Any) -> list[dict[str, Any]]:
    """One row a decision and what was taken from the second coding; first the first coding as it is."""
    rows = []
    for told in agreement["decisions"]:
        head = {"first": told["first"], "second": told["second"]}
        rows += [
            head | dict(flat(row))
            for row in ({"what": "nothing", "adopted": told["adopted"]}, *told["swaps"])
        ]
    return rows


def agenda_texts(agenda: Any) -> list[dict[str, Any]]:
    """One row a text, and the tied one last."""
    rows = [
        {"text": each["scenario"], **each["alone"]} | {f"tied_{k}": v for k, v in each["difference"].items()}
        for each in agenda["texts"]
    ]
    return [*rows, {"text": agenda["tied"], **agenda["all_tied"]}]


def scores(validation: Any) -> list[dict[str, Any]]:
    """One row a forecaster: the model, then the simple rules."""
    rows = {"model": validation.to_dict(), **validation["baselines"]}
    keys = [k for k, v in validation.items() if isinstance(v, float)]
    return [{"forecaster": n, **{k: row.get(k) for k in keys}, **row["blockers"]} for n, row in rows.items()]


def stances(told: Any) -> list[dict[str, Any]]:
    """One row a member and issue; of a distribution its mean, and itself, as a file has it, in a column beside that."""
    rows = []
    for code, stance in (told.stances if hasattr(told, "runs") else told.members).items():
        for issue in stance.position:
            numbers = {"position": stance.position[issue], "salience": stance.salience[issue]}
            row: dict[str, Any] = {"member": code, "name": stance.name, "issue": issue}
            for key, quantity in (numbers | {"resolve": stance.resolve}).items():
                row |= {key: mean_of(quantity), f"{key}_drawn": drawn(quantity)}
            words = {"confidence": stance.confidence, "note": stance.note, "source": stance.source}
            rows.append(row | words | {"tables": " < ".join(stance.tables)})
    return rows


def mean_of(quantity: Any) -> float:
    """The mean of a quantity as plain data has it."""
    return float(centre(KINDS[frozenset(quantity)](**quantity) if isinstance(quantity, dict) else quantity))


def drawn(quantity: Any) -> str:
    """A distribution as a file writes it; empty for a number."""
    return inline(quantity) if isinstance(quantity, dict) else ""


TABLES: dict[str, dict[str, Callable[[Any], Any]]] = {
    "Summary": {"outcomes": listed("outcomes", "outcome"), "members": listed("members", "member")},
    "Comparison": {"scenarios": scenarios, "members": compared_members},
    "Agenda": {"texts": agenda_texts, "members": listed("members", "member")},
    "Sweep": {"points": points},
    "Sensitivity": {"inputs": listed("inputs", "input"), "screened": listed("screened", "input")},
    "Pivots": {"members": listed("members", "member"), "sets": listed("sets")},
    "Bridge": {"packages": listed("packages"), "frontier": listed("frontier")},
    "Discovery": {"boxes": listed("boxes"), "tree": listed("tree"), "adoption": listed("adoption")},
    "Agreement": {
        "swaps": swaps,
        "scales": listed("scales", "scale"),
        "apart": listed("apart"),
        "unlike": listed("unlike"),
    },
    "Validation": {"cases": listed("per_case", "case"), "scores": scores},
    "Stances": {"stances": stances},
    "Report": {"stances": stances, "changes": listed("changes"), "record": listed("record")},
}
"""Tables of every other result by its kind."""
