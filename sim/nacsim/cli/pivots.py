"""`nacsim pivots`: whose consent the outcome turns on."""

from __future__ import annotations

from pathlib import Path

import click

from nacsim.cli import exploring, options


@click.command
@options.scenario
@options.overrides
@options.runs("pivots")
@options.seed
@options.jobs
@options.out
@options.as_json
@options.quiet
def command(
    scenario: str, overrides: tuple[str, ...], runs: int, seed: int, jobs: int | None,
    out: Path | None, as_json: bool, quiet: bool,
) -> None:  # fmt: skip
    """Ask whose consent the outcome of SCENARIO turns on.

    Every member is made silent, made to object, and taken out of the room; Shapley values share the failure
    among the members; the smallest sets whose silence turns the outcome are looked for. --runs counts the
    councils of each of these variants, all under the same luck.
    """
    from nacsim.explore.pivots import pivots
    from nacsim.narrate.pivots import report
    from nacsim.scenario import load

    question = load(scenario, overrides)
    with options.progress(quiet) as advance:
        result = pivots(question, runs, seed, jobs=jobs, progress=advance).to_dict()
    exploring.finish(
        result,
        as_json,
        out,
        lambda: report(result, question),
        lambda p: save_figures(result, question, p),
        "pivots",
    )


def save_figures(result: dict, question, folder: Path) -> None:
    """Shapley parts beside the equal part."""
    from nacsim.plots import pivots
    from nacsim.plots.explore_data import parts

    exploring.saved(pivots(parts(result, question)), folder / "pivots", question.title, result)
