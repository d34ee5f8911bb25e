"""Worked by hand: out if (1 - spares) m + c >= 0 and the text itself is a loss, where the matter allows it."""

import numpy as np
import pytest
from matter import members, run, those

from nacsim.rules.staying_out import stay_out

MARGIN = (-0.3, -0.4, 0.2, 0.2, 0.2)


def out(objects=(True, True, False, False, False), *, margin=MARGIN, cost=0.1, spatial=None, **how):
    """Who of five stays out; A and B object."""
    found = stay_out(
        those(*objects),
        members(*margin),
        members(*[cost] * 5),
        members(*(margin if spatial is None else spatial)),
        np.array([how.get("allowed", True)]),
        run(how.get("spares", 0.75)),
        np.array([[how.get("needed", False)]] + [[False]] * 4),
    )
    return found[:, 0].tolist()


def test_who_is_spared_enough_stays_out():
    """Spared three quarters A is left with -0.075 + 0.1 and B with -0.1 + 0.1: both would rather stay out."""
    assert out() == [True, True, False, False, False]


def test_who_is_spared_too_little_objects():
    """Spared 0.7 of it, B is left with -0.12 + 0.1 and goes on objecting; A, with -0.09 + 0.1, does not."""
    assert out(spares=0.7) == [True, False, False, False, False]
    assert out(spares=0.0) == [False] * 5


def test_where_it_costs_nothing_to_object_nothing_less_than_being_spared_all_will_do():
    assert out(cost=0.0, spares=0.99) == [False] * 5
    assert out(cost=0.0, spares=1.0) == [True, True, False, False, False]


def test_where_the_matter_binds_all_nobody_stays_out():
    assert out(allowed=False) == [False] * 5


def test_who_holds_out_for_a_price_is_not_let_out():
    """A likes the matter itself and asks for a condition: from outside there is none to be had."""
    assert out(spatial=(0.1, *MARGIN[1:])) == [False, True, False, False, False]


def test_without_the_indispensable_nobody_goes_ahead():
    assert out(needed=True) == [False, True, False, False, False]


def test_the_fewer_do_not_go_ahead_without_the_more():
    """Two of five may stay out, three of five may not; nor two of four, for half is not more than half."""
    three = (True, True, True, False, False)
    assert out(three, margin=(-0.1, -0.1, -0.1, 0.2, 0.2)) == [False] * 5
    four = [values[:4] for values in (MARGIN, (0.1,) * 4, MARGIN)]
    found = stay_out(
        those(True, True, False, False),
        *(members(*v) for v in four),
        np.array([True]),
        run(1),
        np.zeros((4, 1), bool),
    )
    assert not found.any()


@pytest.mark.parametrize("size", range(1, 10))
def test_how_many_may_stay_out_of_a_room_of_any_size(size):
    """Those who go ahead are more than those who do not: of seven three may stay out, of eight three too."""
    for leaving in range(1, size + 1):
        objects = np.arange(size) < leaving
        margin = np.where(objects, -0.1, 0.2)
        found = stay_out(
            those(*objects),
            *(members(*values) for values in (margin, np.full(size, 0.1), margin)),
            np.array([True]),
            run(1),
            np.zeros((size, 1), bool),
        )
        assert found.sum() == (leaving if size - leaving > leaving else 0)
