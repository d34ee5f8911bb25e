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
    found, failed = np.zeros_like(objects), np.flatnonzero(~adopted(room.rule, objects, margin))
    margin, cost, objects = (a.take(failed, axis=1) for a in (margin, cost, objects))
    found[:, failed] = np.stack([held_without(n, margin, cost, objects, room) for n in range(len(margin))])
    return found


def held_without(member: int, margin: NR, cost: NR, objects: NR, room: Room) -> R:
    """Whether a silence that failed would have held had `member` stayed silent, (R,) bool."""
    spared = margin.copy()
    spared[member] = np.inf
    again = cascade(spared, cost, room.company)
    held: R = objects[member] & adopted(room.rule, again, spared)
    return held
