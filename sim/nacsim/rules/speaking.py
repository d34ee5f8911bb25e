"""Who of the objectors speaks: the volunteer's dilemma (Diekmann 1985).

    u_i = -m_i (0.2 + r_i),   i speaks if u_i >= hiding^(1 / (n - 1)) max_j u_j,   n objectors

One broken silence stops the text for all, so who minds less lets the one who minds most take the blame, and the more so
the more others there are: in Diekmann's game the chance that one does not volunteer grows as a power 1 / (n - 1). The 0.2
lets a member without resolve speak when nobody braver objects.
"""

import numpy as np

from nacsim.rules.objectors import Objectors
from nacsim.rules.shapes import NR, NR1, K, R

LEAST_VOICE = 0.2  # design constant: weight of a member without resolve


def voice(who: Objectors, margin: NR, resolve: NR1) -> K:
    """u (K,): how much each objector minds and how little it shies from saying so."""
    return -who.at(margin) * (LEAST_VOICE + who.at(resolve))


def speaks(who: Objectors, voices: K, hiding: R, heads: R) -> NR:
    """Objectors who break silence aloud, (N, R) bool.

    `hiding` (R,) from 0 to 1, `heads` (R,) the number of objectors. A lone objector speaks: there is nobody to hide
    behind.
    """
    others = np.maximum(heads.astype(voices.dtype) - 1, 1)
    least = hiding ** (1 / others) * who.most(voices)
    return who.flags(voices >= who.here(least.astype(voices.dtype)))
