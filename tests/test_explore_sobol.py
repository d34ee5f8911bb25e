"""Sobol' indices and the share of luck: known functions, lots that know nothing of each other, intervals that hold."""

import numpy as np
import pytest
from scipy.special import ndtr

from nacsim.engine.luck import normals
from nacsim.explore.inputs import between, expected, expected_by_lot
from nacsim.explore.sobol import LOTS, independent, indices_of, luck_of, outcomes_of, problem, told, variance
from nacsim.scenario import load

pytest.importorskip("SALib")
ISHIGAMI = [between(f"x{k}", -np.pi, np.pi) for k in range(3)]
UNIT = [between(f"x{k}", -1, 1) for k in range(2)]


def ishigami(values, _luck):
    """Ishigami & Homma 1990 with a = 7, b = 0.1."""
    x, y, z = values.T
    return {"adopted": np.stack([np.sin(x) + 7 * np.sin(y) ** 2 + 0.1 * z**4 * np.sin(x)] * LOTS)}


def by_lots(councils):
    """Shares of so many councils in two lots that adopt, where P = Phi(0.3 x + 0.1 y)."""

    def seen(values, luck):
        p = ndtr(values @ [0.3, 0.1])
        own = np.sort(np.random.default_rng(luck).random((LOTS, councils // LOTS)))
        return {"adopted": np.stack([np.searchsorted(lot, p) for lot in own]) * LOTS / councils}

    return seen


def test_ishigami():
    outcomes = outcomes_of(ISHIGAMI, ishigami, 4096, seed=1)["adopted"]
    first, total = indices_of(outcomes)
    assert first == pytest.approx([0.3139, 0.4424, 0.0], abs=0.03)
    assert total == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.03)
    assert variance(outcomes) == pytest.approx(
        7**2 / 8 + 0.1 * np.pi**4 / 5 + 0.01 * np.pi**8 / 18 + 0.5, rel=0.01
    )
    assert all(f["high"] - f["low"] < 0.12 for row in told(indices_of, outcomes) for f in row)


def test_without_luck_the_indices_of_one_set_are_those_of_salib():
    """But for the mean that is taken off, which is that of the mixed points, too, with them."""
    from SALib.analyze import sobol as analysis

    one = outcomes_of(ISHIGAMI, ishigami, 512, seed=3)["adopted"][:, :1]
    theirs = analysis.analyze(problem(ISHIGAMI), one[0, 0].ravel(), calc_second_order=False, seed=1)
    first, total = indices_of(one)
    assert first == pytest.approx(theirs["S1"], abs=0.002)
    assert total == pytest.approx(theirs["ST"], abs=0.002)


def test_half_the_variance_of_two_points_by_hand():
    one, other = [1.0, 0.0], [0.0, 1.0]  # outcomes at two points, and at those that their values come from
    y = np.transpose([one, other, one, other])  # the first input makes all of it, the second nothing
    assert indices_of(np.stack([y, y])[:, None]).tolist() == [[2.0, 0.0], [2.0, 0.0]]
    assert variance(np.stack([y, y])[:, None]) == 0.25


def test_what_only_one_lot_saw_is_luck():
    """Two points, of which the first lot saw one adopted and the second neither: no input did that."""
    seen, not_seen = np.transpose([[1.0, 0.0]] * 3), np.zeros((2, 3))
    y = np.stack([[seen] * 2, [not_seen] * 2])
    assert variance(y) == 0
    assert np.isnan(indices_of(y)).all()
    assert luck_of(y).tolist() == [1.0]
    assert told(indices_of, y) == [[{"value": 0.0, "low": 0.0, "high": 1.0}]] * 2


def test_a_lucky_set_says_nothing_of_the_inputs():
    y = np.array([[[[0.4, 0.6, 0.6], [0.6, 0.4, 0.4]]]] * 2)
    lucky = np.concatenate([y, y + 0.3], axis=1)
    assert variance(lucky) == pytest.approx(variance(y))
    assert indices_of(lucky) == pytest.approx(indices_of(y))


def test_the_jackknife_of_a_mean_is_students_interval():
    sets = 0.5 + 0.1 * normals(3, (LOTS, 8, 5, 3))
    means = independent(sets).mean(axis=(0, 2))
    (found,) = told(lambda y: np.array([independent(y).mean()]), sets)
    assert found["value"] == pytest.approx(means.mean())
    half = 2.364624 * means.std(ddof=1) / np.sqrt(8)
    assert (found["high"] - found["low"]) / 2 == pytest.approx(half, rel=1e-6)


def test_of_what_varies_in_one_set_alone_nothing_is_known():
    y = np.ones((LOTS, 4, 2, 3))
    y[:, 1] = [[0, 1, 1], [1, 0, 0]]
    assert [[f["low"], f["high"]] for f in np.ravel(told(indices_of, y))] == [[0, 1]] * 2


def test_an_outcome_that_never_varies_has_no_sensitivity_and_is_all_luck():
    outcomes = outcomes_of(ISHIGAMI, lambda v, _: {"adopted": np.full((LOTS, len(v)), 0.3)}, 8, seed=0)[
        "adopted"
    ]
    nothing = {"value": 0.0, "low": 0.0, "high": 0.0}
    assert told(indices_of, outcomes) == [[nothing] * 3] * 2
    assert told(luck_of, outcomes) == [{"value": 1.0, "low": 1.0, "high": 1.0}]


def test_share_of_luck():
    certain = np.array(
        [[[[0.0, 1.0, 1.0], [1.0, 0.0, 0.0]]]] * 2
    )  # each point one way or the other, by the inputs alone
    assert luck_of(certain).tolist() == [0.0]
    spread = np.clip(0.5 + 0.2 * normals(0, (1, 1, 500, 3)), 0, 1)
    both = np.concatenate([spread, spread])
    assert luck_of(both)[0] == pytest.approx(1 - independent(spread).var() / 0.25, abs=0.02)


@pytest.mark.parametrize("councils", [64, 1024])
def test_luck_and_indices_do_not_hang_on_how_many_councils_there_are(councils):
    """With a few councils more of what varies is chance, which would look like inputs if lots were not kept apart."""
    found = [outcomes_of(UNIT, by_lots(councils), 64, seed)["adopted"] for seed in range(60)]
    assert np.mean([variance(f) for f in found]) == pytest.approx(0.00514, rel=0.1)
    assert np.mean([luck_of(f) for f in found]) == pytest.approx(1 - 0.00514 / 0.25, abs=0.002)


def test_the_interval_of_luck_holds_the_truth():
    chance = outcomes_of(UNIT, lambda v, _: {"p": np.stack([ndtr(v @ [0.3, 0.1])] * LOTS)}, 4096, 0)["p"]
    (truth,) = luck_of(chance)
    found = [told(luck_of, outcomes_of(UNIT, by_lots(512), 128, seed)["adopted"])[0] for seed in range(150)]
    assert 0.9 <= np.mean([f["low"] <= truth <= f["high"] for f in found]) <= 0.99


def test_lots_are_every_other_council():
    scenario, inputs = load("minimal"), [between("members.HUN.resolve", 0, 100)]
    values = np.array([[10.0], [90.0]])
    together = expected(scenario, inputs, 300, 0)(values)
    apart = expected_by_lot(scenario, inputs, values, LOTS, 300, 0)
    for name, lots in apart.items():
        assert lots.shape == (LOTS, 2)
        assert lots.mean(axis=0) == pytest.approx(together[name])
    assert (apart["adopted"][0] != apart["adopted"][1]).any()
