"""Unanimity against other rules."""

from studies import ANY, WHOLE, compared

import nacsim
from nacsim.explore.compare import under_rules

QUESTION = "What does unanimity cost, against consensus minus one and majorities?"


def study():
    """Any question that is taken whole, under each rule."""
    result = nacsim.compare(under_rules(nacsim.load(ANY, WHOLE)), runs=10_000)
    shares = [told["adopted"]["share"] for told in result["results"]]
    rounds = [told["rounds"]["mean"] for told in result["results"]]
    one, *_ = (d["adopted"] for d in result["differences"])
    finding = (
        f"A text taken whole passes in {shares[0]:.0%} of councils under unanimity and in "
        + ", ".join(f"{s:.0%} under {n}" for s, n in zip(shares[1:], result["scenarios"][1:], strict=True))
        + f". The last veto alone is worth {100 * one['value']:.0f} points; talks last {rounds[0]:.1f} rounds under "
        f"unanimity and {rounds[-1]:.1f} under {result['scenarios'][-1]}."
    )
    title = (
        f"The last veto costs {100 * one['value']:.0f} of 100 texts; a majority's rule would lose hardly one"
    )
    return compared(result, title, QUESTION), "Any question, taken whole", finding
