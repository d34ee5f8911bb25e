"""The summary that people read, from counts."""

from typing import Any

from nacsim import __version__
from nacsim.arguments import door
from nacsim.errors import WrongType
from nacsim.results.intervals import share
from nacsim.results.metrics import label
from nacsim.results.outcomes import DAY_UNIT, SCALE, TEXT_UNIT, Outcomes
from nacsim.results.tally import Tally, count, spread, spread_of
from nacsim.vocabulary import OUTCOMES


@door
def summary(tally: Tally | Outcomes, version: str = __version__) -> dict[str, Any]:
    """Of counts, or of what `simulate` returns: shares of outcomes and of members; where text, rounds and days end.

    All have 95 % intervals: those of a member's shares stand under its "intervals", those of a mean as its "low" and
    "high". Where packages offer metrics, theirs stand under "metrics".
    """
    tally = count(tally) if isinstance(tally, Outcomes) else tally
    if not isinstance(tally, Tally):
        raise WrongType(f"{tally!r:.60} is no result of simulate() or tally()")
    n = tally.runs
    told = {
        "scenario": tally.name,
        "version": version,
        "seed": tally.seed,
        "runs": n,
        "adopted": share(tally.adopted, n),
        "outcomes": {o: share(int(k), n) for o, k in zip(OUTCOMES, tally.outcomes, strict=True)},
        "members": {m: of_member(tally, k) for k, m in enumerate(tally.room)},
        "text": {i: spread(c, TEXT_UNIT, SCALE) for i, c in zip(tally.issues, tally.text, strict=True)},
        "rounds": spread(tally.rounds),
        "days": spread(tally.days[1], DAY_UNIT, values=tally.days[0]),
    }
    if tally.metrics:
        told["metrics"] = {
            name: {"label": label(name), **spread_of(*found)} for name, found in sorted(tally.metrics.items())
        }
    return told


def of_member(tally: Tally, place: int) -> dict[str, Any]:
    """Shares of all runs in which a member breaks silence on the text as tabled, blocks, blocks alone, and is pivotal.

    Pivotal: the last silence would have held without it.
    """
    counts = {
        "objects_first": tally.first,
        "blocks": tally.blocks,
        "sole_blocker": tally.sole,
        "pivotal": tally.pivotal,
    }
    shares = {name: share(int(column[place]), tally.runs) for name, column in counts.items()}
    return {name: value["share"] for name, value in shares.items()} | {"intervals": shares}
