"""Worked by hand: three members in four runs; A objects in the first and third, C in the third and fourth."""

import numpy as np

from nacsim.rules.objectors import objectors

OBJECTS = np.array([[True, False, True, False], [False] * 4, [False, False, True, True]])
WHO = objectors(OBJECTS)


def test_who_and_in_which_run():
    assert WHO.member.tolist() == [0, 0, 2, 2]
    assert WHO.run.tolist() == [0, 2, 2, 3]


def test_values_of_the_members_and_of_the_runs():
    """Members 10, 20, 30 in every run; then 10, 11, 12 ... counted through; runs 1, 2, 3, 4."""
    assert WHO.at(np.array([[10], [20], [30]])).tolist() == [10, 10, 30, 30]
    assert WHO.at(np.arange(10, 22).reshape(3, 4)).tolist() == [10, 12, 20, 21]
    assert WHO.here(np.array([1, 2, 3, 4])).tolist() == [1, 3, 3, 4]
    assert WHO.here(np.array([7])) == 7


def test_sums_and_maxima_by_run():
    values = np.array([0.5, 0.25, 1.0, 2.0])
    assert WHO.total(values).tolist() == [0.5, 0, 1.25, 2]
    assert WHO.most(values).tolist() == [0.5, 0, 1, 2]


def test_back_among_all_members():
    assert (WHO.flags(np.full(4, True)) == OBJECTS).all()
    assert np.argwhere(WHO.flags(np.array([False, False, True, False]))).tolist() == [[2, 2]]


def test_precision_is_kept():
    for found in (WHO.total(np.ones(4, np.float32)), WHO.most(np.ones(4, np.float32))):
        assert found.dtype == np.float32


def test_nobody():
    nobody = objectors(np.zeros((3, 4), bool))
    nothing = np.zeros(0)
    assert nobody.total(nothing).tolist() == nobody.most(nothing).tolist() == [0] * 4
    assert not nobody.flags(nothing.astype(bool)).any()
