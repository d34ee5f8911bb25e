"""The chair redrafts: the least concession to those who object.

    p_d <- p_d + theta (z_d - p_d),   z_d = sum_i u_i w_id x_id / sum_i u_i w_id
    theta = min(amends, max_i need_i / sum_d w_id |p_d - x_id|),   need_i = -(m_i + c_i)

The text moves towards the objectors, each counted by how loudly it minds (`speaking`) and by what the issue means to it,
and no farther than the one who lacks most needs to consent (concession as the least that settles a conflict: Zeuthen 1930;
Harsanyi 1956). It never goes more than `amends` of the way at a time. Issues taken whole do not move. What is left of an
issue with a status quo is bounded by its sponsors (`sponsors`); a condition is bounded by those who mind it, who break the
next silence.
"""

import numpy as np

from nacsim.rules.state import Issues
from nacsim.rules.sums import total

LEAST_NEED = 1e-3  # design constant: what an objector who is only in company lacks, in units of gain
NOTHING = 1e-9  # below any weight or worth that counts


def redraft(text, position, salience, need, voices, issues: Issues, bound, amends):
    """The next text (D, R).

    `need` (N, R) is what each objector lacks to consent, 0 for who does not object; `voices` (N, R) how loudly each
    minds; `bound` (D, R) the least the sponsors would table, as `sponsors` gives it.
    """
    share = step(text, position, salience, need, issues, amends)
    new = text.copy()
    for d, condition in enumerate(issues.condition):
        target = meeting(position[d], salience[d], voices, text[d])
        moved = text[d] + share * (target - text[d])
        if condition:
            new[d] = np.where(issues.lumpy[d], whole(target, issues.proposed[d]), moved)
        else:
            held = within(moved, text[d], bound[d], issues.proposed[d] - issues.status_quo[d])
            new[d] = np.where(issues.lumpy[d], text[d], held)
    return new


def lack(objects, margin, cost):
    """need (N, R): what each objector lacks to consent all alone, a trifle where it objects only in company."""
    need = np.maximum(-(margin + cost), LEAST_NEED)
    need *= objects
    return need


def step(text, position, salience, need, issues: Issues, amends):
    """theta (R,): share of the way to the objectors that suffices for the one who lacks most."""
    offer = None
    for d, condition in enumerate(issues.condition):
        worth = salience[d] * np.abs(text[d] - position[d])
        if not condition:
            worth = worth * ~issues.lumpy[d]
        offer = worth if offer is None else offer + worth
    return np.minimum(amends, np.maximum.reduce(need / np.maximum(offer, NOTHING), axis=0))


def meeting(position, salience, voices, text):
    """z (R,): where the objectors would meet on one issue; the text where it means nothing to any of them."""
    force = voices * salience
    all_ = total(force)
    force *= position
    return np.where(all_ > NOTHING, total(force) / np.maximum(all_, NOTHING), text)


def within(moved, text, bound, asked):
    """An issue with a status quo does not go back towards it beyond `bound` (R,), nor is it pushed away by it."""
    up = np.maximum(moved, np.minimum(bound, text))
    down = np.minimum(moved, np.maximum(bound, text))
    return np.where(asked > 0, up, np.where(asked < 0, down, moved))


def whole(target, tabled):
    """A lumpy condition is in or out, (R,): as tabled or 0, and one tabled at 0 may be added whole, at 1."""
    inside = np.where(tabled > 0, tabled, 1.0)
    return np.where(target > inside / 2, inside, 0.0)
