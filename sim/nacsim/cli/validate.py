"""`nacsim validate`: how often the model is right on past decisions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nacsim.cli.ask import Ask, asks
from nacsim.cli.options import EXPLORE
from nacsim.cli.say import say

if TYPE_CHECKING:
    from nacsim.engine.workers import Working


@asks("validate", EXPLORE)
@click.argument(
    "folder", metavar="[DIR]", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option("--all", "every_case", is_flag=True, help="Show every case, not the ten worst.")
@click.option(
    "--deu",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="PATH",
    help="Score on the DEU III file instead, downloaded from doi:10.34810/data53.",
)
@click.option(
    "--external",
    "beside",
    is_flag=True,
    help="Set the past decisions that ship beside vetoes that others counted, too.",
)
def command(ask: Ask, folder: Path | None, every_case: bool, deu: Path | None, beside: bool) -> None:
    """Score the model on past decisions: every scenario with [observed] in DIR, by default those that ship.

    Each decision is simulated from what was known before it, and compared with what happened, beside simple
    rules.
    """
    if deu and folder:
        raise click.UsageError("DIR and --deu are two different tests; give one of them.")
    if ask.csv and deu:
        raise click.UsageError("--csv is about past decisions; leave out --deu.")
    if beside and (deu or folder):
        raise click.UsageError("--external is about the past decisions that ship; leave out DIR and --deu.")
    with ask.work("decisions") as work:
        result, text = on_deu(ask, work, deu) if deu else on_history(ask, work, folder, every_case)
        if beside:
            result["external"], more = on_vetoes(ask, work)
            text += "\n" + more
    if ask.out:
        write(ask, result, text, ask.out)
    if ask.csv:
        write_csv(ask, result)
    say(json.dumps(result, ensure_ascii=False, allow_nan=False) if ask.as_json else text, nl=ask.as_json)


Told = tuple[dict[str, Any], str]
"""A result and the report of it."""


def on_history(ask: Ask, work: Working, folder: Path | None, every_case: bool) -> Told:
    """The model on the cases in a folder; says on standard error what is skipped."""
    from nacsim import __version__
    from nacsim.data.calibrated import uncalibrated
    from nacsim.engine.workers import Work
    from nacsim.history.cases import read_cases
    from nacsim.history.door import noted
    from nacsim.history.validate import validate
    from nacsim.narrate.validate import report

    cases, skipped = read_cases(folder)
    for path in skipped:
        say(f"{path}: skipped, no [observed]", err=True)
    if not cases:
        raise click.UsageError(f"{folder}: no scenario with [observed] in it; {_below(folder)}")
    for name, value in uncalibrated().items():
        say(f"{name} is not calibrated; it stands at its default, {value:g}.", err=True)
    found = validate(cases, ask.runs, ask.seed, Work(**work))
    result = {"version": __version__} | found | noted(folder)
    return result, report(result, every_case)


def _below(folder):
    """What to say of a folder without cases: which folders in it have files, else that one is needed."""
    inner = sorted({path.parent.name for path in folder.glob("*/*.toml")})
    return f"these folders in it have files: {', '.join(inner)}." if inner else "needed: at least one."


def on_deu(ask: Ask, work: Working, path: Path) -> Told:
    """The model on the DEU III file."""
    from nacsim import __version__
    from nacsim.engine.workers import Work
    from nacsim.history.deu import assess_deu
    from nacsim.narrate.deu import report

    result = {"version": __version__} | assess_deu(path, ask.runs, ask.seed, Work(**work))
    return result, report(result)


def on_vetoes(ask: Ask, work: Working) -> Told:
    """The model beside the vetoes reported in the European Union."""
    from nacsim.engine.workers import Work
    from nacsim.history.external import external
    from nacsim.narrate.external import report

    result = external(ask.runs, ask.seed, Work(**work))
    return result, report(result)


def write(ask, result, text, out):
    """Write validate.json, report.txt and, for past decisions, cases.csv and the figures to a folder."""
    from nacsim.cli.files import whole, write_json, write_new

    with whole(out) as part:
        write_json(part / "validate.json", result)
        write_new(part / "report.txt", text)
        if "per_case" in result:
            write_cases_and_figures(ask, result, part)
    say(f"Wrote {out}", err=True)


def write_csv(ask: Ask, result: dict[str, Any]) -> None:
    """Write the tables of the scores on past decisions where --csv says."""
    from nacsim.cli.deliver import save_csv
    from nacsim.results.answers import Validation

    told = Validation.of({"runs": ask.runs, "seed": ask.seed} | result)
    say(f"Wrote {', '.join(map(str, save_csv(ask, told)))}", err=True)


def write_cases_and_figures(ask: Ask, result: dict[str, Any], folder: Path) -> None:
    """Write the tables, the reliability curve, and one figure for each score beside the baselines."""
    from nacsim.cli.deliver import save_tables
    from nacsim.cli.figures import save_answers
    from nacsim.narrate.validate import write_cases
    from nacsim.results.answers import Validation

    write_cases(result, folder / "cases.csv")
    told = Validation.of(result)
    save_tables(told, folder, "validate")
    save_answers(told, ask, folder)
