"""Who breaks silence and who blocks: bars, the Council as a hemicycle, and who does it together."""

from __future__ import annotations

import math

from matplotlib.axes import Axes
from matplotlib.patches import Circle

from nacsim.narrate import percent, rarely
from nacsim.plots import run_data
from nacsim.plots.style import (
    BLUE,
    DARK,
    FAINT,
    HEAT,
    MUTED,
    RUST,
    SAND,
    bare,
    drawn,
    interval,
    key,
    nothing,
    of_run,
    percent_axis,
    title,
)


@of_run(lambda run: run_data.objectors(run.summary, run.names))
@drawn(lambda data: (7.2, max(2.6, 1.5 + 0.36 * len(data.rows))))
def objectors(data, *, ax: Axes) -> Axes:
    """Two bars a member: how often it breaks silence on the text as tabled, and how often it blocks.

    `data`: `nacsim.plots.run_data.Objectors`, at most some fourteen rows, the most frequent first.
    """
    title(ax, "Who breaks silence first, and who blocks", keyed=bool(data.rows))
    if not data.rows:
        often = "any" if data.rest == 0 else "more than 1 in 200"
        return nothing(ax, f"No member breaks silence in {often} of {data.runs:,} councils.")
    rows = list(reversed(data.rows))
    for y, row in enumerate(rows):
        ax.barh(y + 0.2, row.first, height=0.34, color=SAND)
        ax.barh(y - 0.19, row.alone, height=0.34, color=RUST)
        ax.barh(y - 0.19, row.blocks - row.alone, left=row.alone, height=0.34, color="#E0925E")
        for offset, value, (low, high) in (
            (0.2, row.first, row.first_range),
            (-0.19, row.blocks, row.blocks_range),
        ):
            interval(ax, low, high, y + offset, cap=0)
            ax.text(max(value, high) + 0.012, y + offset, percent(value), va="center", fontsize=7.5)
    ax.set_yticks(range(len(rows)), [row.name for row in rows])
    widest = max(max(row.first_range[1], row.blocks_range[1]) for row in rows)
    ax.set(xlim=(0, min(1.08, widest * 1.12 + 0.03)), ylim=(-0.6, len(rows) - 0.4), xlabel=_others(data))
    percent_axis(ax.xaxis)
    bare(ax, "left")
    for colour, label in (
        (SAND, "breaks silence on the text as tabled"),
        (RUST, "blocks, alone"),
        ("#E0925E", "blocks, in company"),
    ):
        ax.barh([0], [0], color=colour, label=label)
    key(ax)
    return ax


def _others(data) -> str:
    often = rarely(data.rest)
    others = (
        "" if not data.left_out else f"; {data.left_out} other{'s' if data.left_out > 1 else ''}: {often}"
    )
    return f"Share of councils (line: 95% interval){others}"


def seats(count: int) -> tuple[list[tuple[float, float]], float]:
    """Places (x, y) of `count` seats in a half circle of radius 1, from left to right, and their radius."""
    rows = 1 if count <= 7 else 2 if count <= 17 else 3 if count <= 40 else 4 if count <= 80 else 5
    step = 0.24 if rows <= 3 else 0.165
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


@of_run(lambda run: run_data.seats(run.summary))
@drawn(lambda data: (5.6, 4.15) if len(data.codes) <= 40 else (8.4, 6.0))
def hemicycle(data, *, ax: Axes) -> Axes:
    """The Council in the order of its table, each seat coloured by the chance to break silence as tabled.

    The colour scale is bent (power 0.7) so that 5 to 20 % can be told from nothing. `data`: `tables.Seats`.
    """
    places, size = seats(len(data.codes))
    longest = 9 if len(places) <= 7 else 7 if len(places) <= 17 else 4
    font = 6.6 if len(places) <= 80 else 5
    for (x, y), code, value in zip(places, data.codes, data.chance, strict=True):
        strong = value > 0.3
        edge = {"ec": DARK if strong else "#9AA5AF", "lw": 1.5 if strong else 0.7}
        ax.add_patch(Circle((x, y), size, fc=HEAT(value**0.7), **edge))
        ink = "white" if value > 0.42 else DARK
        label = code if len(code) <= longest else code[: longest - 1] + "."
        lift = 0.22 * size if value >= 0.05 else 0
        ax.text(x, y + lift, label, ha="center", va="center", fontsize=font, color=ink)
        if value >= 0.05:
            ax.text(
                x, y - 0.48 * size, percent(value), ha="center", va="center", fontsize=font - 0.8, color=ink
            )
    ax.text(0, 0.155, percent(data.adopted), ha="center", fontsize=21, fontweight="bold", color=BLUE)
    ax.text(0, 0.06, "adopted in some form", ha="center", fontsize=8.5)
    _scale(ax, data)
    ax.set(xlim=(-1.18, 1.18), ylim=(-0.42, 1.18))
    ax.set_aspect("equal")
    ax.axis("off")
    ax.set_title("Chance to break silence on the text as tabled, by seat")
    return ax


def _scale(ax: Axes, data) -> None:
    """A hand-drawn colour key, because the scale is bent."""
    left, width, y, steps = -0.45, 0.9, -0.26, 60
    for k in range(steps):
        ax.fill_between(
            [left + width * k / steps, left + width * (k + 1) / steps],
            y,
            y + 0.045,
            color=HEAT(((k + 0.5) / steps) ** 0.7),
            lw=0,
        )
    for value in (0, 0.25, 0.5, 0.75, 1):
        ax.text(
            left + width * value, y - 0.03, percent(value), ha="center", va="top", fontsize=6.5, color=MUTED
        )
    margin = max(data.margin * 100, 0.1)
    ax.text(
        0,
        y - 0.12,
        f"In the order of the table, from the left; every figure within {margin:.1f} points (95%)",
        ha="center",
        va="top",
        fontsize=6.8,
        color=MUTED,
    )


@of_run(lambda run: run_data.together(run.tally, run.names))
@drawn(lambda data: (2.9 + 0.46 * max(len(data.names), 6), 2.3 + 0.4 * max(len(data.names), 3)))
def coblocking(data, *, ax: Axes) -> Axes:
    """If the member of the row blocks, how often does the member of the column block too?

    The bold diagonal is how often the row blocks at all. A cell with fewer than 200 councils behind it is in
    italics because its error may pass 7 points. `data`: `nacsim.plots.run_data.Together`.
    """
    count = len(data.names)
    ax.set_title("Who blocks together")
    if count < 2:
        return nothing(
            ax, f"{data.names[0]} is the only member that ever blocks." if count else "No member ever blocks."
        )
    for i in range(count):
        for j in range(count):
            _cell(ax, data, i, j)
    ax.set_xticks(
        range(count),
        data.names,
        rotation=35 if max(map(len, data.names)) > 4 else 0,
        ha="left" if max(map(len, data.names)) > 4 else "center",
    )
    ax.set_yticks(range(count), data.names)
    ax.xaxis.tick_top()
    ax.set(xlim=(-0.5, count - 0.5), ylim=(count - 0.5, -0.5))
    ax.set_aspect("equal")
    bare(ax, "left", "bottom")
    ax.set_xlabel(
        "Of 100 councils that the row's member blocks, in how many the column's does too;\n"
        "diagonal: of 100 councils, in how many the member blocks at all.\n" + _trust(data),
        fontsize=8,
    )
    return ax


def _cell(ax: Axes, data, i: int, j: int) -> None:
    own = i == j
    value = data.share[i] if own else data.joint[i][j]
    face = "white" if own else HEAT(value)
    ax.fill_between([j - 0.48, j + 0.48], i - 0.48, i + 0.48, color=face, ec=FAINT if own else "none", lw=0.8)
    ax.text(
        j,
        i,
        percent(value).rstrip("%"),
        ha="center",
        va="center",
        fontsize=8,
        color="white" if not own and value > 0.55 else DARK,
        fontweight="bold" if own else "normal",
        fontstyle="italic" if not own and data.count[i] < 200 else "normal",
    )


def _trust(data) -> str:
    firm = min((c for c in data.count if c >= 200), default=None)
    loose = "italic: fewer than 200 councils, error above 7 points"
    if firm is None:
        return loose
    return f"Upright: error at most {1.96 * math.sqrt(0.25 / firm) * 100:.0f} points (95%); {loose}"
