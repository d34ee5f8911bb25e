"""The small tables behind the figures and stories, worked out from outcomes and from watched councils."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from nacsim.council.replay import tell
from nacsim.council.watch import watch
from nacsim.narrate import many, names_of
from nacsim.results.intervals import share as share_of
from nacsim.scale import as_points
from nacsim.vocabulary import ADOPTED, OUTCOMES

WATCHED = 2_000  # councils watched for the figures that need every round


def _interval(counts, runs: int) -> tuple[np.ndarray, np.ndarray]:
    """95 % limits of many shares at once; `counts` of `runs`, any shape."""
    values = {int(k): share_of(int(k), runs) for k in np.unique(counts)}
    low = np.vectorize(lambda k: values[int(k)]["low"], otypes=[float])
    high = np.vectorize(lambda k: values[int(k)]["high"], otypes=[float])
    return low(counts), high(counts)


@dataclass(frozen=True)
class Timing:
    """Share of councils that have ended by each round; arrays (6, T) are stacked: row k counts 0 to k."""

    rounds: np.ndarray  # (T,) rounds from 0
    upto: np.ndarray  # (6, T) cumulative and stacked over outcomes
    low: np.ndarray  # (6, T) 95 % limits of `upto`
    high: np.ndarray  # (6, T)
    final: np.ndarray  # (6,) share of each outcome
    median: float  # round by which half the councils have ended
    runs: int


def timing(outcomes) -> Timing:
    """When councils end, by outcome, round by round up to that by which 99.5 % have ended.

    In rounds and not in days: how long they take in days is what the file says of a round, and no forecast.
    """
    ended, kind, runs = outcomes.rounds, outcomes.outcome, len(outcomes.rounds)
    last = int(np.quantile(ended, 0.995)) if runs > 1 else int(ended[0])
    rounds = np.arange(max(last, 1) + 2)  # one more, so that the last step has a width
    by_kind = (np.sort(ended[kind == k]) for k in range(len(OUTCOMES)))
    counts = np.cumsum([np.searchsorted(when, rounds, "right") for when in by_kind], axis=0)
    low, high = _interval(counts, runs)
    final = np.bincount(kind, minlength=len(OUTCOMES)) / runs
    return Timing(rounds, counts / runs, low, high, final, float(np.median(ended)), runs)


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

    `names` gives the words for the codes (`nacsim.narrate.names_of`).
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


@dataclass(frozen=True)
class Stances:
    """Where members stand on the principal issue before and after the talks, 0-100; quantiles of runs."""

    names: tuple[str, ...]
    before: np.ndarray  # (members, 5) at 5, 25, 50, 75 and 95 %
    after: np.ndarray  # (members, 5)
    shift: np.ndarray  # (members,) of the mean
    issue: str
    status_quo: float | None
    proposed: float
    chosen: str  # how the members shown were chosen


def stances(moments, scenario, names: dict[str, str], most: int = 14) -> Stances:
    """The at most `most` members furthest from the text as tabled, the furthest first; from `watch`."""
    before = as_points(moments[0].state.position[0])
    after = before.copy()
    for moment in moments:
        after[:, moment.runs] = as_points(moment.state.position[0])
    issue = scenario.issues[scenario.principal]
    order = np.argsort(-abs(before.mean(1) - issue.proposed), kind="stable")[:most]
    cuts = (0.05, 0.25, 0.5, 0.75, 0.95)
    chosen = f"; the {most} of {len(before)} members furthest from the text" if len(before) > most else ""
    return Stances(
        names=tuple(names[scenario.room[i]] for i in order),
        before=np.quantile(before[order], cuts, axis=1).T,
        after=np.quantile(after[order], cuts, axis=1).T,
        shift=(after - before).mean(1)[order],
        issue=issue.label or scenario.principal,
        status_quo=issue.status_quo,
        proposed=issue.proposed,
        chosen=chosen,
    )


@dataclass(frozen=True)
class Support:
    """How many members do not object, round by round; a council that has ended keeps its last value."""

    rounds: tuple[int, ...]
    members: int
    median: np.ndarray  # (rounds,)
    half: tuple[np.ndarray, np.ndarray]  # limits of the middle half of the councils
    ninety: tuple[np.ndarray, np.ndarray]  # and of nine in ten
    failed: tuple[list[int], ...]  # the first three councils that failed, each to its end


def support(moments) -> Support:
    """Members that do not object, from watched councils."""
    members, runs = moments[0].state.objects.shape
    values, lasted = np.zeros((len(moments), runs), int), np.zeros(runs, int)
    for k, moment in enumerate(moments):
        values[k] = values[max(k - 1, 0)]
        values[k, moment.runs] = members - moment.state.objects.sum(0)
        lasted[moment.runs] = k + 1
    failed = np.flatnonzero(values[-1] < members)[:3]
    low, lower, median, upper, high = np.quantile(values, (0.05, 0.25, 0.5, 0.75, 0.95), axis=1)
    paths = tuple(values[: lasted[r], r].tolist() for r in failed)
    rounds = tuple(m.round for m in moments)
    return Support(rounds, members, median, (lower, upper), (low, high), paths)


@dataclass(frozen=True)
class Column:
    """One round of one council as a column of a picture."""

    text: str
    result: str
    speaks: tuple[bool, ...]
    objects: tuple[bool, ...]


@dataclass(frozen=True)
class Grid:
    """One council as a grid of members by rounds: those that ever object, and a few more to compare."""

    names: tuple[str, ...]
    rounds: tuple[Column, ...]
    issue: str
    run: int
    outcome: str
    left_out: int


def grid(told, names: dict[str, str], most: int = 12) -> Grid:
    """The grid of a `nacsim.council.replay.Course`: at most `most` members, those that object most often first."""
    scenario = told.scenario
    size = len(scenario.room)
    often = [sum(i in e.speaks or i in e.hides for e in told.rounds) for i in range(size)]
    order = sorted(range(size), key=lambda i: (-often[i], told.rounds[0].margin[i]))
    shown = order[: min(most, max(3, sum(k > 0 for k in often)))]
    columns = tuple(_column(entry, shown) for entry in told.rounds)
    label = scenario.issues[scenario.principal].label or scenario.principal
    words = tuple(names[scenario.room[i]] for i in shown)
    return Grid(words, columns, label, told.run, told.outcome, size - len(shown))


def _column(entry, shown: list[int]) -> Column:
    speaks = tuple(i in entry.speaks for i in shown)
    count = len(entry.speaks) + len(entry.hides)
    result = f"{count} object{'s' if count == 1 else ''}" if count else "no objection"
    objects = tuple(i in entry.speaks or i in entry.hides for i in shown)
    return Column(f"{entry.text[0]:.0f}", result, speaks, objects)


@dataclass(frozen=True)
class Run:
    """A run and what the figures take from it; what is expensive is worked out when first asked for."""

    scenario: Any
    outcomes: Any  # rows for the figures that need single councils
    tally: Any
    summary: dict
    council: int = 0

    @cached_property
    def names(self) -> dict[str, str]:
        """Code to name."""
        return names_of(self.scenario)

    @cached_property
    def moments(self) -> list:
        """The first councils of the run, watched round by round."""
        return watch(self._again(), min(self.summary["runs"], WATCHED), self.summary["seed"])

    def _again(self) -> Any:
        """The scenario, for a figure that plays again; WrongValue where members were of a class of their own."""
        return self.outcomes.replayed("this figure") if self.outcomes.minds else self.scenario

    @property
    def source(self) -> str:
        """The line under every figure."""
        s = self.summary
        return f"{s['scenario']} · {many(s['runs'], 'run')} · seed {s['seed']} · nacsim {s['version']}"

    @property
    def grid(self) -> Grid:
        """The council that is told, as a grid."""
        return grid(tell(self._again(), self.council, self.summary["seed"]), self.names)
