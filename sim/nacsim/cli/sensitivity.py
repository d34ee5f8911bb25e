"""`nacsim sensitivity`: which inputs the answer rests on."""

from __future__ import annotations

from pathlib import Path

import click

from nacsim.cli import exploring, options
from nacsim.defaults import POINTS


@click.command
@options.scenario
@options.overrides
@exploring.inputs
@click.option("--points", type=click.IntRange(2), default=POINTS["sensitivity"], show_default=True,
              help="Base points, a power of 2; (inputs + 2) times as many are played.")  # fmt: skip
@options.runs("sensitivity")
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
    """Ask which inputs of SCENARIO the answer rests on, and which cannot move it.

    By default over all uncertain inputs, those of the members most in the way where there are many, screened first;
    --input names others. --runs counts the councils at
    each point, the same luck everywhere; luck's own share of the variance is told apart.
    """
    from nacsim.explore.sensitivity import sensitivity
    from nacsim.narrate.sensitivity import report
    from nacsim.scenario import load

    question = load(scenario, overrides)
    with (
        exploring.usage(),
        options.progress(quiet) as advance,
        exploring.team(jobs, processes, scheduler) as team,
    ):
        result = sensitivity(question, inputs, points, runs, seed, executor=team, progress=advance).to_dict()
    exploring.finish(
        result,
        as_json,
        out,
        lambda: report(result, question),
        lambda p: save_figures(result, question, p),
        "sensitivity",
    )


def save_figures(result: dict, question, folder: Path) -> None:
    """The tornado."""
    from nacsim.plots import tornado

    data = {
        **result["tornado"],
        "what": "Chance of adoption, one input from low (10%) to high (90%)",
    }
    exploring.saved(tornado(data), folder / "tornado", question.title, result)
