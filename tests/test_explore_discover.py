"""Scenario discovery: planted boxes are found, judged on other points, and tipping points lie where they should."""

from inspect import signature

import numpy as np
import pytest

import nacsim
from nacsim.engine.luck import normals
from nacsim.explore.boxes import (
    CLEAR,
    Box,
    cart,
    chance,
    everything,
    limits,
    loosened,
    path,
    prim,
    pruned,
    score,
)
from nacsim.explore.design import spread
from nacsim.explore.discover import LIFT, Halves, in_sets, judged, tipping
from nacsim.explore.inputs import read_input
from nacsim.narrate.discover import report, within

NAMES = ["a", "b", "c", "d"]


def planted(points=2_000, noise=0.05):
    """Cases in the box a < 0.3, b > 0.6, with a few wrong ones."""
    x = spread("lhs", 4, points, seed=2)
    y = (x[:, 0] < 0.3) & (x[:, 1] > 0.6)
    return x, y ^ (abs(normals(3, (points,))) > 1.96 if noise else False)


def test_prim_finds_a_planted_box():
    x, y = planted()
    found = limits(prim(x, y)[0], NAMES)
    assert found.keys() == {"a", "b"}
    assert found["a"] == [None, pytest.approx(0.3, abs=0.04)]
    assert found["b"] == [pytest.approx(0.6, abs=0.04), None]


def test_prim_finds_two_boxes():
    x, _ = planted()
    y = (x[:, 0] < 0.2) | ((x[:, 1] > 0.8) & (x[:, 2] > 0.5))
    found = [limits(box, NAMES) for box in prim(x, y)]
    assert [f.keys() for f in found[:2]] == [{"a"}, {"b", "c"}]


def test_prim_agrees_with_the_workbench():
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        prim_theirs = pytest.importorskip("ema_workbench.analysis.prim")
        pandas = pytest.importorskip("pandas")
        x, y = planted(800)
        needs = (
            {"threshold": 0.5} if "threshold" in signature(prim_theirs.Prim).parameters else {}
        )  # until 3.0
        theirs = prim_theirs.Prim(pandas.DataFrame(x, columns=NAMES), y, peel_alpha=0.05, **needs).find_box()
        path = theirs.peeling_trajectory
    ours = prim(x, y)[0].holds(x)
    as_dense = path[path["density"] >= y[ours].mean() - 1e-9]["coverage"].max()
    assert y[ours].sum() / y.sum() >= as_dense - 0.05


def test_no_box_where_nothing_happens_and_no_limit_where_everything_does():
    x = spread("lhs", 2, 200, seed=0)
    assert prim(x, np.zeros(200, bool)) == []
    assert limits(prim(x, np.ones(200, bool))[0], NAMES) == {}
    assert cart(x, np.zeros(200, bool)) == []
    assert limits(cart(x, np.ones(200, bool))[0], NAMES) == {}


def test_chance_limits_are_dropped():
    x, _ = planted(400)
    y = x[:, 0] < 0.5
    assert limits(prim(x, y)[0], NAMES).keys() == {"a"}


def test_a_tree_finds_it_too():
    x, y = planted(noise=0)
    box = cart(x, y)[0]
    assert limits(box, NAMES)["a"][1] == pytest.approx(0.3, abs=0.02)
    assert box.holds(x)[y].mean() > 0.97


def test_boxes_are_judged_on_points_they_were_not_found_on():
    x = spread("lhs", 1, 100, seed=0)
    y = np.arange(100) >= 50
    told = Halves(x, y).told(everything(1), ["a"], nacsim.load("minimal"), "fails")
    assert told["density"]["share"] == 1
    assert told["coverage"]["share"] == 1


@pytest.mark.parametrize("points", [2, 3, 7, 16, 17, 100, 1024])
def test_points_to_judge_on_are_the_second_half_in_sets_that_are_drawn_for_themselves(points):
    x, sets = in_sets(3, points, 5), judged(points)
    assert len(x) == points
    assert np.concatenate(sets).tolist() == list(range(points // 2, points))
    assert len(sets) == min(8, points - points // 2)
    assert max(map(len, sets)) - min(map(len, sets)) <= 1
    assert len(np.unique(x, axis=0)) == points
    assert (x != in_sets(3, points, 6)).all()


def test_a_share_of_judged_points_by_hand():
    """16 points: 8 to judge on, a set each; of the 5 under the rule 3 fail, and of the 4 that fail 3 are under it."""
    fails = np.array([True] * 8 + [True, True, True, True, False, False, False, False])
    inside = np.array([False] * 8 + [True, True, True, False, True, True, False, False])
    halves = Halves(np.zeros((16, 1)), fails)
    assert halves.failures["share"] == 0.5
    assert halves.share(fails, inside)["share"] == 0.6
    assert halves.share(inside, fails)["share"] == 0.75
    told = Halves(np.where(inside, 1.0, 0.0)[:, None], fails).told(
        Box(np.array([0.5]), np.array([np.inf])), ["a"], nacsim.load("minimal"), "fails"
    )
    assert (told["density"]["share"], told["coverage"]["share"], told["lift"]) == (0.6, 0.75, 1.2)


def test_a_rule_that_may_be_by_chance_is_not_told():
    """Of 6 points under the rule 2 fail and of all 32 one in 8: nearly three times as many, and no more than chance."""
    fails, inside = np.zeros(64, bool), np.zeros(64, bool)
    fails[[32, 36, 48, 60]], inside[[32, 36, 41, 45, 53, 57]] = True, True
    x = np.where(inside, 1.0, 0.0)[:, None]
    box, halves = Box(np.array([0.5]), np.array([np.inf])), Halves(x, fails)
    assert halves.told(box, ["a"], nacsim.load("minimal"), "fails")["lift"] > LIFT
    assert halves.rules([box], ["a"], nacsim.load("minimal"), "fails") == []
    fails[[41, 45, 53, 57]] = True
    assert len(Halves(x, fails).rules([box], ["a"], nacsim.load("minimal"), "fails")) == 1


@pytest.mark.parametrize(
    ("shares", "between", "value"),
    [
        ([0.1, 0.2, 0.49, 0.52, 0.8, 0.9, 0.9, 0.9, 0.9], [1, 4], 2 + 1 / 3),
        ([0.9, 0.8, 0.4, 0.3, 0.3, 0.3, 0.3, 0.3, 0.9], [1, 2], 1 + 3 / 4),
        ([0.48, 0.49, 0.5, 0.51, 0.52, 0.52, 0.52, 0.52, 0.52], None, None),
        ([0.1, 0.2, 0.3, 0.3, 0.3, 0.4, 0.49, 0.51, 0.52], None, None),
    ],
)
def test_it_tips_where_it_is_clear_of_the_dice_on_both_sides(monkeypatch, shares, between, value):
    """Of 100 councils 41 to 59 may be half of them; places are counted from 0, on the way from 1 to 99 in eight steps."""
    monkeypatch.setattr("nacsim.explore.discover.each", lambda *_, **__: shares)
    tip = tipping(nacsim.load("minimal"), read_input("members.HUN.resolve=0:100"), 100, 0)
    if between is None:
        assert tip is None
        return
    assert tip["between"] == [1 + 12.25 * place for place in between]
    assert tip["value"] == pytest.approx(1 + 12.25 * value, abs=1e-4)
    assert (tip["rises"], tip["low"], tip["high"]) == (shares[between[0]] < 0.5, shares[0], shares[-1])


def test_holding_and_loosening():
    box = Box(np.array([0.2, -np.inf]), np.array([0.5, 0.5]))
    x = np.array([[0.3, 0.1], [0.1, 0.1], [0.5, 0.5], [0.3, 0.6]])
    assert box.holds(x).tolist() == [True, False, True, False]
    assert loosened(box, 0, 0).holds(x).tolist() == [True, True, True, False]


def test_words_of_a_limit():
    assert within((None, 25.0), "x") == "x below 25"
    assert within((0.123, None), "x") == "x above 0.12"
    assert within((10.0, 30.0), "x") == "x between 10 and 30"


def test_tokyo_fails_where_france_is_far_and_resolved():
    told = nacsim.discover(
        "tokyo_liaison_office",
        {"members.FRA.position": (0, 100), "members.FRA.resolve": (0, 100)},
        points=256,
        runs=64,
    )
    box = told["boxes"][0]
    assert box["limits"]["members.FRA.position"][0] is None
    assert box["limits"]["members.FRA.resolve"][1] is None
    assert box["density"]["share"] > 0.6
    assert box["density"]["low"] < box["density"]["share"] <= box["density"]["high"]
    tip = told["tipping"]["members.FRA.position"]
    assert tip["rises"]
    assert 10 < tip["value"] < 70
    assert "France" in box["words"]


def test_default_inputs_are_those_of_the_member_in_the_way():
    told = nacsim.discover("minimal", points=64, runs=16)
    assert {f"members.HUN.{what}" for what in ("position", "salience", "resolve")} <= told["inputs"].keys()
    assert told["failures"]["share"] <= 1
    assert told["words"]


def test_a_switch_is_told_by_its_values():
    told = nacsim.discover(
        "tokyo_liaison_office",
        ["procedure.rule=unanimity,consensus_minus_one", "members.FRA.position=0:100"],
        points=128,
        runs=64,
    )
    assert told["choices"] == {"procedure.rule": ["unanimity", "consensus_minus_one"]}
    assert told["switches"]["procedure.rule"].keys() == {"unanimity", "consensus_minus_one"}
    assert "procedure.rule" not in told["tipping"]
    assert "unanimity" in told["boxes"][0]["words"]
    assert "Switches" in report(told, nacsim.load("tokyo_liaison_office"))


def test_what_is_pruned_looks_no_worse_than_the_box_that_was_chosen():
    """Limit by limit each could be by chance, and in the end the whole density be gone."""
    for seed in range(8):
        x = spread("lhs", 5, 120, seed=seed)
        y = (x[:, :4].sum(1) + 0.4 * normals(seed, (120,))) < 1.3
        chosen = max(path(x, y), key=lambda box: score(box, x, y))
        assert chance(pruned(chosen, x, y), chosen, x, y) > CLEAR


def test_a_rule_makes_it_clearly_more_likely_or_is_not_told():
    told = nacsim.discover("minimal", {"members.HUN.resolve": (0, 100)}, points=128, runs=32)
    assert 0 < told["failures"]["share"] < 1 - 1 / LIFT  # so no rule can raise the share adopted by half
    assert told["boxes"]
    assert all(rule["lift"] >= LIFT for rule in (*told["boxes"], *told["tree"]))
    assert told["adoption"] == []
    assert told["tradeoff"][0]["coverage"] == 1
    assert told["tradeoff"][0]["density"] < told["tradeoff"][-1]["density"]
    text = report(told, nacsim.load("minimal"))
    assert "none that surely makes it half as likely again" in text
    assert "Held as the file has it: what is tabled" in " ".join(text.split())
