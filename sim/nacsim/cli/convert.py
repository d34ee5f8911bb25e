"""`nacsim convert`: tables that people bring become scenarios, and scenarios become tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from nacsim.cli.say import say


@click.command
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--proposed", multiple=True, metavar="NUMBER", help="Where the text is tabled, on the table's scale."
)
@click.option(
    "--status-quo", multiple=True, metavar="NUMBER", help="What holds without it, on the table's scale."
)
@click.option("--floor", multiple=True, metavar="NUMBER", help="The least the sponsors would still table.")
@click.option("--lumpy/--divisible", default=None, help="Whether the text is taken whole or not at all.")
@click.option("--resolve", type=click.FloatRange(0, 100), help="Resolve of who has none, 0-100; else drawn.")
@click.option("--salience", type=click.FloatRange(0, 100), help="Salience if there is no column; else drawn.")
@click.option(
    "--scale", multiple=True, metavar="LOW:HIGH", help="What becomes 0 and 100; 10:4 turns it round."
)
@click.option(
    "--column", "columns", multiple=True, metavar="KEY=HEADING", help="position=Haltung, and so on."
)
@click.option("--missing", type=click.Choice(["default", "uncertain", "error"]), default="error", show_default=True,
              help="Cells without a value: the usual one, drawn from the whole scale, or refused.")  # fmt: skip
@click.option("--one-matter", is_flag=True, help="The issues are parts of one matter: divide the salience.")
@click.option("--body", type=click.Choice(["council", "roster"]), help="Allies as the Council, or as named.")
@click.option("--encoding", metavar="NAME", help="Of the text, such as cp1250; else found and told.")
@click.option("--separator", metavar="SIGN", help="Between fields; else found.")
@click.option("--decimal", type=click.Choice([".", ","]), help="The sign before decimals; else found.")
@click.option("--sheet", metavar="NAME", help="Of a workbook; else the first.")
@click.option("--act", metavar="NAME", help="Of DEU III; without it some are listed.")
@click.option("--votes", is_flag=True, help="Make a start of a roll call.")
@click.option("--title", help="Of the scenario.")
@click.option("--issue", help="Write an actor table of this issue alone to a .csv.")
def command(source: str, target: Path, issue: str | None, **options) -> None:
    """Turn a table into a scenario (TO ends in .toml), or a scenario into a table (.csv, .txt).

    FROM may be an actor table, DECIDE, KTAB, DEU III, a roll call, Excel or JSON; what it is, its encoding,
    columns and scale are found and told, with what was left out and assumed. .csv is our own table, which loses
    nothing; .txt is a DECIDE file. Of several issues one is named so: --scale ISSUE=LOW:HIGH.
    """
    from nacsim.cli.files import write_new

    taken = click.ClickException(f"{target} exists already; choose another name or remove it first.")
    if target.exists():
        raise taken
    if target.suffix not in (".toml", ".csv", ".txt"):
        raise click.UsageError(f'"{target.suffix}" names no format; allowed endings of TO: .toml, .csv, .txt')
    text, told = (
        _scenario(source, options) if target.suffix == ".toml" else _table(source, target, issue, options)
    )
    try:
        write_new(target, text)
    except FileExistsError:
        raise taken from None
    for line in told:
        say(line)
    say(f"Wrote {target}")


def _asked(options: dict[str, Any]) -> dict[str, Any]:
    """The options that were given, as the reader takes them."""
    given = {key: value for key, value in options.items() if value not in ((), None)}
    return {key: list(value) if isinstance(value, tuple) else value for key, value in given.items()}


def _scenario(source: str, options: dict[str, Any]) -> tuple[str, list[str]]:
    """The scenario, as TOML, that a table becomes, and the account of it."""
    from nacsim.scenario import shipped
    from nacsim.scenario.exchange import read_quietly

    if source in shipped() and not Path(source).exists():
        raise click.UsageError(f"{source} is a scenario already; `nacsim run {source}` takes it as it is.")
    reading = read_quietly(source, **_asked(options))
    return reading.toml, reading.report.splitlines()


def _table(source: str, target: Path, issue: str | None, options: dict[str, Any]) -> tuple[str, list[str]]:
    """A scenario, or what another table becomes, as our own table, an actor table or a DECIDE file."""
    from nacsim.scenario import load
    from nacsim.scenario.exchange import read_quietly, write_actors, write_decide, write_table
    from nacsim.scenario.exchange.writing import lost

    told: list[str] = []
    if Path(source).is_file() and Path(source).suffix != ".toml":
        reading = read_quietly(source, **_asked(options))
        scenario, told = reading.scenario, reading.report.splitlines()
    else:
        scenario = load(source)
    if issue is not None and issue not in scenario.issues:
        raise click.UsageError(f'"{issue}" is no issue of {source}; allowed: {", ".join(scenario.issues)}')
    if issue is not None and target.suffix == ".csv":
        left = [f"Left out: {what}" for what in lost(scenario)]
        return write_actors(scenario, issue), [*told, *left, "Without --issue a .csv loses nothing."]
    text = write_table(scenario) if target.suffix == ".csv" else write_decide(scenario)
    return text, [*told, *_carried(target)]


def _carried(target: Path) -> list[str]:
    what = "the table" if target.suffix == ".csv" else "DECIDE"
    return [
        f"What {what} has no place for stands in the lines that begin with #: read back, nothing is lost."
    ]
