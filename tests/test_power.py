"""Classic indices: published values, and every set of members counted one by one."""

from itertools import product
from math import factorial

import numpy as np
import pytest

from nacsim.cli import nacsim as command
from nacsim.explore.power import Game, Sum, fitted, indices, power, weighted
from nacsim.scenario import load, loads


def approx(values, digits):
    """Equal to so many digits after the point, as published."""
    return pytest.approx(values, abs=0.5000001 * 10**-digits)


def test_the_security_council():
    """Shapley & Shubik (1954) for nine of fifteen: 421/2145 and 4/2145; Banzhaf 106/635 and 21/1270."""
    found = power(load("security_council_libya_2011"))
    assert found.shapley[[0, -1]] == pytest.approx([421 / 2145, 4 / 2145], abs=1e-15)
    assert found.banzhaf[[0, -1]] == pytest.approx([106 / 635, 21 / 1270], abs=1e-15)
    same = weighted([7] * 5 + [1] * 10, 39)  # the weighted game it is known to be
    assert same.shapley == pytest.approx(found.shapley)


def test_the_first_six():
    """[12; 4, 4, 4, 2, 2, 1], Brams & Affuso (1976): Luxembourg, with a vote, had no power."""
    found = weighted([4, 4, 4, 2, 2, 1], 12)
    assert found.banzhaf == approx([0.2381, 0.2381, 0.2381, 0.1429, 0.1429, 0], 4)
    assert found.shapley == approx([0.2333, 0.2333, 0.2333, 0.1500, 0.1500, 0], 4)


def test_the_fifteen_of_1995():
    """Felsenthal & Machover, The Measurement of Voting Power (1998), chapter 5: percentages to two digits."""
    found = power(load("eu_before_nice"))
    kinds = [0, 4, 5, 9, 11, 14]  # 10, 8, 5, 4, 3 and 2 votes
    assert 100 * found.banzhaf[kinds] == approx([11.16, 9.24, 5.87, 4.79, 3.59, 2.26], 2)
    assert 100 * found.shapley[kinds] == approx([11.67, 9.55, 5.52, 4.54, 3.53, 2.07], 2)
    assert found.adopts == approx(0.0778, 4)


def test_the_twenty_seven_of_nice():
    """Bilbao et al., European Journal of Operational Research 143 (2002): weights, members and people at once."""
    found = power(load("eu_nice"))
    kinds = [0, 1, 4, 6, 7, 8, 13, 16, 21, 26]  # 29, 29, 27, 14, 13, 12, 10, 7, 4 and 3 votes
    banzhaf = [0.0778, 0.0778, 0.0742, 0.0426, 0.0397, 0.0368, 0.0309, 0.0218, 0.0125, 0.0094]
    assert found.banzhaf[kinds] == approx(banzhaf, 4)
    shapley = [0.0871, 0.0870, 0.0799, 0.0399, 0.0368, 0.0340, 0.0281, 0.0196, 0.0110, 0.0082]
    assert found.shapley[kinds] == approx(shapley, 4)
    assert found.adopts == approx(0.0203, 4)
    assert found.rounded < 1e-4


def test_lisbon_makes_it_easier_to_decide():
    """About one in eight sets of members adopts, after one in fifty (Felsenthal & Machover 2004 for the Constitution)."""
    found = power(load("eu_lisbon"))
    assert 0.12 < found.adopts < 0.14
    assert found.rounded == 0


def test_the_fund():
    """At 85 % the United States alone can stop everything, and no other chair can; equals have equal power."""
    case = load("imf_quotas")
    found, big = power(case), case.room.index("United States")
    assert found.shapley.argmax() == big
    assert found.penrose[big] == pytest.approx(found.adopts * 2)  # a veto: every set that adopts needs it
    assert (np.delete(found.penrose, big) < found.penrose[big]).all()


def test_the_fund_by_ordinary_majority():
    """Over ordinary decisions the United States has more power than its weight; a special majority takes it away.

    Leech, Annals of Operations Research 109 (2002), abstract.
    """
    by_half, by_much = load("imf_quotas", ["procedure.needed=more than 1/2"]), load("imf_quotas")
    big, weight = by_half.room.index("United States"), 16.5 / 99.1
    assert power(by_half).banzhaf[big] > 1.2 * weight
    assert power(by_much).banzhaf[big] < 0.6 * weight


@pytest.mark.parametrize("rule", ["unanimity", "consensus_minus_one", "simple_majority"])
def test_where_all_count_alike_they_have_the_same(rule):
    found = power(load("tokyo_liaison_office", [f"procedure.rule={rule}"]))
    assert found.shapley == pytest.approx(1 / 31)
    assert found.banzhaf == pytest.approx(1 / 31)


def counted(game):
    """Swings and the Shapley-Shubik index by going through all sets of members."""
    size = game.size

    def adopts(there):
        missing = 1 - np.array(there)
        few = missing.sum() < game.blocking
        sums = all(np.array(s.counts) @ missing <= s.spare for s in game.sums)
        return (few or (sums and missing.sum() <= game.missing)) and not missing[list(game.veto)].any()

    swings, shapley = np.zeros(size), np.zeros(size)
    for there in product((0, 1), repeat=size):
        for k in np.flatnonzero(there) if adopts(there) else ():
            if not adopts([*there[:k], 0, *there[k + 1 :]]):
                swings[k] += 1
                many = sum(there)
                shapley[k] += factorial(many - 1) * factorial(size - many) / factorial(size)
    return swings / 2 ** (size - 1), shapley


@pytest.mark.parametrize("seed", range(25))
def test_all_sets_counted_one_by_one(seed):
    random = np.random.default_rng(seed)
    size = int(random.integers(1, 8))
    sums = tuple(
        Sum(tuple(random.integers(0, 6, size).tolist()), int(random.integers(0, 9)))
        for _ in range(random.integers(0, 3))
    )
    veto = tuple(np.flatnonzero(random.random(size) < 0.2).tolist())
    game = Game(size, sums, int(random.integers(0, size + 1)), int(random.integers(0, 3)), veto)
    swings, shapley = counted(game)
    found = indices(game)
    assert found.penrose == pytest.approx(swings, abs=1e-12)
    assert found.shapley == pytest.approx(shapley, abs=1e-12)


def test_a_big_room_is_counted_in_time():
    weights = np.random.default_rng(0).integers(1, 90, 190).tolist()
    found = weighted(weights, 0.85 * sum(weights))
    assert found.shapley.sum() == pytest.approx(1)
    assert found.banzhaf.sum() == pytest.approx(1)


def test_what_is_too_long_is_rounded_and_said():
    exact, long = Sum((3, 2, 2), 3), Sum((30_000_001, 20_000_003, 20_000_002), 35_000_000)
    game = fitted(Game(3, (long,), 3))
    assert game.rounded > 0
    assert indices(game).banzhaf == pytest.approx(indices(Game(3, (exact,), 3)).banzhaf)


def test_a_rule_and_its_weights_in_any_unit_are_the_same():
    head = 'title = "T"\nroster = ["A", "B", "C"]\n[issues.x]\nstatus_quo = 0\nproposed = 80\n'
    head += "[default]\nposition = 80\nsalience = 40\nresolve = 20\n"
    parts = [(2.5, 1.5, 1.0), (250, 150, 100)]
    found = []
    for a, b, c in parts:
        members = f"[members]\nA = {{ weight = {a} }}\nB = {{ weight = {b} }}\nC = {{ weight = {c} }}\n"
        found.append(power(loads(head + members + '[procedure]\nneeded = "70%"\nof = "weights"\n')))
    assert found[0].banzhaf == pytest.approx(found[1].banzhaf)


def test_show_tells_the_power_of_a_rule():
    from click.testing import CliRunner

    told = CliRunner().invoke(command, ["show", "security_council_libya_2011", "--power"]).output
    assert "19.63% and 16.69% each" in told
    assert "9 of 15 members" in " ".join(told.split())
