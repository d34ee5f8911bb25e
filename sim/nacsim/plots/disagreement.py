"""Where experts disagree, and what the answer would be by each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes

from nacsim.explore.experts import by_expert
from nacsim.narrate.experts import believed, splits
from nacsim.narrate.figures import says
from nacsim.narrate.words import many, percent, shortened
from nacsim.plots.heads import Head, Mark
from nacsim.plots.look import COLOUR, faint, look_of, muted, paper
from nacsim.plots.style import bare, drawn, names, of_run, plain_axis
from nacsim.scenario.quantity import centre

LOOKS = (
    ("other", "o"),
    ("one", "s"),
    ("other", "^"),
    ("one", "D"),
    ("other", "s"),
    ("one", "o"),
    ("other", "D"),
)
"""Shades that are for nothing and against nothing, and marks, that tell experts apart."""
MOST = 10  # numbers shown
ENDS = (0.05, 0.95)  # of a distribution, drawn as a line


@dataclass(frozen=True)
class View:
    """What one expert says of one number, points; `low` and `high` hold nine tenths of it."""

    expert: int
    middle: float
    low: float
    high: float


@dataclass(frozen=True)
class Disagreement:
    """The numbers on which experts are farthest apart, and the answer by each."""

    rows: tuple[tuple[str, tuple[View, ...]], ...]  # name of the number, views
    experts: tuple[
        str, ...
    ]  # name, weight and answer of each; of many those of most weight, in the order of `looks`
    looks: tuple[int, ...]  # place of each expert among these; len(experts) for the others
    others: str  # how many others there are, and between which ends their answers lie
    left: int  # numbers on which they differ and that are not shown


def disagreement(run: Any) -> Disagreement:
    """From a run; where its summary does not know the answers by expert, they are played."""
    scenario = run.scenario
    told = run.summary.get("experts") or by_expert(scenario, seed=run.summary["seed"], jobs=1)
    found = splits(scenario)
    rows = tuple((_name(split, scenario, run.names), _views(split.views)) for split in found[:MOST])
    answers, asked = {row["expert"]: row["adopted"] for row in told}, believed(scenario)
    first = sorted(asked, key=lambda key: -asked[key].weight)[: len(LOOKS)]
    looks = tuple(first.index(key) if key in first else len(first) for key in asked)
    named = tuple(_said(asked[key], answers.get(key)) for key in first)
    rest = [answers[key]["share"] for key in asked if key not in first and key in answers]
    return Disagreement(rows, named, looks, _rest(rest), len(found) - len(rows))


def _rest(shares: list[float]) -> str:
    """What is said of experts that have no line of their own."""
    ends = sorted({f"{100 * share:.0f}" for share in (min(shares), max(shares))}, key=float) if shares else []
    return says("experts.others", others=many(len(shares), "other"), ends=" to ".join(ends)) if shares else ""


def _name(split: Any, scenario: Any, names: dict[str, str]) -> str:
    several = split.issue is not None and len(scenario.issues) > 1
    what = f"{split.what}, {scenario.issues[split.issue].label}" if several else split.what
    return shortened(f"{names[split.member]}: {what}", 44)


def _views(pooled: Any) -> tuple[View, ...]:
    def one(k: int, part: Any) -> View:
        low, high = (part, part) if isinstance(part, int | float) else map(float, part.quantile(ENDS))
        return View(k, centre(part), max(low, 0), min(high, 100))

    return tuple(one(k, part) for k, part in enumerate(pooled.parts))


def _said(expert: Any, answer: dict[str, float] | None) -> str:
    name, weight = shortened(expert.name, 30), percent(expert.weight)
    if answer is None:
        return says("experts.weight", name=name, weight=weight)
    share, low, high = (f"{100 * answer[key]:.0f}" for key in ("share", "low", "high"))
    return says("experts.answer", name=name, weight=weight, share=share, low=low, high=high)


@of_run(disagreement)
@drawn(lambda data, size: 2 + 2.1 * len(data.rows), silent=lambda data: _silent(data))
def experts(data: Disagreement, *, ax: Axes) -> Head:
    """A row a number on which experts differ, a mark an expert; in the key what each of them would have come of it.

    A line is nine tenths of what an expert gives as a distribution. `data`: `Disagreement`.
    """
    size = look_of(ax)
    count = len(data.experts) + bool(data.others)
    for y, (_, views) in enumerate(data.rows):
        middles = [view.middle for view in views]
        ax.hlines(-y, 0, 100, color=faint(), lw=0.6 * size.line, zorder=0)
        ax.hlines(-y, min(middles), max(middles), color=faint(), lw=3 * size.line, zorder=0)
        for view in views:
            place = data.looks[view.expert]
            height = -y - (0.16 if count == 2 else 0.5) * (place / max(count - 1, 1) - 0.5)
            mark = _mark(place)
            ax.plot([view.low, view.high], [height, height], color=mark.colour, lw=1.3 * size.line)
            ax.plot(
                view.middle,
                height,
                mark.kind,
                color=mark.colour,
                ms=0.6 * size.em,
                mec=paper(),
                clip_on=False,
            )
    names(ax, [(-k, name) for k, (name, _) in enumerate(data.rows)])
    ax.set(xlim=(0, 100), ylim=(-len(data.rows) + 0.4, 0.6))
    plain_axis(ax.xaxis, ax)
    bare(ax, "left")
    named = [*data.experts, *([data.others] if data.others else [])]
    key = [_mark(k, said) for k, said in enumerate(named)]
    notes = [says("experts.more", count=data.left)] if data.left > 0 else []
    title = says("experts.title", what=data.rows[0][0])
    return Head(title, says("experts.deck"), key, notes, says("experts.question"))


def _silent(data: Disagreement) -> str:
    if data.rows:
        return ""
    return says("experts.agree") if data.experts else says("experts.none")


def _mark(place: int, words: str = "") -> Mark:
    if place >= len(LOOKS):
        return Mark(words, muted(), ".")
    role, kind = LOOKS[place]
    return Mark(words, COLOUR[role], kind)
