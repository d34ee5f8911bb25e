"""What a text is worth to a member: city-block spatial utility against a reference point.

    g_i = sum_d w_id (a_id - |p_d - x_id|),   a_id = (1 - alpha_t r_i) |q_d - x_id|   (tau for |q - x| of a condition)

A text is worth what it brings the member nearer to its ideal point than the status quo does (Hinich & Munger 1997; the
Decision-making in the EU project, Thomson et al. 2006). A determined member measures it against its wish as well: its
reference point lies the share `alpha_t r_i` of the way from the status quo to the ideal (aspiration level, Simon 1955;
Siegel 1957), and less so the closer the deadline, `alpha_t = alpha (1 - deadline (t - 1) / (T - 1))` (the deadline
effect, Roth, Murnighan & Schoumaker 1988).
"""

import numpy as np

from nacsim.rules.shapes import DNR, DNR1, DR, NR, NR1, R1, R
from nacsim.rules.state import Issues


def aspiration_at(round_: int, aspiration: R, deadline: R, rounds: R) -> R:
    """alpha_t (R,): what is left of the aspiration in round `round_` of `rounds`."""
    return aspiration * (1 - deadline * np.minimum(1, (round_ - 1) / np.maximum(1, rounds - 1)))


def gain(position: DNR, salience: DNR1, resolve: NR1, text: DR, issues: Issues, tau: R, aspiration: R) -> NR:
    """Gain (N, R) of `text` (D, R) over what each member measures it by.

    `aspiration` and `tau` are (R,). An issue that stays at its status quo adds nothing: it cannot motivate an objection.
    """
    asks = aspiration * resolve
    np.subtract(1, asks, out=asks)
    total, away = None, np.empty_like(position[0])
    for d in range(len(position)):
        worth = asks * (tau if issues.condition[d] else distance(position[d], issues.status_quo[d]))
        np.subtract(text[d], position[d], out=away)
        worth -= np.abs(away, out=away)
        worth *= salience[d]
        if not issues.condition[d]:
            moved = text[d] != issues.status_quo[d]
            worth = worth if moved.all() else worth * moved
        total = worth if total is None else np.add(total, worth, out=total)
    return total


def distance(position: NR, status_quo: R1) -> NR:
    """|q - x| (N, R); positions are not negative, so from a status quo of 0 it is the position itself."""
    return abs(status_quo - position) if status_quo.any() else position
