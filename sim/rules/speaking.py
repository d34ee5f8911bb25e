"""Who of the objectors speaks: the volunteer's dilemma (Diekmann 1985).

    u_i = -m_i (0.2 + r_i),   i speaks if u_i >= hiding * max_j u_j

One broken silence stops the text for all, so who minds less lets the one who minds most take the blame. The 0.2 lets a
member without resolve speak when nobody braver objects.
"""

import numpy as np

LEAST_VOICE = 0.2  # design constant: weight of a member without resolve


def speaks(objects, margin, resolve, hiding):
    """Objectors who break silence aloud, (N, R) bool. `margin` is gain plus luck; `hiding` (R,) from 0 to 1.

    Whoever objects only in the shelter of others (margin above zero) has nothing to say and stays hidden as long as
    anybody else minds more; a member made to object by hand always speaks.
    """
    minds = np.where(objects, -margin * (LEAST_VOICE + resolve), -np.inf)
    return objects & (minds >= hiding * np.maximum(minds.max(0), 0))
