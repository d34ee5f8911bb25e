"""`nacsim run`: many councils, a table, and with `--out` figures and data."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nacsim import __version__
from nacsim.cli import options
from nacsim.cli.say import say

if TYPE_CHECKING:
    from nacsim.cli.again import Kept

OF_FOLDER = ("rounds", "format_", "all_rows", "resume")
"""Options about what is written."""
OF_RUN = ("overrides", "runs", "seed")
"""Options that a saved run answers itself."""


@click.command
@click.argument("scenario", type=options.SCENARIO, required=False)
@options.overrides
@options.runs()
@options.seed
@options.jobs
@options.out
@click.option("--rounds", is_flag=True, help="Write what happens in every round, too: rounds, round_members.")
@click.option("--format", "format_", type=options.OneOf(["csv", "parquet"]), default="csv", show_default=True,
              help="Of the tables in the folder.")  # fmt: skip
@click.option("--all-rows", is_flag=True, help="Write every table, however long it is.")
@click.option("--resume", is_flag=True, help="Go on with what another machine, gone by now, left unfinished.")
@click.option("--from", "source", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR",
              help="Play the run saved in DIR again, and say whether it is the same.")  # fmt: skip
@options.as_json
@options.quiet
@options.yes
@click.pass_context
def command(
    context: click.Context, scenario: str | None, overrides: tuple[str, ...], runs: int, seed: int,
    jobs: int | None, out: Path | None, as_json: bool, quiet: bool, yes: bool, source: Path | None,
    **about_files: Any,
) -> None:  # fmt: skip
    """Run many councils of SCENARIO (a file, or the name of one that ships) and show how they end.

    Every council draws what is uncertain anew. With --out the folder gets figures, summary.json, tables with one
    row for each council (runs) and for each council and member (members), and the scenario as it was run;
    columns.csv there explains every column. A run that was stopped or killed goes on when it is asked for again.
    """
    from nacsim.cli.cost import agreed
    from nacsim.scenario import load

    _check(context, scenario, out, source)
    before = _kept(source)
    if before is not None:
        question, runs, seed = before.question, before.born["runs"], before.born["seed"]
    else:
        question = load(str(scenario), overrides)
    agreed(question, runs, jobs, yes, runs if out else 0)
    if out is None:
        result, rows, told = *tallied(question, runs, seed, jobs, quiet, before is not None), []
    else:
        from nacsim.cli.saving import Saving, kept

        saving = Saving(question, runs, seed, jobs, quiet, out, **_wanted(context, before, about_files))
        result = kept(saving)
        rows, told = saving.rows, [f"\nFigures and data are in {out}", *saving.left]
    _show(result, question, told, as_json)
    if before is not None:
        _judge(context, before, rows, out, as_json)


def _given(context: click.Context, names: tuple[str, ...]) -> list[str]:
    """The options among these that were typed, as they are typed."""
    typed = click.core.ParameterSource.COMMANDLINE
    return [
        option.opts[0]
        for option in context.command.params
        if option.name in names and context.get_parameter_source(option.name) is typed
    ]


def _check(context: click.Context, scenario: str | None, out: Path | None, source: Path | None) -> None:
    """Raise UsageError for what does not go together."""
    if scenario is None and source is None:
        raise click.MissingParameter(ctx=context, param=context.command.params[0])
    if out is None and (idle := _given(context, OF_FOLDER)):
        raise click.UsageError(f"{idle[0]} is about what is written; needed with it: --out DIR.")
    if source is not None and (own := ["SCENARIO"] * (scenario is not None) + _given(context, OF_RUN)):
        another = shlex.quote(str(source / "scenario.toml"))
        raise click.UsageError(
            f"{own[0]} and --from do not go together: the folder says what is run. To change something: "
            f"nacsim run {another}"
        )


def _kept(source: Path | None) -> Kept | None:
    """The run that is to be played again."""
    if source is None:
        return None
    from nacsim.cli.again import reopened

    return reopened(source)


def _wanted(context: click.Context, before: Kept | None, given: dict[str, Any]) -> dict[str, Any]:
    """What `Saving` is to know beside the run: of a run that is played again, what it says, unless it is typed anew."""
    from nacsim.cli.saving import Wanted

    told = {"format": given["format_"], "rounds": given["rounds"], "all_rows": given["all_rows"]}
    if before is None:
        return {"wanted": Wanted(**told), "command": _typed(context, told), "resume": given["resume"]}
    typed = {name.strip("-").replace("-", "_") for name in _given(context, OF_FOLDER)}
    wanted = vars(before.wanted) | {key: value for key, value in told.items() if key in typed}
    more = {"born": before.certificate, "text": before.text}
    return {"wanted": Wanted(**wanted), "command": before.born["command"], "resume": given["resume"], **more}


def _typed(context: click.Context, told: dict[str, Any]) -> str:
    """The command that does the same again, for a shell."""
    given = context.params
    sets = [part for text in given["overrides"] for part in ("--set", text)]
    numbers = ["--runs", str(given["runs"]), "--seed", str(given["seed"])]
    form = ["--format", told["format"]] if told["format"] != "csv" else []
    flags = [f"--{key}".replace("_", "-") for key in ("rounds", "all_rows") if told[key]]
    return shlex.join(["nacsim", "run", given["scenario"], *sets, *numbers, *form, *flags])


def tallied(
    question: Any, runs: int, seed: int, jobs: int | None, quiet: bool, digested: bool
) -> tuple[dict, str]:
    """The result of a run of which no row is kept, and the digest of its rows if that is wanted."""
    from nacsim.doubts import doubts
    from nacsim.engine.ensemble import outcomes_of, stream, tally
    from nacsim.results.chunks import Digest
    from nacsim.results.summary import summary
    from nacsim.results.tally import add_up, count

    digest = Digest()
    with options.progress(quiet) as advance:
        if digested:
            parts = stream(question, runs, seed, jobs=jobs, progress=advance)
            counts = add_up(count(outcomes_of(question, seed, digest.add(rows))) for rows in parts)
        else:
            counts = tally(question, runs, seed, jobs=jobs, progress=advance)
    result = summary(counts, __version__)
    return result | doubts(question, seed, result["adopted"]["share"]), digest.text


def _show(result: dict, question: Any, told: list[str], as_json: bool) -> None:
    """Print the result, and what there is to say of files: beside JSON on standard error."""
    if as_json:
        say(json.dumps(result, ensure_ascii=False))
        told = told[1:]
    else:
        from nacsim.narrate.result import report

        say(report(result, question))
    for line in told:
        say(line, err=as_json)


def _judge(context: click.Context, before: Kept, rows: str, out: Path | None, as_json: bool) -> None:
    """Say whether a run that was played again is the same; exit code 1 if it is not."""
    from nacsim.cli.again import judged

    same, words = judged(before, rows, out)
    say(f"\n{words}" if not as_json else words, err=as_json)
    if not same:
        context.exit(1)
