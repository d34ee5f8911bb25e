"""Who of the objectors speaks: the volunteer's dilemma (Diekmann 1985).

    u_i = -m_i (0.2 + r_i),   i speaks if u_i >= hiding * max_j u_j

One broken silence stops the text for all, so who minds less lets the one who minds most take the blame. The 0.2 lets a
member without resolve speak when nobody braver objects.
"""

import numpy as np

LEAST_VOICE = 0.2  # design constant: weight of a member without resolve


def speaks(objects, margin, resolve, hiding, heads):
    """Objectors who break silence aloud, (N, R) bool.

    `margin` is gain plus luck, `hiding` (R,) from 0 to 1, `heads` (R,) the number of objectors. A lone objector speaks;
    only where several object is there anybody to hide behind.
    """
    many = np.flatnonzero(heads > 1)
    if 2 * many.size > len(heads):  # then moving them together costs more than it saves
        return loud_enough(objects, margin, resolve, hiding)
    aloud = objects.copy()
    resolve = resolve if resolve.shape[-1] == 1 else resolve[:, many]
    some = (a.take(many, axis=1) for a in (objects, margin))
    aloud[:, many] = loud_enough(*some, resolve, hiding[many])
    return aloud


def loud_enough(objects, margin, resolve, hiding):
    """Objectors who mind at least the share `hiding` of what the leading one does, (N, R) bool."""
    minds = margin * -(LEAST_VOICE + resolve)
    minds *= objects.astype(minds.dtype)
    return objects & (minds >= hiding * np.maximum.reduce(minds, axis=0))
