"""`nacsim plot`: any figure from a saved run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from nacsim.cli.ask import Ask, asks
from nacsim.cli.options import FIGURED, OneOf
from nacsim.cli.say import say
from nacsim.vocabulary import FIGURES

LISTED = "\b\nFIGURE is one of\n" + "\n".join(f"  {name:<11} {what}" for name, what in FIGURES.items())


class Figure(OneOf):
    """A figure that is built in, or that an installed package offers."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The name of the figure."""
        if value not in FIGURES:
            from nacsim.plots.offered import OFFERS

            self.choices = (*FIGURES, *OFFERS.names())
        return super().convert(value, param, ctx)


@asks("plot", {"out"} | FIGURED, epilog=LISTED)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("figures", nargs=-1, type=Figure(list(FIGURES)), metavar="[FIGURE]...")
@click.option("--run", "council", type=click.IntRange(0), default=0, show_default=True,
              help="Which council the figure `story` shows.")  # fmt: skip
def command(ask: Ask, folder: Path, figures: tuple[str, ...], council: int) -> None:
    """Draw figures from FOLDER, where `nacsim run --out` saved a run; all of them unless some are named."""
    from nacsim.cli.figures import figures_for, save_figures
    from nacsim.cli.files import whole

    run = saved(folder, council)
    if council >= run.summary["runs"]:
        raise click.UsageError(f"--run {council}: the run has councils 0 to {run.summary['runs'] - 1}.")
    target = ask.out or folder
    with whole(target) as part:
        paths, remarks = save_figures(run, figures or figures_for(run.scenario), part, ask.width, ask.figures)
    for path in paths:
        say(target / path.name)
    for line in remarks:
        say(line)


def saved(folder: Path, council: int = 0) -> Any:
    """The run that `nacsim run --out` saved in a folder; a folder without one is an error."""
    from nacsim import __version__
    from nacsim.cli.files import verify
    from nacsim.files.reading import BadFile
    from nacsim.plots.run_data import Run
    from nacsim.results.files import load as load_outcomes
    from nacsim.results.summary import summary
    from nacsim.results.tally import count
    from nacsim.scenario import load

    if not (folder / "outcomes.npz").exists():
        raise click.ClickException(
            f"{folder}: no outcomes.npz; save a run there: nacsim run SCENARIO --out {folder}"
        )
    verify(folder, ("outcomes.npz", "scenario.toml"))
    outcomes, born = load_outcomes(folder / "outcomes.npz")
    if born["version"] != __version__:
        say(f"{folder}: saved by nacsim {born['version']}; this is {__version__}.", err=True)
    tally = count(outcomes)
    scenario = load(folder / "scenario.toml").model_copy(update={"name": born["scenario"]})
    if (scenario.room, tuple(scenario.issues)) != (outcomes.room, outcomes.issues):
        raise BadFile(
            str(folder / "scenario.toml"), "has another room or other issues than outcomes.npz says"
        )
    told = summary(tally, born["version"]) | _ranged(folder)
    return Run(scenario, outcomes, tally, told, council, born.get("commit", ""))


def _ranged(folder: Path) -> dict[str, Any]:
    """The range over what is not known, as it was saved with the run: it takes longer to find than to draw."""
    from nacsim.cli.files import verify
    from nacsim.files.reading import BadFile, read_json
    from nacsim.results.answers import Range
    from nacsim.results.plain import misfit

    path = folder / "summary.json"
    if not path.exists():
        return {}
    verify(folder, (path.name,))
    known = read_json(path).get("range")
    if known and (odd := misfit(Range, known)):
        raise BadFile(str(path), f"its range cannot be: {odd}; save the run again")
    return {"range": known} if known else {}
