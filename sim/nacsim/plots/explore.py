"""What exploring finds: boxes of inputs in which the text fails."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes

from nacsim.narrate import percent
from nacsim.plots.style import FAINT, MUTED, RUST, bare, drawn, nothing, title


def _rows(data: dict) -> list[tuple[int, str, list]]:
    """(number of the box, key, limits), box after box."""
    return [(k, key, pair) for k, box in enumerate(data["boxes"]) for key, pair in box["limits"].items()]


def _limits(low: float | None, high: float | None, values: Sequence[str]) -> str:
    """The limits of one input in a few words, those of a switch as its values."""
    if values:
        return ", ".join(
            v for k, v in enumerate(values) if (low is None or k >= low) and (high is None or k <= high)
        )
    if low is not None and high is not None:
        return f"{low:.3g} to {high:.3g}"
    return f"< {high:.3g}" if low is None else f"> {low:.3g}"


@drawn(lambda data: (7.4, 1.9 + 0.36 * max(1, len(_rows(data)))))
def boxes(data: dict, *, ax: Axes) -> Axes:
    """The limits of each box on its inputs, each input over its range.

    `data`: {"boxes": [{"limits": {key: [low, high]}, "density", "coverage"}], "names": key -> words,
    "ranges": key -> [lowest, highest], "failures": share of all points that fail, "choices": key -> values of a switch,
    where there are any}.
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
        words = _limits(low, high, data.get("choices", {}).get(key, ()))
        ax.text(1.02, y, words, va="center", fontsize=8, color=MUTED)
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
