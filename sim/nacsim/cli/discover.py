"""`nacsim discover`: under which conditions it fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nacsim.cli.ask import Ask, asks
from nacsim.cli.options import ABOUT, CLUSTER, EXPLORE, INPUTS

if TYPE_CHECKING:
    from nacsim.results.answers import Discovery


@asks("discover", ABOUT | INPUTS | EXPLORE | CLUSTER)
def command(ask: Ask) -> Discovery:
    """Find the conditions under which SCENARIO fails, as rules, and where each input tips the outcome.

    By default over position, salience and resolve of the members most in the way, and the global parameters;
    --input names others. --runs counts the councils at each point.
    """
    from nacsim.explore.discover import discover

    with ask.work() as work:
        return discover(ask.question, ask.inputs, ask.points, ask.runs, ask.seed, **work)
