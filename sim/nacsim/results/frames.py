"""Results as tables of pandas, one row for each thing that there are several of."""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np

from nacsim.errors import Missing, WrongValue
from nacsim.nearest import offer
from nacsim.results.answer import Answer
from nacsim.results.outcomes import Outcomes
from nacsim.scale import as_points
from nacsim.scenario.format.write import inline
from nacsim.scenario.quantity import KINDS, centre
from nacsim.vocabulary import OUTCOMES

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
    return DataFrame(kinds[rows](answer))


def runs(outcomes: Outcomes) -> dict[str, Any]:
    """One row a council: what came of it, where each issue ends, how many objected."""
    from pandas import Categorical

    told: dict[str, Any] = {
        "run": np.arange(len(outcomes)),
        "outcome": Categorical.from_codes(outcomes.outcome.astype(int), list(OUTCOMES)),
        "adopted": outcomes.adopted,
        "rounds": outcomes.rounds.astype(int),
        "days": outcomes.days,
        "objectors": outcomes.first.sum(0),
        "blockers": outcomes.blocks.sum(0),
        "alone": outcomes.alone,
        "paid": outcomes.paid.sum(0),
    }
    ends = zip(outcomes.issues, outcomes.text, strict=True)
    return told | {f"text.{name}" if name in told else name: end for name, end in ends}


def members(outcomes: Outcomes) -> dict[str, Any]:
    """One row a council and member, the members in the order of the table."""
    from pandas import Categorical

    runs_, size = len(outcomes), len(outcomes.room)
    columns = {
        "objects_first": outcomes.first,
        "blocks": outcomes.blocks,
        "pivotal": outcomes.pivotal,
        "paid": outcomes.paid,
    }
    return {
        "run": np.repeat(np.arange(runs_), size),
        "member": Categorical.from_codes(np.tile(np.arange(size), runs_), list(outcomes.room)),
        **{name: flags.T.ravel() for name, flags in columns.items()},
    }


def rounds(outcomes: Outcomes) -> dict[str, Any]:
    """One row a council and round: the text as it stands after the round, and how many object. Played again."""
    if outcomes.question is None:
        raise WrongValue("frame('rounds') plays again, and this result does not know its scenario")
    moments = import_module("nacsim.council.watch").watch(outcomes.question, len(outcomes), outcomes.seed)
    whole = {
        "run": [m.runs for m in moments],
        "round": [np.full(len(m.runs), m.round) for m in moments],
        "objectors": [m.state.objects.sum(0) for m in moments],
        "speakers": [m.state.speaks.sum(0) for m in moments],
    }
    for d, issue in enumerate(outcomes.issues):
        name = f"text.{issue}" if issue in whole else issue
        whole[name] = [np.broadcast_to(as_points(m.state.text[d]), m.runs.shape) for m in moments]
    order = np.lexsort((np.concatenate(whole["round"]), np.concatenate(whole["run"])))
    return {name: np.concatenate(parts)[order] for name, parts in whole.items()}


RUN: dict[str, Callable[[Any], Any]] = {"runs": runs, "members": members, "rounds": rounds}
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
    "Validation": {"cases": listed("per_case", "case"), "scores": scores},
    "Stances": {"stances": stances},
    "Report": {"stances": stances, "changes": listed("changes"), "record": listed("record")},
}
"""Tables of every other result by its kind."""
