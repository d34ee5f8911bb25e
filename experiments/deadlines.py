"""Summits as deadlines."""

from studies import ANY

import nacsim
from nacsim.plots import curves

QUESTION = "Does a summit help: few rounds with a deadline that bites, or many without?"
ROUNDS = (1, 14, 14)


def study():
    """P(adopted) over rounds, for a deadline that does not bite, does half, and does."""
    lines, ends = [], {}
    for bite in (0.0, 0.5, 1.0):
        scenario = nacsim.load(ANY, [f"parameters.deadline={bite}"])
        points = nacsim.sweep(scenario, {"procedure.rounds": ROUNDS}, runs=4_000)["points"]
        name = f"deadline bites {bite:.0%}"
        lines.append(
            {"name": name, **{k: [p["adopted"][k] for p in points] for k in ("share", "low", "high")}}
        )
        ends[bite] = {p["inputs"][0]: p["adopted"]["share"] for p in points}
    labels = ("Rounds until the summit", "Share adopted", "Time and the deadline")
    ax = curves({"x": [p["inputs"][0] for p in points], "lines": lines, "own": None, "labels": labels})
    finding = (
        f"With 2 rounds {ends[0.5][2]:.0%} are adopted, with 6 {ends[0.5][6]:.0%}, with 14 {ends[0.5][14]:.0%}. A "
        f"deadline at which the firm stop measuring a text by their wish is worth "
        f"{100 * (ends[1.0][6] - ends[0.0][6]):+.0f} points at 6 rounds ({ends[1.0][6]:.0%}) against one that changes "
        f"nothing ({ends[0.0][6]:.0%})."
    )
    return ax, "Any question", finding
