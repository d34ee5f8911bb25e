"""Draw the pictures of docs/figures.md: every kind of figure once, from scenarios that ship.

usage: python experiments/figure_guide.py [KIND ...]        all without a name; some two minutes on two cores
"""

import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from pictures import small

import nacsim
from nacsim.plots import save
from nacsim.vocabulary import FIGURES

HERE = Path(__file__).resolve().parent
FOLDER = HERE.parent / "docs" / "img" / "figures"
ACROSS = 1080
"""Pixels of a picture."""
TOKYO, UKRAINE = "tokyo_liaison_office", "ukraine_invitation"
RUNS = dict.fromkeys(FIGURES, TOKYO) | {
    "coblocking": UKRAINE,
    "support": UKRAINE,
    "text": "minimal",
    "experts": "tokyo_two_coders",
}
"""The scenario from which each figure of a run is drawn."""
CODED = "kosovo_text_2008"
ANSWERS: dict[str, Callable[[], Any]] = {
    "compare": lambda: nacsim.compare([TOKYO, "tokyo_narrow_mandate", "tokyo_quiet_year"], 4_000),
    "agenda": lambda: nacsim.agenda(["hormuz_mission", "spending_pledge"], 2_000),
    "curves": lambda: nacsim.sweep(TOKYO, {"members.FRA.position": (0, 100, 21)}, 1_000),
    "phase": lambda: nacsim.sweep(
        TOKYO, {"members.FRA.position": (0, 100, 21), "members.FRA.resolve": (0, 100, 21)}, 400
    ),
    "tornado": lambda: nacsim.sensitivity(TOKYO, points=64, runs=400),
    "pivots": lambda: nacsim.pivots(UKRAINE, 1_000),
    "frontier": lambda: nacsim.bridge(TOKYO, runs=2_000),
    "boxes": lambda: nacsim.discover(TOKYO, points=512, runs=128),
    "codings": lambda: nacsim.agree(f"history/{CODED}", f"history/second_coding/{CODED}", 2_000),
    "reliability": lambda: checked(),
    "log_score": lambda: checked(),
}
"""What each other figure is drawn of."""


@cache
def played(name: str) -> Any:
    """Councils of a scenario."""
    return nacsim.simulate(name, 10_000)


@cache
def checked() -> Any:
    """The scores on past decisions."""
    return nacsim.validate(runs=500)


def draw(kind: str) -> Path:
    """Draw one kind; returns the picture."""
    found = played(RUNS[kind]) if kind in RUNS else ANSWERS[kind]()
    (path,) = save(found.plot(kind).figure, FOLDER / kind, ["png"])
    return small(path, ACROSS)


def main() -> None:
    """Draw the kinds named on the command line, or all."""
    kinds = (*RUNS, *ANSWERS)
    wanted = sys.argv[1:] or kinds
    if unknown := [kind for kind in wanted if kind not in kinds]:
        sys.exit(f"No such picture: {', '.join(unknown)}. There are: {', '.join(kinds)}")
    for kind in wanted:
        print(f"{draw(kind).relative_to(HERE.parent)}", flush=True)


if __name__ == "__main__":
    main()
