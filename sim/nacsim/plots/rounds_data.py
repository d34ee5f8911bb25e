"""What the figures of the way take: stances before and after, objections over the rounds, one council."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy import ndarray

from nacsim.narrate import findings
from nacsim.narrate.council import AS_CODED, times_coded
from nacsim.narrate.figures import councils, says
from nacsim.narrate.words import joined, number, start
from nacsim.scale import as_points
from nacsim.vocabulary import AGREED

COLUMNS = 12
"""Rounds of one council that are shown; of a longer one the first and the last."""
LAST = 3
"""How many of them are the last, then."""


@dataclass(frozen=True)
class Stances:
    """Where members stand on the principal issue before and after the talks, 0-100; quantiles of runs."""

    title: str
    names: tuple[str, ...]
    before: ndarray  # (members, 5) at 5, 25, 50, 75 and 95 %
    after: ndarray  # (members, 5)
    shift: ndarray  # (members,) of the mean
    issue: str
    status_quo: float | None
    proposed: float
    members: int  # of the whole room
    notes: tuple[str, ...]
    silent: str


def stances(
    moments: Sequence[Any],
    scenario: Any,
    names: Mapping[str, str],
    subjects: Mapping[str, str] | None = None,
    most: int = 14,
) -> Stances:
    """The at most `most` members furthest from the text as tabled, the furthest first; from `watch`."""
    before = as_points(moments[0].state.position[0])
    after = before.copy()
    for moment in moments:
        after[:, moment.runs] = as_points(moment.state.position[0])
    issue = scenario.issues[scenario.principal]
    order = np.argsort(-abs(before.mean(1) - issue.proposed), kind="stable")[:most]
    cuts = (0.05, 0.25, 0.5, 0.75, 0.95)
    mean, shift = before.mean(1)[order], (after - before).mean(1)[order]
    codes = [scenario.room[i] for i in order]
    inside = [(subjects or names)[code] for code in codes]
    return Stances(
        title=findings.stances(inside, mean.tolist(), shift.tolist(), issue.proposed),
        names=tuple(names[code] for code in codes),
        before=np.quantile(before[order], cuts, axis=1).T,
        after=np.quantile(after[order], cuts, axis=1).T,
        shift=shift,
        issue=start(issue.label or scenario.principal),
        status_quo=issue.status_quo,
        proposed=issue.proposed,
        members=len(before),
        notes=(says("support.watched", councils=councils(before.shape[1])),),
        silent=says("stances.silent") if len(before) == 1 else "",
    )


@dataclass(frozen=True)
class Support:
    """How many members object, round by round; a council that has ended keeps its last value."""

    title: str
    rounds: tuple[int, ...]
    members: int
    median: ndarray  # (rounds,)
    half: tuple[ndarray, ndarray]  # limits of the middle half of the councils
    ninety: tuple[ndarray, ndarray]  # and of nine in ten
    failed: tuple[list[int], ...]  # the first three councils that failed, each to its end
    notes: tuple[str, ...]
    silent: str


def support(moments: Sequence[Any]) -> Support:
    """Members that object, from watched councils."""
    members, runs = moments[0].state.objects.shape
    values, lasted = np.zeros((len(moments), runs), int), np.zeros(runs, int)
    agreed = np.zeros(runs, bool)
    for k, moment in enumerate(moments):
        values[k] = values[max(k - 1, 0)]
        values[k, moment.runs] = moment.state.objects.sum(0)
        lasted[moment.runs] = k + 1
        agreed[moment.runs] = np.isin(moment.state.phase, AGREED)
    failed = np.flatnonzero(~agreed & (values[-1] > 0))[:3]
    low, lower, median, upper, high = np.quantile(values, (0.05, 0.25, 0.5, 0.75, 0.95), axis=1)
    paths = tuple(values[: lasted[r], r].tolist() for r in failed)
    rounds = tuple(m.round for m in moments)
    shown = int(np.searchsorted(np.sort(lasted), 0.995 * runs)) if runs else 0
    last = max(2, int(np.sort(lasted)[min(shown, runs - 1)]))
    few = says("support.silent") if high.max() <= 1 else says("support.once") if len(rounds) == 1 else ""
    cut = slice(min(last, len(rounds)))
    return Support(
        findings.support(rounds[cut], median[cut].tolist()),
        rounds[cut],
        members,
        median[cut],
        (lower[cut], upper[cut]),
        (low[cut], high[cut]),
        tuple(path[cut] for path in paths),
        (says("support.watched", councils=councils(runs)),),
        few,
    )


@dataclass(frozen=True)
class Column:
    """One round of one council as a column of a picture."""

    number: int
    text: tuple[str, ...]  # issue by issue
    speaks: tuple[bool, ...]
    hides: tuple[bool, ...]
    margin: tuple[float, ...]  # what the text is worth to each, points


@dataclass(frozen=True)
class Grid:
    """One council as a grid of members by rounds: those that ever object, and a few more to compare."""

    title: str
    names: tuple[str, ...]
    issues: tuple[str, ...]
    rounds: tuple[Column, ...]
    gap: int  # the place of the column before which rounds are left out, or 0
    notes: tuple[str, ...]
    silent: str


def grid(
    told: Any, names: Mapping[str, str], subjects: Mapping[str, str] | None = None, most: int = 12
) -> Grid:
    """The grid of a `nacsim.council.replay.Course`: at most `most` members, those that object most often first."""
    scenario, inside = told.scenario, subjects or names
    size = len(scenario.room)
    often = [sum(i in e.speaks or i in e.hides for e in told.rounds) for i in range(size)]
    order = sorted(range(size), key=lambda i: (-often[i], told.rounds[0].margin[i]))
    shown = order[: min(most, max(2, sum(k > 0 for k in often)))]
    objects = {inside[scenario.room[i]]: often[i] for i in order if often[i]}
    kept, gap, notes = _kept(told.rounds)
    silent = "" if objects else says("story.silent", run=told.run)
    return Grid(
        title=findings.story(told.run, objects, told.outcome) if objects else "",
        names=tuple(names[scenario.room[i]] for i in shown),
        issues=tuple(issue.label or key for key, issue in scenario.issues.items()),
        rounds=tuple(_column(told.rounds[k], k + 1, shown) for k in kept),
        gap=gap,
        notes=(
            " ".join(
                [
                    *_minds(told, inside, order[0]),
                    *_cost(told, inside, order[0]),
                    *_left(
                        size - len(shown),
                        len(objects) - len(shown),
                        [inside[scenario.room[i]] for i in shown if not often[i]],
                    ),
                    *notes,
                ]
            ),
        ),
        silent=silent,
    )


def _kept(rounds: Sequence[Any]) -> tuple[list[int], int, list[str]]:
    """Which rounds have a column, before which of them some are left out, and a word on that."""
    if len(rounds) <= COLUMNS:
        return list(range(len(rounds))), 0, []
    head = COLUMNS - LAST
    note = says("story.skipped", first=head + 1, last=len(rounds) - LAST)
    return [*range(head), *range(len(rounds) - LAST, len(rounds))], head, [note]


def _minds(told: Any, inside: Mapping[str, str], lead: int) -> list[str]:
    """How much the most frequent objector minds what it dislikes here, as far as it is not what is coded."""
    times = times_coded(told.drawn.minds[lead])
    who = inside[told.scenario.room[lead]]
    return [says("story.minds", who=who, times=times)] if times != AS_CODED else []


def _cost(told: Any, inside: Mapping[str, str], lead: int) -> list[str]:
    """What it costs the most frequent objector to stand alone, where it does."""
    first = next((e for e in told.rounds if e.speaks == (lead,) and not e.hides), None)
    who = inside[told.scenario.room[lead]]
    return [says("story.cost", who=who, points=number(first.cost[lead]))] if first else []


def _left(count: int, objecting: int, quiet: list[str]) -> list[str]:
    """A word on the members that are not shown, `objecting` of which object now and then, and on the `quiet` that are."""
    if quiet and count > 1:
        return [says("story.compare", who=start(joined(quiet)), count=count)]
    if objecting > 0:
        return [says("story.left.objecting", count=objecting, silent=count - objecting)]
    if not count:
        return []
    return [says("story.left.one") if count == 1 else says("story.left", count=count)]


def _column(entry: Any, place: int, shown: Sequence[int]) -> Column:
    return Column(
        place,
        tuple(f"{value:.0f}" for value in entry.text),
        tuple(i in entry.speaks for i in shown),
        tuple(i in entry.hides for i in shown),
        tuple(float(entry.margin[i]) for i in shown),
    )
