"""The summary that people read, from counts."""

from nacsim.results.intervals import share
from nacsim.results.outcomes import DAY_UNIT, TEXT_UNIT
from nacsim.results.tally import Tally, spread
from nacsim.vocabulary import OUTCOMES


def summary(tally: Tally, version: str) -> dict:
    """What `--json` prints: shares with 95 % intervals, members' shares of all runs, text, rounds and days."""
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
