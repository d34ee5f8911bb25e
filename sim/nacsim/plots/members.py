"""Who breaks silence and who blocks: bars, the Council as a hemicycle, and who does it together."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Circle, Rectangle

from nacsim.narrate import findings
from nacsim.narrate.figures import says
from nacsim.narrate.findings import plain
from nacsim.plots import members_data
from nacsim.plots.lettering import LEADING, Type, broken, cut, wide
from nacsim.plots.look import COLOUR, POINT, SCALE, Look, faint, figure_of, ink, look_of, muted, paper
from nacsim.plots.sheet import Head, Mark, sheet_of
from nacsim.plots.style import bare, drawn, interval, names, of_run, row_of, share_axis


@of_run(lambda run: members_data.objectors(run.summary, run.names, run.subjects))
@drawn(
    lambda data, size: 2 + row_of(size, (r.name for r in data.rows), 2.5) * min(size.rows, len(data.rows)),
    silent=lambda data: "" if data.rows else says("objectors.silent"),
)
def objectors(data: members_data.Objectors, *, ax: Axes) -> Head:
    """Two bars a member: how often it breaks silence on the text as tabled, and how often it blocks.

    `data`: `nacsim.plots.members_data.Objectors`, at most some fourteen rows, the most frequent first.
    """
    size = look_of(ax)
    shown = data.rows[: size.rows]
    for place, each in enumerate(shown):
        y = -float(place)
        ax.barh(y + 0.18, each.first, height=0.33, color=COLOUR["object"], lw=0)
        ax.barh(y - 0.18, each.alone, height=0.33, color=COLOUR["blocked"], lw=0)
        ax.barh(
            y - 0.18, each.blocks - each.alone, left=each.alone, height=0.33, color=COLOUR["company"], lw=0
        )
        for up, value, (low, high) in (
            (0.18, each.first, each.first_range),
            (-0.18, each.blocks, each.blocks_range),
        ):
            drawn_ = high - low > members_data.NARROW
            if drawn_:
                interval(ax, low, high, y + up)
            ax.annotate(
                plain(value), (max(value, high if drawn_ else 0), y + up), (0.4 * size.em, 0),
                textcoords="offset points", va="center", fontsize=size.small, annotation_clip=False,
            )  # fmt: skip
    names(ax, [(-k, each.name) for k, each in enumerate(shown)])
    widest = max(max(each.first_range[1], each.blocks_range[1]) for each in shown)
    ax.set(xlim=(0, min(1.0, widest * 1.1 + 0.02)), ylim=(-len(shown) + 0.4, 0.6))
    share_axis(ax.xaxis, ax)
    bare(ax, "left")
    left = [*data.left, *(max(row.first, row.blocks) for row in data.rows[size.rows :])]
    note = f"{findings.others(len(left), max(left, default=0.0))} {data.dice}".strip()
    return Head(data.title, says("objectors.deck"), _key(data), [note], says("objectors.question"))


def _key(data: members_data.Objectors) -> list[Mark]:
    found = [Mark(says("objectors.first"), COLOUR["object"])]
    if any(row.alone > 0 for row in data.rows):
        found.append(Mark(says("objectors.alone"), COLOUR["blocked"]))
    if any(row.blocks > row.alone for row in data.rows):
        found.append(Mark(says("objectors.company"), COLOUR["company"]))
    return found


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


@of_run(lambda run: members_data.together(run.tally, run.names, run.subjects))
@drawn(lambda data, size: 3 + 1.9 * max(min(size.rows, len(data.names)), 3), silent=lambda data: data.silent)
def coblocking(data: members_data.Together, *, ax: Axes) -> Head:
    """If the member of the row blocks, how often does the member of the column block too?

    The bold diagonal is how often the row blocks at all. A cell with fewer than 200 councils behind it is in
    italics because its error may pass 7 points. `data`: `nacsim.plots.members_data.Together`.
    """
    size = look_of(ax)
    count = min(size.rows, len(data.names))
    for i in range(count):
        for j in range(count):
            _cell(ax, data, i, j)
    names(ax, list(enumerate(data.names[:count])), lines=1)
    ax.set_xticks(range(count), data.heads[:count], fontsize=size.small if size.width < 5 else size.em)
    ax.xaxis.tick_top()
    ax.set(xlim=(-0.5, max(count, 4) - 0.5), ylim=(count - 0.5, -0.5))
    ax.tick_params(axis="x", pad=0.2 * size.em)
    bare(ax, "left", "bottom")
    return Head(data.title, says("coblocking.deck"), (), data.notes, says("coblocking.question"))


def _cell(ax: Axes, data: members_data.Together, i: int, j: int) -> None:
    own, size = i == j, look_of(ax)
    value = data.share[i] if own else data.joint[i][j]
    face = paper() if own else SCALE["heat"](value)
    edge = faint() if own else "none"
    ax.add_patch(Rectangle((j - 0.48, i - 0.46), 0.96, 0.92, fc=face, ec=edge, lw=0.8 * size.line))
    ax.text(
        j,
        i,
        plain(value),
        ha="center",
        va="center",
        fontsize=size.em,
        color=paper() if not own and value > 0.55 else ink(),
        fontweight="bold" if own else "normal",
        fontstyle="italic" if not own and data.count[i] < members_data.FIRM else "normal",
    )
