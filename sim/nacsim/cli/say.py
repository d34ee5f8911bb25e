"""What a command prints: the one way to a terminal."""

from __future__ import annotations

import click

from nacsim.files.writing import clean


def say(text: object = "", err: bool = False, nl: bool = True, bold: bool = False) -> None:
    """Print a text without signs that rule a terminal or cannot be seen."""
    told = clean(str(text))
    click.echo(click.style(told, bold=True) if bold else told, err=err, nl=nl)
