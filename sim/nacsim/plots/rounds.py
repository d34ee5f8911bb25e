"""What happens on the way: stances before and after, objections over the rounds, one council."""

from __future__ import annotations

from collections.abc import Iterator

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from nacsim.narrate.figures import says
from nacsim.plots import rounds_data
from nacsim.plots.heads import Head, Mark
from nacsim.plots.look import COLOUR, faint, ink, look_of, muted, paper
from nacsim.plots.style import bare, beside, drawn, names, of_run, plain_axis, row_of


@of_run(lambda run: rounds_data.stances(run.moments, run.scenario, run.names, run.subjects))
@drawn(
    lambda data, size: 4.2 + row_of(size, data.names) * min(size.rows, len(data.names)),
    silent=lambda data: data.silent,
)
def stances(data: rounds_data.Stances, *, ax: Axes) -> Head:
    """Where members stand on one issue before the talks (pale) and at their end (dark).

    Thick: the middle half of the councils; thin: nine in ten. The number at the right is the
    shift of the mean. `data`: `nacsim.plots.rounds_data.Stances`, members from far to near.
    """
    size = look_of(ax)
    rows = min(size.rows, len(data.names))
    for k in range(rows):
        for quantiles, up, role in ((data.before[k], 0.17, "one"), (data.after[k], -0.17, "other")):
            p05, p25, p50, p75, p95 = quantiles
            ax.hlines(-k + up, p05, p95, color=COLOUR[role], lw=1.3 * size.line)
            ax.hlines(-k + up, p25, p75, color=COLOUR[role], lw=0.42 * size.em)
            ax.plot(
                p50, -k + up, "o", ms=0.3 * size.em, mfc=paper(), mec=ink(), mew=0.8 * size.line, zorder=4
            )
        beside(ax, -k, _signed(float(data.shift[k])), 0.9 * size.em, "left", color=ink())
    _places(ax, data)
    names(ax, [(-k, name) for k, name in enumerate(data.names[:rows])])
    ax.set(xlim=(-1, 101), ylim=(-rows + 0.4, 0.7))
    ax.set_xticks([0, 25, 50, 75, 100])
    plain_axis(ax.xaxis, ax)
    ax.spines["left"].set_visible(False)
    key = [Mark(says("stances.before"), COLOUR["one"]), Mark(says("stances.after"), COLOUR["other"])]
    chosen = [says("stances.chosen", most=rows, all=data.members)] if rows < data.members else []
    note = " ".join([*chosen, *data.notes])
    return Head(
        data.title, says("stances.deck", issue=data.issue), key, [note], says("stances.question"), above=1.3
    )


def _signed(points: float) -> str:
    """A shift with its sign, one decimal; 0 for what is less."""
    return "0" if abs(points) < 0.05 else f"{points:+.1f}".replace("-", "−")


def _places(ax: Axes, data: rounds_data.Stances) -> None:
    """Where the text and the status quo are, named above the rows; where the two are close the status quo gives way."""
    size = look_of(ax)
    near = data.status_quo is not None and abs(data.status_quo - data.proposed) < 40
    for place, key in ((data.proposed, "text.tabled"), (data.status_quo, "text.quo")):
        if place is None:
            continue
        ax.axvline(place, color=muted(), lw=size.line, ls=(0, (3, 2)), zorder=0)
        if key == "text.quo" and near:
            continue
        ax.annotate(
            says(key), (place, 1), (0, 0.25 * size.em), xycoords=("data", "axes fraction"), textcoords="offset points",
            fontsize=size.small, color=muted(), va="bottom", annotation_clip=False,
            ha="left" if place < 30 else "right" if place > 70 else "center",
        )  # fmt: skip


@of_run(lambda run: rounds_data.support(run.moments))
@drawn(22, silent=lambda data: data.silent)
def support(data: rounds_data.Support, *, ax: Axes) -> Head:
    """Members that object in each round: median, middle half and nine in ten, and three councils that failed.

    A council that has ended keeps the number of its last silence. `data`: `nacsim.plots.rounds_data.Support`.
    """
    size = look_of(ax)
    edges = [data.rounds[0] - 0.5, *(r + 0.5 for r in data.rounds)]
    for (low, high), role in ((data.ninety, "object"), (data.half, "company")):
        ax.stairs(high + 0.08, edges, baseline=low - 0.08, color=COLOUR[role], fill=True, lw=0)
    ax.stairs(data.median, edges, baseline=None, color=COLOUR["blocked"], lw=2.2 * size.line, zorder=4)
    for path in data.failed:
        ax.plot(data.rounds[: len(path)], path, "-", color=muted(), lw=0.9 * size.line)
        ax.plot(data.rounds[len(path) - 1], path[-1], "x", color=muted(), ms=0.6 * size.em)
    top = max([float(data.ninety[1].max()), *(max(path) for path in data.failed)])
    ax.set(xlim=(data.rounds[0] - 0.5, data.rounds[-1] + 0.5), ylim=(-0.1, top * 1.06 + 0.3))
    ax.set_xticks(data.rounds[:: 1 + len(data.rounds) // (16 if size.width > 5 else 9)])
    ax.yaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    for axis in (ax.xaxis, ax.yaxis):
        plain_axis(axis, ax)
    ax.set_xlabel(says("support.axis"), fontsize=size.small, color=muted())
    key = [
        Mark(says("support.median"), COLOUR["blocked"], "-"),
        Mark(says("support.half"), COLOUR["company"]),
        Mark(says("support.ninety"), COLOUR["object"]),
    ]
    if data.failed:
        key.append(Mark(says("support.failed"), muted(), "x"))
    return Head(data.title, says("support.deck"), key, data.notes, says("support.question"))


@of_run(lambda run: run.grid)
@drawn(lambda data, size: 3.4 + 1.9 * (len(data.issues) + len(data.names)), silent=lambda data: data.silent)
def story(data: rounds_data.Grid, *, ax: Axes) -> Head:
    """One council as a table of rounds: above the text, issue by issue; below what it is worth to each member.

    A filled cell breaks silence, a framed one objects behind another. `data`: `nacsim.plots.rounds_data.Grid`.
    """
    size, issues = look_of(ax), len(data.issues)
    font = size.em if size.width > 5 else size.small
    for column, entry in enumerate(data.rounds):
        for k, place in enumerate(entry.text):
            ax.text(column, -k, place, ha="center", va="center", fontsize=font, fontweight="bold")
        for k, value in enumerate(entry.margin):
            _worth(ax, column, -issues - 0.4 - k, value, (entry.speaks[k], entry.hides[k]), font)
        ax.text(column, 0.95, f"{entry.number}", ha="center", va="center", fontsize=size.small, color=muted())
    rows = [(-float(k), label) for k, label in enumerate(data.issues)]
    rows += [(-issues - 0.4 - k, name) for k, name in enumerate(data.names)]
    names(ax, [(0.95, says("story.round")), *rows], bold=range(1, issues + 1), lines=1)
    ax.axhline(-issues + 0.3, color=faint(), lw=0.8 * size.line)
    if data.gap:
        ax.vlines(data.gap - 0.5, -issues - len(data.names) + 0.1, 0.5, color=muted(), lw=size.line, ls=":")
    ax.set(
        xlim=(-0.5, max(len(data.rounds), 6) - 0.5), ylim=(-issues - len(data.names) + 0.05, 1.5), xticks=[]
    )
    bare(ax, "left", "bottom")
    return Head(
        data.title, says("story.deck"), list(_story_key(data)), data.notes, says("story.question"), above=0.5
    )


def _worth(ax: Axes, x: float, y: float, value: float, objects: tuple[bool, bool], font: float) -> None:
    """A cell: what the text is worth to a member, and whether it objects."""
    speaks, hides = objects
    if speaks or hides:
        face = COLOUR["blocked"] if speaks else "none"
        ax.add_patch(
            Rectangle((x - 0.47, y - 0.42), 0.94, 0.84, fc=face, ec=COLOUR["blocked"], lw=look_of(ax).line)
        )
    words = f"{value:+.0f}".replace("-", "−") if abs(value) >= 0.5 else "0"
    colour = paper() if speaks else COLOUR["blocked"] if hides else muted()
    ax.text(x, y, words, ha="center", va="center", fontsize=font, color=colour)


def _story_key(data: rounds_data.Grid) -> Iterator[Mark]:
    yield Mark(says("story.speaks"), COLOUR["blocked"])
    if any(any(entry.hides) for entry in data.rounds):
        yield Mark(says("story.hides"), COLOUR["blocked"], hollow=True)
