"""Replication: voting thresholds, members, and the size of winning coalitions (Häge 2013).

Häge, Frank M. (2013). Coalition building and consensus in the Council of the European Union. British Journal of
Political Science 43 (3), 481-504: in a model of members who mind being isolated, higher thresholds enlarge winning
coalitions, more members do not. And the numbers that his model is set beside: how often the Council decides without a
negative vote (Häge, European Politics and Policy, London School of Economics, 11 June 2013: 75 to 85 % of legislative
decisions a year), and how often a dissenting vote is one state's alone (Hayes-Renshaw, van Aken & Wallace, EUI Working
Paper RSCAS 2005/25: nearly half of the contested ones, 1994-2004).
"""

import numpy as np
from published import Row
from studies import WHOLE, committee

from nacsim.engine.luck import lots
from nacsim.engine.playing import play
from nacsim.engine.sampling import draw
from nacsim.plots import curves
from nacsim.results.intervals import share
from nacsim.vocabulary import PASSED

QUESTION = "Häge (2013): do higher thresholds, or more members, enlarge winning coalitions?"
SIZES = (6, 9, 12, 15, 20, 25, 32)
RULES = ("simple_majority", "qualified_majority", "consensus_minus_one", "unanimity")
BEFORE, AFTER = 15, 25
"""Members of the Union before and after the enlargement of 2004."""
BLOCKS = 2
"""Of 2,000 councils each."""
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


def objectors(rule, size, changes):
    """How many members object to each text that passes; array [passed]."""
    scenario = committee(size, [*WHOLE, *changes, f'procedure.rule="{rule}"'])
    counts = []
    for block in range(BLOCKS):
        done = play(draw(scenario, lots(0, block)))
        counts.append(done.objects[:, done.phase == PASSED].sum(0))
    return np.concatenate(counts)


def coalition(rule, size):
    """Mean share of members that do not object to a text when it passes, and the half-width of its 95 % interval."""
    behind = 1 - objectors(rule, size, ANYBODY) / size
    if not len(behind):
        return 1.0, 0.0
    return float(behind.mean()), float(1.96 * behind.std() / np.sqrt(len(behind)))


def beside():
    """The model beside the published numbers, `published.Row` each."""
    rows = []
    for size, when in ((BEFORE, "before"), (AFTER, "after")):
        against = objectors("qualified_majority", size, [])
        contested = against[against > 0]
        rows.append(
            Row(
                f"decided without a negative vote, qualified majority, {size} members ({when} 2004)",
                "75 to 85 %",
                share(int((against == 0).sum()), len(against)),
                0.75,
                0.85,
            )
        )
        if size == BEFORE:
            rows.append(
                Row(
                    f"of contested decisions, one member alone against, {size} members",
                    "nearly half",
                    share(int((contested == 1).sum()), len(contested)),
                    0.45,
                    0.50,
                )
            )
    return [*rows, _thresholds(), _members()]


def _mean(rule, size):
    mean, half = coalition(rule, size)
    return {"share": mean, "low": mean - half, "high": mean + half}


def _thresholds():
    low, high = _mean("simple_majority", 12), _mean("unanimity", 12)
    grew = high["low"] > low["high"]
    return Row(
        "size of winning coalitions, from simple majority to unanimity, 12 members",
        "grows",
        high,
        note=f"{'agrees' if grew else 'differs'}: from {100 * low['share']:.0f} %",
    )


def _members():
    small, large = _mean("qualified_majority", 12), _mean("qualified_majority", 27)
    gap = 100 * (large["share"] - small["share"])
    return Row(
        "size of winning coalitions, from 12 members to 27, qualified majority",
        "does not change",
        large,
        note=f"{'agrees' if abs(gap) < 5 else 'differs'}: from {100 * small['share']:.0f} %, {gap:+.0f} points",
    )
