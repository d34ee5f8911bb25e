"""Who breaks silence and who blocks, and who does it together."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from nacsim.narrate import findings
from nacsim.narrate.figures import says
from nacsim.narrate.findings import plain
from nacsim.plots import members_data
from nacsim.plots.heads import Head, Mark
from nacsim.plots.look import COLOUR, SCALE, faint, ink, look_of, paper
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
    return Head(data.title, says("coblocking.deck"), (), data.notes, says("coblocking.question"), above=1.5)


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
