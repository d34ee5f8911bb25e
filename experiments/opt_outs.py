"""What is an exit worth?"""

from studies import ANY, compared

import nacsim
from nacsim.scenario import past_decisions

QUESTION = "What is it worth that those who will not come along may stay out?"
WAYS = {
    "nobody can stay out": ["procedure.opt_out=false"],
    "matters that bind all": ["category=enlargement"],
    "taking part is the matter": ["category=mission"],
    "always possible": ["procedure.opt_out=true"],
}


def study():
    """Any question with no exit, with one as likely as past decisions say for two kinds of matter, and always."""
    result = nacsim.compare({name: nacsim.load(ANY, change) for name, change in WAYS.items()}, runs=10_000)
    shares = [told["adopted"]["share"] for told in result["results"]]
    text = [told["text"]["text"]["mean"] for told in result["results"]]
    past = {value: history(f"procedure.opt_out={value}") for value in ("false", "true")}
    finding = (
        f"On any question adoption goes from {shares[0]:.0%} where nobody can stay out to {shares[1]:.0%} for matters that "
        f"bind all and {shares[2]:.0%} where taking part is the matter, as calibrated, and to {shares[3]:.0%} where there "
        f"always is an exit; on average the text ends at {text[0]:.0f}, {text[1]:.0f}, {text[2]:.0f} and {text[3]:.0f} of "
        f"100. Over the past decisions on file, {past['false']:.0%} without and {past['true']:.0%} with an exit."
    )
    title = f"Where some may always stay out {shares[3]:.0%} of texts are adopted, where nobody may {shares[0]:.0%}"
    return compared(result, title, QUESTION), "Any question", finding


def history(change):
    """Mean share adopted over the past decisions under a change."""
    cases = [nacsim.load(name, [change]) for name in past_decisions()]
    return sum(t.adopted / t.runs for t in nacsim.tally_many(cases, 1_000)) / len(cases)
