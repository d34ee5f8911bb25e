"""How councils end: the distribution of outcomes, the time it takes, and where the text comes to rest."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from nacsim.narrate import between, percent
from nacsim.plots import run_data
from nacsim.plots.style import (
    COLOUR,
    DARK,
    FAINT,
    MUTED,
    PALE,
    apart,
    bare,
    drawn,
    interval,
    key,
    nothing,
    of_run,
    percent_axis,
    title,
)
from nacsim.vocabulary import ADOPTED, OUTCOME, OUTCOMES


@of_run(lambda run: run.summary)
@drawn((7.0, 3.5))
def outcomes(summary: dict, *, ax: Axes) -> Axes:
    """A bar for each of the six outcomes with its 95 % interval; a bracket adds up the four adoptions.

    `summary`: the result of a run (`nacsim.results.summary.summary`).
    """
    rows = list(reversed(OUTCOMES))
    for y, name in enumerate(rows):
        value = summary["outcomes"][name]
        share, low, high = value["share"], value["low"], value["high"]
        ax.barh(y, share, color=COLOUR[name], height=0.68)
        interval(ax, low, high, y)
        ax.text(max(share, high) + 0.012, y, percent(share), va="center", fontweight="bold")
    _bracket(ax, summary["adopted"])
    ax.set_yticks(range(len(rows)), [OUTCOME[name].label for name in rows])
    ax.set(xlim=(0, 1.34), ylim=(-0.6, len(rows) - 0.4), xlabel="Share of councils (bar ends: 95% interval)")
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1])
    ax.spines["bottom"].set_bounds(0, 1)
    ax.xaxis.set_label_coords(0.5 / 1.34, -0.11)
    percent_axis(ax.xaxis)
    bare(ax)
    ax.set_title(f"How {summary['runs']:,} councils end" if summary["runs"] > 1 else "How one council ends")
    return ax


def _bracket(ax: Axes, adopted: dict) -> None:
    x, middle = 1.12, len(OUTCOMES) - (len(ADOPTED) + 1) / 2
    low, high = middle - len(ADOPTED) / 2 + 0.16, middle + len(ADOPTED) / 2 - 0.16
    ax.plot([x - 0.015, x, x, x - 0.015], [low, low, high, high], color=MUTED, lw=1)
    ax.text(x + 0.02, middle + 0.16, percent(adopted["share"]), fontsize=13, fontweight="bold", va="center")
    ax.text(x + 0.02, middle - 0.32, "adopted", va="center")
    ax.text(
        x + 0.02,
        middle - 0.7,
        f"({between(adopted['low'], adopted['high'])})",
        va="center",
        fontsize=7.5,
        color=MUTED,
    )


@of_run(lambda run: run_data.timing(run.outcomes))
@drawn((7.4, 3.7))
def timing(data, *, ax: Axes) -> Axes:
    """Stacked cumulative share of councils that have ended by each round, one band an outcome.

    Competing endings add up to 100 %. Dark lines: adopted so far and ended so far; the pale bands around
    them are their 95 % intervals.
    `data`: `nacsim.plots.run_data.Timing`.
    """
    lower = [0.0] * len(data.rounds)
    for k, name in enumerate(OUTCOMES):
        ax.fill_between(data.rounds, lower, data.upto[k], color=COLOUR[name], lw=0, step="post")
        lower = data.upto[k]
    ax.fill_between(data.rounds, lower, 1, color=PALE, lw=0, step="post")
    for k in {len(ADOPTED) - 1, len(OUTCOMES) - 1}:
        ax.fill_between(data.rounds, data.low[k], data.high[k], color="white", alpha=0.4, lw=0, step="post")
        ax.step(data.rounds, data.upto[k], color=DARK, lw=1, where="post")
    _name_bands(ax, data)
    ax.axvline(data.median, color="white", lw=2.4)
    ax.axvline(data.median, color=DARK, lw=1, ls=(0, (3, 2)))
    ax.text(
        data.median,
        1.015,
        f"half have ended by round {data.median:.0f}",
        ha="center",
        va="bottom",
        fontsize=8,
    )
    ax.set(
        xlim=(0, data.rounds[-1]),
        ylim=(0, 1),
        xlabel="Rounds: how often the text was put under silence",
        ylabel="Share of councils",
    )
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    percent_axis(ax.yaxis)
    ax.set_title("How many rounds it takes, and how it ends", pad=20)
    return ax


def _name_bands(ax: Axes, data) -> None:
    """Name each band right of its end; thin neighbours are moved apart and tied to their band."""
    shown = [k for k in range(len(OUTCOMES)) if data.final[k] > 0]
    middles = [sum(data.final[:k]) + data.final[k] / 2 for k in shown]
    heights = apart(middles, 0.068, 0.02, 0.98)
    for k, middle, height in zip(shown, middles, heights, strict=True):
        ax.annotate(
            f"{OUTCOME[OUTCOMES[k]].label} {percent(data.final[k])}",
            xy=(1.0, middle),
            xytext=(1.035, height),
            xycoords="axes fraction",
            textcoords="axes fraction",
            va="center",
            fontsize=8.5,
            arrowprops={"arrowstyle": "-", "color": MUTED, "lw": 0.7, "shrinkA": 1, "shrinkB": 0},
            annotation_clip=False,
        )


@of_run(lambda run: run_data.texts(run.outcomes, run.scenario.issues))
@drawn(lambda data: (7.2, 1.4 + 1.25 * len(data.issues)))
def text(data, *, ax: Axes) -> Axes:
    """Where each issue ends (0-100) in the councils that adopt a text: one histogram each, by outcome.

    The line under a row spans nine in ten of these councils, its dot is the mean. `data`: `nacsim.plots.run_data.Texts`.
    """
    title(ax, "Where the adopted text ends", keyed=data.adopted > 0)
    if not data.adopted:
        return nothing(ax, f"No text is adopted in any of {data.runs:,} councils.")
    for row, issue in enumerate(reversed(data.issues)):
        lower = row
        for k, name in enumerate(ADOPTED):
            bars = issue.share[k] * 0.55
            ax.bar(data.edges[:-1], bars, data.width, lower, align="edge", color=COLOUR[name], lw=0, zorder=3)
            lower = lower + bars
        _issue_frame(ax, row, issue)
    for name, bins in zip(ADOPTED, data.issues[0].share, strict=True):
        if bins.sum() > 0:
            ax.barh(0, 0, color=COLOUR[name], label=OUTCOME[name].label)
    key(ax)
    share = data.adopted / data.runs
    rest = f"; in the other {percent(1 - share)} nothing changes" if share < 1 else ""
    ax.set(
        xlim=(-2.5, 102.5),
        ylim=(-0.3, len(data.issues) - 0.05),
        yticks=[],
        xlabel=f"Where the issue ends, 0–100, in the {percent(share)} of councils that adopt{rest}",
    )
    bare(ax, "left")
    return ax


def _issue_frame(ax: Axes, y: float, issue) -> None:
    ax.axhline(y, color=FAINT, lw=0.8, zorder=2)
    ax.hlines(y - 0.09, issue.p05, issue.p95, color=DARK, lw=2)
    ax.plot(issue.mean, y - 0.09, "o", ms=5, color="white", mec=DARK, mew=1.3, zorder=4)
    ax.text(-2, y + 0.8, issue.label, fontweight="bold", fontsize=8.5, va="center", ha="left", zorder=5)
    ax.text(
        102,
        y + 0.8,
        f"mean {issue.mean:.0f}, nine in ten {issue.p05:.0f} to {issue.p95:.0f}",
        fontsize=7.5,
        va="center",
        ha="right",
        color=MUTED,
        zorder=5,
    )
    for place, word in ((issue.status_quo, "status quo"), (issue.proposed, "tabled")):
        if place is not None:
            ax.vlines(place, y, y + 0.66, color=MUTED, lw=0.9, ls=(0, (2, 2)), zorder=2)
            ax.text(
                place + (0.8 if place < 60 else -0.8),
                y + 0.64,
                word,
                fontsize=7,
                color=MUTED,
                va="center",
                ha="left" if place < 60 else "right",
                zorder=5,
            )
