"""Where in the space of French positions and resolve would Tokyo pass? 3.6 million councils."""

import nacsim
from nacsim.plots import phase
from nacsim.plots.explore_data import surface

QUESTION = "How far, and how firm, must France be against the office in Tokyo to stop it?"


def study():
    """P(adopted) over position and resolve."""
    scenario = nacsim.load("tokyo_liaison_office")
    grid = {"members.FRA.position": (0, 100, 60), "members.FRA.resolve": (0, 100, 60)}
    result = nacsim.sweep(scenario, grid, runs=1_000)
    likely = sum(p["adopted"]["share"] >= 0.5 for p in result["points"]) / len(result["points"])
    worst = next(p for p in result["points"] if p["inputs"] == [0, 100])["adopted"]["share"]
    free = [p["inputs"][1] for p in result["points"] if p["inputs"][0] == 0 and p["adopted"]["share"] < 0.5]
    finding = (
        f"Adoption is likelier than not over {likely:.0%} of the plane; it takes both distance and resolve to stop it. "
        f"Fully opposed, France needs a resolve of about {min(free):.0f} to make failure likelier than not; fully "
        f"opposed and fully resolved it still loses {worst:.0%} of the councils."
    )
    return phase(surface(result, scenario)), scenario.title, finding
