"""What another coding makes of the answer."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes

from nacsim.narrate.codings import WHAT
from nacsim.narrate.figures import says
from nacsim.narrate.findings import plain
from nacsim.plots.heads import Head, Mark
from nacsim.plots.look import COLOUR, faint, ink, look_of, paper
from nacsim.plots.style import drawn, names, row_of, share_axis


@drawn(lambda data, size: 2 + row_of(size, (row["name"] for row in data["rows"])) * len(data["rows"]))
def codings(data: dict[str, Any], *, ax: Axes) -> Head:
    """Chances of adoption as dots with their 95 % interval.

    Of one decision by what is taken from the second coding, of several by the first coding and by the second. `data`:
    {"rows": [{"name", "shares": [{"share", "low", "high"}]}] from the top, "several": bool, "base": a chance or None}.
    """
    size, rows = look_of(ax), data["rows"]
    for y, row in enumerate(rows):
        for k, share in enumerate(row["shares"]):
            at = -y - 0.2 * k  # the second a little lower, so that both show where they agree
            ax.hlines(at, share["low"], share["high"], color=ink(), lw=1.2 * size.line)
            face = (COLOUR["adopted"], paper())[k]
            ax.plot(
                share["share"],
                at,
                "o",
                ms=0.62 * size.em,
                color=face,
                mec=COLOUR["adopted"],
                mew=1.3 * size.line,
            )
    if data.get("base") is not None:
        ax.axvline(data["base"], color=faint(), lw=size.line, zorder=0)
    names(ax, [(-k, row["name"]) for k, row in enumerate(rows)])
    ax.set(xlim=(-0.02, 1.02), ylim=(-len(rows) + 0.3, 0.6))
    share_axis(ax.xaxis, ax)
    ax.spines["left"].set_visible(False)
    both = ("codings.first", False), ("codings.second", True)
    marks = [
        Mark(says(key), COLOUR["adopted"], "o", hollow=hollow) for key, hollow in both if data["several"]
    ]
    return Head(_title(data), says("codings.deck"), marks, (says("thought"),), says("codings.question"))


def _title(data: dict[str, Any]) -> str:
    if data["several"]:
        far = sum(abs(row["shares"][0]["share"] - row["shares"][1]["share"]) > 0.1 for row in data["rows"])
        return says("codings.many", far=far, all=len(data["rows"]))
    first, last = (data["rows"][k]["shares"][0]["share"] for k in (0, -1))
    return says("codings.title", first=plain(first), second=plain(last))


def coded_twice(result: dict[str, Any]) -> dict[str, Any]:
    """What the figure takes of an `Agreement`."""
    decisions = result["decisions"]
    if len(decisions) > 1:
        rows = [
            {"name": one["first"], "shares": [one["adopted"], one["swaps"][-1]["adopted"]]}
            for one in decisions
        ]
        return {"rows": rows, "several": True}
    one = decisions[0]
    rows = [{"name": says("codings.first"), "shares": [one["adopted"]]}]
    rows += [{"name": _taken(swap["what"]), "shares": [swap["adopted"]]} for swap in one["swaps"]]
    return {"rows": rows, "several": False, "base": one["adopted"]["share"]}


def _taken(what: str) -> str:
    return says("codings.second") if what == "all" else says("codings.with", what=WHAT[what])
