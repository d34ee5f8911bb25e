"""`nacsim new`: start a scenario."""

from __future__ import annotations

from pathlib import Path

import click

from nacsim.cli.say import say


@click.command
@click.argument("name")
def command(name: str) -> None:
    """Write NAME.toml, a commented scenario that runs as it is. An existing file is never replaced."""
    from nacsim.cli.files import write_new
    from nacsim.scenario import starter

    path = Path(name if name.endswith(".toml") else f"{name}.toml")
    words = path.stem.replace("_", " ").replace("-", " ")
    try:
        write_new(path, starter(words[:1].upper() + words[1:]))
    except FileExistsError:
        raise click.ClickException(
            f"{path} exists already; choose another name or remove it first."
        ) from None
    say(f"Wrote {path}. Next: nacsim show {path}, then nacsim run {path}")
