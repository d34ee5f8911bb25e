"""`nacsim discover`: under which conditions it fails."""

from __future__ import annotations

from pathlib import Path

import click

from nacsim.cli import exploring, options


@click.command
@options.scenario
@options.overrides
@exploring.inputs
@click.option("--points", type=click.IntRange(32, 1_000_000), default=1_024, show_default=True,
              help="Points at which the outcome is looked at; half of them judge what the others found.")  # fmt: skip
@options.runs(256)
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
    from nacsim.scenario import load

    question = load(scenario, overrides)
    with (
        exploring.usage(),
        options.progress(quiet) as advance,
        exploring.team(jobs, processes, scheduler) as team,
    ):
        result = discover(question, inputs, points, runs, seed, executor=team, progress=advance)
    exploring.finish(
        result,
        as_json,
        out,
        lambda: report(result, question),
        lambda p: draw(result, question, p),
        "discover",
    )


def report(result: dict, question) -> str:
    """The rules of both methods with coverage and density, then the tipping points."""
    lines = [
        question.title,
        f"{result['sampled']:,} points, {result['runs']:,} councils each, seed {result['seed']}",
    ]
    for title, key in (
        ("Boxes (PRIM)", "boxes"),
        ("Tree (CART)", "tree"),
        ("Where it is adopted (PRIM)", "adoption"),
    ):
        lines += ["", f"{title:<30} judged on points they were not found on"]
        lines += [_box(box) for box in result[key]] or ["  none"]
    lines += ["", "Tipping points (adoption crosses one half, all else as it is)"]
    told = {k: tip for k, tip in result["tipping"].items() if tip is not None}
    lines += [f"  {result['inputs'][k]:<44} {tip['value']:>8.4g}" for k, tip in told.items()] or ["  none"]
    return "\n".join([*lines, "", exploring.sentences(result["words"])])


def _box(box: dict) -> str:
    from nacsim.cli.table import wrapped
    from nacsim.narrate import between, percent

    cells = [
        f"{name} {percent(box[name]['share'])} ({between(box[name]['low'], box[name]['high'])})"
        for name in ("density", "coverage")
    ]
    return f"{wrapped(box['words'], '  ')}\n    {', '.join(cells)}"


def draw(result: dict, question, folder: Path) -> None:
    """The boxes over their inputs."""
    from nacsim.plots.explore import boxes

    data = {
        "boxes": result["boxes"],
        "names": result["inputs"],
        "ranges": result["ranges"],
        "failures": result["failures"]["share"],
    }
    exploring.saved(boxes(data), folder / "boxes", question.title, result)
