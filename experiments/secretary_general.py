"""What is a Secretary General worth?"""

from studies import ANY

import nacsim
from nacsim.plots import phase
from nacsim.plots.explore_data import surface

QUESTION = "What is a Secretary General worth who redrafts and brokers payments?"


def study():
    """Any question over what the chair amends and pays."""
    scenario = nacsim.load(ANY)
    grid = {"chair.amends": (0, 1, 11), "chair.side_payments": (0, 0.2, 11)}
    result = nacsim.sweep(scenario, grid, runs=2_000)
    at = {tuple(p["inputs"]): p["adopted"]["share"] for p in result["points"]}
    finding = (
        f"A chair that neither redrafts nor pays sees {at[0, 0]:.0%} of questions adopted; one that only pays (0.1 a "
        f"round) {at[0, 0.1]:.0%}, one that only redrafts (half the way a round) {at[0.5, 0]:.0%}, one that does both "
        f"{at[0.5, 0.1]:.0%}. Redrafting beyond {knee(at):.0%} of the way a round adds little."
    )
    return phase(surface(result, scenario)), "Any question", finding


def knee(at):
    """The least redrafting, without payments, that gets within two points of the most it gets."""
    alone = {a: share for (a, pay), share in at.items() if pay == 0}
    return min(a for a, share in alone.items() if share >= max(alone.values()) - 0.02)
