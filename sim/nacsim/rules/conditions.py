"""A majority said in numbers: so many members, votes or people, several of them at once.

    passes = and_k (sum_i c_ik y_i >= needed_k)   or   sum_i (1 - y_i) < spares

y_i is 1 for who is for the text, c_ik what member i counts for in condition k: 1, its votes, or its people. The second
half is for rules under which a few can never stop a text, whatever they count for: a blocking minority in the Council
of the European Union has at least four members (Article 16(4) TEU), and constructive abstention stops a decision only
where those who abstain are a third of the members with a third of the people (Article 31(1) TEU).
"""

from typing import NamedTuple

import numpy as np

from nacsim.rules.shapes import N, R
from nacsim.rules.votes import TINY, Body, Votes, reaches


class Threshold(NamedTuple):
    """How much is needed: a number, a share of the whole, or the whole but for some."""

    value: float
    kind: str  # "count", "share", or "all but"
    more: bool = False  # more than that, and not just as much

    def of(self, whole: R | float) -> R | float:
        """The number that is needed of a whole."""
        if self.kind == "share":
            return self.value * whole
        return whole - self.value if self.kind == "all but" else self.value


class Condition(NamedTuple):
    """One sum that must be large enough."""

    counts: N  # what each member counts for, float
    needed: Threshold

    def holds(self, votes: Votes, body: Body) -> R:
        """Whether it is met, (R,) bool."""
        whole = body.whole(votes, self.counts)
        return reaches(self.counts @ votes.consents, self.needed.of(whole), self.needed.more, whole)


class Conditions(NamedTuple):
    """A rule made of conditions that must all be met."""

    each: tuple[Condition, ...]
    spares: Threshold | None = None  # fewer members than this cannot stop a text by not being for it

    def __call__(self, votes: Votes, body: Body) -> R:
        """Whether the text passes, (R,) bool."""
        met: R = np.logical_and.reduce([condition.holds(votes, body) for condition in self.each])
        if self.spares is None:
            return met
        size = len(votes.against)
        few: R = (~votes.consents).sum(0) < self.spares.of(size) - TINY * size
        met |= few
        return met
