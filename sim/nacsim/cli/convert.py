"""`nacsim convert`: scenarios to and from the two exchange formats of the field."""

from __future__ import annotations

from pathlib import Path

import click

from nacsim.cli.say import say

point = click.FloatRange(0, 100)


@click.command
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--proposed", type=point, default=100, show_default=True, help="Where the text is tabled, 0-100."
)
@click.option("--status-quo", type=point, default=0, show_default=True, help="What holds without it, 0-100.")
@click.option("--issue", help="The issue to write to a .csv; by default the first.")
def command(source, target, proposed, status_quo, issue) -> None:
    """Convert a scenario into an actor table or a DECIDE file, or back; the suffix of TO decides.

    .csv is a table (actor, capability, position, salience); .txt is a DECIDE file (#A #P #M #D rows); .toml
    is a scenario. Tables know no proposal, status quo or resolve: the first two are options, resolve becomes
    uncertain.
    """
    from nacsim.cli.files import write_new

    taken = click.ClickException(f"{target} exists already; choose another name or remove it first.")
    if target.exists():
        raise taken
    if target.suffix == ".toml":
        text = scenario_text(Path(source), proposed, status_quo)
    else:
        text = table_text(source, target.suffix, issue)
    try:
        write_new(target, text)
    except FileExistsError:
        raise taken from None
    say(f"Wrote {target}")


def scenario_text(source: Path, proposed: float, status_quo: float) -> str:
    """The scenario, as TOML, that an actor table or a DECIDE file becomes; checked."""
    from nacsim.files.reading import BadFile, read_text
    from nacsim.scenario import loads
    from nacsim.scenario.exchange import read_actors, read_decide
    from nacsim.scenario.format.write import write

    content = read_text(source, fallback="latin-1")  # what spreadsheets of the time wrote
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    read = read_decide if any(line.startswith("#D") for line in content.splitlines()) else read_actors
    for number, line in enumerate(content.split("\n"), 1):
        if read is read_decide and line.startswith("#P") and not line[2:].strip("\t;, "):
            raise BadFile(str(source), "#P: no name; needed: one for each issue", number)
    text = write(read(content, proposed, status_quo, title=source.stem, file=str(source)))
    loads(text, name=source.stem)
    return text


def table_text(source: str, suffix: str, issue: str | None) -> str:
    """A scenario as an actor table (.csv, one issue) or a DECIDE file (.txt, all issues)."""
    from nacsim.scenario import load
    from nacsim.scenario.exchange import write_actors, write_decide

    if suffix not in (".csv", ".txt"):
        raise click.UsageError(f'"{suffix}" names no format; allowed endings of TO: .toml, .csv, .txt')
    scenario = load(source)
    if issue is not None and issue not in scenario.issues:
        raise click.UsageError(f'"{issue}" is no issue of {source}; allowed: {", ".join(scenario.issues)}')
    return write_actors(scenario, issue) if suffix == ".csv" else write_decide(scenario)
