"""Where in the space of French positions and resolve would Tokyo pass? 3.6 million councils."""

import nacsim
from nacsim.plots import phase
from nacsim.plots.explore_data import surface

QUESTION = "How far, and how firm, must France be against the office in Tokyo to stop it?"


GRID = 60
"""Places on each axis."""


def study():
    """P(adopted) over position and resolve."""
    scenario = nacsim.load("tokyo_liaison_office")
    grid = {"members.FRA.position": (0, 100, GRID), "members.FRA.resolve": (0, 100, GRID)}
    result = nacsim.sweep(scenario, grid, runs=1_000)
    likely = sum(p["adopted"]["share"] >= 0.5 for p in result["points"]) / len(result["points"])
    at = {tuple(p["inputs"]): p["adopted"]["share"] for p in result["points"]}
    finding = (
        f"Adoption is likelier than not over {likely:.0%} of the plane. {needed(at)}; fully opposed and fully resolved it "
        f"still loses {at[0, 100]:.0%} of the councils (settled by something else, or without it), fully opposed and "
        f"without resolve {at[0, 0]:.0%}."
    )
    return phase(surface(result, scenario) | {"question": QUESTION}), scenario.title, finding


def needed(at):
    """How firm France must be at the far end of the scale to make failure likelier than not."""
    enough = [resolve for (position, resolve), share in at.items() if position == 0 and share < 0.5]
    if not enough:
        return "No resolve is enough to make failure likelier than not"
    return (
        f"Fully opposed, France needs a resolve of about {min(enough):.0f} to make failure likelier than not"
    )
