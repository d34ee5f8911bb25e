"""The small tables behind the figures and stories, worked out from outcomes and from watched councils."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.metrics import share as share_of
from sim.outcomes import ADOPTED, OUTCOMES


def _interval(counts, runs: int) -> tuple[np.ndarray, np.ndarray]:
    """95 % limits of many shares at once; `counts` of `runs`, any shape."""
    values = {int(k): share_of(int(k), runs) for k in np.unique(counts)}
    low = np.vectorize(lambda k: values[int(k)]["low"], otypes=[float])
    high = np.vectorize(lambda k: values[int(k)]["high"], otypes=[float])
    return low(counts), high(counts)


@dataclass(frozen=True)
class Timing:
    """Share of councils that have ended by each day; arrays (6, T) are stacked: row k counts 0 to k."""

    days: np.ndarray  # (T,) days from 0
    upto: np.ndarray  # (6, T) cumulative and stacked over outcomes
    low: np.ndarray  # (6, T) 95 % limits of `upto`
    high: np.ndarray  # (6, T)
    final: np.ndarray  # (6,) share of each outcome
    median: float  # day by which half the councils have ended
    runs: int


def timing(outcomes, steps: int = 160) -> Timing:
    """When councils end, by outcome, on `steps` equal steps up to the day by which 99.5 % have ended."""
    ended, kind, runs = outcomes.days, outcomes.outcome, len(outcomes.days)
    last = float(np.quantile(ended, 0.995)) if runs > 1 else float(ended[0])
    days = np.linspace(0.0, max(last, 1.0), steps)
    by_kind = (np.sort(ended[kind == k]) for k in range(len(OUTCOMES)))
    counts = np.cumsum([np.searchsorted(when, days, "right") for when in by_kind], axis=0)
    low, high = _interval(counts, runs)
    final = np.bincount(kind, minlength=len(OUTCOMES)) / runs
    return Timing(days, counts / runs, low, high, final, float(np.median(ended)), runs)


@dataclass(frozen=True)
class IssueEnd:
    """Where one issue ends in the runs that adopt a text, 0-100."""

    label: str
    share: np.ndarray  # (4, bins) bar heights by outcome adopted; the tallest stack of the issue is 1
    mean: float
    p05: float
    p95: float
    status_quo: float | None
    proposed: float


@dataclass(frozen=True)
class Texts:
    """Where every issue ends; without a run that adopts there are no issues to show."""

    edges: np.ndarray  # (bins + 1,) edges of the bins, 0-100
    width: float  # of a bin
    issues: tuple[IssueEnd, ...]
    adopted: int  # runs that adopt
    runs: int


def texts(outcomes, issues: dict, width: float = 2.5) -> Texts:
    """Where each of a scenario's issues ends if a text is adopted, by outcome, in bins of `width` points."""
    edges = np.arange(-width / 2, 100 + width, width)
    kinds, ends = outcomes.outcome[outcomes.adopted], outcomes.text[:, outcomes.adopted]
    rows = zip(issues.items(), ends, strict=True) if len(kinds) else ()
    drawn = tuple(_issue_end(kinds, values, *pair, edges) for pair, values in rows)
    return Texts(edges, width, drawn, len(kinds), len(outcomes))


def _issue_end(kinds, values, name: str, issue, edges) -> IssueEnd:
    counts = np.stack([np.histogram(values[kinds == k], edges)[0] for k in range(len(ADOPTED))])
    p05, p95 = np.quantile(values, [0.05, 0.95])
    tallest = counts.sum(axis=0).max()
    label = issue.label or name
    return IssueEnd(label, counts / tallest, float(values.mean()), p05, p95, issue.status_quo, issue.proposed)


@dataclass(frozen=True)
class Objector:
    """How often a member breaks silence on the text as tabled and how often it blocks; shares of all runs."""

    name: str
    first: float
    first_range: tuple[float, float]  # 95 % limits
    blocks: float
    blocks_range: tuple[float, float]
    alone: float  # part of `blocks` in which nobody else objects


@dataclass(frozen=True)
class Objectors:
    """The members that object most, the first the most frequent."""

    rows: tuple[Objector, ...]
    left_out: int  # members not listed
    rest: float  # the largest share among them
    runs: int


def objectors(summary: dict, names: dict[str, str], most: int = 14, cut: float = 0.005) -> Objectors:
    """The at most `most` members that break silence first, or block, in at least the share `cut` of the runs.

    `names` gives the words for the codes (`sim.narrate.names_of`).
    """
    runs, members = summary["runs"], summary["members"]
    weight = {code: max(m["objects_first"], m["blocks"]) for code, m in members.items()}
    order = sorted(members, key=lambda code: (-weight[code], -members[code]["blocks"]))
    kept = [code for code in order if weight[code] >= cut][:most]
    left = [weight[code] for code in members if code not in kept]
    rows = tuple(_objector(names[code], members[code], runs) for code in kept)
    return Objectors(rows, len(left), max(left, default=0.0), runs)


def _objector(name: str, member: dict, runs: int) -> Objector:
    first, blocks = (share_of(round(member[key] * runs), runs) for key in ("objects_first", "blocks"))
    ranges = ((first["low"], first["high"]), (blocks["low"], blocks["high"]))
    return Objector(name, first["share"], ranges[0], blocks["share"], ranges[1], member["sole_blocker"])


@dataclass(frozen=True)
class Seats:
    """The chance of each seat to break silence on the text as tabled."""

    codes: tuple[str, ...]
    chance: tuple[float, ...]
    adopted: float
    margin: float  # the largest 95 % half-width of a chance


def seats(summary: dict) -> Seats:
    """Codes in the order of the table with their chance to break silence first."""
    members, runs = summary["members"], summary["runs"]
    chance = tuple(m["objects_first"] for m in members.values())
    ranges = [share_of(round(p * runs), runs) for p in chance]
    margin = max(max(r["high"] - r["share"], r["share"] - r["low"]) for r in ranges)
    return Seats(tuple(members), chance, summary["adopted"]["share"], margin)


@dataclass(frozen=True)
class Together:
    """Who blocks with whom, the most frequent blockers first."""

    names: tuple[str, ...]
    share: tuple[float, ...]  # of all runs in which the member blocks
    count: tuple[int, ...]  # the same as a number of runs
    joint: tuple[tuple[float, ...], ...]  # [i][j]: share of the runs blocked by i in which j blocks too


def together(tally, names: dict[str, str], most: int = 12) -> Together:
    """Conditional co-blocking among the at most `most` members that block most often (and block at all)."""
    often = tally.blocks
    order = [int(i) for i in np.argsort(-often, kind="stable") if often[i] > 0][:most]
    both = tally.together[np.ix_(order, order)] / np.maximum(often[order, None], 1)
    counts = tuple(int(often[i]) for i in order)
    words = tuple(names[tally.room[i]] for i in order)
    return Together(words, tuple(k / tally.runs for k in counts), counts, tuple(map(tuple, both.tolist())))
