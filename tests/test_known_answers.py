"""Answers known beforehand: closed forms, and the case that the classic bargaining models get wrong."""

from itertools import pairwise
from math import comb, sqrt
from random import Random
from statistics import NormalDist

import numpy as np
import pytest

from nacsim.engine.ensemble import simulate_many, tally
from nacsim.results.intervals import paired_difference
from nacsim.rules.consultation import listen
from nacsim.scenario import loads
from nacsim.vocabulary import OUTCOMES

RUNS = 200_000

INDEPENDENT = """
title = "Members who object by chance, each on its own"
roster = [{roster}]
[issues.matter]
status_quo = 0
proposed = 100
[default]
position = 55   # 55 nearer to its wish by the status quo, 45 by the text: it objects if it minds 11/9 as much
salience = 50
resolve = 50
[uncertainty]
position_sd = 0
salience_sd = 0
resolve_sd = 0
[procedure]
rounds = 1
opt_out = false
rule = "{rule}"
[chair]
shelves = false
[parameters]
isolation = 0
aspiration = 0
elsewhere = 0
hiding = 0
intensity = {intensity}
"""


def objecting(members, probability, rule="unanimity"):
    """Members who mind what they dislike at least 11/9 times as much as coded with this probability."""
    intensity = (55 / 45 - 1) / -NormalDist().inv_cdf(probability)
    roster = ", ".join(f'"M{k}"' for k in range(members))
    return loads(INDEPENDENT.format(roster=roster, rule=rule, intensity=intensity))


def at_most(k, n, p):
    """Binomial probability of at most k of n."""
    return sum(comb(n, j) * p**j * (1 - p) ** (n - j) for j in range(k + 1))


@pytest.mark.parametrize(
    ("members", "probability", "rule", "allowed"),
    [
        (3, 0.2, "unanimity", 0),
        (12, 0.05, "unanimity", 0),
        (10, 0.1, "consensus_minus_one", 1),
        (10, 0.4, "qualified_majority", 4),  # 6 of 10 are the first to make 55 %
        (9, 0.45, "simple_majority", 4),
    ],
)
def test_independent_objections(members, probability, rule, allowed):
    wanted = at_most(allowed, members, probability)
    found = tally(objecting(members, probability, rule), runs=RUNS, seed=0)
    error = sqrt(wanted * (1 - wanted) / RUNS)
    assert abs(found.outcomes[OUTCOMES.index("approved")] / RUNS - wanted) < 4 * error
    error = sqrt(probability * (1 - probability) / RUNS / members)
    assert abs(found.first.mean() / RUNS - probability) < 4 * error


def test_the_closed_form_at_hand():
    assert at_most(0, 3, 0.2) == pytest.approx(0.8**3)
    assert at_most(1, 2, 0.5) == pytest.approx(0.75)


@pytest.mark.parametrize("seed", range(3))
def test_consultation_goes_to_its_limit(seed):
    """Friedkin & Johnsen (1990): x = (I - LW)^-1 (I - L) x(0) with L = diag(lambda)."""
    random = np.random.default_rng(seed)
    size = 8
    ties = random.dirichlet(np.ones(size), size)
    start, listens = random.uniform(size=(2, size, 1)), random.uniform(0.1, 0.95, (size, 1))
    position = start
    for _ in range(500):
        position = listen(position, start, ties, listens)
    L, one = np.diagflat(listens), np.eye(size)
    wanted = np.linalg.solve(one - L @ ties, (one - L) @ start)
    np.testing.assert_allclose(position, wanted, atol=1e-9)


LONE = """
title = "One against thirty"
roster = ["LONE", {roster}]
[issues.matter]
status_quo = 0
proposed = 100
lumpy = {lumpy}
[procedure]
opt_out = false
[parameters]
elsewhere = 0
[members]
LONE = {{ position = 0, salience = 95, resolve = {resolve} }}
"""


def one_against_thirty(resolve, seed, lumpy=True):
    """Thirty members with positions 70-100 and salience 20-60, and one at 0 with salience 95."""
    random = Random(seed)
    names = [f"M{k:02d}" for k in range(30)]
    roster = ", ".join(f'"{name}"' for name in names)
    rest = []
    for name in names:
        position, salience = random.uniform(70, 100), random.uniform(20, 60)
        rest.append(f"{name} = {{ position = {position:.0f}, salience = {salience:.0f}, resolve = 10 }}")
    head = LONE.format(roster=roster, resolve=resolve, lumpy=str(lumpy).lower())
    return loads(head + "\n".join(rest), name=f"resolve {resolve}")


@pytest.mark.parametrize("lumpy", [False, True])
@pytest.mark.parametrize("seed", [1, 2])
def test_a_lone_blocker_fails_a_text_the_likelier_the_more_resolved_it_is(seed, lumpy):
    """On either kind of issue, where nobody can stay out and nothing is settled elsewhere."""
    resolves = range(0, 101, 10)
    found = simulate_many([one_against_thirty(r, seed, lumpy) for r in resolves], runs=2000, seed=seed)
    failed = [(~f.adopted).mean() for f in found]
    assert failed[0] < 0.2
    assert failed[-1] > 0.95
    steps = [paired_difference(~a.adopted, ~b.adopted) for a, b in pairwise(found)]
    assert all(step["high"] >= 0 and step["value"] > -0.005 for step in steps)
    assert max(step["value"] for step in steps) < 0.5
    assert sum(0.05 < share < 0.95 for share in failed) >= 3
    for outcomes in found:
        assert (outcomes.blocks[0] == ~outcomes.adopted).mean() > 0.99
        assert outcomes.blocks[1:].mean() < 0.01
        assert outcomes.first[1:].mean() < 0.01
    begins = [f.first[0].mean() for f in found]  # with hardly any resolve it does not dare to
    assert begins == sorted(begins)
    assert begins[5] > 0.9
