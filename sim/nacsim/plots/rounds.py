"""What happens on the way: stances before and after, support over the rounds, one council's story."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from nacsim.narrate import signed
from nacsim.plots import run_data
from nacsim.plots.style import BLUE, COLOUR, DARK, FAINT, MUTED, RUST, SKY, bare, drawn, key, of_run, title
from nacsim.vocabulary import OUTCOME


@of_run(lambda run: run_data.stances(run.moments, run.scenario, run.names))
@drawn(lambda data: (7.2, 1.7 + 0.34 * len(data.names)))
def stances(data, *, ax: Axes) -> Axes:
    """Where members stand on one issue before the talks (grey) and at their end (blue).

    Thick: the middle half of the councils; thin: nine in ten. The number at the right is the
    shift of the mean. `data`: `nacsim.plots.run_data.Stances`, members from far to near.
    """
    rows = len(data.names)
    for k in range(rows):
        y = rows - 1 - k
        for quantiles, offset, wide, narrow in (
            (data.before[k], 0.15, "#AEB8C1", MUTED),
            (data.after[k], -0.15, SKY, BLUE),
        ):
            p05, p25, p50, p75, p95 = quantiles
            ax.hlines(y + offset, p05, p95, color=wide, lw=1.4)
            ax.hlines(y + offset, p25, p75, color=wide, lw=5)
            ax.plot(p50, y + offset, "o", ms=3.6, color=narrow, zorder=4)
        ax.text(101.5, y, signed(data.shift[k]), va="center", fontsize=8, color=BLUE)
    for place, word, side in ((data.status_quo, "status quo", "center"), (data.proposed, "tabled", "center")):
        if place is not None:
            ax.axvline(place, color=RUST, lw=1, ls=(0, (3, 2)), zorder=0)
            ax.text(place, rows - 0.4, word, fontsize=7.5, color=RUST, ha=side, va="bottom")
    ax.set_yticks(range(rows), list(reversed(data.names)))
    ax.set(xlim=(-3, 107), ylim=(-0.6, rows + 0.25), xlabel=f"{data.issue} (0–100){data.chosen}")
    ax.set_xticks([0, 20, 40, 60, 80, 100])
    ax.spines["bottom"].set_bounds(0, 100)
    bare(ax, "left")
    for colour, label in (
        ("#AEB8C1", "before the talks"),
        (SKY, "at the end (shift of the mean at the right)"),
    ):
        ax.plot([], [], color=colour, lw=5, label=label)
    key(ax)
    title(ax, "Where members stand before and after the talks", keyed=True)
    return ax


@of_run(lambda run: run_data.support(run.moments))
@drawn((7.2, 3.8))
def support(data, *, ax: Axes) -> Axes:
    """Members that do not object in each round: median, middle half and nine in ten, and three that failed.

    A council that has ended keeps the value of its last silence. `data`: `nacsim.plots.run_data.Support`.
    """
    edges = [data.rounds[0] - 0.5, *(r + 0.5 for r in data.rounds)]
    for (low, high), colour, label in (
        (data.ninety, "#D6E6F2", "nine in ten councils"),
        (data.half, "#9CC6E3", "middle half"),
    ):
        ax.stairs(high, edges, baseline=low, color=colour, fill=True, label=label)
        ax.hlines(high, edges[:-1], edges[1:], color=colour, lw=5)
    ax.stairs(data.median, edges, baseline=None, color=BLUE, lw=2, label="median", zorder=4)
    for k, path in enumerate(data.failed):
        label = None if k else "councils that fail, to their end"
        ax.plot(data.rounds[: len(path)], path, "-", color=RUST, lw=0.9, label=label)
        ax.plot(data.rounds[len(path) - 1], path[-1], "x", color=RUST, ms=6)
    floor = min([min(data.ninety[0]), *(min(path) for path in data.failed)])
    span = max(data.members - floor, 2)
    ax.axhline(data.members, color=DARK, lw=1, ls=":")
    ax.text(
        data.rounds[-1] + 0.45,
        data.members,
        f"all {data.members} ",
        fontsize=8,
        ha="right",
        va="bottom",
    )
    ax.set(
        xlim=(data.rounds[0] - 0.5, data.rounds[-1] + 0.5),
        ylim=(max(data.members - 1.2 * span, -0.2), data.members + 0.16 * span),
        xlabel="Round",
        ylabel="Members that do not object",
    )
    ax.set_xticks(data.rounds[:: 1 + len(data.rounds) // 16])
    ax.yaxis.set_major_locator(MaxNLocator(integer=True))
    key(ax)
    title(ax, "Support over the rounds", keyed=True)
    return ax


@of_run(lambda run: run.grid)
@drawn(lambda data: (max(6.6, min(12.0, 2.4 + 0.85 * len(data.rounds))), 2.3 + 0.34 * len(data.names)))
def story(data, *, ax: Axes) -> Axes:
    """One council as a grid: a cross where a member breaks silence, a ring where it hides, else a dot.

    Above each round the text on the principal issue and what became of it. `data`: `nacsim.plots.run_data.Grid`.
    """
    rows, ink = len(data.names), RUST
    for column, entry in enumerate(data.rounds, 1):
        for k in range(rows):
            y = rows - 1 - k
            if entry.speaks[k]:
                ax.plot(column, y, "s", ms=13, color=RUST)
                ax.plot(column, y, "x", ms=6, color="white", mew=1.6)
            elif entry.objects[k]:
                ax.plot(column, y, "o", ms=10, color="none", mec=RUST, mew=1.6)
            else:
                ax.plot(column, y, "o", ms=6, color=FAINT)
        ink = COLOUR["approved"] if not any(entry.objects) else RUST
        ax.text(column, rows + 0.35, entry.text, ha="center", fontsize=8.5, fontweight="bold")
        ax.text(column, rows - 0.2, entry.result, ha="center", fontsize=7.5, color=ink)
    ax.text(0.35, rows + 0.35, data.issue, ha="right", fontsize=8, color=MUTED)
    ax.set_yticks(range(rows), list(reversed(data.names)))
    ax.set(xlim=(0.4, max(len(data.rounds), 3) + 0.6), ylim=(-0.7, rows + 0.9), xlabel="Round")
    ax.set_xticks(range(1, len(data.rounds) + 1))
    bare(ax, "left", "bottom")
    _story_key(ax, data)
    ending = OUTCOME[data.outcome].label if data.outcome != "approved" else "adopted as tabled"
    rounds = f"{len(data.rounds)} round{'s' if len(data.rounds) > 1 else ''}"
    title(ax, f"Council {data.run}: {ending} after {rounds}", keyed=True)
    return ax


def _story_key(ax: Axes, data) -> None:
    ax.plot([], [], "s", ms=8, color=RUST, label="breaks silence")
    if any(sum(entry.objects) > sum(entry.speaks) for entry in data.rounds):
        ax.plot([], [], "o", ms=8, color="none", mec=RUST, mew=1.6, label="objects behind another")
    others = f" ({data.left_out} others always are)" if data.left_out else ""
    ax.plot([], [], "o", ms=6, color=FAINT, label=f"silent{others}")
    key(ax)
