"""The sponsors: those who gain from a text, and what they would rather drop than table.

    s_d = sum_i g+_i x_id / sum_i g+_i,   bound_d = q_d + reserve (s_d - q_d)

g+_i is what the text as tabled brings member i. Sponsors let an issue be moved back towards its status quo as long as the
share `reserve` of what they themselves want is left; for less they withdraw it (the reserve price of bargaining theory;
Romer & Rosenthal 1978 for the setter who need not propose). Likewise a condition: those who pay for it must consent, and
they grant no more than leaves them the share `reserve` of their gains,

    granted_d = p_d(tabled) + min(1, (1 - reserve) sum_i g+_i / L_d) (z_d - p_d(tabled))

L_d being what they would lose together if the condition were met as the objectors ask, at z_d. A text that nobody gains
from is not tabled. A file that names a floor is obeyed.
"""

import numpy as np

from nacsim.rules.shapes import DNR, DR, NR, NR1, R1, R
from nacsim.rules.state import Issues
from nacsim.rules.sums import total


def bounds(position: DNR, gains: NR, issues: Issues, reserve: R) -> DR:
    """The least the sponsors would table, (D, R), from ideal points (D, N, R) and gains (N, R) on the text as tabled."""
    wants = np.maximum(gains, 0)
    weight = total(wants)
    out = np.zeros((len(position), gains.shape[-1]), gains.dtype)
    for d, condition in enumerate(issues.condition):
        if condition:
            continue
        start, tabled = issues.status_quo[d], issues.proposed[d]
        wish = np.where(weight > 0, total(wants * position[d]) / np.where(weight > 0, weight, 1), tabled)
        wish = np.clip(wish, np.minimum(start, tabled), np.maximum(start, tabled))
        named = issues.floor[d]
        out[d] = np.where(np.isnan(named), start + reserve * (wish - start), named)
    return out


def granted(asked: R, tabled: R1, position: NR, salience: NR1, wants: NR, reserve: R) -> R:
    """Where a condition may go at the most, (R,), if objectors ask for `asked` (R,) and `tabled` (1,) was put.

    `position` and `salience` (N, R) on this condition; `wants` (N, R) are the gains of the sponsors, 0 for others.
    """
    loss, before = asked - position, tabled - position
    np.abs(loss, out=loss)
    loss -= np.abs(before, out=before)
    loss *= salience
    loss *= wants > 0
    bears, lost = (1 - reserve) * total(wants), total(loss)
    share = np.where(lost > bears, bears / np.where(lost > 0, lost, 1), 1)
    may: R = tabled + share * (asked - tabled)
    return may


def wanted(gains: NR) -> R:
    """Whether anybody gains from the text, (R,) bool."""
    somebody: R = np.any(gains > 0, axis=0)
    return somebody
