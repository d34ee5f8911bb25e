"""The Council as a hemicycle: who sits where, and how often each seat breaks silence."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Circle

from nacsim.narrate.figures import says
from nacsim.narrate.findings import plain
from nacsim.plots import members_data
from nacsim.plots.heads import Head
from nacsim.plots.lettering import LEADING, Type, broken, cut, wide
from nacsim.plots.look import COLOUR, POINT, SCALE, Look, faint, figure_of, ink, look_of, muted, paper
from nacsim.plots.sheet import sheet_of
from nacsim.plots.style import drawn, of_run


def seats(count: int) -> tuple[list[tuple[float, float]], float]:
    """Places (x, y) of `count` seats in a half circle of radius 1, from left to right, and their radius."""
    rows, step = _rows(count)
    radii = [1 - step * (rows - 1 - k) for k in range(rows)]
    share = [round(count * r / sum(radii)) for r in radii]
    share[-1] += count - sum(share)
    places = []
    for radius, many in zip(radii, share, strict=True):
        angles = [math.pi / 2] if many == 1 else [math.pi * (1 - j / (many - 1)) for j in range(many)]
        places += [(angle, radius) for angle in angles]
    places.sort(key=lambda place: (-round(place[0], 6), place[1]))
    points = [(r * math.cos(a), r * math.sin(a)) for a, r in places]
    nearest = min((math.dist(p, q) for k, p in enumerate(points) for q in points[:k]), default=1.0)
    return points, min(0.17, 0.47 * nearest)


INNER = 0.42
"""The innermost row of a large room, which leaves room for the answer in its middle."""


def _rows(count: int) -> tuple[int, float]:
    """How many rows there are, and how far apart: in a large room as makes the seats largest."""
    if count <= 40:
        return (1 if count <= 7 else 2 if count <= 17 else 3), 0.24
    if count <= 80:
        return 4, 0.165

    def size(rows: int) -> float:
        return min((1 - INNER) / (rows - 1), math.pi * rows * (1 + INNER) / 2 / count)

    best = max(range(4, 12), key=size)
    return best, (1 - INNER) / (best - 1)


BENT = 0.7
"""The colour of a chance is that of its power so much, so that 5 to 20 of 100 can be told from nothing."""
ACROSS, UP = 2.26, 1.52
"""Width and height of the half circle with its scale, in radii."""
FRAME = UP / ACROSS
LINES = 4
"""The most lines below the number in the middle."""
SMALLEST = 0.66
"""The smallest type on a seat, as a share of that of the figure."""


@of_run(lambda run: members_data.seats(run.summary, run.names, run.subjects))
@drawn(
    lambda data, size: 1 if size.height else FRAME * (size.width - 2 * size.margin) / size.inch,
    silent=lambda data: data.silent,
)
def hemicycle(data: members_data.Seats, *, ax: Axes) -> Head:
    """The Council in the order of its table, each seat coloured by the chance to break silence as tabled.

    `data`: `nacsim.plots.members_data.Seats`.
    """
    size = look_of(ax)
    places, radius = _seats(len(data.codes))
    scale = _spread(ax)  # points a radius
    font, labels = _labels(data.codes, radius * scale, size)
    written = bool(labels)
    for (x, y), label, value in zip(places, labels or data.codes, data.chance, strict=True):
        strong = value > 0.3
        edge = {"ec": ink() if strong else faint(), "lw": (1.3 if strong else 0.8) * size.line}
        ax.add_patch(Circle((x, y), radius, fc=SCALE["heat"](value**BENT), **edge))
        if not written:
            continue
        colour = paper() if value > 0.42 else ink()
        told = value >= 0.05
        up = 0.3 * radius if told else 0
        ax.text(x, y + up, label, ha="center", va="center", fontsize=font, color=colour, linespacing=LEADING)
        if told:
            below = y - (0.55 if "\n" in label else 0.42) * radius
            number: dict[str, Any] = {"fontsize": 0.92 * font, "fontweight": "bold", "color": colour}
            ax.text(x, below, plain(value), ha="center", va="center", **number)
    inside = _middle(ax, data, scale)
    _scale(ax, scale)
    room = _beside(ax, data, scale) if size.height is not None else 0.0
    ax.set(xlim=(-ACROSS / 2, ACROSS / 2 + room), ylim=(-0.38, UP - 0.38))
    ax.set_aspect("equal")
    ax.set_anchor("W")
    ax.axis("off")
    notes = list(data.notes)
    if not room and (not written or any(label.endswith("…") for label in labels)):
        notes.insert(0, _most(data))
    if not inside:
        notes.insert(0, says("hemicycle.told", range=_range(data)))
    return Head(data.title, says("hemicycle.deck"), (), notes, says("hemicycle.question"))


def _labels(codes: Sequence[str], radius: float, size: Look) -> tuple[float, list[str]]:
    """The type of what is written on seats of a radius in points, and the words; none where it would be too small.

    Long names are set smaller, in two lines where they have several words, and cut only then.
    """
    most, least = min(size.em, 0.68 * radius), SMALLEST * size.em / 0.92
    if most < least:
        return most, []
    room = 1.62 * radius
    words = [code if wide(code, most) <= room else code.replace(" ", "\n", 1) for code in codes]
    font = max(least, min(most, most * room / max(wide(label, most) for label in words)))
    cropped = (cut(label.replace("\n", " "), room, font) for label in words)
    return font, [w if wide(w, font) <= room else short for w, short in zip(words, cropped, strict=True)]


def _most(data: members_data.Seats, most: int = 6) -> str:
    """Who breaks silence most often, where seats are too small to be written on."""
    order = sorted(range(len(data.codes)), key=lambda k: -data.chance[k])[:most]
    told = [
        f"{data.names[k]} ({plain(data.chance[k])})" for k in order if data.chance[k] >= members_data.SELDOM
    ]
    return says("hemicycle.most", who=", ".join(told))


def _seats(count: int) -> tuple[list[tuple[float, float]], float]:
    """Seats drawn in so far that the outermost stand within the width."""
    places, radius = seats(count)
    shrink = min(1.0, (ACROSS / 2 - 0.015) / (1 + radius))
    return [(x * shrink, y * shrink) for x, y in places], radius * shrink


def _spread(ax: Axes) -> float:
    """Points of paper that a radius of the half circle will take."""
    size, sheet = look_of(ax), sheet_of(figure_of(ax))
    across = (size.width - 2 * size.margin) / POINT
    up = ax.get_window_extent().height / figure_of(ax).dpi / POINT if sheet is None else FRAME * across
    if size.height is not None:
        up = 0.62 * size.height / POINT  # about what heading and foot leave
    return min(across / ACROSS, up / UP)


def _range(data: members_data.Seats) -> str:
    """The range over what is not known in words."""
    low, high = (f"{100 * data.range[end]:.0f}" if data.range else "" for end in ("low", "high"))
    return says("hemicycle.range", low=low, high=high)


def _middle(ax: Axes, data: members_data.Seats, scale: float) -> bool:
    """The answer in the middle of the room, with its range where the seats leave room for it; returns whether they do."""
    size, (places, radius) = look_of(ax), _seats(len(data.codes))
    free = 2 * (min((abs(x) for x, y in places if y < 0.3), default=1.0) - 1.15 * radius) * scale
    above = min((math.hypot(x, y) for x, y in places if abs(x) < 0.3), default=1.0) - 1.15 * radius - 0.2
    big = min(2.2 * size.em, above * scale / 0.78)
    ax.text(0, 0.2, plain(data.adopted), ha="center", va="baseline", fontsize=big, fontweight="bold",
            color=COLOUR["adopted"])  # fmt: skip
    lines = [(words, ink()) for words in broken(says("hemicycle.adopted"), free, Type(size.small))]
    told = broken(_range(data), free, Type(size.small), even=True) if data.range else []
    fits = len(lines) + len(told) <= LINES
    lines += [(words, muted()) for words in told if fits]
    for k, (words, colour) in enumerate(lines, start=1):
        y = 0.2 - k * 1.3 * size.small / scale
        ax.text(0, y, words, ha="center", va="baseline", fontsize=size.small, color=colour)
    return fits


def _beside(ax: Axes, data: members_data.Seats, scale: float) -> float:
    """Whoever breaks silence most often as a list, where a slide has room; returns how much it takes, in radii."""
    size = look_of(ax)
    order = sorted(range(len(data.codes)), key=lambda k: -data.chance[k])
    shown = [k for k in order if data.chance[k] >= members_data.SELDOM][: size.rows]
    left, step = ACROSS / 2 + 0.25, 1.6 * size.em / scale
    for row, k in enumerate(shown):
        y = UP - 0.38 - (row + 1) * step
        ax.text(left, y, plain(data.chance[k]), ha="right", va="center", fontweight="bold", fontsize=size.em)
        words = cut(data.names[k], 1.2 * scale, size.em)
        ax.text(left + 0.6 * size.em / scale, y, words, ha="left", va="center", fontsize=size.em)
    return 1.6


def _scale(ax: Axes, scale: float) -> None:
    """A hand-drawn colour key, because the scale is bent."""
    size = look_of(ax)
    left, width, y, steps = -0.45, 0.9, -0.24, 60
    step = width / steps
    shades = [SCALE["heat"](((k + 0.5) / steps) ** BENT) for k in range(steps)]
    ax.broken_barh([(left + k * step, step) for k in range(steps)], (y, 0.04), facecolors=shades, lw=0)
    for value in (0, 25, 50, 75, 100):
        ax.text(left + width * value / 100, y - 0.25 * size.small / scale, f"{value}", ha="center", va="top",
                fontsize=size.small, color=muted())  # fmt: skip
