"""`nacsim new`: start a scenario."""

from __future__ import annotations

from pathlib import Path

import click

from nacsim.cli import options
from nacsim.cli.say import say


@click.command
@click.argument("name")
@click.option("--from", "source", type=options.SCENARIO, metavar="SCENARIO",
              help="Begin with a copy of a scenario, with its comments.")  # fmt: skip
@click.option("--like", type=options.SCENARIO, metavar="SCENARIO",
              help="Begin with a past decision, such as history/article5_2001, without what came of it.")  # fmt: skip
def command(name: str, source: str | None, like: str | None) -> None:
    """Write NAME.toml, a commented scenario that runs as it is. An existing file is never replaced."""
    from nacsim.cli.files import write_new

    if source and like:
        raise click.UsageError("--from and --like are two ways to begin; give one of them.")
    path = Path(name if name.endswith(".toml") else f"{name}.toml")
    text = begun(path, source, like)
    try:
        write_new(path, text)
    except FileExistsError:
        raise click.ClickException(
            f"{path} exists already; choose another name or remove it first."
        ) from None
    say(f"Wrote {path}. Next: nacsim show {path}, then nacsim run {path}")


def begun(path: Path, source: str | None, like: str | None) -> str:
    """The text to begin with: a copy, a past decision as a question, or the starter. Raises ScenarioError."""
    from nacsim.scenario import shipped, starter
    from nacsim.scenario.start import copied

    words = path.stem.replace("_", " ").replace("-", " ")
    title = words[:1].upper() + words[1:]
    if source:
        return copied(source)
    if like:
        return copied(like, title, past=True)
    if path.stem in shipped():
        raise click.UsageError(
            f"A scenario called {path.stem} ships. To change it: nacsim new my_{path.stem} --from {path.stem}"
        )
    return starter(title)
