"""Replication: voting thresholds, members, and the size of winning coalitions (Häge 2013).

Häge, Frank M. (2013). Coalition building and consensus in the Council of the European Union. British Journal of
Political Science 43 (3), 481-504: in a model of members who mind being isolated, higher thresholds enlarge winning
coalitions, more members do not.
"""

import numpy as np
from studies import ANY, WHOLE

from nacsim.engine.luck import lots
from nacsim.engine.playing import play
from nacsim.engine.sampling import draw
from nacsim.plots import curves
from nacsim.scenario import loads
from nacsim.vocabulary import PASSED

QUESTION = "Häge (2013): do higher thresholds, or more members, enlarge winning coalitions?"
SIZES = (6, 9, 12, 15, 20, 25, 32)
RULES = ("simple_majority", "qualified_majority", "consensus_minus_one", "unanimity")
BLOCKS = 2
ANYBODY = [
    "default.position={ low = 0, high = 100 }",
    "default.salience={ low = 5, high = 60 }",
    "default.resolve={ low = 0, high = 90 }",
]
"""Members as in that model: anywhere on the scale, for it or against it."""


def study():
    """Share of members behind a text that passes, by size of the room and rule."""
    found = {rule: [coalition(rule, size) for size in SIZES] for rule in RULES}
    lines = []
    for rule, values in found.items():
        mean, half = zip(*values, strict=True)
        ends = {"low": np.subtract(mean, half), "high": np.add(mean, half)}
        lines.append({"name": rule.replace("_", " "), "share": list(mean), **ends})
    ax = curves(
        {
            "x": list(SIZES),
            "lines": lines,
            "label": "Members in the room",
            "title": "The higher the threshold, the more members stand behind a text that passes; more members do not help",
            "deck": "Of 100 members, how many stand behind a text that passes; with 95% bands.",
            "question": QUESTION,
        }
    )
    ax.set_xticks(SIZES)
    told = ", ".join(f"{found[rule][2][0]:.0%} under {rule.replace('_', ' ')}" for rule in RULES)
    first, last = (found["qualified_majority"][k][0] for k in (0, -1))
    by_rule = [found[rule][2][0] for rule in RULES]
    reproduced = by_rule == sorted(by_rule) and last <= first + 0.02
    finding = (
        f"{'Reproduced' if reproduced else 'Not reproduced'}: with 12 members a text that passes has {told} behind it; "
        f"from {SIZES[0]} to {SIZES[-1]} members the coalition under a qualified majority goes from {first:.0%} to "
        f"{last:.0%} (in small rooms a threshold is rounded up to a larger share)."
    )
    return ax, "Any question, taken whole", finding


def coalition(rule, size):
    """Mean share of members that do not object to a text when it passes, and the half-width of its 95 % interval."""
    members = ", ".join(f'"M{k}"' for k in range(size))
    text = ANY.read_text(encoding="utf-8").replace("date = 2024-06-01", f"roster = [{members}]")
    scenario = loads(text, overrides=[*WHOLE, *ANYBODY, f'procedure.rule="{rule}"'])
    behind = []
    for block in range(BLOCKS):
        done = play(draw(scenario, lots(0, block)))
        behind.append(1 - done.objects[:, done.phase == PASSED].mean(0))
    behind = np.concatenate(behind)
    if not len(behind):
        return 1.0, 0.0
    return float(behind.mean()), float(1.96 * behind.std() / np.sqrt(len(behind)))
