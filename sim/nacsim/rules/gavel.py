"""The gavel: a chair that finds consensus over the protest of a single member.

It happens where consensus is a custom and a chair finds it: over Bolivia at Cancún in 2010 and over Russia at Doha in 2012
(the conferences on climate change of these years). Whether the chair of a council would do so is drawn once for it. Two
objectors are not overruled, nor is one who has a veto.
"""

from nacsim.rules.shapes import NR, R1, R
from nacsim.rules.sums import heads


def gavelled(objects: NR, gavel: R1) -> R:
    """Whether the chair adopts the text over its only objector, (R,) bool."""
    return gavel & (heads(objects) == 1)
