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

from nacsim.rules.objectors import Objectors
from nacsim.rules.shapes import DNR, DNR1, DR, NR, R1, K, R
from nacsim.rules.sponsors import granted
from nacsim.rules.state import Issues

LEAST_NEED = 1e-3  # design constant: what an objector who is only in company lacks, in units of gain
NOTHING = 1e-9  # below any weight or worth that counts


def redraft(
    text: DR, position: DNR, salience: DNR1, who: Objectors, need: K, voices: K, issues: Issues,
    wants: NR, bound: DR, reserve: R, amends: R,
) -> DR:  # fmt: skip
    """The next text (D, R).

    `need` is what each objector lacks to consent, `voices` how loudly it minds; `wants` (N, R) is what the text as tabled
    brings its sponsors, `bound` (D, R) the least they would table.
    """
    ideal, weight = [who.at(x) for x in position], [who.at(w) for w in salience]
    beside, itself = steps(text, ideal, weight, who, need, issues, amends)
    new = text.copy()
    for d, condition in enumerate(issues.condition):
        target = meeting(ideal[d], weight[d], who, voices, text[d])
        if condition:
            target = granted(target, issues.proposed[d], position[d], salience[d], wants, reserve)
        moved = text[d] + (beside if condition else itself) * (target - text[d])
        if condition:
            new[d] = np.where(issues.lumpy[d], whole(target, issues.proposed[d]), moved)
        else:
            held = within(moved, text[d], bound[d], issues.proposed[d] - issues.status_quo[d])
            new[d] = np.where(issues.lumpy[d], text[d], held)
    return new


def lack(who: Objectors, margin: NR, cost: NR) -> K:
    """need (K,): what each objector lacks to consent all alone, a trifle where it objects only in company."""
    need: K = np.maximum(-(who.at(margin) + who.at(cost)), LEAST_NEED)
    return need


def steps(
    text: DR, ideal: list[K], weight: list[K], who: Objectors, need: K, issues: Issues, amends: R
) -> tuple[R, R]:
    """theta (R,) on conditions and on the rest: shares of the way to the objectors that suffice for all of them."""
    beside, itself = np.zeros_like(need), np.zeros_like(need)
    for d, condition in enumerate(issues.condition):
        worth = weight[d] * np.abs(who.here(text[d]) - ideal[d])
        if condition:
            beside += worth
        else:
            itself += worth * ~who.here(issues.lumpy[d])
    share = np.minimum(1, who.most(need / np.maximum(beside, NOTHING)))
    left = np.maximum(need - who.here(share) * beside, 0)
    return share, np.minimum(amends, who.most(left / np.maximum(itself, NOTHING)))


def meeting(ideal: K, weight: K, who: Objectors, voices: K, text: R) -> R:
    """z (R,): where the objectors would meet on one issue; the text where it means nothing to any of them."""
    force = voices * weight
    all_ = who.total(force)
    return np.where(all_ > NOTHING, who.total(force * ideal) / np.maximum(all_, NOTHING), text)


def within(moved: R, text: R, bound: R, asked: R1) -> R:
    """An issue with a status quo does not go back towards it beyond `bound` (R,), nor is it pushed away by it."""
    up = np.maximum(moved, np.minimum(bound, text))
    down = np.minimum(moved, np.maximum(bound, text))
    return np.where(asked > 0, up, np.where(asked < 0, down, moved))


def whole(target: R, tabled: R1) -> R:
    """A lumpy condition is in or out, (R,): as tabled or 0, and one tabled at 0 may be added whole, at 1."""
    inside = np.where(tabled > 0, tabled, 1.0)
    return np.where(target > inside / 2, inside, 0.0)
