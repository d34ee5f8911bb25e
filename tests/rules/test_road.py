"""Worked by hand: what another road brings each, when it is open, and what sponsors beside it would still table."""

import numpy as np
import pytest

from nacsim import simulate
from nacsim.rules.road import fallback, held, is_open
from nacsim.rules.state import Road
from nacsim.scenario import loads
from nacsim.vocabulary import OUTCOMES

WORTH = np.array(
    [[0.4, 0.4], [0.2, -0.2], [-0.3, -0.3]]
)  # of the text as tabled, to three members in two councils
HALF = np.array([[0.5], [0.25], [1.0]])


def road(open_=True, needs=(False, False, False)):
    return Road(np.array([open_]), np.array(needs)[:, None], HALF)


def test_a_road_needs_somebody_willing_and_all_whom_it_names():
    assert is_open(road(), WORTH).tolist() == [True, True]
    assert is_open(road(), -abs(WORTH)).tolist() == [False, False]
    assert is_open(road(needs=(False, True, False)), WORTH).tolist() == [True, False]
    assert is_open(road(open_=False), WORTH).tolist() == [False, False]


def test_who_gains_nothing_is_not_willing():
    nothing = np.array([[0.4, 0.0], [0.0, 0.0], [-0.3, -0.3]])
    assert is_open(road(), nothing).tolist() == [True, False]
    assert is_open(road(needs=(False, True, False)), nothing).tolist() == [False, False]


def test_it_brings_or_costs_each_its_share_of_the_text_as_tabled():
    brings = [[0.2, 0.2], [0.05, -0.05], [-0.3, -0.3]]
    np.testing.assert_allclose(fallback(road(), WORTH), brings)
    assert not fallback(road(open_=False), WORTH).any()


def test_sponsors_table_no_less_than_what_the_road_brings_them():
    """In the first council 0.4 x 0.5 + 0.2 x 0.25 of 0.6; in the second one sponsor with 0.5 of 0.4."""
    low, high = np.array([0.1, 0.1]), np.array([0.9, 0.9])
    np.testing.assert_allclose(held(road(), WORTH, low), [0.25 / 0.6, 0.5])
    np.testing.assert_allclose(held(road(), WORTH, high), high)
    np.testing.assert_allclose(held(road(open_=False), WORTH, low), low)


ROOM = """
title = "A room"
roster = ["A", "B", "C"]
[issues.text]
status_quo = 0
proposed = 100
lumpy = true
[default]
position = 100
salience = 50
resolve = 20
[members]
C = { position = { mean = 0, sd = 0 }, salience = 60, resolve = 100 }
[procedure]
opt_out = false
[parameters]
elsewhere = 0
lumpy_said = 1
intensity = 0
[uncertainty]
position_sd = 0
salience_sd = 0
resolve_sd = 0
"""


def shares(extra):
    found = simulate(loads(ROOM + extra, name="room"), 500, 0)
    return dict(zip(OUTCOMES, np.bincount(found.outcome, minlength=len(OUTCOMES)) / 500, strict=True))


def test_a_text_that_one_would_rather_die_than_see_goes_by_the_road():
    """The objector loses as much by the road as by half of the text, and still saves itself the other half."""
    assert shares("[road]\nworth = 50\n")["another_road"] == 1


def test_who_loses_all_of_it_anyway_has_nothing_to_object_to():
    assert shares("[road]\nworth = 100\n")["approved"] == 1


@pytest.mark.parametrize("chance", [0.0, 0.3, 1.0])
def test_the_road_is_open_as_often_as_the_file_says(chance):
    found = shares(f"[road]\nworth = 50\nchance = {chance}\n")
    assert found["another_road"] == pytest.approx(chance, abs=0.06)
    assert found["another_road"] + found["blocked"] + found["shelved"] == pytest.approx(1)


def test_a_road_that_needs_whom_the_text_hurts_is_never_open():
    assert shares('[road]\nworth = 50\nneeds = ["C"]\n')["another_road"] == 0


@pytest.mark.parametrize("worth", [0, 50, 100])
def test_a_road_never_makes_a_lone_objector_stronger(worth):
    adopted = [sum(list(shares(f"[road]\nworth = {w}\n").values())[:4]) for w in (0, worth)]
    assert adopted[1] >= adopted[0]
