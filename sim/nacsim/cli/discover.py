"""`nacsim discover`: under which conditions it fails."""

from __future__ import annotations

from pathlib import Path

import click

from nacsim.cli import exploring, options
from nacsim.defaults import POINTS


@click.command
@options.scenario
@options.overrides
@exploring.inputs
@click.option("--points", type=click.IntRange(32, 1_000_000), default=POINTS["discover"], show_default=True,
              help="Points at which the outcome is looked at; half of them judge what the others found.")  # fmt: skip
@options.runs("discover")
@options.seed
@options.jobs
@exploring.processes
@exploring.scheduler
@options.out
@options.as_json
@options.quiet
def command(
    scenario: str, overrides: tuple[str, ...], inputs: tuple[str, ...], points: int, runs: int, seed: int,
    jobs: int | None, processes: bool, scheduler: str | None, out: Path | None, as_json: bool, quiet: bool,
) -> None:  # fmt: skip
    """Find the conditions under which SCENARIO fails, as rules, and where each input tips the outcome.

    By default over position, salience and resolve of the members most in the way, and the global parameters;
    --input names others. --runs counts the councils at each point.
    """
    from nacsim.explore.discover import discover
    from nacsim.narrate.discover import report
    from nacsim.scenario import load

    question = load(scenario, overrides)
    with (
        exploring.usage(),
        options.progress(quiet) as advance,
        exploring.team(jobs, processes, scheduler) as team,
    ):
        result = discover(question, inputs, points, runs, seed, executor=team, progress=advance).to_dict()
    exploring.finish(
        result,
        as_json,
        out,
        lambda: report(result, question),
        lambda p: save_figures(result, question, p),
        "discover",
    )


def save_figures(result: dict, question, folder: Path) -> None:
    """The boxes over their inputs."""
    from nacsim.plots.explore import boxes
    from nacsim.plots.explore_data import found_boxes

    exploring.saved(boxes(found_boxes(result)), folder / "boxes", question.title, result)
