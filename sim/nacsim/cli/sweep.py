"""`nacsim sweep`: the outcome over many points of one, two or more inputs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from nacsim.cli import exploring, options
from nacsim.cli.say import say


@click.command
@options.scenario
@options.overrides
@click.option(
    "--grid",
    multiple=True,
    metavar="KEY=LOW:HIGH:N",
    help="An input on a grid, or KEY=VALUE,VALUE. May be given more than once.",
)
@click.option(
    "--lhs", type=click.IntRange(1), metavar="N", help="N points of a Latin hypercube over the inputs."
)
@click.option("--sobol", type=click.IntRange(1), metavar="N", help="N Sobol' points over the inputs.")
@exploring.inputs
@options.runs("sweep")
@options.seed
@options.jobs
@exploring.processes
@exploring.scheduler
@options.out
@options.as_json
@options.quiet
@options.yes
@click.pass_context
def command(
    context: click.Context, scenario: str, overrides: tuple[str, ...], grid: tuple[str, ...], lhs: int | None,
    sobol: int | None, inputs: tuple[str, ...], runs: int, seed: int, jobs: int | None, processes: bool,
    scheduler: str | None, out: Path | None, as_json: bool, quiet: bool, yes: bool,
) -> None:  # fmt: skip
    """Play SCENARIO at many points of its inputs; --runs councils at each, all under the same luck.

    SCENARIO may be an experiment file, which names scenario, inputs and design. With --out results are
    written as they come: stopped at any moment, the same command takes the work up again.
    """
    from nacsim.cli.cost import agreed
    from nacsim.explore.sweep import sweep
    from nacsim.narrate.sweep import report

    with exploring.usage():
        plan = planned(context, scenario, overrides, (grid, lhs, sobol, inputs), runs, seed)
        if scheduler is None:
            agreed(plan.question, plan.runs * len(plan.design.points), jobs, yes)
        with options.progress(quiet) as advance, exploring.team(jobs, processes, scheduler) as team:
            result = sweep(
                plan.question, plan.design, plan.runs, plan.seed, out=out, executor=team, progress=advance
            ).to_dict()
    if out is not None:
        keep(result, plan.question, out)
    exploring.finish(result, as_json, None, lambda: report(result, plan.question), lambda part: None, "sweep")
    if out is not None and not as_json:
        say(f"\nFigures and data: {out}")


def planned(context: click.Context, source: str, overrides: tuple, told: tuple, runs: int, seed: int) -> Any:
    """What is to be swept: from options, or from an experiment file that options may overrule."""
    from types import SimpleNamespace

    from nacsim.explore.design import design, read_axis, read_experiment
    from nacsim.scenario import load

    grid, lhs, sobol, inputs = told
    if not (grid or inputs) and source.endswith(".toml"):
        plan = read_experiment(source)
        runs, seed = (
            given if context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE else own
            for name, given, own in (("runs", runs, plan.runs), ("seed", seed, plan.seed))
        )
        question = load(plan.scenario, (*plan.overrides, *overrides))
        return SimpleNamespace(
            question=question, design=design(plan.kind, plan.axes, plan.points, seed), runs=runs, seed=seed
        )
    kinds = [kind for kind, given in (("grid", grid), ("lhs", lhs), ("sobol", sobol)) if given]
    if len(kinds) != 1 or bool(inputs) == (kinds == ["grid"]):
        raise ValueError("needed: --grid KEY=LOW:HIGH:N, or --lhs N or --sobol N with --input KEY=LOW:HIGH")
    axes = [read_axis(text) for text in (*grid, *inputs)]
    found = design(kinds[0], axes, lhs or sobol, seed)
    return SimpleNamespace(question=load(source, overrides), design=found, runs=runs, seed=seed)


def keep(result: dict, question, folder: Path) -> None:
    """A table of the points, and the figure of a grid over one or two inputs."""
    from nacsim.cli.files import whole

    with whole(folder) as part:
        table(result, part / "points.csv")
        numeric = all(isinstance(v, int | float) for v in result["points"][0]["inputs"])
        if result["design"] == "grid" and len(result["inputs"]) <= 2 and numeric:
            save_figures(result, question, part)


def table(result: dict, path: Path) -> None:
    """One line a point."""
    from nacsim.files.writing import write_rows

    kinds = list(result["points"][0]["outcomes"])
    rows = [[*result["inputs"], "adopted", "adopted_low", "adopted_high", *kinds, "rounds", "days"]]
    for p in result["points"]:
        shares = [p["adopted"][k] for k in ("share", "low", "high")]
        ends = [p["outcomes"][k]["share"] for k in kinds]
        rows.append([*p["inputs"], *shares, *ends, p["rounds"], p["days"]])
    write_rows(path, rows)


def save_figures(result: dict, question, folder: Path) -> None:
    """A curve over one input, or a surface over two."""
    from nacsim.plots import curves, phase
    from nacsim.plots.explore_data import curve, surface

    if len(result["inputs"]) == 1:
        ax, name = curves(curve(result, question)), "curve"
    else:
        ax, name = phase(surface(result, question)), "phase"
    exploring.saved(ax, folder / name, question.title, result)
