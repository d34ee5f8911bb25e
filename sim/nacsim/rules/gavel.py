"""The gavel: a chair that finds consensus over the protest of a single member.

It happens where consensus is a custom and a chair finds it: over Bolivia at Cancún in 2010 and over Russia at Doha in 2012
(the conferences on climate change of these years). Whether the chair of a council would do so is drawn once for it. Two
objectors are not overruled, nor is one who has a veto. The objection then counts as none, but not as a vote for the text.
"""

import numpy as np

from nacsim.rules.shapes import NR, R1
from nacsim.rules.sums import heads
from nacsim.rules.votes import Votes


def overruled(votes: Votes, gavel: R1) -> NR:
    """The only objectors whose chair would bring down the gavel, (N, R) bool."""
    alone: NR = votes.against & gavel & (heads(votes.against) == 1)
    return alone


def without_them(votes: Votes, some: NR) -> Votes:
    """The answers without some objections; who made them neither objects nor consents."""
    held_back = some if votes.abstains is None else votes.abstains | some
    return Votes(np.logical_and(votes.against, ~some), held_back)
