"""Worked by hand: s = sum g+ x / sum g+, bound = q + reserve (s - q), and what is granted beside the matter."""

import numpy as np
import pytest
from matter import issue, members, run

from nacsim.rules.sponsors import bounds, granted, wanted


def least(*, position=(0.9, 0.6, 0.0), gains=(0.3, 0.1, -0.4), reserve=0.5, **kind):
    """The least of one issue that the sponsors among three members would table."""
    return bounds(members(*position)[None], members(*gains), issue(**kind), run(reserve))[0, 0]


def test_sponsors_keep_the_share_of_what_they_want_themselves():
    """They want (0.3 * 0.9 + 0.1 * 0.6) / 0.4 = 0.825; half of it is 0.4125. Who loses has no say."""
    assert least() == pytest.approx(0.4125)
    assert least(position=(0.9, 0.6, 0.4)) == pytest.approx(0.4125)
    assert least(reserve=0.0) == 0
    assert least(reserve=1.0) == pytest.approx(0.825)


def test_the_share_is_taken_from_the_status_quo():
    """From 0.2 on: 0.2 + 0.5 (0.825 - 0.2) = 0.5125. Downwards from 1 to 0, wished at 0.1: 1 - 0.5 * 0.9 = 0.55."""
    assert least(status_quo=0.2) == pytest.approx(0.5125)
    down = least(position=(0.1, 0.1, 0.9), proposed=0.0, status_quo=1.0)
    assert down == pytest.approx(0.55)


def test_what_they_want_beyond_the_text_they_do_not_insist_on():
    """Wished at 0.825 but tabled at 0.4 only: half of 0.4."""
    assert least(proposed=0.4) == pytest.approx(0.2)


def test_a_floor_that_is_named_is_obeyed():
    assert least(floor=0.7) == pytest.approx(0.7)
    assert least(floor=0.1, reserve=1.0) == pytest.approx(0.1)


def test_where_nobody_gains_the_text_as_tabled_counts():
    assert least(gains=(-0.1, -0.1, -0.1)) == pytest.approx(0.5)


def test_a_condition_has_no_least():
    assert least(condition=True) == 0


def given(reserve, *, position=(0.0, 0.1, 0.9), salience=(0.4, 0.5, 0.8), wants=(0.2, 0.1, 0.0)):
    """Where a condition tabled at 0 may go if the third member asks for it at 0.9 and the first two pay."""
    found = granted(run(0.9), run(0.0), members(*position), members(*salience), members(*wants), run(reserve))
    return found[0]


def test_who_pays_grants_no_more_than_leaves_them_their_share():
    """It would cost them 0.4 * 0.9 + 0.5 * (0.8 - 0.1) = 0.71; of gains of 0.3 they give 0.4: 0.12 / 0.71 of the way."""
    assert given(0.6) == pytest.approx(0.9 * 0.12 / 0.71)
    assert given(1.0) == 0


def test_what_costs_the_sponsors_less_than_they_can_bear_is_granted_whole():
    """With a tenth of the salience it costs 0.071, less than 0.12."""
    assert given(0.6, salience=(0.04, 0.05, 0.8)) == pytest.approx(0.9)
    assert given(0.6, position=(0.9, 0.9, 0.9)) == pytest.approx(0.9)


def test_a_text_is_wanted_if_anybody_gains():
    gains = np.array([[0.1, -0.1, 0.0], [-0.5, -0.2, 0.0]])
    assert wanted(gains).tolist() == [True, False, False]
