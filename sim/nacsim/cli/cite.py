"""`nacsim cite`: how to cite the simulator, and what it was asked."""

from __future__ import annotations

import click

from nacsim.cli import options
from nacsim.cli.ask import Ask, asks
from nacsim.cli.say import say


@asks("cite", {"overrides"})
@click.argument("subject", metavar="[SCENARIO]", required=False, type=options.SCENARIO)
@click.option(
    "--format",
    "form",
    type=options.OneOf(["text", "bibtex", "apa"]),
    default="text",
    show_default=True,
    help="How it is written.",
)
def command(ask: Ask, subject: str | None, form: str) -> None:
    """How to cite NACSIM; with SCENARIO also what was asked of it.

    For a past decision that is the data set and the case, for any other scenario the file with its check sum, which
    changes with --set. A number needs the seed and the count of councils beside it: `nacsim run` prints both.
    """
    from nacsim.narrate.citation import FORMATS, works
    from nacsim.scenario import load, shipped

    if subject is None and ask.overrides:
        raise click.UsageError("--set changes a scenario; name one.")
    ships = subject in shipped()
    question = None if subject is None else load(subject, ask.overrides)
    if ships and question is not None:
        question = question.model_copy(
            update={"name": subject}
        )  # with the folder that a past decision lies in
    say("\n\n".join(FORMATS[form](work) for work in works(question, ships)))
