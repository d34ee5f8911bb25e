"""`nacsim bridge`: the cheapest packages that would carry the decision."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from nacsim.cli.ask import Ask, asks
from nacsim.cli.options import ABOUT, EXPLORE, Part
from nacsim.defaults import TARGET

if TYPE_CHECKING:
    from nacsim.results.answers import Bridge


@asks("bridge", ABOUT | EXPLORE)
@click.option(
    "--target",
    type=Part(),
    default=TARGET,
    show_default=True,
    help="The chance of adoption to reach, its lower 95% bound included.",
)
@click.option(
    "--costs",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A TOML file with your own costs and levers.",
)
def command(ask: Ask, target: float, costs: Path | None) -> Bridge:
    """Ask what it would take to have SCENARIO adopted, and what that costs.

    Levers are pulled one by one and together: a softer text, conditions, persuasion, payments, an opt-out,
    time, another venue. Packages are chosen on one set of draws and reported on fresh ones.
    """
    from nacsim.explore.bridge import bridge

    with ask.work() as work:
        return bridge(ask.question, target, ask.runs, ask.seed, costs=costs, **work)
