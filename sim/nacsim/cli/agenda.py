"""`nacsim agenda`: several texts before one council, one by one and tied."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from nacsim.cli.ask import Ask, asks
from nacsim.cli.options import EXPLORE

if TYPE_CHECKING:
    from nacsim.results.answers import Agenda


@asks("agenda", {"scenarios", "overrides", "yes"} | EXPLORE)
@click.option(
    "--write",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the tied text as a scenario too, for every other command; a file that is there is not replaced.",
)
def command(ask: Ask, write: Path | None) -> Agenda:
    """Put SCENARIOS, two or more texts, before one council: one by one, and tied so that all are adopted or none.

    Tied, a member weighs the sum of what the texts bring it, so that one of them can pay for what another costs. A text that
    is decided by a rule of its own falls back, if the tie fails, to where it would end without the others.
    """
    from nacsim.explore.agenda import agenda
    from nacsim.scenario import load
    from nacsim.scenario.tying import refuse

    if write is not None and write.exists():  # before the work, not after it
        raise click.UsageError(f"{write} exists already; choose another name or remove it first.")
    texts = [load(name, ask.overrides) for name in ask.scenarios]
    refuse(texts)
    ask.agree(max(texts, key=lambda text: len(text.room)), ask.runs * (len(texts) + 1))
    with ask.work() as work:
        found = agenda(texts, ask.runs, ask.seed, **work)
    if write is not None:
        from nacsim.cli.files import write_new
        from nacsim.scenario.format.write import dump

        write_new(write, dump(found.questions[0]))
    return found
