"""What is a Secretary General worth?"""

from studies import ANY, DIVIDED

import nacsim
from nacsim.plots import phase
from nacsim.plots.explore_data import surface

QUESTION = "What is a Secretary General worth who redrafts, and how far must the sponsors let him?"
USUAL, LENIENT, HARD = 0.5, 0.2, 0.8  # of the way a round; of what sponsors want themselves


def study():
    """Any question that can be divided, over what one redraft may change and what the sponsors insist on."""
    scenario = nacsim.load(ANY, DIVIDED)
    grid = {"chair.amends": (0, 1, 11), "parameters.reserve": (0, 1, 11)}
    result = nacsim.sweep(scenario, grid, runs=2_000)
    at = {tuple(p["inputs"]): p["adopted"]["share"] for p in result["points"]}
    finding = (
        f"A chair that does not redraft sees {at[0, USUAL]:.0%} of questions adopted. One that may go half the way to the "
        f"objectors at a time gets {at[USUAL, LENIENT]:.0%} if the sponsors are content with a fifth of what they want, "
        f"{at[USUAL, USUAL]:.0%} with half of it and {at[USUAL, HARD]:.0%} if they insist on four fifths. Redrafts of more "
        f"than {knee(at):.0%} of the way add little."
    )
    at_most = f"Redrafts of {knee(at):.0%} of the way are enough; more depends on what the sponsors let go"
    drawn = surface(result, scenario) | {"title": at_most, "question": QUESTION}
    return phase(drawn), "Any question that can be divided", finding


def knee(at):
    """The least redrafting, with sponsors content with half, that gets within two points of the most it gets."""
    half = {amends: share for (amends, reserve), share in at.items() if reserve == USUAL}
    return min(amends for amends, share in half.items() if share >= max(half.values()) - 0.02)
