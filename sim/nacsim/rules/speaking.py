"""Who of the objectors speaks: the volunteer's dilemma (Diekmann 1985).

    u_i = -m_i (0.2 + r_i),   i speaks if u_i >= hiding * max_j u_j

One broken silence stops the text for all, so who minds less lets the one who minds most take the blame. The 0.2 lets a
member without resolve speak when nobody braver objects.
"""

import numpy as np

from nacsim.rules.fixed_point import on_columns
from nacsim.rules.shapes import NR, NR1, R

LEAST_VOICE = 0.2  # design constant: weight of a member without resolve


def speaks(objects: NR, margin: NR, resolve: NR1, hiding: R, heads: R) -> NR:
    """Objectors who break silence aloud, (N, R) bool.

    `margin` is gain plus luck, `hiding` (R,) from 0 to 1, `heads` (R,) the number of objectors. A lone objector speaks;
    only where several object is there anybody to hide behind.
    """
    several = np.flatnonzero(heads > 1)
    return on_columns(several, loud_enough, objects, objects, margin, resolve, hiding)


def loud_enough(objects: NR, margin: NR, resolve: NR1, hiding: R) -> NR:
    """Objectors who mind at least the share `hiding` of what the leading one does, (N, R) bool."""
    minds = margin * -(LEAST_VOICE + resolve)
    minds *= objects.astype(minds.dtype)
    return objects & (minds >= hiding * np.maximum.reduce(minds, axis=0))
