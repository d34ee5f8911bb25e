"""What qualifies the answer of a run, for the command and for the result of `simulate` alike."""

from typing import Any

from nacsim.explore.doubt import doubt
from nacsim.explore.experts import by_expert
from nacsim.explore.rests import rests_on
from nacsim.explore.settled import settled_elsewhere
from nacsim.explore.switches import structural
from nacsim.history.record import like
from nacsim.results.answers import Summary
from nacsim.results.outcomes import Outcomes


def doubts(question: Any, seed: int, adopted: float) -> dict[str, Any]:
    """What qualifies the answer: its range over what is not known, what it rests on, what would turn it, the record.

    Where experts differ, also the answer by each of them.
    """
    told = {
        "range": doubt(question, seed=seed),
        "elsewhere": settled_elsewhere(question, seed),
        "record": like(adopted),
        "rests_on": rests_on(question, seed=seed, jobs=1),
        "switches": structural(question, seed=seed, jobs=1),
    }
    found = by_expert(question, seed=seed, jobs=1)
    return told | ({"experts": found} if found else {})


def told(outcomes: Outcomes) -> dict[str, Any]:
    """What `nacsim run --json` prints of what was played."""
    counted = outcomes.counted()
    whole = counted | doubts(outcomes.questions[0], outcomes.seed, counted["adopted"]["share"])
    return Summary.of(whole).to_dict()
