"""What a text is worth to a member: city-block spatial utility against a reference point.

    g_i = sum_d w_id (a_id - h_i |p_d - x_id|),   a_id = (1 - alpha r_i) |q_d - x_id|   (tau for |q - x| of a condition)

A text is worth what it brings the member nearer to its ideal point than the status quo does (Hinich & Munger 1997; the
Decision-making in the EU project, Thomson et al. 2006). A determined member measures it against its wish as well: its
reference point lies the share `alpha r_i` of the way from the status quo to the ideal (aspiration level, Simon 1955;
Siegel 1957). How much it minds what it dislikes is not known exactly: h_i = max(0, 1 + intensity z_i), z_i standard
normal for the whole run. A member that gets exactly its wish minds nothing, whatever its z.
"""

import numpy as np

from nacsim.rules.shapes import DNR, DNR1, DR, NR, NR1, R1, R
from nacsim.rules.state import Issues


def asks(resolve: NR1, aspiration: R) -> NR:
    """1 - alpha r (N, R): share of the way from the ideal to the status quo at which a member feels a loss."""
    share: NR = 1 - aspiration * resolve
    return share


def minds(intensity: R, luck: NR) -> NR:
    """h (N, R): how many times what was coded a member minds what it dislikes; `luck` (N, R) is standard normal."""
    times: NR = np.maximum(1 + intensity * luck, 0)
    return times


def gain(
    position: DNR, salience: DNR1, text: DR, issues: Issues, tau: R, asks: NR, minds: NR
) -> tuple[NR, NR]:
    """Gain (N, R) of `text` (D, R) over what each member measures it by, and the part of it that is no condition.

    `tau` is (R,), `asks` and `minds` are (N, R). An issue that stays at its status quo adds nothing: it cannot motivate
    an objection.
    """
    spatial: NR | None = None
    linkage: NR | None = None
    for d in range(len(position)):
        condition = issues.condition[d]
        worth = asks * (tau if condition else distance(position[d], issues.status_quo[d]))
        away = np.subtract(text[d], position[d])
        np.abs(away, out=away)
        away *= minds
        worth -= away
        worth *= salience[d]
        if condition:
            linkage = worth if linkage is None else np.add(linkage, worth, out=linkage)
            continue
        moved = text[d] != issues.status_quo[d]
        worth = worth if moved.all() else worth * moved
        spatial = worth if spatial is None else np.add(spatial, worth, out=spatial)
    assert spatial is not None, "the principal issue is no condition"
    return (spatial if linkage is None else np.add(spatial, linkage)), spatial


def distance(position: NR, status_quo: R1) -> NR:
    """|q - x| (N, R); positions are not negative, so from a status quo of 0 it is the position itself."""
    return abs(status_quo - position) if status_quo.any() else position
