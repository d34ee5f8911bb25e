"""Worked by hand: g = sum w (a - |p - x|), a = (1 - alpha r) |q - x|, or tau for |q - x| of a condition."""

import numpy as np
import pytest

from nacsim.rules.gain import aspiration_at, gain
from nacsim.rules.state import Issues


def gained(position, text, *, status_quo=0.0, condition=False, salience=0.5, resolve=0.0, aspiration=0.0):
    one = np.array([[1.0]])
    issues = Issues(one, one * status_quo, (condition,), one * np.nan, (False,))
    found = gain(
        one[None] * position,
        one[None] * salience,
        one * resolve,
        one * text,
        issues,
        np.array([0.5]),
        np.array([aspiration]),
    )
    return found[0, 0]


@pytest.mark.parametrize(
    ("position", "text", "wanted"),
    [
        (0.8, 1.0, 0.3),  # 0.5 (0.8 - 0.2)
        (0.3, 1.0, -0.2),  # 0.5 (0.3 - 0.7)
        (0.5, 1.0, 0.0),  # as far from one as from the other
        (0.3, 0.3, 0.15),  # all it can get
        (0.3, 0.0, 0.0),  # nothing moves
    ],
)
def test_nearer_than_the_status_quo_is_a_gain(position, text, wanted):
    assert gained(position, text) == pytest.approx(wanted)


def test_the_determined_measure_a_text_by_their_wish():
    """Resolve 0.5, aspiration 0.8: a = 0.6 * 0.8 = 0.48, and the gain is 0.5 (0.48 - 0.2) = 0.14 instead of 0.3."""
    assert gained(0.8, 1.0, resolve=0.5, aspiration=0.8) == pytest.approx(0.14)


def test_a_condition_met_is_a_gain_and_ignored_a_loss():
    """tau is 0.5: met 0.5 (0.5 - 0) = 0.25, ignored 0.5 (0.5 - 0.9) = -0.2."""
    assert gained(0.9, 0.9, condition=True) == pytest.approx(0.25)
    assert gained(0.9, 0.0, condition=True) == pytest.approx(-0.2)


def test_an_issue_left_alone_cannot_motivate_an_objection():
    assert gained(0.9, 0.0, resolve=1.0, aspiration=1.0) == 0.0


def test_the_aspiration_fades_towards_the_deadline():
    """From 0.8, losing 0.75 of it over five rounds: 0.8, 0.65, 0.5, 0.35, 0.2, and no less after."""
    found = [aspiration_at(t, 0.8, 0.75, np.array([5.0]))[0] for t in range(1, 7)]
    np.testing.assert_allclose(found, [0.8, 0.65, 0.5, 0.35, 0.2, 0.2])
