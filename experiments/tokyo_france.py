"""What would have persuaded France?"""

import nacsim
from nacsim.plots import frontier
from nacsim.plots.explore_data import packages

QUESTION = "What would have carried the office in Tokyo past France, and at what price?"


def study():
    """Cost against chance."""
    result = nacsim.bridge("tokyo_liaison_office", 0.8, runs=4_000)
    told = "; ".join(map(package, result["packages"][:5]))
    lacks = result["blockers"]["FRA"]["price"]["half"]
    finding = (
        f"From {result['base']['share']:.0%} to 80%: {told or 'no package that was tried'}. In the median council France "
        f"lacks {lacks:.0f} points of gain to consent, 100 being the whole scale of an issue that means everything. "
        f"Costs, in {result['unit']}, are this tool's guess."
    )
    return frontier(packages(result)), "A NATO liaison office in Tokyo", finding


def package(entry):
    """A package with its cost and chance, and what speaks against it."""
    doubts = [lever["doubt"] for lever in entry["levers"] if lever["doubt"]]
    but = f"; but {doubts[0]}" if doubts else ""
    return f"{entry['words']} ({entry['cost']:.1f}, {entry['adopted']['share']:.0%}{but})"
