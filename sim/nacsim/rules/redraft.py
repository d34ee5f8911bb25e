"""The chair redrafts: the least concession to those who object, on conditions first.

    p_d <- p_d + theta_d (z_d - p_d),   z_d = sum_i u_i w_id x_id / sum_i u_i w_id
    theta_d = min(1, max_i need_i / C_i) on conditions,   C_i = sum_d w_id |p_d - x_id| over conditions
    theta_d = min(amends, max_i (need_i - theta C_i) / S_i) on the rest,   S_i the same sum over the rest,
    need_i = -(m_i + c_i)

The text moves towards the objectors, each counted by how loudly it minds (`speaking`) and by what the issue means to it,
and no farther than the one who lacks most needs to consent (concession as the least that settles a conflict: Zeuthen 1930;
Harsanyi 1956). What they ask for beside the matter is given before the matter itself is touched, for that is what it costs
the sponsors least (issues are traded where they are worth most: Raiffa 1982); others who mind it break the next silence.
The matter itself moves at most `amends` of the way at a time, not at all where it is taken whole, and not beyond what its
sponsors bear (`sponsors`).
"""

import numpy as np

from nacsim.rules.shapes import DNR, DNR1, DR, NR, NR1, R1, R
from nacsim.rules.sponsors import granted
from nacsim.rules.state import Issues
from nacsim.rules.sums import total

LEAST_NEED = 1e-3  # design constant: what an objector who is only in company lacks, in units of gain
NOTHING = 1e-9  # below any weight or worth that counts


def redraft(
    text: DR, position: DNR, salience: DNR1, need: NR, voices: NR, issues: Issues,
    wants: NR, bound: DR, reserve: R, amends: R,
) -> DR:  # fmt: skip
    """The next text (D, R).

    `need` (N, R) is what each objector lacks to consent, 0 for who does not object; `voices` (N, R) how loudly each
    minds; `wants` (N, R) what the text as tabled brings its sponsors, `bound` (D, R) the least they would table.
    """
    beside, itself = steps(text, position, salience, need, issues, amends)
    new = text.copy()
    for d, condition in enumerate(issues.condition):
        target = meeting(position[d], salience[d], voices, text[d])
        if condition:
            target = granted(target, issues.proposed[d], position[d], salience[d], wants, reserve)
        moved = text[d] + (beside if condition else itself) * (target - text[d])
        if condition:
            new[d] = np.where(issues.lumpy[d], whole(target, issues.proposed[d]), moved)
        else:
            held = within(moved, text[d], bound[d], issues.proposed[d] - issues.status_quo[d])
            new[d] = np.where(issues.lumpy[d], text[d], held)
    return new


def lack(objects: NR, margin: NR, cost: NR) -> NR:
    """need (N, R): what each objector lacks to consent all alone, a trifle where it objects only in company."""
    need = np.maximum(-(margin + cost), LEAST_NEED)
    need *= objects
    return need


def steps(text: DR, position: DNR, salience: DNR1, need: NR, issues: Issues, amends: R) -> tuple[R, R]:
    """theta (R,) on conditions and on the rest: shares of the way to the objectors that suffice for all of them."""
    beside = itself = 0
    for d, condition in enumerate(issues.condition):
        worth = salience[d] * np.abs(text[d] - position[d])
        if condition:
            beside = beside + worth
        else:
            itself = itself + worth * ~issues.lumpy[d]
    share = 0
    if any(issues.condition):
        share = np.minimum(1, np.maximum.reduce(need / np.maximum(beside, NOTHING), axis=0))
        need = np.maximum(need - share * beside, 0)
    return share, np.minimum(amends, np.maximum.reduce(need / np.maximum(itself, NOTHING), axis=0))


def meeting(position: NR, salience: NR1, voices: NR, text: R) -> R:
    """z (R,): where the objectors would meet on one issue; the text where it means nothing to any of them."""
    force = voices * salience
    all_ = total(force)
    force *= position
    return np.where(all_ > NOTHING, total(force) / np.maximum(all_, NOTHING), text)


def within(moved: R, text: R, bound: R, asked: R1) -> R:
    """An issue with a status quo does not go back towards it beyond `bound` (R,), nor is it pushed away by it."""
    up = np.maximum(moved, np.minimum(bound, text))
    down = np.minimum(moved, np.maximum(bound, text))
    return np.where(asked > 0, up, np.where(asked < 0, down, moved))


def whole(target: R, tabled: R1) -> R:
    """A lumpy condition is in or out, (R,): as tabled or 0, and one tabled at 0 may be added whole, at 1."""
    inside = np.where(tabled > 0, tabled, 1.0)
    return np.where(target > inside / 2, inside, 0.0)
