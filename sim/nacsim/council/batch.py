"""Which run a council plays that Mesa's batch runner makes.

`mesa.batch_run` makes a model `iterations` times with the same arguments and counts on each to draw other luck from the
system. A council draws none: its luck is that of (seed, run), so that every council can be played again. Iteration k of a
batch therefore plays run k of the ensemble, unless the batch names the run itself, or (Mesa 3.4 and later: `rng=[…]`) gives
every iteration a seed of its own. Mesa does not tell a model which iteration it is; that is read off the function of Mesa
that makes it.
"""

import inspect
import sys
from types import FrameType

from nacsim.council.framework import mesa

SEEDS = "rng" in inspect.signature(mesa.batch_run).parameters
"""Whether this Mesa gives every iteration a seed of its own, or none."""


def run_of(seed: int | None) -> int:
    """The number of the iteration of a batch in which a council is being made; 0 outside one, or where `seed` tells them."""
    return 0 if SEEDS and seed is not None else iteration()


def iteration() -> int:
    """The number of the iteration of `mesa.batch_run` that is being made, 0 outside one."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        code = frame.f_code
        if code.co_name == "_model_run_func" and frame.f_globals.get("__name__") == "mesa.batchrunner":
            return int(frame.f_locals["iteration"])
        frame = frame.f_back
    return 0
