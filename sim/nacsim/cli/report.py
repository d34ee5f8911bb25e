"""`nacsim report`: all about one question on one page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from nacsim.cli.ask import Ask, asks
from nacsim.cli.options import ABOUT, OneOf
from nacsim.cli.say import say

if TYPE_CHECKING:
    from nacsim.engine.workers import Work
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
@click.option(
    "--sliders", is_flag=True, help="Put sliders on the page, over answers that are played beforehand."
)
@click.option(
    "--slide",
    "axes",
    multiple=True,
    metavar="KEY=LOW:HIGH:N",
    help="An input with a slider, instead of those that are chosen for --sliders. May be given up to three times.",
)
def command(
    ask: Ask, target: Path | None, kind: str | None, sliders: bool, axes: tuple[str, ...]
) -> Report | None:
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
    moving = sliders or bool(axes)
    if moving and (path is None or path.suffix != ".html"):
        raise click.UsageError("--sliders are on a page; needed with them: a report in the form html.")
    if path is not None:
        ready(path.suffix[1:])
    ask.agree(question, ask.runs)
    with ask.work() as work:
        result = reported(question, ask.runs, ask.seed, Work(**work), ask.scenario, ask.overrides)
        made = moved(result, axes, Work(**work)) if moving else None
    if path is not None:
        keep(result, path, made)
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


def moved(result: Report, axes: tuple[str, ...], work: Work) -> bytes:
    """The report as a page with sliders: of those inputs, or of those chosen for it. Raises WrongValue, ScenarioError."""
    from nacsim.explore.design import read_axis
    from nacsim.reporting.forms import with_sliders
    from nacsim.reporting.grid import chosen, grid
    from nacsim.reporting.sliders import sliders

    question, answer = result.questions[0], result.answer.to_dict()
    inputs = [read_axis(text) for text in axes] or chosen(question, answer["members"])
    return with_sliders(result, sliders(grid(question, inputs, answer, result.seed, work)))


def keep(result: Report, path: Path, made: bytes | None = None) -> None:
    """Write a report to its place, whole or not at all; as it was `made`, where it has sliders."""
    from nacsim.cli.files import whole

    with whole(path.parent) as part:
        if made is None:
            result.save(part / path.name)
        else:
            (part / path.name).write_bytes(made)
