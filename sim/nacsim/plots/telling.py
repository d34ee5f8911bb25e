"""Where what there is to say of a figure goes: on its sheet, or above axes that the user brought."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes

from nacsim.plots.heads import Head, Mark
from nacsim.plots.lettering import LEADING, Type, broken, wide
from nacsim.plots.look import POINT, Look, figure_of, look_of, titled
from nacsim.plots.sheet import sheet_of, tidy


def tell(ax: Axes, head: Head) -> None:
    """Say what there is to say about a figure: on its sheet, or above axes that the user brought."""
    sheet = sheet_of(figure_of(ax))
    if sheet is not None:
        sheet.turned = tidy(figure_of(ax))
        sheet.write(head=head)
        return
    size = look_of(ax)
    across, pad = size.width / POINT, (0.4 + head.above) * size.em
    if head.key:
        handles = [mark.handle(size.em) for mark in head.key]
        rows = _columns(head.key, across, size)
        ax.legend(
            handles,
            [mark.words for mark in head.key],
            loc="lower left",
            bbox_to_anchor=(0, 1),
            borderaxespad=0.3 + head.above * size.em / size.small,
            ncols=rows,
            fontsize=size.small,
            handlelength=1,
            handletextpad=0.5,
            columnspacing=1.2,
            borderpad=0,
        )
        pad += 1.6 * size.small * -(-len(head.key) // rows)
    if head.deck:
        lines = broken(head.deck, across, Type(size.small))
        ax.annotate("\n".join(lines), (0, 1), (0, pad), xycoords="axes fraction", textcoords="offset points",
                    fontsize=size.small, va="bottom", ha="left", linespacing=LEADING, annotation_clip=False)  # fmt: skip
        pad += LEADING * size.small * len(lines) + 0.3 * size.em
    lines = broken(head.title, across, Type(size.title, "bold", tuple(titled())), even=True)
    ax.set_title(
        "\n".join(lines), loc="left", pad=pad, fontsize=size.title, fontweight="bold", family=titled()
    )
    if head.settle is not None:
        figure_of(ax).draw_without_rendering()
        head.settle(ax)
    tidy(ax)


def _columns(key: Sequence[Mark], across: float, size: Look) -> int:
    """How many entries of a key go beside each other."""
    longest = max(wide(mark.words, size.small) for mark in key) + 2.8 * size.small
    return max(1, min(len(key), int(across // longest)))
