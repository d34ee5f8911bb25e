"""A member in the chair: what it puts, what it drops, and over whom it brings down the gavel."""

import numpy as np
import pytest

from nacsim import simulate
from nacsim.narrate.roles import _everybody
from nacsim.narrate.scenario import chair_sentence
from nacsim.rules.in_the_chair import loses, put
from nacsim.scenario import ScenarioError, load, loads

ROOM = """
title = "A levy"
roster = ["A", "B", "C", "D", "E"]
[issues.levy]
status_quo = 0
proposed = 100
lumpy = 0.0
[default]
position = 100
salience = 50
resolve = 90
[members]
A = {{ position = {against}, salience = 60, resolve = 100 }}
B = {{ position = {chair}, salience = 60, resolve = 0 }}
[procedure]
opt_out = false
{rule}
[uncertainty]
position_sd = 0
salience_sd = 0
resolve_sd = 0
[parameters]
elsewhere = 0
intensity = 0
aspiration = 0
openness = 0
reserve = 0
amends = 1
isolation = 1
[chair]
"""


def play(in_chair=None, against=20, chair=100, rule=""):
    case = loads(ROOM.format(against=against, chair=chair, rule=rule))
    return simulate(case if in_chair is None else case.with_(chair={"member": in_chair}), 40, 1, jobs=1)


def test_a_loss_is_told_by_what_the_text_is_worth_to_the_chair():
    worth = np.array([[0.2, -0.1, 0.0], [-1.0, -1.0, -1.0]])
    assert loses(0, worth).tolist() == [False, True, False]


@pytest.mark.parametrize(
    ("now", "then", "moves"),
    [
        (0.3, 0.1, True),
        (0.3, -0.1, False),
        (-0.2, -0.1, True),
        (-0.1, -0.2, False),
        (-0.1, 0.1, True),
        (0.3, 0.0, True),
        (-0.1, -0.1, True),
    ],
)
def test_it_puts_no_text_that_is_a_loss_to_it_and_a_greater_one(now, then, moves):
    text, new = np.array([[1.0]]), np.array([[0.6]])
    put_ = put(0, text, new, np.array([[now]]), np.array([[then]]))
    assert put_[0, 0] == (0.6 if moves else 1.0)


def test_it_drops_at_once_what_is_a_loss_to_it():
    """B at 40 loses by 100 (40 to 60 away) and would gain by what A makes of it; as chair it does not wait for that."""
    free, bound = play(chair=40), play("B", chair=40)
    assert free.adopted.all()
    assert not bound.adopted.any()
    assert (bound.rounds == 1).all()


def test_it_brings_down_the_gavel_only_for_what_is_no_loss_to_it():
    gavel = "gavel = 1.0\nrounds = 1"
    assert play("B", chair=100, rule=gavel).adopted.all()
    assert not play("B", chair=40, rule=gavel).adopted.any()
    assert play(chair=40, rule=gavel).adopted.all()


def test_it_keeps_its_own_price():
    """A loses 0.3 by the levy and asks for a fee of 100; at tau = 0.5 it consents at a fee of 83 (0.9 (0.5 - 0.17) = 0.3).

    To B, which wants no fee, the levy with that fee is worth 0.2 + 0.9 (0.5 - 0.83) = -0.1, after 0.65 without: as a member
    without resolve it bears that, and in the chair it does not put it.
    """
    told = ROOM.format(against="{ levy = 0, fee = 100 }", chair="{ levy = 100, fee = 0 }", rule="")
    for old, new in (
        ("lumpy = 0.0", "lumpy = 1.0"),
        (
            "[default]\nposition = 100",
            "[issues.fee]\nproposed = 0\nlumpy = 0.0\n[default]\nposition = { levy = 100, fee = 50 }",
        ),
        ("salience = 60, resolve = 100", "salience = { levy = 30, fee = 90 }, resolve = 100"),
        ("salience = 60, resolve = 0", "salience = { levy = 20, fee = 90 }, resolve = 0"),
        ("[parameters]", "[parameters]\ntau = 0.5"),
    ):
        assert old in told
        told = told.replace(old, new)
    case = loads(told)
    free = simulate(case, 40, jobs=1)
    assert free.adopted.all()
    assert free.text[1] == pytest.approx(83.3, abs=0.5)
    assert not simulate(case.with_(chair={"member": "B"}), 40, jobs=1).adopted.any()


def test_a_chair_is_told_and_has_to_sit_in_the_room():
    case = load("committee_of_five")
    name = case.room[1]
    told = case.with_(chair={"member": name})
    assert chair_sentence(told).startswith(f"{name} is in the chair; it puts nothing that would turn")
    assert "has no vote" in dict(_everybody(case).parts)["What the chair can do"]
    assert f"{name} presides, and has its vote." in dict(_everybody(told).parts)["What the chair can do"]
    with pytest.raises(ScenarioError, match=r"chair\.member"):
        case.with_(chair={"member": "Nobody"})
    absent = load("tokyo_liaison_office").with_(chair={"member": "FRA"}, absent=["FRA"])
    assert absent.chair.member is None
