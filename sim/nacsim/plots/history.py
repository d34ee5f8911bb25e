"""How good the forecasts of past decisions are, beside simple rules."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes

from nacsim.narrate import findings
from nacsim.narrate.figures import says
from nacsim.plots.heads import Head, Mark
from nacsim.plots.look import COLOUR, Look, faint, look_of, muted
from nacsim.plots.style import bare, drawn, grid, interval, names, plain_axis, row_of

MOST = 0.52
"""The most of the width that the names of forecasters take, with their scores."""


def _ordered(data: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows, best on top."""
    return sorted(data["rows"], key=lambda row: row["value"], reverse=data["more"])


def _row(data: dict[str, Any], size: Look) -> float:
    """Ems of a row."""
    rows = data["rows"]
    return row_of(size, (each["name"] for each in rows), 1.7, MOST, [_short(each["value"]) for each in rows])


@drawn(
    lambda data, size: 2.6 + _row(data, size) * max(3, len(data["rows"])),
    silent=lambda data: "" if data["rows"] else says("scores.silent", what=data["what"]),
)
def scores(data: dict[str, Any], *, ax: Axes) -> Head:
    """One score of every forecaster, best on top, and each rule's less the model's with its 95 % interval.

    Where no such differences are given, the scores themselves are drawn, with the interval of the model's as a band.
    `data`: {"rows": [{"name", "value", "gap": {"value", "low", "high"} or None}], "model": name of the row to set off,
    "low", "high": its interval or None, "what": the score with its unit, "more": whether more is better, "better": which in
    words, "notes"}.
    """
    size, rows = look_of(ax), _ordered(data)
    paired = any(row.get("gap") for row in rows)
    for place, each in enumerate(rows):
        own = each["name"] == data["model"]
        role = "other" if own else "one"
        if paired:
            _gap(ax, -place, each, own)
        else:
            ax.hlines(-place, 0, each["value"], color=faint(), lw=size.line, zorder=1)
            ax.plot(
                each["value"], -place, "o", color=COLOUR[role], ms=(0.7 if own else 0.55) * size.em, zorder=3
            )
    own = [k for k, row in enumerate(rows) if row["name"] == data["model"]]
    values = [_short(row["value"]) for row in rows]
    lines = 1 if size.height else 2
    named = [(-k, each["name"]) for k, each in enumerate(rows)]
    names(ax, named, values=values, bold=own, most=MOST, lines=lines)
    ax.set_ylim(-len(rows) + 0.4, 0.6)
    if not paired:
        ax.set_xlim(0, 1.06 * max([row["value"] for row in rows] + [data["high"] or 0]) or 1)
    plain_axis(ax.xaxis, ax)
    grid(ax)
    bare(ax, "left", "bottom")
    return Head(*_said(data, rows, paired), data.get("notes", ()), says("scores.question"))


def _said(data: dict[str, Any], rows: list[dict[str, Any]], paired: bool) -> tuple[str, str, list[Mark]]:
    """Title, deck and key."""
    better = data["better"]
    if paired:
        title = data.get("title") or findings.better(rows, data["more"])
        return (
            title,
            says("scores.deck", what=data["what"], better=better),
            [Mark(says("scores.equal"), muted(), "-")],
        )
    return data["title"], says("scores.plain", what=data["what"], better=better), []


def _short(value: float) -> str:
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.3f}" if abs(value) < 0.995 else f"{value:.2f}"


def _gap(ax: Axes, y: float, row: dict[str, Any], own: bool) -> None:
    """A rule's score less the model's; hollow where chance would do it."""
    size, gap = look_of(ax), row.get("gap")
    if own:
        ax.axvline(0, color=muted(), lw=size.line, zorder=0)
    elif gap:
        sure = gap["low"] > 0 or gap["high"] < 0
        ax.barh(y, gap["value"], height=0.5, color=COLOUR["other" if sure else "one"], lw=0)
        interval(ax, gap["low"], gap["high"], y)


@drawn(lambda data, size: 10)
def robustness(data: dict[str, Any], *, ax: Axes) -> Head:
    """Scores under other codings of the same decisions, each as a multiple of the score as coded.

    `data`: {"as_coded": {score: value}, "each": [{score: value} per other coding]}.
    """
    size, rows = look_of(ax), list(data["as_coded"])
    most = 0.0
    for place, name in enumerate(rows):
        ratios = [row[name] / data["as_coded"][name] for row in data["each"]]
        most = max([most, *(abs(ratio - 1) for ratio in ratios)])
        ax.plot(
            ratios, [-place] * len(ratios), "o", color=COLOUR["other"], ms=0.5 * size.em, alpha=0.4, mew=0
        )
    ax.axvline(1, color=muted(), lw=size.line)
    names(ax, [(-k, says(f"robustness.{name}")) for k, name in enumerate(rows)])
    ax.set_ylim(-len(rows) + 0.4, 0.6)
    plain_axis(ax.xaxis, ax)
    bare(ax, "left")
    title = says("robustness.title", most=f"{100 * most:.0f}%")
    deck = says("robustness.deck", count=len(data["each"]))
    return Head(title, deck, (), (), says("robustness.question"))
