"""Who objects, who would be next if that one consented, and from where on each consents.

Members are taken out of the way one after the other: whoever objects most often is asked what it would need, is then held
silent, and the same councils are played again, in which those who hid behind it have to speak for themselves.
"""

from __future__ import annotations

from concurrent.futures import Executor
from typing import Any

import numpy as np

from nacsim.arguments import played
from nacsim.engine.workers import Crew, Progress, Work
from nacsim.explore.onechange import crossings
from nacsim.explore.rests import Judgement, judgements
from nacsim.explore.variants import FAINT, each, growing, possible
from nacsim.results.intervals import share
from nacsim.results.outcomes import Outcomes
from nacsim.scale import WHOLE
from nacsim.scenario.resolved import Scenario

RUNS = 1_000
POINTS = np.linspace(0, WHOLE, 11)
MOST = 5
"""Members that are asked, one after the other."""


def consents(
    scenario: Scenario,
    runs: int = RUNS,
    seed: int = 0,
    *,
    jobs: int | None = None,
    executor: Executor | Crew | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """The members in the way, in the order in which they come up, each with what it would need.

    Returns {"steps", "adopted", "runs"}. A step is {"member"; "objects": share of councils in which it breaks silence or
    blocks, those before it being silent; "adopted": share of councils that adopt the text until then; "needs": what lets
    it consent more often than not, for each of its judged numbers that does, all else as it is: {"key", "what", "issue",
    "now", "from": the value from which on (upwards if it is above `now`, else downwards), "adopted": share of councils
    that adopt the text there}}. "adopted" at the end is the share with all of them silent. It ends with a member that
    objects in fewer than FAINT of the councils, or after MOST members.
    """
    runs, seed = played(runs, seed)
    work = growing(Work(jobs, executor, progress))
    silent: dict[str, str] = {}
    steps: list[dict[str, Any]] = []
    with work.held() as work:
        while True:
            ((count, acts),) = each([scenario], runs, seed, _seen, forced=[silent or None], work=work)
            acts = np.where([code in silent for code in scenario.room], 0, acts)
            k = int(acts.argmax())
            if len(steps) == MOST or acts[k] < FAINT * runs:
                return {"steps": steps, "adopted": share(count, runs), "runs": runs}
            member = scenario.room[k]
            found = needs(scenario, member, silent, runs, seed, work)
            told = {"member": member, "objects": share(int(acts[k]), runs), "adopted": share(count, runs)}
            steps.append({**told, "needs": found})
            silent = {**silent, member: "silent"}


def _seen(outcomes: Outcomes) -> tuple[int, Any]:
    """In how many councils the text is adopted, and in how many each member objects at some stage that counts."""
    return int(outcomes.adopted.sum()), (outcomes.first | outcomes.blocks).sum(1)


def needs(
    scenario: Scenario, member: str, silent: dict[str, str], runs: int, seed: int, work: Work
) -> list[dict[str, Any]]:
    """From where on a member consents, for each of its judged numbers that lets it, the least way first."""
    told, k = list(judgements(scenario, [member])), scenario.room.index(member)
    variants = [possible(scenario, {j.key: float(v)}) or scenario for j in told for v in POINTS]
    forced = [silent or None] * len(variants)
    seen = each(variants, runs, seed, _seen, forced=forced, work=work)
    rows = [seen[n * len(POINTS) : (n + 1) * len(POINTS)] for n in range(len(told))]
    found = [one for j, row in zip(told, rows, strict=True) if (one := _need(j, row, k, runs))]
    return sorted(found, key=lambda one: abs(one["from"] - one["now"]))


def _need(j: Judgement, seen: list[tuple[int, Any]], k: int, runs: int) -> dict[str, Any] | None:
    """Where one number lets the member consent more often than not; None where it does nowhere, or does already."""
    objects = np.array([acts[k] for _, acts in seen]) / runs
    if np.interp(j.value, POINTS, objects) < 0.5:
        return None
    crossed = crossings(POINTS, objects)
    if not crossed:
        return None
    value = min(crossed, key=lambda v: abs(v - j.value))
    adopted = np.interp(value, POINTS, [count for count, _ in seen])
    return {
        "key": j.key,
        "what": j.what,
        "issue": j.issue,
        "now": j.value,
        "from": round(value, 1),
        "adopted": round(float(adopted) / runs, 4),
    }
