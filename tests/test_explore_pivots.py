"""Who matters: Shapley shares that add up, causes beside filters, smallest sets."""

from itertools import permutations

import numpy as np
import pytest

import nacsim
from nacsim.explore.coalitions import Coalitions, shapley_exact, shapley_sampled
from nacsim.scenario import loads

FIVE = """
title = "Five"
roster = ["A", "B", "C", "D", "E"]
[issues.text]
status_quo = 0
proposed = 100
lumpy = true
[default]
position = 80
salience = 30
resolve = 20
[members]
A = { position = 25, salience = 60, resolve = 72 }
B = { position = 30, salience = 50, resolve = 70 }
C = { position = 45, salience = 40, resolve = 50 }
[chair]
side_payments = 0
"""


@pytest.fixture(scope="module")
def five():
    return loads(FIVE, "five")


@pytest.fixture(scope="module")
def told(five):
    return nacsim.pivots(five, runs=400)


def test_shapley_matches_brute_force_over_all_orders(five):
    game = Coalitions(five, five.room, 300, 0)
    parts = shapley_exact(game.players, game.failed)
    brute = {p: [] for p in five.room}
    for order in permutations(five.room):
        for k, p in enumerate(order):
            before, after = game.failed([order[:k], order[: k + 1]])
            brute[p].append(after.mean() - before.mean())
    for p in five.room:
        assert parts[p].mean() == pytest.approx(np.mean(brute[p]), abs=1e-12)


def test_parts_add_up_to_the_failure(told):
    parts = sum(m["shapley"]["value"] for m in told["members"].values()) + told["others"]["value"]
    total = told["failure"]["all"]["share"] - told["failure"]["nobody"]["share"]
    assert parts == pytest.approx(total, abs=1e-12)
    assert told["failure"]["all"]["share"] == pytest.approx(1 - told["adopted"]["share"])


def test_known_games():
    """One veto player takes all; of two who only fail together, each has half; a dummy has nothing."""

    def failed(coalitions):
        return [np.array(["a" in c, {"a", "b"} <= set(c), False, True]) for c in coalitions]

    parts = shapley_exact(("a", "b", "c"), failed)
    assert parts["a"].tolist() == pytest.approx([1, 0.5, 0, 0])
    assert parts["b"].tolist() == pytest.approx([0, 0.5, 0, 0])
    assert parts["c"].tolist() == pytest.approx([0, 0, 0, 0])


def test_sampled_values_hold_the_exact_ones_in_their_intervals(five):
    game = Coalitions(five, five.room, 300, 0)
    exact = shapley_exact(game.players, game.failed)
    sampled = shapley_sampled(game.players, game.failed, 12, seed=1)
    for p in five.room:
        assert sampled[p]["low"] <= exact[p].mean() <= sampled[p]["high"]
    assert sum(v["value"] for v in sampled.values()) == pytest.approx(sum(v.mean() for v in exact.values()))


def test_intervals_of_sampled_values_cover():
    """Of ten who each block in half of the runs, and each is enough, every one has a tenth of the failures."""
    players, truth = [str(k) for k in range(10)], (1 - 0.5**10) / 10
    found = []
    for seed in range(20):
        blocks = np.random.default_rng(seed).random((10, 400)) < 0.5

        def failed(sets, blocks=blocks):
            return [blocks[[int(p) for p in s]].any(axis=0) for s in sets]

        found += shapley_sampled(players, failed, 24, seed).values()
    assert 0.9 <= np.mean([f["low"] <= truth <= f["high"] for f in found]) <= 0.99


def test_changes_are_those_of_forcing_a_member(five, told):
    base, silent = nacsim.simulate_many([five, five], 400, 0, forced=[None, {"A": "silent"}])
    change = silent.adopted.mean() - base.adopted.mean()
    assert told["members"]["A"]["if_silent"]["value"] == pytest.approx(change)
    absent = nacsim.simulate(five.with_values({"absent": ["A"]}), 400)
    assert told["members"]["A"]["if_absent"]["value"] == pytest.approx(
        absent.adopted.mean() - base.adopted.mean()
    )
    assert told["members"]["D"]["if_objecting"]["value"] < 0


def test_a_filter_is_not_a_cause():
    """Where a member happens to stay silent its luck is special, and so is that of the others."""
    mild = loads(
        FIVE.replace(
            "position = 25, salience = 60, resolve = 72", "position = 42, salience = 40, resolve = 60"
        )
    )
    told = nacsim.pivots(mild, runs=1_000)["members"]["A"]
    assert 0 < told["happens_silent"]["runs"] < 1_000
    assert told["happens_silent"]["adopted"]["share"] != told["made_silent"]["share"]


def test_sets_are_minimal_and_sure(told, five):
    assert told["sets"]
    for entry in told["sets"]:
        assert entry["adopted"]["low"] >= 0.5
        for out in entry["members"]:
            less = {m: "silent" for m in entry["members"] if m != out}
            assert nacsim.simulate(five, 400, forced=less).adopted.mean() < 0.55
        quiet = nacsim.simulate(five, 400, forced=dict.fromkeys(entry["members"], "silent"))
        assert quiet.adopted.mean() == pytest.approx(entry["adopted"]["share"])


def test_seats_alone_say_the_same_of_everybody(told):
    assert {m["classic"] for m in told["members"].values()} == {0.2}


def test_tokyo_turns_on_france():
    told = nacsim.pivots("tokyo_liaison_office", runs=300)
    assert told["sets"][0]["members"] == ["FRA"]
    assert told["members"]["FRA"]["shapley"]["value"] > 0.6
    assert max(m["shapley"]["value"] for c, m in told["members"].items() if c != "FRA") < 0.1


def test_one_member_alone_cannot_leave():
    alone = loads(
        FIVE.replace('["A", "B", "C", "D", "E"]', '["A"]').replace("B = ", "# ").replace("C = ", "# ")
    )
    told = nacsim.pivots(alone, runs=100)
    assert told["members"]["A"]["if_absent"] is None
