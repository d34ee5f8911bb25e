"""What would have persuaded France?"""

import nacsim
from nacsim.plots import frontier

QUESTION = "What would have carried the office in Tokyo past France, and at what price?"


def study():
    """Cost against chance."""
    result = nacsim.bridge("tokyo_liaison_office", 0.8, runs=4_000)
    points = [
        {"name": e["words"][:44], "cost": e["cost"], **e["adopted"], "best": True} for e in result["frontier"]
    ]
    shown = {e["words"] for e in result["frontier"]}
    points += [
        {"name": "", "cost": e["cost"], **e["adopted"], "best": False}
        for e in result["packages"]
        if e["words"] not in shown
    ]
    price, best = result["blockers"]["FRA"]["price"], result["packages"]
    told = "; ".join(f"{p['words']} ({p['cost']:.1f} points, {p['adopted']['share']:.0%})" for p in best[:4])
    finding = (
        f"From {result['base']['share']:.0%} to 80%: {told}. To buy France's first silence would take "
        f"{price['half']:.0f} points of gain in the median council, 100 being the whole scale of an issue that means "
        "everything. Costs are the built-in judgements."
    )
    ax = frontier({"points": points, "cost": "Cost (points)"})
    return ax, "A NATO liaison office in Tokyo", finding
