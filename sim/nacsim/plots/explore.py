"""What exploring finds: boxes of inputs in which the text fails."""

from __future__ import annotations

from matplotlib.axes import Axes

from nacsim.narrate import percent
from nacsim.plots.style import FAINT, MUTED, RUST, bare, drawn, nothing, title


def _rows(data: dict) -> list[tuple[int, str, list]]:
    """(number of the box, key, limits), box after box."""
    return [(k, key, pair) for k, box in enumerate(data["boxes"]) for key, pair in box["limits"].items()]


@drawn(lambda data: (7.4, 1.9 + 0.36 * max(1, len(_rows(data)))))
def boxes(data: dict, *, ax: Axes) -> Axes:
    """The limits of each box on its inputs, each input over its range.

    `data`: {"boxes": [{"limits": {key: [low, high]}, "density", "coverage"}], "names": key -> words,
    "ranges": key -> [lowest, highest], "failures": share of all points that fail}.
    """
    rows = _rows(data)
    if not rows:
        return nothing(
            ax, f"No condition stands out: {percent(data['failures'])} of the points fail, wherever they are."
        )
    for y, (number, key, (low, high)) in enumerate(reversed(rows)):
        least, most = data["ranges"][key]
        left, right = (
            (v - least) / (most - least)
            for v in (least if low is None else low, most if high is None else high)
        )
        ax.barh(y, 1, color=FAINT, height=0.5)
        ax.barh(y, right - left, left=left, color=RUST, height=0.5, alpha=max(0.3, 1 - 0.25 * number))
        ends = [f"{v:.3g}" for v in (low, high) if v is not None]
        ax.text(1.02, y, " to ".join(ends) if len(ends) == 2 else ("< " if low is None else "> ") + ends[0],
                va="center", fontsize=8, color=MUTED)  # fmt: skip
    ax.set_yticks(range(len(rows)), [f"{data['names'][key]}  [{k + 1}]" for k, key, _ in reversed(rows)])
    told = [
        f"[{k + 1}] fails in {percent(b['density']['share'])}, holds {percent(b['coverage']['share'])} of the failures"
        for k, b in enumerate(data["boxes"])
    ]
    ax.set(xlim=(0, 1.18), xticks=[0, 1], xlabel="\n".join(told))
    ax.set_xticklabels(["lowest", "highest"])
    bare(ax, "left", "bottom")
    title(ax, "Where the text fails")
    return ax
