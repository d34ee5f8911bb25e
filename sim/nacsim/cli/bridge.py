"""`nacsim bridge`: the cheapest packages that would carry the decision."""

from __future__ import annotations

from pathlib import Path

import click

from nacsim.cli import exploring, options
from nacsim.defaults import TARGET


@click.command
@options.scenario
@options.overrides
@click.option(
    "--target",
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
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
@options.runs("bridge")
@options.seed
@options.jobs
@options.out
@options.as_json
@options.quiet
def command(
    scenario: str, overrides: tuple[str, ...], target: float, costs: Path | None, runs: int, seed: int,
    jobs: int | None, out: Path | None, as_json: bool, quiet: bool,
) -> None:  # fmt: skip
    """Ask what it would take to have SCENARIO adopted, and what that costs.

    Levers are pulled one by one and together: a softer text, conditions, persuasion, payments, an opt-out,
    time, another venue. Packages are chosen on one set of draws and reported on fresh ones.
    """
    from nacsim.explore.bridge import bridge
    from nacsim.narrate.bridge import report
    from nacsim.scenario import load

    question = load(scenario, overrides)
    with options.progress(quiet) as advance:
        result = bridge(question, target, runs, seed, costs=costs, jobs=jobs, progress=advance).to_dict()
    exploring.finish(
        result,
        as_json,
        out,
        lambda: report(result, question),
        lambda p: save_figures(result, question, p),
        "bridge",
    )


def save_figures(result: dict, question, folder: Path) -> None:
    """Cost against chance."""
    from nacsim.plots import frontier
    from nacsim.plots.explore_data import packages

    exploring.saved(frontier(packages(result)), folder / "frontier", question.title, result)
