"""Worked by hand: u = -m (0.2 + r); of n objectors those speak whose u is at least hiding^(1 / (n - 1)) of the largest."""

import numpy as np
import pytest
from matter import members, run, those

from nacsim.rules.speaking import speaks, voice


def speakers(margin, resolve, objects, hiding):
    who = those(*objects)
    voices = voice(who, members(*margin), members(*resolve))
    return speaks(who, voices, run(hiding), np.array([sum(objects)]))[:, 0].tolist()


def test_a_voice_is_what_one_minds_times_courage():
    """0.5 * (0.2 + 0.8) = 0.5 and 0.1 * (0.2 + 0) = 0.02."""
    found = voice(those(True, False, True), members(-0.5, 9, -0.1), members(0.8, 0.8, 0))
    assert found == pytest.approx([0.5, 0.02])


def test_of_two_the_second_hides_below_the_share():
    """u = 0.5 and 0.2 * 0.4 = 0.08: with hiding 0.16 the bar is 0.08, and above it the second hides."""
    assert speakers([-0.5, -0.2, 0.2], [0.8, 0.2, 0.9], [True, True, False], 0.159) == [True, True, False]
    assert speakers([-0.5, -0.2, 0.2], [0.8, 0.2, 0.9], [True, True, False], 0.161) == [True, False, False]


def test_the_more_object_the_more_hide():
    """Of three the bar is the root of 0.16, 0.4 of 0.5 = 0.2: the second, 0.19, spoke beside one and hides among three."""
    margin, resolve = [-0.5, -0.38, -0.01], [0.8, 0.3, 0]
    assert speakers(margin, resolve, [True, True, False], 0.16) == [True, True, False]
    assert speakers(margin, resolve, [True, True, True], 0.16) == [True, False, False]


def test_the_meek_speak_when_nobody_braver_objects():
    assert speakers([-0.1, 0.2], [0.0, 1.0], [True, False], 0.9) == [True, False]


def test_two_who_mind_it_alike_speak_both_and_one_alone_does():
    """However many hide, who is the loudest does not."""
    assert speakers([-0.5, -0.5, 0.2], [0.8, 0.8, 0.9], [True, True, False], 1.0) == [True, True, False]
    assert speakers([-0.5, 0.5, 0.2], [0.8, 0.8, 0.9], [True, False, False], 1.0) == [True, False, False]


def test_who_is_made_to_object_speaks_and_others_hide():
    assert speakers([-np.inf, -0.5], [0.0, 0.5], [True, True], 0.5) == [True, False]


def test_without_hiding_all_objectors_speak():
    assert speakers([-0.5, -0.01], [1.0, 0.0], [True, True], 0.0) == [True, True]
