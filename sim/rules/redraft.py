"""The chair redrafts: towards what the room would compromise on, heeding those who object.

    target_d = sum_i f_i w_id x_id / sum_i f_i w_id,   f_i = influence_i (1 + heed o_i)
    p_d <- p_d + amends (target_d - p_d)

This is the compromise model of bargaining research (Van den Bos 1991; Achen 2006): the mean of positions weighted by
capability times salience, with the objectors counted `1 + heed` times. A few objectors move a text a little, many move
it to where they are. Conditions heed objectors by a number of their own: they are what a holdout is offered.
"""

import numpy as np

from sim.state import Issues


def compromise(position, weight, objects, heed):
    """Where the room would meet on one issue, (R,). `position` (N, R); `weight` (N, R) is influence times salience."""
    weight = weight * (1 + heed * objects)
    total = weight.sum(0)
    return np.where(total > 0, (weight * position).sum(0) / np.where(total > 0, total, 1), position.mean(0))


def redraft(
    text, position, salience, objects, issues: Issues, influence, amends, heed, heed_conditions, reserve
):
    """The next text (D, R)."""
    new = []
    for d in range(len(text)):
        heeded = np.where(issues.condition[d], heed_conditions, heed)
        target = compromise(position[d], influence * salience[d], objects, heeded)
        moved = text[d] + amends * (target - text[d])
        new.append(np.where(issues.lumpy[d], whole(text[d], target, issues, d), within(moved, issues, d, reserve)))
    return np.stack(new)


def within(moved, issues: Issues, d, reserve):
    """A divisible issue does not go back towards its status quo beyond the floor.

    Where the file names none, the sponsors' reserve price holds: rather no text than one with less than the share
    `reserve` of what they asked.
    """
    start, tabled = issues.status_quo[d], issues.proposed[d]
    floor = np.where(np.isnan(issues.floor[d]), start + reserve * (tabled - start), issues.floor[d])
    up = np.where(tabled > start, np.maximum(moved, floor), moved)
    bound = np.where(tabled < start, np.minimum(moved, floor), up)
    return np.where(issues.condition[d], moved, bound)


def whole(text, target, issues: Issues, d):
    """A lumpy issue stays; a lumpy condition is in or out: as tabled or 0, and one tabled at 0 may be added at 100."""
    inside = np.where(issues.proposed[d] > 0, issues.proposed[d], 1.0)
    return np.where(issues.condition[d], np.where(target > inside / 2, inside, 0.0), text)
