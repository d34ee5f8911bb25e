"""How good the forecasts of past decisions are, beside simple rules."""

from __future__ import annotations

from matplotlib.axes import Axes

from nacsim.plots.style import BLUE, FAINT, MUTED, PALE, bare, drawn, key, nothing, title


def _size(data: dict) -> tuple[float, float]:
    return 7.0, 1.3 + 0.27 * max(3, len(data["rows"]))


@drawn(_size)
def scores(data: dict, *, ax: Axes) -> Axes:
    """One score of every forecaster, best on top; the band is the 95 % interval of the model over the decisions.

    `data`: {"rows": [{"name", "value"}], "model": name of the row to set off, "low", "high": its interval or
    None, "title", "what": the axis label with its unit, "better": "lower" or "higher"}.
    """
    if not data["rows"]:
        return nothing(ax, f"No forecaster gives this: {data['what']}")
    rows = sorted(data["rows"], key=lambda row: row["value"], reverse=data["better"] == "lower")
    if data["low"] is not None:
        ax.axvspan(data["low"], data["high"], color=PALE, zorder=0, label="95% interval of the model")
        key(ax)
    for y, row in enumerate(rows):
        own = row["name"] == data["model"]
        ax.hlines(y, 0, row["value"], color=FAINT, lw=1, zorder=1)
        ax.plot(row["value"], y, "o", color=BLUE if own else MUTED, ms=6 if own else 4.5, zorder=2)
        ax.annotate(
            f"{row['value']:.3g}", (row["value"], y), (7, -3), textcoords="offset points", fontsize=7.5
        )
    ax.set_yticks(range(len(rows)), [row["name"] for row in rows])
    for label, row in zip(ax.get_yticklabels(), rows, strict=True):
        label.set_fontweight("bold" if row["name"] == data["model"] else "normal")
    ax.set(xlabel=f"{data['what']} ({data['better']} is better)", ylim=(-0.6, len(rows) - 0.4))
    ax.set_xlim(left=0, right=1.08 * max([row["value"] for row in rows] + [data["high"] or 0]) or 1)
    bare(ax, "left")
    title(ax, data["title"], keyed=data["low"] is not None)
    return ax


@drawn((7.0, 2.4))
def robustness(data: dict, *, ax: Axes) -> Axes:
    """Scores under other codings of the same decisions, each as a multiple of the score as coded.

    `data`: {"as_coded": {score: value}, "each": [{score: value} per other coding]}.
    """
    names = list(data["as_coded"])[::-1]
    for y, name in enumerate(names):
        ratios = [row[name] / data["as_coded"][name] for row in data["each"]]
        ax.plot(ratios, [y] * len(ratios), "o", color=BLUE, ms=4, alpha=0.4, mew=0)
    ax.axvline(1, color=MUTED, lw=1)
    ax.set_yticks(range(len(names)), [LABELS[name] for name in names])
    ax.set(
        xlabel="Score with errors of coding, as a multiple of the score as coded",
        ylim=(-0.6, len(names) - 0.4),
    )
    bare(ax, "left")
    title(ax, f"Would other coders get other scores? {len(data['each'])} codings with errors")
    return ax


LABELS = {"log_score": "log score", "brier": "Brier", "text_mae": "text error", "f1": "objectors, F1"}
