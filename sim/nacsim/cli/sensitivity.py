"""`nacsim sensitivity`: which inputs the answer rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nacsim.cli.ask import Ask, asks
from nacsim.cli.options import ABOUT, CLUSTER, EXPLORE, INPUTS

if TYPE_CHECKING:
    from nacsim.results.answers import Sensitivity


@asks("sensitivity", ABOUT | INPUTS | EXPLORE | CLUSTER)
def command(ask: Ask) -> Sensitivity:
    """Ask which inputs of SCENARIO the answer rests on, and which cannot move it.

    By default over all uncertain inputs, those of the members most in the way where there are many, screened first;
    --input names others. --runs counts the councils at
    each point, in two lots, so that chance in them looks like no input; luck's own share of the variance is told apart.
    """
    from nacsim.explore.sensitivity import sensitivity

    with ask.work() as work:
        return sensitivity(ask.question, ask.inputs, ask.points, ask.runs, ask.seed, **work)
