"""The global parameters: what they mean, between which limits they may be set, and in what unit.

These few numbers are the same for every decision. A run draws them from the calibrated set (`sim/data/calibrated.csv`)
unless a scenario fixes them under `[parameters]`, `[chair]`, `[procedure]` or `[uncertainty]`.
Positions, salience and resolve count 0-1 here; gains are salience times distance, so 0-1 as well.
"""

from typing import NamedTuple


class Parameter(NamedTuple):
    """One global parameter: limits of what a user may set, and its meaning."""

    low: float
    high: float
    meaning: str


PARAMETERS: dict[str, Parameter] = {
    "isolation": Parameter(0, 5, "cost of objecting all alone for a member without resolve, in units of gain"),
    "openness": Parameter(0, 1, "weight of the others in a member's position, for a member without resolve"),
    "aspiration": Parameter(0, 1, "how far a fully resolved member measures a text by its wish, not by the status quo"),
    "tau": Parameter(0, 1, "distance at which a condition is neither a gain nor a loss"),
    "hiding": Parameter(0, 1, "an objector speaks if it minds at least this share of what the leading one does"),
    "lasting_luck": Parameter(0, 2, "sd of what we do not know about a government, per unit of what the matter means"),
    "fresh_luck": Parameter(0, 2, "sd of the luck of one silence, per unit of what the matter means"),
    "pressure": Parameter(0, 2, "gain or loss from an actor of full stance and full reach"),
    "middle": Parameter(0, 1, "weight of the whole room, against the objectors, in a redraft"),
    "amends": Parameter(0, 1, "share of the way to its target that a redraft goes"),
    "side_payments": Parameter(0, 1, "payment offered per round to an objector without resolve, in units of gain"),
    "opt_out": Parameter(0, 1, "chance that a lone objector may stand aside where the scenario does not say"),
    "patience": Parameter(1, 1000, "rounds without headway after which the chair shelves a text"),
    "rounds": Parameter(1, 1000, "rounds before time runs out"),
    "position_sd": Parameter(0, 1, "coding error of a position given as a plain number (share of the scale)"),
}
