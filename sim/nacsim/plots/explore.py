"""What exploring finds: boxes of inputs in which the text fails."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor
from typing import Any

from matplotlib.axes import Axes

from nacsim.narrate import findings
from nacsim.narrate.figures import says
from nacsim.narrate.words import figure, limited, percent
from nacsim.plots.heads import Head
from nacsim.plots.lettering import block
from nacsim.plots.look import COLOUR, POINT, Look, look_of, muted, pale
from nacsim.plots.style import bare, beside, drawn, names, row_of

MOST = 0.4
"""The most of the width that the names of inputs take."""


def _row(data: dict[str, Any], size: Look) -> float:
    """Ems of a row."""
    return row_of(size, (f"{data['names'][key]} [1]" for _, key, _ in _rows(data)), 2.1, MOST)


def _rows(data: dict[str, Any]) -> list[tuple[int, str, list[float | None]]]:
    """(number of the box, key, limits), box after box."""
    return [(k, key, pair) for k, box in enumerate(data["boxes"]) for key, pair in box["limits"].items()]


def _limits(low: float | None, high: float | None, ends: Sequence[float], values: Sequence[str]) -> str:
    """The limits of one input in a few words with its range, those of a switch as its values."""
    if values:
        return ", ".join(
            v for k, v in enumerate(values) if (low is None or k >= low) and (high is None or k <= high)
        )
    if low is not None and high is not None:
        told = f"{figure(low)}–{figure(high)}"
    else:
        told = f"< {figure(high)}" if low is None and high is not None else f"> {figure(low or 0)}"
    return says("boxes.limits", limits=told, low=figure(ends[0]), high=figure(ends[1]))


def _span(
    low: float | None, high: float | None, least: float, most: float, *, switch: bool
) -> tuple[float, float]:
    """Where a bar begins and ends, as shares of the range; each value of a switch has a part of it to itself."""
    if switch:
        count = most + 1
        first, last = (0 if low is None else ceil(low)), (most if high is None else floor(high))
        return first / count, (last + 1) / count
    left, right = least if low is None else low, most if high is None else high
    return (left - least) / (most - least), (right - least) / (most - least)


@drawn(
    lambda data, size: 1 + _row(data, size) * (len(_rows(data)) + 0.6 * len(data["boxes"])),
    silent=lambda data: "" if _rows(data) else says("boxes.silent", failures=percent(data["failures"])),
)
def boxes(data: dict[str, Any], *, ax: Axes) -> Head:
    """The limits of each box on its inputs, each input over its range.

    `data`: {"boxes": [{"limits": {key: [low, high]}, "density", "coverage", "words"}], "names": key -> words,
    "ranges": key -> [lowest, highest], "failures": share of all points that fail, "choices": key -> values of a switch,
    where there are any}.
    """
    size, rows = look_of(ax), _rows(data)
    at = [-(place + 0.6 * box) for place, (box, _, _) in enumerate(rows)]
    for y, (_, key, (low, high)) in zip(at, rows, strict=True):
        values = data.get("choices", {}).get(key, ())
        ends = data["ranges"][key]
        left, right = _span(low, high, *ends, switch=bool(values))
        ax.barh(y, 1, color=pale(), height=0.5, lw=0)
        ax.barh(y, right - left, left=left, color=COLOUR["failed"], height=0.5, lw=0)
        words = block(_limits(low, high, ends, values), 0.24 * size.width / POINT, size.small, 2)
        beside(ax, y, words, 0.6 * size.em, "left", fontsize=size.small, color=muted())
    several = len(data["boxes"]) > 1
    called = [data["names"][key] + (f" [{box + 1}]" if several else "") for box, key, _ in rows]
    names(ax, list(zip(at, called, strict=True)), most=MOST)
    ax.set(xlim=(0, 1), ylim=(at[-1] - 0.55, 0.55), xticks=[])
    bare(ax, "left", "bottom")
    notes = [
        says(
            "boxes.note" if several else "boxes.one",
            number=k,
            density=limited(b["density"]),
            coverage=limited(b["coverage"]),
        )
        for k, b in enumerate(data["boxes"], start=1)
    ]
    return Head(findings.conditions(data["boxes"][0]), says("boxes.deck"), (), notes, says("boxes.question"))
