"""`nacsim run`: many councils, a table, and with `--out` figures and data."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nacsim import __version__
from nacsim.cli.ask import Ask, asks
from nacsim.cli.deliver import deliver
from nacsim.cli.options import ABOUT, FOLDER_THERE, TABLES, WORK
from nacsim.cli.say import say

if TYPE_CHECKING:
    from nacsim.cli.again import Kept

OF_FOLDER = {"rounds": "--rounds", "all_rows": "--all-rows", "resume": "--resume"}
"""Options about what is written."""
OF_RUN = {"scenario": "SCENARIO", "overrides": "--set", "runs": "--runs", "seed": "--seed"}
"""What a saved run says itself."""


@asks("run", ABOUT | WORK | {"yes"}, keeps=True)
@click.option("--rounds", is_flag=True, help="Write what happens in every round, too: rounds, round_members.")
@click.option("--all-rows", is_flag=True, help="Write every table, however long it is.")
@click.option("--resume", is_flag=True, help="Go on with what another machine, gone by now, left unfinished.")
@click.option("--from", "source", type=FOLDER_THERE, metavar="DIR",
              help="Play the run saved in DIR again, and say whether it is the same.")  # fmt: skip
def command(ask: Ask, source: Path | None, **files: Any) -> None:
    """Run many councils of SCENARIO (a file, or the name of one that ships) and show how they end.

    Every council draws what is uncertain anew. With --out the folder gets figures, summary.json, tables with one
    row for each council (runs) and for each council and member (members), and the scenario as it was run;
    columns.csv there explains every column. A run that was stopped or killed goes on when it is asked for again.
    """
    from nacsim.files.tables import need_format
    from nacsim.results.answers import Summary

    _check(ask, source)
    need_format(ask.tables)
    before = _before(source)
    question = before.question if before else ask.question
    runs, seed = (before.born["runs"], before.born["seed"]) if before else (ask.runs, ask.seed)
    ask.agree(question, runs, runs if ask.out else 0)
    if ask.out is None:
        (told, rows), left = tallied(ask, question, runs, seed, before is not None), []
    else:
        from nacsim.cli.saving import Saving, kept

        saving = Saving(ask, question, runs, seed, ask.out, **_wanted(ask, before, files))
        told, rows, left = kept(saving), saving.rows, saving.left
    deliver(ask, Summary.of(told, question), keep=False)
    for line in left:
        say(line, err=ask.as_json)
    if before is not None:
        _judge(ask, before, rows)


def _check(ask: Ask, source: Path | None) -> None:
    """Raise UsageError for what does not go together."""
    if not ask.scenario and source is None:
        context = click.get_current_context()
        raise click.MissingParameter("", context, context.command.params[0], "'SCENARIO'")
    if ask.out is None and (idle := [name for key, name in OF_FOLDER.items() if key in ask.given]):
        raise click.UsageError(f"{idle[0]} is about what is written; needed with it: --out DIR.")
    if source is not None and (own := [name for key, name in OF_RUN.items() if key in ask.given]):
        another = shlex.quote(str(source / "scenario.toml"))
        raise click.UsageError(
            f"{own[0]} and --from do not go together: the folder says what is run. To change something: "
            f"nacsim run {another}"
        )


def _before(source: Path | None) -> Kept | None:
    """The run that is to be played again."""
    if source is None:
        return None
    from nacsim.cli.again import reopened

    return reopened(source)


def _wanted(ask: Ask, before: Kept | None, files: dict[str, Any]) -> dict[str, Any]:
    """What `Saving` is to know beside the run: of one that is played again what it says, unless it is typed anew."""
    from nacsim.cli.saving import Wanted

    resume, told = files["resume"], {key: files[key] for key in ("rounds", "all_rows")}
    told |= {"form": ask.tables, "width": ask.width, "figures": ask.figures}
    formats = set(ask.formats) if "formats" in ask.given else set()
    of_tables, of_figures = formats & {*TABLES}, formats - {*TABLES}
    typed = ask.given | ({"form"} if of_tables else set()) | ({"figures"} if of_figures else set())
    if before is None:
        return {"wanted": Wanted(**told), "command": _typed(ask, told), "resume": resume}
    told = vars(before.wanted) | {key: value for key, value in told.items() if key in typed}
    more = {"born": before.certificate, "text": before.text}
    return {"wanted": Wanted(**told), "command": before.born["command"], "resume": resume, **more}


def _typed(ask: Ask, told: dict[str, Any]) -> str:
    """The command that does the same again, for a shell."""
    sets = [part for text in ask.overrides for part in ("--set", text)]
    numbers = ["--runs", str(ask.runs), "--seed", str(ask.seed)]
    formats = [part for kind in ask.formats if "formats" in ask.given for part in ("--format", kind)]
    width = ["--width", ask.width] if "width" in ask.given else []
    flags = [OF_FOLDER[key] for key in ("rounds", "all_rows") if told[key]]
    return shlex.join(["nacsim", "run", ask.scenario, *sets, *numbers, *width, *formats, *flags])


def tallied(ask: Ask, question: Any, runs: int, seed: int, digested: bool) -> tuple[dict[str, Any], str]:
    """The result of a run of which no row is kept, and the digest of its rows if that is wanted."""
    from nacsim.doubts import doubts
    from nacsim.engine.ensemble import outcomes_of, stream, tally
    from nacsim.results.chunks import Digest
    from nacsim.results.summary import summary
    from nacsim.results.tally import add_up, count

    digest = Digest()
    with ask.work() as work:
        if digested:
            parts = stream(question, runs, seed, **work)
            counts = add_up(count(outcomes_of(question, seed, digest.add(rows))) for rows in parts)
        else:
            counts = tally(question, runs, seed, **work)
    result = summary(counts, __version__)
    return result | doubts(question, seed, result["adopted"]["share"]), digest.text


def _judge(ask: Ask, before: Kept, rows: str) -> None:
    """Say whether a run that was played again is the same; exit code 1 if it is not."""
    from nacsim.cli.again import judged

    same, words = judged(before, rows, ask.out)
    say(words if ask.as_json else f"\n{words}", err=ask.as_json)
    if not same:
        click.get_current_context().exit(1)
