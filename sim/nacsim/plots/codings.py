"""What another coding makes of the answer."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes

from nacsim.narrate.codings import WHAT
from nacsim.plots.style import BLUE, DARK, bare, drawn, percent_axis, title


@drawn(lambda data: (7.2, 1.5 + 0.36 * len(data["rows"])))
def codings(data: dict, *, ax: Axes) -> Axes:
    """Chances of adoption as dots with their 95 % interval.

    Of one decision by what is taken from the second coding, of several by the first coding and by the second. `data`:
    {"rows": [{"name", "shares": [{"share", "low", "high"}]}] from the top, "title", "axis", "base": a chance or None}.
    """
    rows = list(reversed(data["rows"]))
    for y, row in enumerate(rows):
        for k, share in enumerate(row["shares"]):
            at = y - 0.2 * k  # the second a little lower, so that both show where they agree
            ax.hlines(at, share["low"], share["high"], color=DARK, lw=1.3)
            ax.plot(share["share"], at, "o", ms=6, color=("white", BLUE)[k == 0], mec=BLUE, mew=1.4)
    base = data.get("base")
    if base is not None:
        ax.axvline(base, color=DARK, lw=0.8, ls=(0, (3, 2)), zorder=0)
    ax.set_yticks(range(len(rows)), [row["name"] for row in rows])
    ax.set(xlim=(-0.02, 1.02), ylim=(-0.6, len(rows) - 0.4), xlabel=data["axis"])
    percent_axis(ax.xaxis)
    bare(ax, "left")
    title(ax, data["title"])
    return ax


def coded_twice(result: dict[str, Any]) -> dict[str, Any]:
    """What the figure takes of an `Agreement`."""
    decisions = result["decisions"]
    if len(decisions) > 1:
        rows = [
            {"name": one["first"], "shares": [one["adopted"], one["swaps"][-1]["adopted"]]}
            for one in decisions
        ]
        axis = (
            "Chance of adoption; full the first coding, hollow the second\n(line: 95% interval of the dice)"
        )
        return {"rows": rows, "title": "Two codings, two answers", "axis": axis}
    one = decisions[0]
    rows = [{"name": "first coding", "shares": [one["adopted"]]}]
    rows += [{"name": _taken(swap["what"]), "shares": [swap["adopted"]]} for swap in one["swaps"]]
    axis = "Chance of adoption (line: 95% interval of the dice; dashed: the first coding)"
    return {
        "rows": rows,
        "title": "What the second coding makes of the answer",
        "base": one["adopted"]["share"],
        "axis": axis,
    }


def _taken(what: str) -> str:
    return "second coding" if what == "all" else f"with the second's {WHAT[what]}"
