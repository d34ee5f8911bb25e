"""How councils end: outcomes and the range over what is not known, the rounds it takes, where the text comes to rest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from nacsim.narrate.figures import says
from nacsim.narrate.findings import outcome, plain
from nacsim.narrate.words import number, percent
from nacsim.plots import ends_data
from nacsim.plots.heads import Head, Mark
from nacsim.plots.lettering import apart, cut, wide
from nacsim.plots.look import COLOUR, POINT, faint, ink, look_of, muted, pale, paper
from nacsim.plots.style import bare, dots, drawn, names, of_run, plain_axis, share_axis
from nacsim.vocabulary import ADOPTED, OUTCOMES, REFUSED

LEFT = 0.42
"""The most of the width that names of outcomes take, with their numbers."""


@of_run(lambda run: ends_data.ends(run.summary, run.subjects, run.question))
@drawn(lambda data, size: 2.1 * len(_rows(data)) + 2.2)
def outcomes(data: ends_data.Ends, *, ax: Axes) -> Head:
    """A hundred councils as dots, by outcome, and above them the range of the answer over what is not known.

    `data`: `nacsim.plots.ends_data.Ends`.
    """
    size, rows = look_of(ax), _rows(data)
    pitch = 0.02 * (1 - LEFT) * size.width / POINT / (2.1 * size.em)  # of two dots below each other, in rows
    labels, values, bold = [], [], []
    for place, (kind, words, share) in enumerate(rows):
        y = -float(place)
        if kind == "range":
            _range(ax, y, data)
        elif kind == "total":
            bold.append(place)
        else:
            dots(ax, y, 0, share[1], COLOUR[kind], pitch)
        labels.append((y, words))
        values.append("" if kind == "range" else plain(share[0]))
    names(ax, labels, values=values, bold=bold, most=LEFT, lines=1)
    ax.set(xlim=(0, 100), ylim=(-len(rows) + 0.4, 0.6))
    ax.set_xticks([0, 25, 50, 75, 100])
    plain_axis(ax.xaxis, ax)
    ax.spines["left"].set_visible(False)
    return Head(data.title, data.deck, _bands(data), data.notes, data.question or says("outcomes.question"))


def _rows(data: ends_data.Ends) -> list[tuple[str, str, tuple[float, int]]]:
    """(kind, words, (share, dots of 100)) of every row from the top; outcomes that never come have none."""
    rows = [("range", says("outcomes.band"), (0.0, 0))] if data.range else []
    groups = (
        ("outcomes.adopted", ADOPTED, data.adopted), ("outcomes.failed", REFUSED, 1 - data.adopted),
    )  # fmt: skip
    for key, kinds, share in groups:
        rows.append(("total", says(key), (share, 0)))
        shown = {kind: data.outcomes[kind] for kind in kinds if data.outcomes.get(kind, 0) > 0}
        rows += [(k, outcome(k), (share, ends_data.of_hundred(share))) for k, share in shown.items()]
    return rows


def _range(ax: Axes, y: float, data: ends_data.Ends) -> None:
    """The range as a band, the part that is due to judged numbers darker, and the answer as a line."""
    known: Any = data.range
    low, high = 100 * known["low"], 100 * known["high"]
    ax.barh(y, max(high - low, 0.6), left=low, height=0.62, color=COLOUR["unknown"], lw=0)
    if known.get("numbers"):
        low, high = 100 * known["numbers"]["low"], 100 * known["numbers"]["high"]
        ax.barh(y, max(high - low, 0.6), left=low, height=0.34, color=COLOUR["judged"], lw=0)
    line = look_of(ax).line
    ax.vlines(100 * data.adopted, y - 0.42, y + 0.42, color=paper(), lw=3.4 * line)
    ax.vlines(100 * data.adopted, y - 0.42, y + 0.42, color=COLOUR["adopted"], lw=1.8 * line)


def _bands(data: ends_data.Ends) -> list[Mark]:
    if not data.range:
        return []
    parts: list[tuple[str, Any, str]] = [("outcomes.all", data.range, "unknown")]
    if data.range.get("numbers"):
        parts.append(("outcomes.numbers", data.range["numbers"], "judged"))
    return [
        Mark(says(key, low=f"{100 * told['low']:.0f}", high=f"{100 * told['high']:.0f}"), COLOUR[role])
        for key, told, role in parts
    ]


@of_run(lambda run: ends_data.timing(run.outcomes))
@drawn(24, silent=lambda data: data.silent)
def timing(data: ends_data.Timing, *, ax: Axes) -> Head:
    """Stacked cumulative share of councils that have ended by each round, one band an outcome.

    Competing endings add up to 100 %. Dark lines: adopted so far and ended so far; the pale bands around
    them are their 95 % intervals. `data`: `nacsim.plots.ends_data.Timing`.
    """
    size, first, last = look_of(ax), data.rounds[0] - 0.5, data.rounds[-1] + 0.5
    edges = [first, *(data.rounds + 0.5)]  # a round is as wide as any other, the last one too
    lower = 0 * data.upto[0]
    for k, name in enumerate(OUTCOMES):
        ax.stairs(data.upto[k], edges, baseline=lower, color=COLOUR[name], fill=True, lw=0)
        lower = data.upto[k]
    ax.stairs(0 * lower + 1, edges, baseline=lower, color=pale(), fill=True, lw=0)
    for k in {len(ADOPTED) - 1, len(OUTCOMES) - 1}:
        ax.stairs(data.high[k], edges, baseline=data.low[k], color=paper(), alpha=0.4, fill=True, lw=0)
        ax.stairs(data.upto[k], edges, baseline=None, color=ink(), lw=size.line)
    _name_bands(ax, data)
    for colour, wide_ in ((paper(), 2.4), (ink(), 1)):
        ax.axvline(data.median, color=colour, lw=wide_ * size.line, ls=(0, (3, 2)) if wide_ == 1 else "-")
    ax.annotate(
        says("timing.half"), (data.median, 1), (0, 0.35 * size.em), xycoords=("data", "axes fraction"),
        textcoords="offset points", ha=_side((data.median - first) / (last - first)), va="bottom", fontsize=size.small,
    )  # fmt: skip
    ax.set(xlim=(first, last), ylim=(0, 1))
    ax.xaxis.set_major_locator(MaxNLocator(nbins=10 if size.width > 5 else 6, integer=True))
    ax.set_xlabel(says("timing.axis"), fontsize=size.small, color=muted())
    plain_axis(ax.xaxis, ax)
    share_axis(ax.yaxis, ax)
    notes = [says("timing.note"), *([says("timing.late")] if data.final[OUTCOMES.index("delayed")] else [])]
    return Head(data.title, says("timing.deck"), (), (" ".join(notes),), says("timing.question"), above=1.2)


def _side(share: float) -> str:
    """How words above a place that far along an axis are aligned, so that they stay above it."""
    return "left" if share < 0.25 else "right" if share > 0.75 else "center"


def _name_bands(ax: Axes, data: ends_data.Timing) -> None:
    """Name each band right of its end; thin neighbours are moved apart and tied to their band."""
    size = look_of(ax)
    shown = [k for k in range(len(OUTCOMES)) if data.final[k] > 0]
    middles = [float(sum(data.final[:k]) + data.final[k] / 2) for k in shown]
    gap = 1.35 * size.em / ((24 - 3) * size.em)
    heights = apart(middles, gap, 0.03, 0.97)
    for k, middle, height in zip(shown, middles, heights, strict=True):
        ax.annotate(
            f"{plain(data.final[k])}  {outcome(OUTCOMES[k])}",
            xy=(1.0, middle),
            xytext=(1.0 + 1.6 * size.em * POINT / (0.7 * size.width), height),
            xycoords="axes fraction",
            textcoords="axes fraction",
            va="center",
            fontsize=size.em,
            arrowprops={
                "arrowstyle": "-",
                "color": muted(),
                "lw": 0.7 * size.line,
                "shrinkA": 1,
                "shrinkB": 0,
                "relpos": (0, 0.5),
            },
            annotation_clip=False,
        )


@of_run(lambda run: ends_data.texts(run.outcomes, run.scenario.issues))
@drawn(lambda data, size: 1.6 + 8.2 * len(data.issues), silent=lambda data: data.silent)
def text(data: ends_data.Texts, *, ax: Axes) -> Head:
    """Where each issue ends (0-100) in the councils that adopt a text: one histogram each, by outcome.

    The line under a row spans nine in ten of these councils, its dot is the mean. `data`: `nacsim.plots.ends_data.Texts`.
    """
    for row, issue in enumerate(reversed(data.issues)):
        lower = row + 0.16
        for k, name in enumerate(ADOPTED):
            bars = issue.share[k] * 0.42
            ax.bar(data.edges[:-1], bars, data.width, lower, align="edge", color=COLOUR[name], lw=0, zorder=3)
            lower = lower + bars
        _issue_frame(ax, row, issue)
    ax.set(xlim=(-2, 102), ylim=(-0.12, len(data.issues) - 0.02), yticks=[])
    ax.set_xticks([0, 25, 50, 75, 100])
    plain_axis(ax.xaxis, ax)
    bare(ax, "left")
    deck = says("text.deck", share=percent(data.adopted / data.runs))
    return Head(data.title, deck, list(_text_key(data)), data.notes, says("text.question"))


def _text_key(data: ends_data.Texts) -> Iterator[Mark]:
    for k, name in enumerate(ADOPTED):
        if any(issue.share[k].sum() > 0 for issue in data.issues):
            yield Mark(outcome(name), COLOUR[name])
    yield Mark(says("text.tabled"), ink(), "^")
    if any(issue.status_quo is not None for issue in data.issues):
        yield Mark(says("text.quo"), ink(), "^", hollow=True)
    yield Mark(says("text.span"), muted(), "-")


def _issue_frame(ax: Axes, row: int, issue: ends_data.IssueEnd) -> None:
    size, base = look_of(ax), row + 0.16
    ax.hlines(base, 0, 100, color=faint(), lw=0.8 * size.line, zorder=2)
    ax.hlines(base - 0.045, issue.p05, issue.p95, color=muted(), lw=1.6 * size.line, zorder=3)
    ax.plot(
        issue.mean,
        base - 0.045,
        "o",
        ms=0.42 * size.em,
        color=paper(),
        mec=muted(),
        mew=1.2 * size.line,
        zorder=4,
    )
    for place, hollow in ((issue.status_quo, True), (issue.proposed, False)):
        if place is not None:
            face = paper() if hollow else ink()
            ax.plot(
                place, base - 0.15, "^", ms=0.6 * size.em, mfc=face, mec=ink(), mew=0.9 * size.line, zorder=5
            )
    words = says("text.row", mean=number(issue.mean), low=number(issue.p05), high=number(issue.p95))
    across = 0.97 * size.width / POINT
    label = cut(issue.label, across, size.em, "bold")
    ax.text(0, row + 0.82, label, fontweight="bold", va="center", ha="left", zorder=5)
    together = wide(label, size.em, "bold") + wide(words, size.small) + 2 * size.em < across
    x, y, side = (100, row + 0.82, "right") if together else (0, row + 0.68, "left")
    ax.text(x, y, words, fontsize=size.small, va="center", ha=side, color=muted(), zorder=5)
