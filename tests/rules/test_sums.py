"""Sums over members are those of plain arithmetic, alone or among others; a chain of followers is followed to its end."""

import platform

import numpy as np
import pytest

from nacsim.rules.fixed_point import least, sweep
from nacsim.rules.sums import heads, product, total

RUNS = (1, 2, 15, 16, 17, 79, 80, 165)


@pytest.mark.parametrize("runs", RUNS)
def test_products_are_those_of_matrices(runs):
    """In small whole numbers, which are exact in any order."""
    random = np.random.default_rng(runs)
    weights = random.integers(-4, 5, (3, 6)).astype(np.float32)
    values = random.integers(-4, 5, (2, 6, runs)).astype(np.float32)
    found = product(weights, values)
    assert (found.shape, found.dtype) == ((2, 3, runs), np.float32)
    np.testing.assert_array_equal(found, weights @ values)
    np.testing.assert_array_equal(product(weights, values[0]), found[0])


@pytest.mark.skipif(
    platform.machine() not in ("x86_64", "AMD64"), reason="others may round once for two steps"
)
@pytest.mark.parametrize("runs", RUNS)
def test_products_are_summed_one_member_after_the_other(runs):
    """To the last bit, whatever way the processor multiplies: no two sums of six need be alike in another order."""
    random = np.random.default_rng(runs)
    weights, values = random.random((3, 6), np.float32), random.random((6, runs), np.float32)
    expected = np.zeros((3, runs), np.float32)
    for member in range(6):
        expected += weights[:, member, None] * values[member]
    np.testing.assert_array_equal(product(weights, values), expected)


@pytest.mark.parametrize("runs", RUNS)
def test_a_sum_is_the_same_alone_and_among_others(runs):
    values = np.random.default_rng(runs).normal(size=(40, runs)).astype(np.float32)
    found = total(values)
    assert found.shape == (runs,)
    np.testing.assert_allclose(found, values.sum(0), rtol=1e-4, atol=1e-5)
    for run in (0, runs - 1):
        assert total(values[:, run : run + 1]).tolist() == [found[run]]


@pytest.mark.parametrize("members", [1, 2, 255, 256, 300])
def test_heads_are_counted_beyond_a_byte(members):
    everybody = np.ones((members, 3), bool)
    everybody[0, 1] = False
    assert heads(everybody).tolist() == [members, members - 1, members]


def chain(size, runs):
    """Councils in which each member follows the one before it; some begin with nobody."""
    start = np.zeros((size, runs), bool)
    start[np.arange(runs) % size, np.arange(runs)] = np.arange(runs) % 7 > 0
    return start, start.cumsum(0) > 0


def follows(objects, *_):
    """Who comes after somebody who objects."""
    return np.vstack([np.zeros_like(objects[:1]), objects[:-1]])


@pytest.mark.parametrize("runs", [1, 2, 40, 81, 200, 500])
@pytest.mark.parametrize("open_share", [1.0, 0.5, 0.1])
def test_a_chain_is_followed_to_its_end_where_it_is_open(runs, open_share):
    start, wanted = chain(9, runs)
    open_ = np.arange(runs) < open_share * runs
    found = least(start.copy(), follows, (), open_)
    assert found.dtype == bool
    np.testing.assert_array_equal(found[:, open_], wanted[:, open_])


def test_councils_that_are_not_open_are_left_alone_where_few_are():
    start, wanted = chain(9, 500)
    open_ = np.zeros(500, bool)
    open_[[3, 77, 100, 499]] = True
    found = start.copy()
    assert least(found, follows, (), open_) is found
    np.testing.assert_array_equal(found, np.where(open_, wanted, start))
    again = start.copy()
    sweep(again, follows, (), np.flatnonzero(open_))
    np.testing.assert_array_equal(again, found)


def test_where_few_are_open_those_alone_are_asked_and_fewer_and_fewer():
    asked, (start, _) = [], chain(9, 500)

    def listening(objects):
        asked.append(objects.shape[1])
        return follows(objects)

    least(start, listening, (), np.arange(500) % 50 == 0)
    assert asked[0] == 10
    assert asked == sorted(asked, reverse=True)


@pytest.mark.parametrize("runs", [5, 300])
def test_arrays_beside_the_set_are_those_of_the_same_councils(runs):
    """Each follows the one before it only up to a member of the run's own."""
    size = 9
    start = np.zeros((size, runs), bool)
    start[0] = True
    far = np.arange(runs) % size
    reach = np.arange(size)[:, None] <= far
    for open_ in (np.ones(runs, bool), np.arange(runs) % 3 == 0):
        found = least(start.copy(), lambda objects, within: follows(objects) & within, (reach,), open_)
        np.testing.assert_array_equal(found[:, open_], reach[:, open_])
