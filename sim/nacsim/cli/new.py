"""`nacsim new`: start a scenario, or a second coding of one."""

from __future__ import annotations

from pathlib import Path

import click

from nacsim.cli import options
from nacsim.cli.say import say

SHEET = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command
@click.argument("name")
@click.option("--from", "source", type=options.SCENARIO, metavar="SCENARIO",
              help="Begin with a copy of a scenario, with its comments.")  # fmt: skip
@click.option("--like", type=options.SCENARIO, metavar="SCENARIO",
              help="Begin with a past decision, such as history/article5_2001, without what came of it.")  # fmt: skip
@click.option("--sheet", is_flag=True,
              help="With --from: write NAME.csv, a sheet in which somebody else codes the same question.")  # fmt: skip
@click.option("--read", "filled", type=SHEET, metavar="FILE",
              help="With --from: the question of that scenario, with the stances of such a sheet.")  # fmt: skip
def command(name: str, source: str | None, like: str | None, sheet: bool, filled: Path | None) -> None:
    """Write NAME.toml, a commented scenario that runs as it is. An existing file is never replaced.

    A second coder gets the sheet of --sheet, with the question and without anybody's numbers; --read makes a scenario
    of what comes back, and `nacsim agree` sets the two beside each other.
    """
    from nacsim.cli.files import write_new

    if source and like:
        raise click.UsageError("--from and --like are two ways to begin; give one of them.")
    if ((sheet or filled) and not source) or (sheet and filled):
        raise click.UsageError("--sheet and --read go with --from SCENARIO, one of them at a time.")
    path = Path(name if name.endswith(".toml") else f"{name}.toml")
    if sheet:
        path = path.with_suffix(".csv")
    text, told = begun(path, source, like, sheet, filled)
    try:
        write_new(path, text)
    except FileExistsError:
        raise click.ClickException(
            f"{path} exists already; choose another name or remove it first."
        ) from None
    for line in told:
        say(line)
    say(f"Wrote {path}. Next: {after(path, source, sheet, filled)}")


def begun(
    path: Path, source: str | None, like: str | None, sheet: bool, filled: Path | None
) -> tuple[str, list[str]]:
    """The text to begin with, and what is said of it: a copy, a past decision, a sheet, a coding, the starter.

    Raises ScenarioError.
    """
    from nacsim.scenario import shipped, starter
    from nacsim.scenario.recode import coding_sheet, recoded
    from nacsim.scenario.start import copied

    words = path.stem.replace("_", " ").replace("-", " ")
    title = words[:1].upper() + words[1:]
    if source and sheet:
        return "\ufeff" + coding_sheet(source), []  # the mark by which Excel knows UTF-8
    if source and filled:
        return recoded(source, filled)
    if source:
        return copied(source), []
    if like:
        return copied(like, title, past=True), []
    if path.stem in shipped():
        raise click.UsageError(
            f"A scenario called {path.stem} ships. To change it: nacsim new my_{path.stem} --from {path.stem}"
        )
    return starter(title), []


def after(path: Path, source: str | None, sheet: bool, filled: Path | None) -> str:
    """What to type next."""
    if sheet:
        return f"send it out; when it is back: nacsim new {path.stem} --from {source} --read {path}"
    return (
        f"nacsim agree {source} {path}"
        if filled
        else f"nacsim check {path}, nacsim show {path}, nacsim run {path}"
    )
