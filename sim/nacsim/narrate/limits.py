"""What an answer cannot say: limits of every answer, and those that this scenario adds."""

from __future__ import annotations

from typing import Any

from nacsim.vocabulary import RULES

ALWAYS = (
    "It is a tool for thinking, not a forecast: what goes in are judgements, and the answer is no better than they are.",
    "The range covers errors of coding, the calibrated parameters and the doubt about structure; it does not cover that the "
    "model itself is wrong.",
    "Members are unitary, there is one text at a time, and nobody bluffs: who breaks silence means it.",
    "Parameters are calibrated on past decisions that are known because they were contested.",
)
LIMITS_OF_BODIES = (
    "This is not NATO's Council. Most decisions the model was fitted to are NATO's; how far they speak for another body is "
    "not known."
)
OTHER_RULE = "The rule is not unanimity, and the record of past decisions is of unanimity alone."
OUTSIDERS = "How hard outsiders lean on members cannot be calibrated from history."
SHARED = "Where two issues are one matter, it counts double unless its salience is divided."


def limits(scenario: Any) -> list[str]:
    """The limits of an answer about this scenario."""
    more = {
        LIMITS_OF_BODIES: scenario.roster,
        OTHER_RULE: scenario.procedure.rule != RULES[0],
        OUTSIDERS: any(actor.reach for actor in scenario.actors.values()),
        SHARED: len(scenario.issues) > 1,
    }
    return [*ALWAYS, *(words for words, holds in more.items() if holds)]
