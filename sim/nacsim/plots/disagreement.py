"""Where experts disagree, and what the answer would be by each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes

from nacsim.explore.experts import by_expert
from nacsim.narrate.experts import believed, splits
from nacsim.narrate.words import many, percent, shortened
from nacsim.plots.style import BLUE, DARK, FAINT, MUTED, RUST, SAND, bare, drawn, nothing, of_run
from nacsim.scenario.quantity import centre

LOOKS = (
    (BLUE, "o"),
    (RUST, "s"),
    ("#2E7DB3", "D"),
    (SAND, "^"),
    (DARK, "v"),
    ("#8CCBEA", "P"),
    ("#A19C97", "X"),
)
"""Colours and marks, which tell experts apart in print as well."""
OTHERS = (MUTED, ".")
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
    return f"{many(len(shares), 'other')}:\nadopted in {' to '.join(ends)} of 100" if shares else ""


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
    line = f"{shortened(expert.name, 30)}, weight {percent(expert.weight)}"
    if answer is None:
        return line
    low, high = (f"{100 * answer[key]:.0f}" for key in ("low", "high"))
    return f"{line}\nadopted in {100 * answer['share']:.0f} of 100 ({low} to {high})"


@of_run(disagreement)
@drawn(
    lambda data: (8.6, 1.7 + max(0.34 * len(data.rows), 0.4 * (len(data.experts) + bool(data.others)), 1.2))
)
def experts(data: Disagreement, *, ax: Axes) -> Axes:
    """A row a number on which experts differ, a mark an expert; beside it what each of them would have come of it.

    A line is nine tenths of what an expert gives as a distribution. `data`: `Disagreement`.
    """
    ax.set_title("Where experts disagree, and the answer by each")
    if not data.rows:
        return nothing(ax, "No two experts differ." if data.experts else "No expert is asked.")
    count = len(data.experts) + bool(data.others)
    for y, (_, views) in enumerate(data.rows):
        ax.axhline(y, color=FAINT, lw=0.6, zorder=0)
        middles = [view.middle for view in views]
        ax.plot([min(middles), max(middles)], [y, y], color=FAINT, lw=4, solid_capstyle="butt", zorder=0)
        for view in views:
            place = data.looks[view.expert]
            colour, mark = (*LOOKS, OTHERS)[min(place, len(LOOKS))]
            height = y + (0.16 if count == 2 else 0.5) * (place / max(count - 1, 1) - 0.5)
            ax.plot([view.low, view.high], [height, height], color=colour, lw=1.4)
            ax.plot(view.middle, height, mark, color=colour, ms=5.5, mec="white", mew=0.5, clip_on=False)
    named = [*data.experts, *([data.others] if data.others else [])]
    for said, (colour, mark) in zip(named, (*LOOKS, OTHERS), strict=False):
        ax.plot([], [], mark, color=colour, ms=6, label=said)
    ax.legend(loc="upper left", bbox_to_anchor=(1.02, 1.02), fontsize=8, labelspacing=0.9, borderaxespad=0)
    ax.set_yticks(range(len(data.rows)), [name for name, _ in data.rows])
    more = f"; they differ on {data.left} more" if data.left > 0 else ""
    ax.set(xlim=(0, 100), ylim=(len(data.rows) - 0.4, -0.6), xlabel=f"Points of the scale{more}")
    bare(ax, "left")
    return ax
