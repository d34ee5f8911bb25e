"""`nacsim agree`: how far two codings of the same decisions agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from nacsim.cli.ask import Ask, asks
from nacsim.cli.options import EXPLORE, SCENARIO

if TYPE_CHECKING:
    from nacsim.results.answers import Agreement


@asks("agree", EXPLORE)
@click.argument("first", type=SCENARIO)
@click.argument("second", type=SCENARIO)
def command(ask: Ask, first: str, second: str) -> Agreement:
    """How far two codings of one decision agree, and what their differences do to the answer.

    FIRST and SECOND are scenarios coded by two people apart from each other; or two folders, whose files of the same
    name are compared. Differences, intraclass correlation and Cohen's kappa; which values to talk about; and the
    share adopted with the second coder's positions, salience or resolve in place of the first's, under the same luck.
    """
    from nacsim.codings import agree

    with ask.work("decisions") as work:
        return agree(first, second, ask.runs, ask.seed, **work)
