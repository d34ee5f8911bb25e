"""`nacsim pivots`: whose consent the outcome turns on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nacsim.cli.ask import Ask, asks
from nacsim.cli.options import ABOUT, EXPLORE

if TYPE_CHECKING:
    from nacsim.results.answers import Pivots


@asks("pivots", ABOUT | EXPLORE)
def command(ask: Ask) -> Pivots:
    """Ask whose consent the outcome of SCENARIO turns on.

    Every member is made silent, made to object, and taken out of the room; Shapley values share the failure
    among the members; the smallest sets whose silence turns the outcome are looked for. --runs counts the
    councils of each of these variants, all under the same luck.
    """
    from nacsim.explore.pivots import pivots

    with ask.work() as work:
        return pivots(ask.question, ask.runs, ask.seed, **work)
