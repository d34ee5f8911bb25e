"""What the end of a council is called, and whose objection decided it."""

import numpy as np

from nacsim.rules.decision import adopted
from nacsim.rules.shapes import DR, NR, R
from nacsim.rules.silence import cascade, object_alone
from nacsim.rules.state import Issues, Room
from nacsim.rules.sums import heads
from nacsim.vocabulary import BLOCKED, NOTED, OUTCOMES, ROAD, SETTLED, SHELVED, STOOD_ASIDE

AS = {name: place for place, name in enumerate(OUTCOMES)}  # as rows keep it
CHANGED, BACK = 0.10, 0.05  # of the scale: amended beyond 10 points, nothing left within 5 points
ROUNDING = 1e-6  # of the scale: more than single precision loses, less than anybody means


def classify(phase: R, text: DR, rounds: R, held_out: R, issues: Issues) -> R:
    """Index of the outcome, (R,). Where several fit: opt-out, then amended, then delayed, then approved.

    `text` (D, R) is the text when the council ended, `held_out` (R,) whether a ratification was held out on. A text
    that passes with its principal issue back at the status quo is a text dropped.
    """
    principal = text[0]
    amended = abs(principal - issues.proposed[0]) > CHANGED + ROUNDING
    dropped = (phase == SHELVED) | (abs(principal - issues.status_quo[0]) <= BACK + ROUNDING)
    late = (rounds > 1) | (phase == SETTLED) | held_out
    outcome = np.full(len(phase), AS["approved"], np.uint8)
    outcome[late] = AS["delayed"]
    outcome[amended] = AS["amended"]
    outcome[phase == STOOD_ASIDE] = AS["opt_out"]
    outcome[dropped] = AS["shelved"]
    for kind, name in ((BLOCKED, "blocked"), (NOTED, "noted"), (ROAD, "another_road")):
        outcome[phase == kind] = AS[name]
    return outcome


def pivotal(margin: NR, cost: NR, objects: NR, room: Room) -> NR:
    """Without whom alone a failed silence would have held, (N, R) bool: the cascade played again without each.

    Under unanimity that is whoever is the only one that would object all alone. A chair that overrules one objector is not
    counted on.
    """
    if room.rule.plain:
        alone = object_alone(margin, cost)
        lone: NR = alone & (heads(alone) == 1)
        return lone
    found, failed = np.zeros_like(objects), ~adopted(room.rule, objects, margin)
    for member in range(len(objects)):
        runs = np.flatnonzero(objects[member] & failed)
        if runs.size:
            found[member, runs] = held_without(member, margin.take(runs, 1), cost.take(runs, 1), room)
    return found


def held_without(member: int, margin: NR, cost: NR, room: Room) -> R:
    """Whether silences that failed would have held had `member`, which objected, stayed silent, (R,) bool.

    Who would object all alone objects in any case; where that is enough to stop the text, no cascade need be looked at.
    """
    margin[member] = np.inf
    held: R = adopted(room.rule, object_alone(margin, cost), margin)
    runs = np.flatnonzero(held)
    if runs.size:
        margin = margin.take(runs, 1)
        held[runs] = adopted(room.rule, cascade(margin, cost.take(runs, 1), room.company), margin)
    return held
