"""Shelving: the chair takes a text off the table that makes no headway, rather than let it fail in the open.

A round makes no headway if the redraft moved no issue by a point and the members were offered less than half a point of
gain together. After PATIENCE such rounds in a row the chair lets the matter drop (agenda control, Romer & Rosenthal
1978: what would fail is not put).
"""

import numpy as np

from nacsim.rules.shapes import DR, R

LEAST_MOVE, LEAST_OFFER = 0.01, 0.005  # a point of the scale; half a point of gain: what people would notice
PATIENCE = 3  # design constant: rounds in a row without headway


def stalled(before: DR, text: DR, offered: R, rounds: R) -> R:
    """Rounds in a row without headway, (R,), given texts (D, R), the sum offered (R,) and the count so far."""
    still = (np.abs(text - before) < LEAST_MOVE).all(0) & (offered < LEAST_OFFER)
    count: R = (rounds + 1) * still
    return count
