"""Worked by hand: towards the objectors, p + theta (z - p), and no farther than the one who lacks most needs."""

import numpy as np
import pytest
from matter import issue, members, run, those, together

from nacsim.rules.redraft import lack, meeting, redraft, whole, within

WHO = those(False, True)  # the second of two objects


def redrafted(
    *text, need=0.2, salience=0.5, position=(0.2, 0.9), amends=1.0, bound=0.0, wants=0.0, reserve=0.5, issues
):
    """The next text where the second of two members objects; it wants each issue at its `position`."""
    own = np.stack(
        [members(1.0 if not c else 0.0, p) for p, c in zip(position, issues.condition, strict=False)]
    )
    found = redraft(
        members(*text), own, own * 0 + salience, WHO, np.array([need]), np.array([1.0]), issues,
        members(wants, 0.0), members(*[bound] * len(text)), run(reserve), run(amends),
    )  # fmt: skip
    return found[:, 0].tolist()


MATTER, PRICE = issue(), issue(0.0, condition=True)


def test_no_farther_than_the_objector_needs():
    """From 1 to its wish 0.2 is worth 0.5 * 0.8 = 0.4 to it; it lacks 0.2: half the way, 0.6."""
    assert redrafted(1.0, issues=MATTER) == pytest.approx([0.6])
    assert redrafted(1.0, need=0.05, issues=MATTER) == pytest.approx([0.9])


def test_no_farther_than_its_wish():
    assert redrafted(1.0, need=9.0, issues=MATTER) == pytest.approx([0.2])


def test_the_matter_moves_at_most_a_part_of_the_way_at_a_time():
    assert redrafted(1.0, need=9.0, amends=0.25, issues=MATTER) == pytest.approx([0.8])


def test_not_beyond_what_the_sponsors_bear():
    assert redrafted(1.0, need=9.0, bound=0.7, issues=MATTER) == pytest.approx([0.7])


def test_what_is_taken_whole_stays():
    assert redrafted(1.0, need=9.0, issues=issue(lumpy=True)) == [1.0]


def test_what_is_asked_for_beside_the_matter_is_given_first():
    """The condition at 0.9 is worth 0.5 * 0.9 = 0.45 to it: 0.2 is 4/9 of the way, 0.4, and the matter stays."""
    both = together(MATTER, PRICE)
    assert redrafted(1.0, 0.0, issues=both) == pytest.approx([1.0, 0.4])


def test_the_rest_comes_from_the_matter():
    """It lacks 0.65, the condition gives 0.45, and 0.2 of 0.4 is half the way on the matter."""
    both = together(MATTER, PRICE)
    assert redrafted(1.0, 0.0, need=0.65, issues=both) == pytest.approx([0.6, 0.9])


def test_a_price_is_granted_as_far_as_those_who_pay_consent():
    """At 0.9 it costs the sponsor 0.5 * 0.9 = 0.45; of a gain of 0.3 it gives half, 0.15: a third, 0.3."""
    both = together(MATTER, PRICE)
    assert redrafted(1.0, 0.0, need=0.45, wants=0.3, issues=both) == pytest.approx([1.0, 0.3])


def test_a_lumpy_condition_is_in_or_out():
    whole_price = together(MATTER, issue(0.0, condition=True, lumpy=True))
    assert redrafted(1.0, 0.0, issues=whole_price) == pytest.approx([1.0, 1.0])
    assert whole(np.array([0.3, 0.5]), run(0.8)).tolist() == [0.0, 0.8]
    assert whole(np.array([0.3, 0.6]), run(0.0)).tolist() == [0.0, 1.0]
    assert whole(np.array([0.25, 0.5]), np.array([0.5, 0.0])).tolist() == [0.0, 0.0]  # half is not yet in


def test_objectors_meet_by_voice_and_salience():
    """Voices 1 and 3, salience 0.6 and 0.2 on the issue: 0.6 each, so half way between 0 and 0.4."""
    who = those(True, True)
    found = meeting(np.array([0.0, 0.4]), np.array([0.6, 0.2]), who, np.array([1.0, 3.0]), run(1.0))
    assert found == pytest.approx([0.2])


def test_an_issue_that_means_nothing_to_any_objector_stays():
    assert meeting(np.array([0.0, 0.4]), np.zeros(2), those(True, True), np.ones(2), run(0.7)) == [0.7]
    assert redrafted(1.0, salience=0.0, issues=MATTER) == [1.0]


def test_an_issue_does_not_go_back_beyond_its_bound_nor_is_it_pushed_away_by_it():
    moved = np.array([0.2, 0.7, 0.9])
    assert within(moved, run(1.0), run(0.5), run(1.0)).tolist() == [0.5, 0.7, 0.9]
    assert within(moved, run(0.3), run(0.5), run(1.0)).tolist() == [0.3, 0.7, 0.9]  # it stood below already
    assert within(moved, run(0.0), run(0.5), run(-1.0)).tolist() == [0.2, 0.5, 0.5]  # tabled downwards
    assert within(moved, run(0.3), run(0.5), run(0.0)).tolist() == [0.2, 0.7, 0.9]  # nothing asked


def test_an_objector_lacks_what_isolation_does_not_hold_back():
    """-0.5 + 0.2: it lacks 0.3. In company only (-0.1 + 0.2 alone): a trifle."""
    found = lack(those(True, True), members(-0.5, -0.1), members(0.2, 0.2))
    assert found == pytest.approx([0.3, 0.001])
