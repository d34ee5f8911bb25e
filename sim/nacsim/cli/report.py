"""`nacsim report`: all about one question on one page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from nacsim.cli.ask import Ask, asks
from nacsim.cli.options import ABOUT, OneOf
from nacsim.cli.say import say

if TYPE_CHECKING:
    from nacsim.results.reported import Report

FORMATS = ("html", "docx", "pdf")  # as in nacsim.results.reported, which is not loaded for --help


@asks("report", ABOUT | {"runs", "seed", "jobs", "as_json", "quiet", "yes"}, keeps=True)
@click.option(
    "--out",
    "target",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where to write it; by default SCENARIO.html here. A file of that name is replaced.",
)
@click.option(
    "--format", "kind", type=OneOf(FORMATS), help="By default as the name of the file ends, or html."
)
def command(ask: Ask, target: Path | None, kind: str | None) -> Report | None:
    """Write a report on SCENARIO: one page that can be kept, printed and sent, and needs nothing else.

    The answer with its range and a figure, what it rests on, both ways of coding what is contested, what single changes
    would do, the record, the limits, every stance with its confidence, note and source, and how to cite and repeat it.
    """
    from nacsim.engine.workers import Work
    from nacsim.reporting.door import reported
    from nacsim.reporting.forms import ready

    question = ask.question
    wanted = target is not None or kind is not None or not ask.as_json
    path = place(target, kind, question.name) if wanted else None
    if path is not None:
        ready(path.suffix[1:])
    ask.agree(question, ask.runs)
    with ask.work() as work:
        result = reported(question, ask.runs, ask.seed, Work(**work), ask.scenario, ask.overrides)
    if path is not None:
        keep(result, path)
    if ask.as_json:
        return result
    from nacsim.narrate.words import wrapped

    say(f"{question.title}\n{wrapped(result.sentence())}\n\nReport: {path}")
    return None


def place(target: Path | None, kind: str | None, name: str) -> Path:
    """The file to write, whose ending is its form. Raises UsageError for two forms at once, or one that there is not."""
    if target is None or target.is_dir():
        return (target or Path()) / f"{name}.{kind or FORMATS[0]}"
    ending = target.suffix[1:].lower()
    if not ending:
        return target.with_name(f"{target.name}.{kind or FORMATS[0]}")
    if ending not in FORMATS:
        raise click.UsageError(
            f"--out {target}: a report ends in {', '.join(f'.{each}' for each in FORMATS)}."
        )
    if kind not in (None, ending):
        raise click.UsageError(f"--out {target} and --format {kind} are two forms; give one of them.")
    return target


def keep(result: Report, path: Path) -> None:
    """Write a report to its place, whole or not at all."""
    from nacsim.cli.files import whole

    with whole(path.parent) as part:
        result.save(part / path.name)
