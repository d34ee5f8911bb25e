"""The words for what the simulator found: names, shares, the result of a run in two sentences."""

from __future__ import annotations

import math

from sim.members import NAMES
from sim.outcomes import OUTCOMES

WITH_ARTICLE = ("NLD", "GBR", "USA")

MEANING = {
    "approved": "adopted as tabled",
    "amended": "adopted with changes",
    "delayed": "adopted late",
    "opt_out": "adopted with an opt-out",
    "blocked": "blocked",
    "shelved": "taken off the table",
}
assert tuple(MEANING) == OUTCOMES


def names_of(scenario) -> dict[str, str]:
    """Code to name for a list: the English names of allies; a roster's names are kept as they are."""
    if scenario.roster:
        return {code: code for code in scenario.room}
    return {code: NAMES[code] for code in scenario.room}


def subjects_of(scenario) -> dict[str, str]:
    """Code to name inside a sentence, with the article English wants ("the United States")."""
    names = names_of(scenario)
    return {k: f"the {v}" if k in WITH_ARTICLE and k != v else v for k, v in names.items()}


def percent(share: float) -> str:
    """A share (0-1) for a table or figure: 0.934 is 93%, a trace is <1%, nothing is 0%."""
    if 0 < share < 0.005:
        return "<1%"
    if 0.995 <= share < 1:
        return ">99%"
    return f"{share:.0%}"


def between(low: float, high: float) -> str:
    """Limits of a share in per cent, one decimal, rounded outwards: 0.9996 and 1 give '99.9 to 100.0'."""
    return f"{math.floor(low * 1000 + 1e-9) / 10:.1f} to {math.ceil(high * 1000 - 1e-9) / 10:.1f}"
