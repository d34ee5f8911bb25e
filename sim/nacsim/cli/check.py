"""`nacsim check`: look for mistakes in scenario files."""

from __future__ import annotations

import click

from nacsim.cli import options
from nacsim.cli.say import say
from nacsim.narrate.questions import questions


@click.command
@click.argument("files", nargs=-1, required=True, metavar="FILES...", type=options.SCENARIO)
@click.option(
    "--sources", is_flag=True, help="List the judgements that have neither a note nor a source, by line."
)
def command(files: tuple[str, ...], sources: bool) -> None:
    """Check scenario files: one line for each good one, one for each mistake. Exit code 2 if there is any.

    Judgements that were left open and can turn the answer are asked about; they are no mistakes.
    """
    bad = sum(not check(file, sources) for file in files)
    if bad:
        say(f"{bad} of {len(files)} with mistakes", err=True)
    raise click.exceptions.Exit(2 if bad else 0)


def check(file: str, sources: bool = False) -> bool:
    """Print what is wrong with a file, or that it is good and, if asked, what in it has no source; True if it is."""
    from nacsim.scenario import ScenarioError, load

    try:
        scenario = load(file)
    except ScenarioError as error:
        say(str(error))
        return False
    parts = (
        _many(len(scenario.room), "member"),
        _many(len(scenario.issues), "issue"),
        _many(len(scenario.actors), "actor"),
    )
    say(f"{file}: good ({', '.join(parts)})")
    for question in questions(scenario):
        say(f"  to think about: {question}")
    if sources:
        from nacsim.narrate.stances import unfounded
        from nacsim.scenario.grounds import judged

        for line in unfounded(judged(file)):
            say(f"  {line}")
    return True


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
