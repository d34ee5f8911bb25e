"""What holds over whole runs on the whole, though not in every run: over random councils, with intervals.

Each council is compared with itself under one change and the same luck. A tendency holds if the mean change over
councils has its sign beyond its 95 % interval, and hardly any single council goes significantly the other way.
"""

import numpy as np
import pytest
from laws import random_council

from nacsim.engine.ensemble import simulate_many
from nacsim.results.intervals import paired_difference

COUNCILS, RUNS = 24, 300
AGAINST = 0.1  # share of councils that may go the other way; 0.025 would do so by chance
ROOM = ("likes",) * 8 + ("any", "dislikes", "dislikes")


def base(seed, kinds=ROOM, rounds=6):
    return random_council(seed, kinds=kinds, lumpy=True, rounds=rounds)


def resolve_of_a_disliker(seed):
    return [base(seed).with_values({"members.K.resolve": resolve}) for resolve in (80.0, 20.0)]


def one_fewer_disliker(seed):
    return base(seed, (*ROOM, "dislikes")), base(seed)


def one_fewer_of_any_kind(seed):
    return base(seed, (*ROOM, "any")), base(seed)


def longer_talks(seed):
    return base(seed, rounds=3), base(seed, rounds=6)


@pytest.mark.parametrize(
    "change", [resolve_of_a_disliker, one_fewer_disliker, one_fewer_of_any_kind, longer_talks]
)
def test_makes_adoption_likelier(change):
    found = []
    for seed in range(COUNCILS):
        before, after = simulate_many(change(seed), RUNS, seed)
        found.append(paired_difference(before.adopted, after.adopted))
    changes = np.array([difference["value"] for difference in found])
    error = 1.96 * changes.std(ddof=1) / np.sqrt(COUNCILS)
    assert changes.mean() - error > 0
    assert np.mean([difference["high"] < 0 for difference in found]) <= AGAINST
