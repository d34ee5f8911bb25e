"""Actors outside the room lean on members: China, Russia, Japan, Ukraine ...

    pressure_i = a f sum_k stance_k reach_ki,   f = (p - q) / (tabled - q) of the principal issue, within 0-1

The pull is in full force on the text as tabled and fades as the principal issue goes back to the status quo.
"""

import numpy as np

from nacsim.rules.shapes import DR, NR, NR1, R
from nacsim.rules.state import Issues


def move(text: DR, issues: Issues) -> R:
    """How far the principal issue is moved from its status quo, as a share of what was tabled, (R,)."""
    start, tabled = issues.status_quo[0], issues.proposed[0]
    moved: R = np.clip((text[0] - start) / (tabled - start), 0, 1)
    return moved


def pressure(lean: NR1, text: DR, issues: Issues, strength: R) -> NR:
    """What the actors add to each member's gain, (N, R).

    `lean` (N, R or 1) is sum_k stance_k reach_ki; `strength` is a, (R,).
    """
    pull: NR = strength * move(text, issues) * lean
    return pull
