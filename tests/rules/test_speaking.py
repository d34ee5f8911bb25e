"""Worked by hand: u = -m (0.2 + r); an objector speaks if u is at least `hiding` times the largest u."""

import numpy as np

from nacsim.rules.speaking import speaks


def speakers(margin, resolve, objects, hiding):
    columns = (np.array(a)[:, None] for a in (objects, margin, resolve))
    objects, margin, resolve = columns
    return speaks(objects, margin, resolve, np.array([hiding]), objects.sum(0))[:, 0].tolist()


def test_who_minds_less_hides():
    """u = 0.5 * 1 = 0.5, 0.5 * 0.4 = 0.2, 0.1 * 0.4 = 0.04: with hiding 0.3 the bar is 0.15."""
    found = speakers([-0.5, -0.5, -0.1, 0.2], [0.8, 0.2, 0.2, 0.9], [True, True, True, False], 0.3)
    assert found == [True, True, False, False]


def test_the_meek_speak_when_nobody_braver_objects():
    assert speakers([-0.1, 0.2], [0.0, 1.0], [True, False], 0.9) == [True, False]


def test_who_is_made_to_object_speaks_and_others_hide():
    assert speakers([-np.inf, -0.5], [0.0, 0.5], [True, True], 0.5) == [True, False]


def test_without_hiding_all_objectors_speak():
    assert speakers([-0.5, -0.01], [1.0, 0.0], [True, True], 0.0) == [True, True]
