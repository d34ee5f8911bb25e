"""Worked by hand: g = sum w (a - m |p - x|), a = (1 - alpha r) |q - x|, or tau for |q - x| of a condition."""

import numpy as np
import pytest
from matter import issue, members, run, together

from nacsim.rules.gain import asks, gain, minds


def gained(position, text, *, resolve=0.0, aspiration=0.0, mind=1.0, **kind):
    """What a text on one issue is worth to one member."""
    one = np.array([[[1.0]]])
    share = asks(one[0] * resolve, run(aspiration))
    found, _ = gain(one * position, one * 0.5, one[0] * text, issue(**kind), run(0.5), share, one[0] * mind)
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


def test_the_status_quo_may_stand_anywhere():
    """From 0.6 to 0.2, wished at 0: 0.5 (0.6 - 0.2) = 0.2."""
    assert gained(0.0, 0.2, proposed=0.2, status_quo=0.6) == pytest.approx(0.2)


def test_the_determined_measure_a_text_by_their_wish():
    """Resolve 0.5, aspiration 0.8: a = 0.6 * 0.8 = 0.48, and the gain is 0.5 (0.48 - 0.2) = 0.14 instead of 0.3."""
    assert gained(0.8, 1.0, resolve=0.5, aspiration=0.8) == pytest.approx(0.14)


def test_who_minds_more_loses_more_of_what_it_dislikes_and_nothing_of_its_wish():
    """0.5 (0.8 - 1.5 * 0.2) = 0.25; a text that is all it wants is worth 0.5 * 0.8 whatever it minds."""
    assert gained(0.8, 1.0, mind=1.5) == pytest.approx(0.25)
    assert gained(0.8, 0.8, mind=1.5) == gained(0.8, 0.8, mind=0.0) == pytest.approx(0.4)


def test_luck_says_how_much_one_minds_and_nobody_likes_what_it_dislikes():
    """m = 1 + 0.4 z: at 0.5, 0 and -1 it is 1.2, 1 and 0.6; at -3 it would be -0.2, and is 0."""
    np.testing.assert_allclose(minds(run(0.4), members(0.5, 0, -1, -3))[:, 0], [1.2, 1, 0.6, 0])


def beside(asked, granted, *, position=0.8, salience=0.5):
    """What all is worth and the matter alone, to who wishes it at `position` and asks for something beside it."""
    ideal, weight = np.array([[[position]], [[asked]]]), np.array([[[salience]], [[0.4]]])
    both, one = together(issue(), issue(0.0, condition=True)), members(1)
    worth, spatial = gain(ideal, weight, members(1.0, granted), both, run(0.5), one, one)
    return worth[0, 0], spatial[0, 0]


def test_a_condition_met_is_a_gain_and_ignored_a_loss():
    """tau is 0.5: met 0.4 (0.5 - 0) = 0.2, ignored 0.4 (0.5 - 0.9) = -0.16, whatever the matter means."""
    assert beside(0.9, 0.9, salience=0.0)[0] == pytest.approx(0.2)
    assert beside(0.9, 0.0, salience=0.0)[0] == pytest.approx(-0.16)


def test_an_issue_left_alone_cannot_motivate_an_objection():
    assert gained(0.9, 0.0, resolve=1.0, aspiration=1.0) == 0.0


def test_the_matter_is_told_from_what_is_asked_for_beside_it():
    """The matter brings 0.5 (0.8 - 0.2) = 0.3, the condition ignored costs 0.16: 0.14 of both."""
    assert beside(0.9, 0.0) == pytest.approx((0.14, 0.3))
