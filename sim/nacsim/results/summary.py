"""The summary that people read, from counts."""

from typing import Any

from nacsim import __version__
from nacsim.results.intervals import share
from nacsim.results.outcomes import DAY_UNIT, TEXT_UNIT, Outcomes
from nacsim.results.tally import Tally, count, spread
from nacsim.vocabulary import OUTCOMES


def summary(tally: Tally | Outcomes, version: str = __version__) -> dict[str, Any]:
    """Of counts, or of what `simulate` returns: shares with 95 % intervals, members, text, rounds and days."""
    tally = count(tally) if isinstance(tally, Outcomes) else tally
    n = tally.runs
    named = ("objects_first", tally.first), ("blocks", tally.blocks), ("sole_blocker", tally.sole)
    columns = (*named, ("pivotal", tally.pivotal))
    return {
        "scenario": tally.name,
        "version": version,
        "seed": tally.seed,
        "runs": n,
        "outcomes": {o: share(int(k), n) for o, k in zip(OUTCOMES, tally.outcomes, strict=True)},
        "adopted": share(tally.adopted, n),
        "members": {m: {name: int(c[i]) / n for name, c in columns} for i, m in enumerate(tally.room)},
        "text": {i: spread(c, TEXT_UNIT) for i, c in zip(tally.issues, tally.text, strict=True)},
        "rounds": spread(tally.rounds),
        "days": spread(tally.days, DAY_UNIT),
    }
