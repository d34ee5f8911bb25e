"""The tables of a run, column by column: the one maker of what `frame` gives and `nacsim run --out` writes.

Columns and their order are those of `nacsim.results.columns`. Numbers are rounded to what rows keep, hundredths of a
point and tenths of a day, so that a table is the same however it is carried.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy import ndarray

from nacsim.files.tables import Columns, Words
from nacsim.results.columns import TABLES, headings, metric_headings
from nacsim.results.metrics import measured
from nacsim.results.outcomes import Outcomes
from nacsim.scale import as_points
from nacsim.vocabulary import OUTCOMES

DIGITS, DAY_DIGITS = 2, 1


def runs(outcomes: Outcomes, first: int = 0) -> dict[str, Any]:
    """One row a council, numbered from `first`: what came of it, where each issue ends, and the metrics of packages."""
    names = headings(TABLES["runs"], outcomes.issues)
    ends = zip(outcomes.issues, outcomes.text.round(DIGITS), strict=True)
    told = {
        "run": np.arange(first, first + len(outcomes)),
        "outcome": Words(outcomes.outcome.astype(int), OUTCOMES),
        "adopted": outcomes.adopted,
        "rounds": outcomes.rounds.astype(int),
        "days": outcomes.days.round(DAY_DIGITS),
        "objectors": outcomes.first.sum(0),
        "blockers": outcomes.blocks.sum(0),
        "alone": outcomes.alone,
        "paid": outcomes.paid.sum(0).round(DIGITS),
        **{names[issue]: end for issue, end in ends},
    }
    offered = measured(outcomes)
    return told | {heading: offered[name] for name, heading in metric_headings(told, offered).items()}


def members(outcomes: Outcomes, spoke: ndarray | None, first: int = 0) -> dict[str, Any]:
    """One row a council and member, the members in the order of the table.

    `spoke` (N, R) bool: who breaks silence in the Council in any round; without it there is no column `speaks`.
    """
    size, firsts = len(outcomes.room), outcomes.first
    flags = {
        "objects_first": firsts,
        "speaks": None if spoke is None else spoke | firsts,
        "blocks": outcomes.blocks,
        "pivotal": outcomes.pivotal,
        "paid": outcomes.paid.round(DIGITS),
    }
    return {
        "run": np.repeat(np.arange(first, first + len(outcomes)), size),
        "member": Words(np.tile(np.arange(size), len(outcomes)), outcomes.room),
        **{name: told.T.ravel() for name, told in flags.items() if told is not None},
    }


def spoke(moments: Sequence[Any], first: int, runs: int) -> ndarray:
    """Who breaks silence in the Council in any round, (N, R) bool, of councils `first` and on that were watched."""
    found = np.zeros((len(moments[0].state.speaks), runs), bool)
    for moment in moments:
        found[:, moment.runs - first] |= moment.state.speaks
    return found


def rounds(moments: Sequence[Any], issues: tuple[str, ...]) -> dict[str, Any]:
    """One row a council and round: the text as it stands after the round, and how many object."""
    names = headings(TABLES["rounds"], issues)
    told = {
        "run": [m.runs for m in moments],
        "round": [np.full(len(m.runs), m.round) for m in moments],
        "objectors": [m.state.objects.sum(0) for m in moments],
        "speakers": [m.state.speaks.sum(0) for m in moments],
        **{
            names[issue]: [_points(m.state.text[d], m.runs.shape) for m in moments]
            for d, issue in enumerate(issues)
        },
    }
    return in_order(told)


def round_members(moments: Sequence[Any], room: tuple[str, ...], issues: tuple[str, ...]) -> dict[str, Any]:
    """One row a council, round and member, the members in the order of the table."""
    names, size = headings(TABLES["round_members"], issues), len(room)
    order = [np.arange(size)] * sum(len(m.runs) for m in moments)
    told = {
        "run": [np.repeat(m.runs, size) for m in moments],
        "round": [np.full(len(m.runs) * size, m.round) for m in moments],
        "member": order,
        "objects": [m.state.objects.T.ravel() for m in moments],
        "speaks": [m.state.speaks.T.ravel() for m in moments],
        "worth": [_by_member(m.state.margin, m, size) for m in moments],
        "cost": [_by_member(m.state.terms.cost, m, size) for m in moments],
        "paid": [_by_member(m.state.paid, m, size) for m in moments],
        **{
            names[issue]: [_by_member(m.state.position[d], m, size) for m in moments]
            for d, issue in enumerate(issues)
        },
    }
    made = in_order(told)
    return made | {"member": Words(made["member"], room)}


def _by_member(values: ndarray, moment: Any, size: int) -> ndarray:
    return _points(values, (size, len(moment.runs))).T.ravel()


def _points(values: ndarray, shape: tuple[int, ...]) -> ndarray:
    found: ndarray = np.broadcast_to(as_points(values.astype(float)), shape).round(DIGITS) + 0.0  # no -0.0
    return found


def in_order(told: dict[str, list[ndarray]]) -> dict[str, Any]:
    """Columns that came round by round, by council and then by round."""
    whole = {name: np.concatenate(parts) for name, parts in told.items()}
    order = np.lexsort((whole["round"], whole["run"]))
    return {name: column[order] for name, column in whole.items()}


def joined(parts: Sequence[Columns]) -> dict[str, Any]:
    """Tables of the same columns one below the other."""
    return {
        name: Words(np.concatenate([p[name].places for p in parts]), column.names)  # type: ignore[union-attr]
        if isinstance(column, Words)
        else np.concatenate([p[name] for p in parts])
        for name, column in parts[0].items()
    }
