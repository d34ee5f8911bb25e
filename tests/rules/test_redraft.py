"""Worked by hand: towards the mean of positions weighted by influence times salience, objectors 1 + heed times."""

import numpy as np
import pytest

from nacsim.rules.redraft import redraft
from nacsim.rules.state import Issues

POSITION = np.array([[[1.0], [0.2]]])  # two members
OBJECTS = np.array([[False], [True]])


def redrafted(
    text, *, heed=0.0, amends=1.0, weight=(1.0, 1.0), floor=np.nan, reserve=0.0, proposed=1.0, **kind
):
    issues = Issues(
        np.array([[proposed]]),
        np.array([[0.0]]),
        (kind.get("condition", False),),
        np.array([[floor]]),
        (kind.get("lumpy", False),),
    )
    numbers = (np.array([v]) for v in (amends, heed, heed, reserve))
    return redraft(np.array([[text]]), POSITION, np.array(weight)[None, :, None], OBJECTS, issues, *numbers)[
        0, 0
    ]


def test_without_heed_the_weighted_middle():
    assert redrafted(1.0) == pytest.approx(0.6)  # (1 + 0.2) / 2
    assert redrafted(1.0, weight=(3.0, 1.0)) == pytest.approx(0.8)  # (3 + 0.2) / 4


def test_objectors_are_heeded():
    """The objector counts 1 + 3 = 4 times: (1 + 4 * 0.2) / 5 = 0.36."""
    assert redrafted(1.0, heed=3.0) == pytest.approx(0.36)


def test_part_of_the_way():
    """From 1 a quarter of the way to 0.6: 0.9."""
    assert redrafted(1.0, amends=0.25) == pytest.approx(0.9)


def test_not_below_the_floor_or_the_reserve():
    assert redrafted(1.0, floor=0.7) == pytest.approx(0.7)
    assert redrafted(1.0, reserve=0.8) == pytest.approx(0.8)
    assert redrafted(1.0, floor=0.5, reserve=0.9) == pytest.approx(0.6)


def test_a_condition_has_no_floor():
    assert redrafted(0.0, reserve=1.0, condition=True) == pytest.approx(0.6)


def test_what_is_taken_whole_stays_and_a_lumpy_condition_is_in_or_out():
    assert redrafted(1.0, lumpy=True) == 1.0
    assert redrafted(0.0, lumpy=True, condition=True, proposed=0.0) == 1.0  # 0.6 is nearer to 1
    assert (
        redrafted(0.8, lumpy=True, condition=True, proposed=0.8, heed=9.0) == 0.0
    )  # (1 + 10 * 0.2) / 11 = 0.27


def test_a_matter_that_means_nothing_to_anybody_goes_to_the_plain_middle():
    assert redrafted(1.0, weight=(0.0, 0.0)) == pytest.approx(0.6)
