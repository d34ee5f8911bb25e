"""No text of any figure leaves the sheet, meets another text or a mark, or is struck through by a line.

Every kind of figure is drawn on extreme scenarios: many members and few, long names, many issues, every kind of end.
`python experiments/check_figures.py` looks at every figure on every scenario that ships, in every width.
"""

import sys
from pathlib import Path

import pytest
from figure_data import ROOMS, questions_data, run_data
from matplotlib.figure import Figure

from nacsim import plots
from nacsim.plots import RUN_FIGURES

sys.path.append(str(Path(__file__).parents[1] / "experiments"))

import check_figures

EXTREME = {
    "tokyo_liaison_office": ["column", "slide"],
    "osce_chair_2024": ["column"],  # 57 members
    "history/wto_appellate_body_2019": ["page"],  # 136 members, who hardly ever agree
    "history/wto_bali_2013": ["column"],  # 132 members, three issues
    "history/budget_package_1984": ["slide"],  # ten members, three issues
    "imf_quotas": ["column"],  # long names
    "hormuz_coalition": ["page"],  # a rarer end
    "ukraine_invitation": ["slide"],  # many who block together
}
"""Scenarios and the widths in which their figures are looked at."""


@pytest.mark.parametrize("name", EXTREME)
def test_every_figure_of_a_run_can_be_read(name):
    assert list(check_figures.look_at(name, 150, EXTREME[name])) == []


@pytest.mark.parametrize(
    ("room", "kind"), [("31", "mixed"), ("long", "mixed"), ("57", "blocked"), ("1", "approved")]
)
def test_figures_of_made_up_councils_can_be_read(room, kind):
    found = []
    for name, data in run_data(ROOMS[room], kind).items():
        width = {"31": "page", "57": "slide"}.get(room, "column")
        fig = RUN_FIGURES[name][0](data, width=width).figure
        plots.caption(fig, "A NATO liaison office in Tokyo", "made_up · 400 runs · seed 0 · nacsim 0")
        found += [f"{name}: {fault}" for fault in check_figures.faults(fig, width)]
    assert found == []


@pytest.mark.parametrize("width", ["column", "slide"])  # the narrowest, and the lowest
def test_figures_of_questions_can_be_read(width):
    found = []
    for name, data in questions_data(extreme=True).items():
        fig = getattr(plots, name)(data, width=width).figure
        plots.caption(fig, "A NATO liaison office in Tokyo", "made_up · 400 runs · seed 0 · nacsim 0")
        found += [f"{name}: {fault}" for fault in check_figures.faults(fig, width)]
    assert found == []


def test_what_is_wrong_is_noticed():
    ax = Figure(figsize=(4, 3)).add_subplot()
    ax.set(xlim=(0, 1), ylim=(0, 1))
    ax.text(0.5, 0.5, "crossed")
    ax.plot([0, 1], [0.52, 0.52])
    ax.text(0.1, 0.2, "one")
    ax.text(0.12, 0.2, "other")
    ax.text(0.95, 0.8, "a long word beyond the edge")
    ax.bar(0.3, 0.72, 0.2)
    ax.text(0.35, 0.3, "half of it")
    ax.plot(0.72, 0.31, "o", ms=6)
    ax.text(0.7, 0.3, "dot")
    ax.text(0.1, 0.9, "tiny", fontsize=2)
    said = " ".join(check_figures.faults(ax.figure))
    for what in ("struck through: 'crossed'", "'one', 'other'", "edge: 'a long word", "half on a ground: 'half of it'",
                 "on a mark: 'dot'", "type of 2.0 points: 'tiny'"):  # fmt: skip
        assert what in said
