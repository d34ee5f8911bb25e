"""The global parameters: what they mean, between which limits they may be set, and in what unit.

These few numbers are the same for every decision. A run draws them from the calibrated set (`data/calibrated.csv`)
unless a scenario fixes them under `[parameters]`, `[chair]`, `[procedure]` or `[uncertainty]`.
Positions, salience and resolve count 0-1 here; gains are salience times distance, so a gain of 1 is the whole scale on
an issue that means everything.
"""

from typing import NamedTuple


class Parameter(NamedTuple):
    """One global parameter: limits of what a user may set, and its meaning."""

    low: float
    high: float
    meaning: str


PARAMETERS: dict[str, Parameter] = {
    "isolation": Parameter(
        0, 5, "cost of objecting all alone for a member without resolve, in units of gain"
    ),
    "self_reliance": Parameter(
        0, 1, "how far a member that relies on itself is spared the cost of isolation"
    ),
    "openness": Parameter(0, 1, "weight of the others in the position of a member without resolve"),
    "aspiration": Parameter(0, 1, "how far a fully resolved member measures a text by its wish"),
    "deadline": Parameter(0, 1, "share of the aspiration that is gone by the last round"),
    "tau": Parameter(0, 1, "distance (share of the scale) at which a condition is neither gain nor loss"),
    "hiding": Parameter(
        0, 1, "an objector speaks if it minds at least this share of what the leading one does"
    ),
    "lasting_luck": Parameter(
        0, 2, "sd of what we do not know about a government, per unit of what is at stake"
    ),
    "fresh_luck": Parameter(0, 2, "sd of the luck of one silence, per unit of what is at stake"),
    "pressure": Parameter(0, 2, "gain or loss from an actor of full stance and full reach, in units of gain"),
    "heed": Parameter(0, 1000, "how many times more an objector counts in a redraft than one who is silent"),
    "heed_conditions": Parameter(0, 1000, "the same for conditions"),
    "reserve": Parameter(
        0, 1, "least share of what they asked that the sponsors table, where no floor is named"
    ),
    "amends": Parameter(0, 1, "share of the way to its target that a redraft goes"),
    "side_payments": Parameter(0, 1, "offer per round to an objector without resolve, in units of gain"),
    "standing_aside": Parameter(0, 100, "how fast a lone objector is worn down, in stamina per silence"),
    "awe": Parameter(0, 100, "how much slower the more influential are worn down, per mean influence"),
    "reservation": Parameter(
        0, 1, "chance that a lone objector worn down enters a reservation, not gives in"
    ),
    "patience": Parameter(1, 1000, "rounds in a row without headway after which the chair shelves a text"),
    "rounds": Parameter(1, 1000, "rounds before time runs out"),
    "position_sd": Parameter(0, 1, "coding error of a position given as a plain number (share of the scale)"),
}
