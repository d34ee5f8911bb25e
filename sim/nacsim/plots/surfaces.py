"""The result as a function of one or two inputs, and how far probabilities can be believed."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from nacsim.plots.style import BLUE, CHANCE, DARK, FAINT, MUTED, RUST, SKY, drawn, key, percent_axis, title

LINES = (
    (BLUE, "-"),
    (RUST, "-"),
    ("#2E7DB3", (0, (5, 2))),
    ("#8C857E", "-"),
    ("#C98A00", (0, (3, 1, 1, 1))),
    (DARK, (0, (1, 1))),
)


@drawn((6.6, 4.6))
def phase(data: dict, *, ax: Axes) -> Axes:
    """A share over two inputs with the lines where it is 25, 50 and 75 %, and the scenario's own point.

    `data`: {"x", "y": values of the inputs, "z": shares by row of y and column of x, "labels": (x, y, what),
    "own": (x, y) or None, "error": the largest 95 % half-width of a cell}.
    """
    x, y, z = data["x"], data["y"], data["z"]
    image = ax.pcolormesh(x, y, z, cmap=CHANCE, vmin=0, vmax=1, shading="nearest")
    low, high = min(map(min, z)), max(map(max, z))
    levels = [level for level in (0.25, 0.5, 0.75) if low < level < high]
    if levels:
        lines = ax.contour(
            x, y, z, levels, colors="white", linewidths=[2.2 if v == 0.5 else 1 for v in levels]
        )
        ax.clabel(lines, fmt=lambda v: f"{v:.0%}", fontsize=8)
    if data["own"] is not None:
        ax.plot(*data["own"], "o", ms=9, mfc=RUST, mec="white", mew=1.8, label="the scenario as it is")
        key(ax)
    bar = ax.figure.colorbar(image, ax=ax, format=PercentFormatter(1, decimals=0))
    bar.outline.set_visible(False)
    bar.set_label(f"cells within {data['error'] * 100:.0f} points (95%)", fontsize=7.5, color=MUTED)
    ax.set(xlabel=data["labels"][0], ylabel=data["labels"][1])
    title(ax, data["labels"][2], keyed=data["own"] is not None)
    return ax


@drawn((6.8, 3.9))
def curves(data: dict, *, ax: Axes) -> Axes:
    """Shares over one input, each with its 95 % band.

    `data`: {"x": values, "lines": [{"name", "share", "low", "high"}], "own": x or None,
    "labels": (x, y, what)}.
    """
    for line, (colour, dash) in zip(data["lines"], LINES, strict=False):
        ax.fill_between(data["x"], line["low"], line["high"], color=colour, alpha=0.2, lw=0)
        ax.plot(data["x"], line["share"], color=colour, ls=dash, lw=1.8, label=line["name"])
    if data["own"] is not None:
        ax.axvline(data["own"], color=MUTED, lw=1, ls=(0, (2, 2)), label="the scenario as it is")
    ax.set(
        ylim=(-0.02, 1.02),
        xlim=(min(data["x"]), max(data["x"])),
        xlabel=data["labels"][0],
        ylabel=f"{data['labels'][1]} (band: 95%)",
    )
    percent_axis(ax.yaxis)
    key(ax)
    title(ax, data["labels"][2], keyed=True)
    return ax


@drawn((5.2, 5.0))
def reliability(data: dict, *, ax: Axes) -> Axes:
    """Observed frequency against predicted chance, with 95 % intervals; on the diagonal the two agree.

    `data`: {"bins": [{"predicted", "observed", "low", "high", "count"}], "cases": number,
    "what": what is predicted}.
    """
    ax.plot([0, 1], [0, 1], color=FAINT, lw=1.2, zorder=0)
    ax.text(
        0.74, 0.69, "as often as predicted", rotation=45, fontsize=7.5, color=MUTED, ha="center", va="center"
    )
    for entry in data["bins"]:
        ax.vlines(entry["predicted"], entry["low"], entry["high"], color=SKY, lw=2)
        ax.plot(entry["predicted"], entry["observed"], "o", color=BLUE, ms=5)
        ax.annotate(
            str(entry["count"]),
            (entry["predicted"], entry["observed"]),
            (6, -3 if entry["observed"] > 0.04 else 4),
            textcoords="offset points",
            fontsize=7.5,
        )
    ax.set(
        xlim=(-0.04, 1.04),
        ylim=(-0.04, 1.04),
        xlabel=f"Predicted chance: {data['what']}",
        ylabel="How often it happened (line: 95% interval)",
    )
    ax.set_aspect("equal")
    percent_axis(ax.xaxis)
    percent_axis(ax.yaxis)
    title(ax, f"Do the probabilities hold? {data['cases']} decisions")
    return ax
