"""`nacsim agree`: how far two codings of the same decisions agree."""

from __future__ import annotations

import json

import click

from nacsim.cli import options
from nacsim.cli.say import say


@click.command
@click.argument("first", type=options.SCENARIO)
@click.argument("second", type=options.SCENARIO)
@options.runs("agree")
@options.seed
@options.jobs
@options.as_json
@options.quiet
def command(
    first: str, second: str, runs: int, seed: int, jobs: int | None, as_json: bool, quiet: bool
) -> None:
    """How far two codings of one decision agree, and what their differences do to the answer.

    FIRST and SECOND are scenarios coded by two people apart from each other; or two folders, whose files of the same
    name are compared. Differences, intraclass correlation and Cohen's kappa; which values to talk about; and the
    share adopted with the second coder's positions, salience or resolve in place of the first's, under the same luck.
    """
    from nacsim.cli.exploring import usage
    from nacsim.codings import agree
    from nacsim.narrate.codings import report

    with usage(), options.progress(quiet, "decisions") as advance:
        result = agree(first, second, runs, seed, jobs=jobs, progress=advance).to_dict()
    say(json.dumps(result, ensure_ascii=False) if as_json else report(result))
