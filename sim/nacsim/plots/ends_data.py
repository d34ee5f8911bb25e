"""What the figures of the end take: the outcomes, when they come, and where the text comes to rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy import ndarray

from nacsim.narrate import findings
from nacsim.narrate.figures import councils, says
from nacsim.narrate.words import joined, number, start
from nacsim.results.intervals import share as share_of
from nacsim.vocabulary import ADOPTED, OUTCOMES


@dataclass(frozen=True)
class Ends:
    """How councils end, as shares of all of them."""

    title: str
    deck: str
    question: str  # of the scenario; may be empty
    outcomes: Mapping[str, float]
    adopted: float
    range: Mapping[str, Any] | None  # over what is not known: low, high, level, numbers
    notes: tuple[str, ...]


def ends(summary: Mapping[str, Any], subjects: Mapping[str, str], question: str = "") -> Ends:
    """The outcomes of a run; `subjects` gives the words for the codes inside a sentence."""
    known = summary.get("range")
    level = [says("outcomes.level", level=f"{known['level']:.0%}")] if known else []
    deck = f"{findings.obstacles(summary, subjects)}."
    return Ends(
        title=findings.ends(summary),
        deck=deck,
        question=question,
        outcomes={name: value["share"] for name, value in summary["outcomes"].items()},
        adopted=summary["adopted"]["share"],
        range=known,
        notes=(" ".join([says("outcomes.dot"), *level, findings.dice(summary), says("thought")]),),
    )


def of_hundred(share: float) -> int:
    """How many of a hundred councils stand for a share (0 to 1): what the number beside them says, each row for itself."""
    return int(f"{100 * share:.0f}")


@dataclass(frozen=True)
class Timing:
    """Share of councils that have ended by each round; arrays (6, T) are stacked: row k counts 0 to k."""

    title: str
    rounds: ndarray  # (T,) rounds from 1
    upto: ndarray  # (6, T) cumulative and stacked over outcomes
    low: ndarray  # (6, T) 95 % limits of `upto`
    high: ndarray  # (6, T)
    final: ndarray  # (6,) share of each outcome
    median: float  # round by which half the councils have ended
    silent: str


def timing(outcomes: Any) -> Timing:
    """When councils end, by outcome, round by round up to that by which 99.5 % have ended.

    In rounds and not in days: how long they take in days is what the file says of a round, and no forecast.
    """
    ended, kind, runs = outcomes.rounds, outcomes.outcome, len(outcomes.rounds)
    same = (ended == ended[0]).all()
    rounds = np.arange(1, max(int(np.quantile(ended, 0.995)), 1 if same else 2) + 1)
    by_kind = (np.sort(ended[kind == k]) for k in range(len(OUTCOMES)))
    counts = np.cumsum([np.searchsorted(when, rounds, "right") for when in by_kind], axis=0)
    low, high = _interval(counts, runs)
    final, median = np.bincount(kind, minlength=len(OUTCOMES)) / runs, float(np.median(ended))
    silent = says("timing.silent", round=int(ended[0])) if same else ""
    title = findings.timing(final.tolist(), median, OUTCOMES)
    return Timing(title, rounds, counts / runs, low, high, final, median, silent)


def _interval(counts: ndarray, runs: int) -> tuple[ndarray, ndarray]:
    """95 % limits of many shares at once; `counts` of `runs`, any shape."""
    values = {int(k): share_of(int(k), runs) for k in np.unique(counts)}
    low = np.vectorize(lambda k: values[int(k)]["low"], otypes=[float])
    high = np.vectorize(lambda k: values[int(k)]["high"], otypes=[float])
    return low(counts), high(counts)


@dataclass(frozen=True)
class IssueEnd:
    """Where one issue ends in the runs that adopt a text, 0-100."""

    label: str
    share: ndarray  # (4, bins) bar heights by outcome adopted; the tallest stack of the issue is 1
    mean: float
    p05: float
    p50: float
    p95: float
    status_quo: float | None
    proposed: float


@dataclass(frozen=True)
class Texts:
    """Where issues end; those that nearly always end at one place are told in the notes."""

    title: str
    edges: ndarray  # (bins + 1,) edges of the bins, 0-100
    width: float  # of a bin
    issues: tuple[IssueEnd, ...]
    adopted: int  # runs that adopt
    runs: int
    notes: tuple[str, ...]
    silent: str


def texts(outcomes: Any, issues: Mapping[str, Any], width: float = 2.5) -> Texts:
    """Where each of a scenario's issues ends if a text is adopted, by outcome, in bins of `width` points."""
    edges = np.arange(-width / 2, 100 + width, width)
    kinds, ends = outcomes.outcome[outcomes.adopted], outcomes.text[:, outcomes.adopted]
    rows = zip(issues.items(), ends, strict=True) if len(kinds) else ()
    found = [_issue_end(kinds, values, *pair, edges) for pair, values in rows]
    shown = tuple(end for end in found if end.p05 != end.p95)
    fixed = [end for end in found if end not in shown]
    told = [says("text.fixed", issue=end.label, place=number(end.p50)) for end in fixed]
    note = (says("text.nine", ends=joined(told)),) if told else ()
    title = findings.texts([(end.label, end.proposed, end.mean) for end in shown]) if shown else ""
    runs = len(outcomes)
    silent = "" if shown else note[0] if note else says("text.none", councils=councils(runs))
    return Texts(title, edges, width, shown, len(kinds), runs, note, silent)


def _issue_end(kinds: ndarray, values: ndarray, name: str, issue: Any, edges: ndarray) -> IssueEnd:
    counts = np.stack([np.histogram(values[kinds == k], edges)[0] for k in range(len(ADOPTED))])
    p05, p50, p95 = map(float, np.quantile(values, [0.05, 0.5, 0.95]))
    tallest = counts.sum(axis=0).max()
    label = start(issue.label or name)
    return IssueEnd(
        label, counts / tallest, float(values.mean()), p05, p50, p95, issue.status_quo, issue.proposed
    )
