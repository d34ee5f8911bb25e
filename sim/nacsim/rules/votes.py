"""What members answer when a text is put to them, and what their answers count for. Arrays and sums, no rule.

There are two answers under a silence procedure, to object or to let it pass; where a body knows abstention there is a
third. What is neither an objection nor an abstention is consent.
"""

from typing import NamedTuple

from numpy import ndarray

from nacsim.rules.shapes import NR, N, R

TINY = 1e-9  # of a whole: less than anybody's vote, more than sums of floating-point numbers lose


class Votes(NamedTuple):
    """The answers of all members in all councils."""

    against: NR  # bool: objects
    abstains: NR | None  # bool: abstains; None where the body knows no abstention

    @property
    def consents(self) -> NR:
        """Who is for the text, (N, R) bool."""
        return ~self.against if self.abstains is None else ~(self.against | self.abstains)

    @property
    def casts(self) -> NR | None:
        """Who votes for or against, (N, R) bool; None where everybody does."""
        return None if self.abstains is None else ~(self.abstains & ~self.against)


class Body(NamedTuple):
    """What members count for in a vote."""

    weight: N | None  # votes of each; None where the file gives none
    population: N | None  # people behind each; None where nobody knows
    apart: bool = False  # are those who abstain left out of the whole that shares are taken of?

    def whole(self, votes: Votes, counts: N) -> R | float:
        """What a share of `counts` (N,) is a share of: all of it, or what those have who vote."""
        casts = votes.casts if self.apart else None
        return float(counts.sum()) if casts is None else counts @ casts


def reaches(found: R, needed: R | float, more: bool, whole: R | float) -> ndarray:
    """Whether sums (R,) are at least (or more than) what is needed, rounding apart."""
    slack = TINY * whole
    return found > needed + slack if more else found >= needed - slack
