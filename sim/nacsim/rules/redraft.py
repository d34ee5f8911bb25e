"""The chair redrafts: towards what the room would compromise on, heeding those who object.

    target_d = sum_i f_i w_id x_id / sum_i f_i w_id,   f_i = influence_i (1 + heed o_i)
    p_d <- p_d + amends (target_d - p_d)

This is the compromise model of bargaining research (Van den Bos 1991; Achen 2006): the mean of positions weighted by
capability times salience, with the objectors counted `1 + heed` times. A few objectors move a text a little, many move
it to where they are. Conditions heed objectors by a number of their own: they are what a holdout is offered.
"""

import numpy as np

from nacsim.rules.shapes import DNR, DNR1, DR, NR, NR1, R1, R
from nacsim.rules.state import Issues
from nacsim.rules.sums import total


def redraft(
    text: DR, position: DNR, weight: DNR1, objects: NR, issues: Issues,
    amends: R, heed: R, heed_conditions: R, reserve: R,
) -> DR:  # fmt: skip
    """The next text (D, R). `weight` (D, N, R or 1) is influence times salience."""
    new, stress = text.copy(), {}
    for d, condition in enumerate(issues.condition):
        if issues.lumpy[d] and not condition:
            continue
        if condition not in stress:
            stress[condition] = stressed(objects, heed_conditions if condition else heed)
        target = compromise(position[d], weight[d], stress[condition])
        moved = step(text[d], target, amends)
        if not condition:
            new[d] = within(moved, issues, d, reserve)
        else:
            new[d] = whole(target, issues.proposed[d]) if issues.lumpy[d] else moved
    return new


def stressed(objects: NR, heed: R) -> NR:
    """1 + heed o (N, R): how many times each is counted."""
    stress = heed * objects
    stress += 1
    return stress


def step(text: R, target: R, amends: R) -> R:
    """Part of the way from the text to the target, (R,)."""
    return text + amends * (target - text)


def compromise(position: NR, weight: NR1, stress: NR) -> R:
    """Where the room would meet on one issue, (R,); the plain mean if the issue means nothing to anybody."""
    force = weight * stress
    all_ = total(force)
    force *= position
    meet = total(force)
    if all_.all():
        return meet / all_
    return np.where(all_ > 0, meet / np.where(all_ > 0, all_, 1), total(position) / len(position))


def within(moved: R, issues: Issues, d: int, reserve: R) -> R:
    """A divisible issue does not go back towards its status quo beyond the floor.

    Where the file names none, the sponsors' reserve price holds: rather no text than one with less than the share
    `reserve` of what they asked.
    """
    start, tabled = issues.status_quo[d], issues.proposed[d]
    floor = np.where(np.isnan(issues.floor[d]), start + reserve * (tabled - start), issues.floor[d])
    up = np.where(tabled > start, np.maximum(moved, floor), moved)
    return np.where(tabled < start, np.minimum(moved, floor), up)


def whole(target: R, tabled: R1) -> R:
    """A lumpy condition is in or out, (R,): as tabled or 0, and one tabled at 0 may be added whole, at 1."""
    inside = np.where(tabled > 0, tabled, 1.0)
    return np.where(target > inside / 2, inside, 0.0)
