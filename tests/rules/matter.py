"""One or more issues, and objectors, for rules worked by hand."""

import numpy as np

from nacsim.rules.objectors import objectors
from nacsim.rules.state import Issues


def issue(proposed=1.0, status_quo=0.0, condition=False, floor=np.nan, lumpy=False, residue=None):
    """One issue, the same in every run."""
    one = np.array([[1.0]])
    ends = status_quo if residue is None else residue
    return Issues(
        one * proposed, one * status_quo, one * ends, (condition,), one * floor, np.array([[lumpy]])
    )


def together(*each):
    """Several issues on one table."""
    columns = {
        name: np.concatenate([getattr(i, name) for i in each])
        for name in ("proposed", "status_quo", "residue", "floor", "lumpy")
    }
    return Issues(condition=tuple(i.condition[0] for i in each), **columns)


def those(*flags):
    """The objectors of one run, by member."""
    return objectors(np.array(flags, bool)[:, None])


def members(*values):
    """A value of each member in one run, (N, 1)."""
    return np.array(values, float)[:, None]


def run(value):
    """A value of one run, (1,)."""
    return np.array([float(value)])
