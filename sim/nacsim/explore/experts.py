"""The answer by each expert: what it would be if that one alone were believed.

All meet the same luck, so their answers differ for what they say and for nothing else; the answer of the scenario, where
each run believes one of them, is the mean of theirs by weight.
"""

from __future__ import annotations

from typing import Any

from nacsim.engine.workers import Work
from nacsim.explore.variants import each
from nacsim.results.intervals import share
from nacsim.scenario.resolved import Scenario

RUNS, ALL, FEW = 2000, 20_000, 400
"""Councils for each of a few experts, for all of many together, and for one at the least."""


def by_expert(
    scenario: Scenario, runs: int | None = None, seed: int = 0, jobs: int | None = None
) -> list[dict[str, Any]]:
    """`[{"expert", "name", "weight", "adopted"}]`, in the order of the file; nobody of weight 0.

    `weight` is the chance to be believed, `adopted` the share of councils that adopt, with its 95 % interval.
    """
    asked = {key: expert for key, expert in scenario.experts.items() if expert.weight}
    if len(asked) < 2:
        return []
    runs = runs or max(FEW, min(RUNS, ALL // len(asked)))
    alone = [scenario.with_values({"experts.only": key}) for key in asked]
    found = each(alone, runs, seed, lambda o: int(o.adopted.sum()), work=Work(jobs))
    return [
        {"expert": key, "name": expert.name, "weight": expert.weight, "adopted": share(count, runs)}
        for (key, expert), count in zip(asked.items(), found, strict=True)
    ]
