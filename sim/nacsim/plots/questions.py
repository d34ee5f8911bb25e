"""What differs and what moves the result: scenarios side by side, tornado, pivots, the price of agreement."""

from __future__ import annotations

from matplotlib.axes import Axes

from nacsim.narrate import between, percent
from nacsim.plots.style import (
    BLUE,
    COLOUR,
    DARK,
    FAINT,
    INK,
    MUTED,
    RUST,
    SKY,
    apart,
    bare,
    drawn,
    interval,
    key,
    percent_axis,
    title,
)
from nacsim.vocabulary import OUTCOME, OUTCOMES


@drawn(lambda data: (8.4, 1.7 + 0.62 * len(data)))
def compare(data: list[dict], *, ax: Axes) -> Axes:
    """One stacked bar a scenario, and beside it the chance of adoption with its change from the first.

    `data`: a list, the first being the one compared with, of {"name": text, "summary": result of a run,
    "change": {"value", "low", "high"} of the share adopted, over the same luck, or None for the first}.
    """
    for row, entry in enumerate(data):
        y, left = len(data) - 1 - row, 0.0
        for name in OUTCOMES:
            share = entry["summary"]["outcomes"][name]["share"]
            ax.barh(y, share, left=left, height=0.62, color=COLOUR[name], edgecolor="white", lw=1)
            if share > 0.055:
                ax.text(
                    left + share / 2,
                    y,
                    percent(share),
                    ha="center",
                    va="center",
                    fontsize=8,
                    color=INK[name],
                    fontweight="bold",
                )
            left += share
        _change(ax, y, entry)
    for name in OUTCOMES:
        if any(entry["summary"]["outcomes"][name]["share"] > 0 for entry in data):
            ax.barh(0, 0, color=COLOUR[name], label=OUTCOME[name].label)
    ax.set_yticks(range(len(data)), [entry["name"] for entry in reversed(data)])
    ax.set(xlim=(0, 1.42), ylim=(-0.55, len(data) - 0.45), xlabel="Share of councils")
    ax.xaxis.set_label_coords(0.5 / 1.42, -0.32 / (0.62 * len(data) + 0.4))
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1])
    ax.spines["bottom"].set_bounds(0, 1)
    percent_axis(ax.xaxis)
    bare(ax, "left")
    key(ax, columns=6)
    title(ax, "The same luck under different scenarios", keyed=True)
    return ax


def _change(ax: Axes, y: float, entry: dict) -> None:
    adopted, change = entry["summary"]["adopted"], entry.get("change")
    ax.text(1.03, y + 0.13, f"{percent(adopted['share'])} adopted", va="center", fontweight="bold")
    if change is None:
        note = f"{between(adopted['low'], adopted['high'])} (95%)"
    else:
        value, low, high = (change[k] * 100 for k in ("value", "low", "high"))
        note = f"{value:+.1f} points ({low:+.1f} to {high:+.1f})".replace("-", "−")
    ax.text(1.03, y - 0.17, note, va="center", fontsize=7.5, color=MUTED)


@drawn(lambda data: (7.6, 1.7 + 0.36 * len(data["rows"])))
def tornado(data: dict, *, ax: Axes) -> Axes:
    """What the result would be with one input lowered and raised; inside the grey band it is noise.

    `data`: {"base": share, "low", "high": its 95 % limits, "what": what is measured,
    "rows": [{"name", "lowered", "raised"}] the widest first}.
    """
    rows, base = list(reversed(data["rows"])), data["base"]
    ends = [row[k] for row in rows for k in ("lowered", "raised")] + [data["low"], data["high"]]
    span = max(max(ends) - min(ends), 0.02)
    for y, row in enumerate(rows):
        for side, colour in (("lowered", SKY), ("raised", BLUE)):
            ax.barh(y, row[side] - base, left=base, color=colour, height=0.62)
        low, high = sorted((row["lowered"], row["raised"]))
        ax.text(min(low, base) - 0.012 * span, y, percent(low), va="center", ha="right", fontsize=7.5)
        ax.text(max(high, base) + 0.012 * span, y, percent(high), va="center", ha="left", fontsize=7.5)
    ax.axvspan(data["low"], data["high"], color=FAINT, alpha=0.6, lw=0, zorder=0)
    ax.axvline(base, color=DARK, lw=1)
    ax.set_yticks(range(len(rows)), [row["name"] for row in rows])
    ax.set(
        xlim=(min(ends) - 0.1 * span, max(ends) + 0.1 * span),
        xlabel=f"{data['what']}\n(grey: 95% interval of the scenario as it is)",
    )
    percent_axis(ax.xaxis)
    bare(ax, "left")
    for side, colour in (("input lowered", SKY), ("input raised", BLUE)):
        ax.barh(0, 0, color=colour, label=side)
    key(ax)
    title(ax, "What moves the result", keyed=True)
    return ax


@drawn(lambda data: (7.2, 1.8 + 0.34 * len(data["rows"])))
def pivots(data: dict, *, ax: Axes) -> Axes:
    """Each member's part in the failure (Shapley value) with its 95 % interval, beside the equal share 1/N.

    `data`: {"rows": [{"name", "value", "low", "high"}] the largest first, "members": N,
    "total": what the parts add up to}.
    """
    rows = list(reversed(data["rows"]))
    for y, row in enumerate(rows):
        ax.barh(y, row["value"], color=RUST, height=0.6)
        interval(ax, row["low"], row["high"], y)
    equal = data["total"] / data["members"]
    ax.axvline(
        equal,
        color=BLUE,
        lw=1.2,
        ls=(0, (3, 2)),
        label=f"equal part, 1/{data['members']} of {percent(data['total'])}",
    )
    ax.axvline(0, color="#8893A0", lw=0.8)
    ax.set_yticks(range(len(rows)), [row["name"] for row in rows])
    ax.set(ylim=(-0.6, len(rows) - 0.4), xlabel="Part of the chance of failure (line: 95% interval)")
    percent_axis(ax.xaxis)
    bare(ax, "left")
    key(ax)
    title(ax, "Whose consent the decision turns on", keyed=True)
    return ax


@drawn((7.2, 4.2))
def frontier(data: dict, *, ax: Axes) -> Axes:
    """Chance of adoption against what it costs; the line joins the packages that no other beats.

    `data`: {"points": [{"name", "cost", "share", "low", "high", "best": bool}], "cost": the unit of cost}.
    """
    best = sorted((p for p in data["points"] if p["best"]), key=lambda p: p["cost"])
    rest = [p for p in data["points"] if not p["best"]]
    for group, colour, size, label in ((rest, FAINT, 4, "beaten by another"), (best, BLUE, 6, "not beaten")):
        costs, shares = [p["cost"] for p in group], [p["share"] for p in group]
        ax.vlines(costs, [p["low"] for p in group], [p["high"] for p in group], color=colour, lw=1)
        ax.plot(
            costs,
            shares,
            "o",
            ms=size,
            color=colour,
            label=f"{label} (line: 95% interval)" if group is best else label,
        )
    ax.step([p["cost"] for p in best], [p["share"] for p in best], where="post", color=BLUE, lw=1)
    heights = apart([p["share"] for p in best], 0.055, 0.0, 1.04)
    for point, height in zip(best, heights, strict=True):
        ax.annotate(
            point["name"],
            (point["cost"], point["share"]),
            (7, (height - point["share"]) * 200 - 9),
            textcoords="offset points",
            fontsize=7.5,
        )
    ax.set(ylim=(-0.03, 1.05), xlabel=data["cost"], ylabel="Chance of adoption")
    ax.margins(x=0.16)
    percent_axis(ax.yaxis)
    key(ax)
    title(ax, "What agreement costs", keyed=True)
    return ax
