"""The result as a function of one or two inputs, and how far probabilities can be believed."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes

from nacsim.narrate import findings
from nacsim.narrate.figures import says
from nacsim.narrate.findings import outcome
from nacsim.plots.heads import Head, Mark
from nacsim.plots.lettering import apart, block, cut
from nacsim.plots.look import COLOUR, POINT, SCALE, ink, look_of, muted, paper
from nacsim.plots.style import drawn, grid, plain_axis, share_axis
from nacsim.vocabulary import OUTCOME

DASHES = ("-", (0, (5, 2)), (0, (1, 1.2)), (0, (4, 1.5, 1, 1.5)))
"""Lines that are no outcome are told apart by these."""


@drawn(lambda data, size: 33)
def phase(data: dict[str, Any], *, ax: Axes) -> Head:
    """A share over two inputs with the lines where it is 25, 50 and 75 %, and the scenario's own point.

    `data`: {"x", "y": values of the inputs, "z": shares by row of y and column of x, "labels": names of x and y,
    "own": (x, y) or None, "error": the largest 95 % half-width of a cell}; perhaps "title" and "question" to say instead
    of what is found.
    """
    size, (x, y, z) = look_of(ax), (data["x"], data["y"], data["z"])
    image = ax.pcolormesh(x, y, z, cmap=SCALE["chance"], vmin=0, vmax=1, shading="nearest", rasterized=True)
    low, high = min(map(min, z)), max(map(max, z))
    levels = [level for level in (0.25, 0.5, 0.75) if low < level < high]
    if levels:
        widths = [(2 if v == 0.5 else 0.9) * size.line for v in levels]
        ax.contour(x, y, z, levels, colors=ink(), linewidths=widths)
    if data["own"] is not None:
        ax.plot(*data["own"], "o", ms=0.85 * size.em, mfc=paper(), mec=ink(), mew=1.8 * size.line, zorder=5)
    bar = ax.figure.colorbar(image, ax=ax, aspect=30, pad=0.03, fraction=0.05)
    bar.outline.set_visible(False)
    bar.set_ticks([0, 0.25, 0.5, 0.75, 1])
    share_axis(bar.ax.yaxis, ax)
    for level in levels:
        bar.ax.axhline(level, color=ink(), lw=(2 if level == 0.5 else 0.9) * size.line)
    for axis in (ax.xaxis, ax.yaxis):
        plain_axis(axis, ax)
    words = cut(f"{data['labels'][0]} →", 0.66 * size.width / POINT, size.small)
    ax.set_xlabel(words, fontsize=size.small, loc="right", color=ink())
    _upwards(ax, f"↑ {data['labels'][1]}")
    key = [Mark(says("phase.own"), ink(), "o", hollow=True)] if data["own"] is not None else []
    note = says("phase.error", points=f"{data['error'] * 100:.0f}")
    title, asked = data.get("title") or findings.plane(z), data.get("question") or says("phase.question")
    return Head(title, says("phase.deck"), key, [note], asked, above=1.3)


def _upwards(ax: Axes, words: str, up: float = 0.4) -> None:
    """The name of an upright axis, above it."""
    size = look_of(ax)
    words = cut(words, 0.84 * size.width / POINT, size.small)
    ax.annotate(words, (0, 1), (0, up * size.em), xycoords="axes fraction", textcoords="offset points",
                fontsize=size.small, va="bottom", ha="left", annotation_clip=False)  # fmt: skip


@drawn(lambda data, size: 24)
def curves(data: dict[str, Any], *, ax: Axes) -> Head:
    """Shares over one input, each with its 95 % band.

    `data`: {"x": values, "lines": [{"name", "share", "low", "high"}], "own": x or None, "label": name of x}; perhaps
    "title", "deck" and "question" to say instead of what is found. Lines named by an outcome have its colour.
    """
    size = look_of(ax)
    others = iter(DASHES)
    for line in data["lines"]:
        known = line["name"] in COLOUR
        colour, dash = COLOUR[line["name"]] if known else COLOUR["other"], "-" if known else next(others, "-")
        ax.fill_between(data["x"], line["low"], line["high"], color=colour, alpha=0.18, lw=0)
        ax.plot(data["x"], line["share"], color=colour, ls=dash, lw=2 * size.line)
    _ends(ax, data)
    if data.get("own") is not None:
        ax.axvline(data["own"], color=muted(), lw=size.line, ls=(0, (3, 2)), zorder=0)
        place = (data["own"] - min(data["x"])) / ((max(data["x"]) - min(data["x"])) or 1)
        ax.annotate(
            says("curves.own", value=f"{data['own']:g}"), (data["own"], 1), (0, 0.3 * size.em),
            xycoords=("data", "axes fraction"), textcoords="offset points", va="bottom", fontsize=size.small, color=muted(),
            ha="left" if place < 0.2 else "right" if place > 0.8 else "center", annotation_clip=False,
        )  # fmt: skip
    ax.set(ylim=(-0.02, 1.02), xlim=(min(data["x"]), max(data["x"])))
    share_axis(ax.yaxis, ax)
    ax.set_yticks([0, 0.25, 0.5, 0.75, 1])
    grid(ax, "y")
    plain_axis(ax.xaxis, ax)
    ax.set_xlabel(cut(data["label"], 0.6 * size.width / POINT, size.small), fontsize=size.small, color=ink())
    first = data["lines"][0]
    title = data.get("title") or findings.curve(data["x"], first["share"], data["label"])
    return Head(
        title,
        data.get("deck") or says("curves.deck"),
        (),
        (),
        data.get("question") or says("curves.question"),
    )


def _ends(ax: Axes, data: dict[str, Any]) -> None:
    """The name of each line at its right end."""
    size = look_of(ax)
    names = [_name(line["name"]) for line in data["lines"]]
    words = [block(name, 0.24 * size.width / POINT, size.em, 3) for name in names]
    gap = max(1.35 * (1 + word.count("\n")) for word in words) / 18.5
    heights = apart([line["share"][-1] for line in data["lines"]], gap, 0.02, 0.98)
    for line, word, height in zip(data["lines"], words, heights, strict=True):
        colour = COLOUR.get(line["name"], ink())
        ax.annotate(word, (1, height), (0.6 * size.em, 0), xycoords=("axes fraction", "data"), textcoords="offset points",
                    fontsize=size.em, va="center", ha="left", color=_readable(line["name"], colour),
                    fontweight="bold" if line["name"] in COLOUR else "normal", annotation_clip=False)  # fmt: skip


def _name(key: str) -> str:
    return outcome(key) if key in OUTCOME else says("curves.adopted") if key == "adopted" else key


def _readable(name: str, colour: str) -> str:
    """A colour dark enough to write in."""
    return muted() if name == "shelved" else ink() if name in ("amended", "opt_out") else colour


@drawn(27)
def reliability(data: dict[str, Any], *, ax: Axes) -> Head:
    """Observed frequency against predicted chance, with 95 % intervals; on the diagonal the two agree.

    `data`: {"bins": [{"predicted", "observed", "low", "high", "count"}], "cases": number, "notes"}.
    """
    size = look_of(ax)
    ax.plot([0, 1], [0, 1], color=muted(), lw=size.line, ls=(0, (3, 2)), zorder=0)
    for entry in data["bins"]:
        ax.vlines(entry["predicted"], entry["low"], entry["high"], color=COLOUR["one"], lw=2 * size.line)
        ax.plot(entry["predicted"], entry["observed"], "o", color=COLOUR["other"], ms=0.6 * size.em)
        ax.annotate(
            str(entry["count"]),
            (entry["predicted"], 1),
            (0, 0.4 * size.em),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            fontsize=size.small,
            ha="center",
            va="bottom",
            annotation_clip=False,
        )
    ax.set(xlim=(-0.04, 1.06), ylim=(-0.04, 1.04))
    for axis in (ax.xaxis, ax.yaxis):
        share_axis(axis, ax)
        axis.set_ticks([0, 0.25, 0.5, 0.75, 1])
    ax.set_xlabel(f"{says('reliability.given')} →", fontsize=size.small, loc="right", color=ink())
    _upwards(ax, f"↑ {says('reliability.true')}", 1.8)
    key = [Mark(says("reliability.line"), muted(), "--")]
    return Head(
        findings.reliable(data["bins"]),
        says("reliability.deck"),
        key,
        data.get("notes", ()),
        says("reliability.question"),
        above=2.8,
    )
