"""Those who object, one after the other, so that a rule about them does not touch all the others.

One or two of thirty members object in most councils. What concerns objectors alone is therefore computed on K values, one
for each member that objects in a run, and not on all N by R.
"""

from typing import NamedTuple

import numpy as np

from nacsim.rules.shapes import NR, NR1, K, R


class Objectors(NamedTuple):
    """Each objector of each run: who it is, and in which run; by member, and then by run."""

    member: K
    run: K
    place: K  # of both in an array (N, R) taken as one row after the other
    shape: tuple[int, int]  # members, runs

    def at(self, values: NR1) -> K:
        """The values of the objectors."""
        alike = values.shape[-1] == 1  # in all runs
        return values.ravel().take(self.member if alike else self.place)

    def here(self, values: R) -> K:
        """The values of the runs they object in."""
        return values[0] if len(values) == 1 else values.take(self.run)

    def total(self, values: K) -> R:
        """Sum over the objectors of each run, one member after the other; 0 where nobody objects."""
        return np.bincount(self.run, values, self.shape[1]).astype(values.dtype)

    def most(self, values: K) -> R:
        """Largest value among the objectors of each run; 0 where nobody objects, or none is larger."""
        out = np.zeros(self.shape[1], values.dtype)
        np.maximum.at(out, self.run, values)
        return out

    def flags(self, which: K) -> NR:
        """Those among all members that `which` is true of, bool."""
        out = np.zeros(self.shape[0] * self.shape[1], bool)
        out[self.place[which]] = True
        return out.reshape(self.shape)


def objectors(objects: NR) -> Objectors:
    """The objectors of `objects` (N, R) bool."""
    place = np.flatnonzero(objects)
    member, run = np.divmod(place, objects.shape[1])
    return Objectors(member, run, place, objects.shape)
