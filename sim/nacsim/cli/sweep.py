"""`nacsim sweep`: the outcome over many points of one, two or more inputs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nacsim.cli.ask import Ask, asks
from nacsim.cli.options import ABOUT, CLUSTER, EXPLORE
from nacsim.errors import WrongValue

if TYPE_CHECKING:
    from nacsim.explore.design import Design
    from nacsim.results.answers import Sweep
    from nacsim.scenario.resolved import Scenario


@asks("sweep", ABOUT | EXPLORE | CLUSTER | {"inputs", "yes"}, keeps=True)
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
def command(ask: Ask, grid: tuple[str, ...], lhs: int | None, sobol: int | None) -> Sweep:
    """Play SCENARIO at many points of its inputs; --runs councils at each, all under the same luck.

    SCENARIO may be an experiment file, which names scenario, inputs and design. With --out results are
    written as they come: stopped at any moment, the same command takes the work up again.
    """
    from nacsim.explore.sweep import sweep

    plan = planned(ask, grid, lhs, sobol)
    ask.agree(plan.question, plan.runs * len(plan.design.points))
    with ask.work() as work:
        result = sweep(plan.question, plan.design, plan.runs, plan.seed, out=ask.out, **work)
    if ask.out is not None:
        keep(result, ask, ask.out)
    return result


@dataclass(frozen=True)
class Plan:
    """What is to be swept."""

    question: Scenario
    design: Design
    runs: int
    seed: int


def planned(ask: Ask, grid: tuple[str, ...], lhs: int | None, sobol: int | None) -> Plan:
    """What is to be swept: from options, or from an experiment file that options may overrule."""
    from nacsim.explore.design import design, read_axis, read_experiment
    from nacsim.scenario import load

    if not (grid or ask.inputs) and ask.scenario.endswith(".toml"):
        told = read_experiment(ask.scenario)
        runs = ask.runs if "runs" in ask.given else told.runs
        seed = ask.seed if "seed" in ask.given else told.seed
        question = load(told.scenario, (*told.overrides, *ask.overrides))
        return Plan(question, design(told.kind, told.axes, told.points, seed), runs, seed)
    kinds = [kind for kind, given in (("grid", grid), ("lhs", lhs), ("sobol", sobol)) if given]
    if len(kinds) != 1 or bool(ask.inputs) == (kinds == ["grid"]):
        raise WrongValue("needed: --grid KEY=LOW:HIGH:N, or --lhs N or --sobol N with --input KEY=LOW:HIGH")
    axes = [read_axis(text) for text in (*grid, *ask.inputs)]
    return Plan(ask.question, design(kinds[0], axes, lhs or sobol, ask.seed), ask.runs, ask.seed)


def keep(result: Sweep, ask: Ask, folder: Path) -> None:
    """The points and what members do there as tables, and the figure of a grid over one or two inputs."""
    from nacsim.cli.deliver import save_tables
    from nacsim.cli.figures import clear, save_answers
    from nacsim.cli.files import whole

    with whole(folder) as part:
        save_tables(result, part, "points")
        missing = save_answers(result, ask, part, {"curves": "curve"})
    clear(folder, missing)
