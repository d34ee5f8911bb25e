"""What are opt-outs worth?"""

from studies import ANY

import nacsim
from nacsim.plots import compare
from nacsim.scenario import past_decisions

QUESTION = "What is the right to stand aside worth?"


def study():
    """Any question, and the past decisions, with opt-outs refused, as they are, and always granted."""
    ways = {"refused": "false", "always granted": "true"}
    sides = {"as calibrated": nacsim.load(ANY)}
    sides |= {name: nacsim.load(ANY, [f"procedure.opt_out={value}"]) for name, value in ways.items()}
    result = nacsim.compare(sides, runs=10_000)
    changes = [None, *(d["adopted"] for d in result["differences"])]
    rows = zip(result["scenarios"], result["results"], changes, strict=True)
    ax = compare([{"name": n, "summary": told, "change": change} for n, told, change in rows])
    own, refused, granted = (r["adopted"]["share"] for r in result["results"])
    text = [r["text"]["text"]["mean"] for r in result["results"]]
    past = {name: history(f"procedure.opt_out={value}") for name, value in ways.items()}
    finding = (
        f"On any question adoption goes from {refused:.0%} with opt-outs refused to {own:.0%} as calibrated and "
        f"{granted:.0%} with one always granted; the text ends at {text[1]:.0f}, {text[0]:.0f} and {text[2]:.0f} of "
        f"100. Over the past decisions on file, {past['refused']:.0%} against {past['always granted']:.0%} on average."
    )
    return ax, "Any question", finding


def history(change):
    """Mean share adopted over the past decisions under a change."""
    cases = [nacsim.load(name, [change]) for name in past_decisions()]
    return sum(t.adopted / t.runs for t in nacsim.tally_many(cases, 1_000)) / len(cases)
