"""Worked by hand: at home nobody watches, so what isolation kept in the Council comes out."""

import numpy as np
import pytest

from nacsim.council.agents import Council
from nacsim.scenario import loads

HOME = """
title = "Two and one"
roster = ["A", "B", "C"]
[issues.entry]
status_quo = 0
proposed = 100
lumpy = 1.0
[default]
position = 80
salience = 50
resolve = 0
[members]
C = { position = 40, salience = 50, resolve = 0 }   # 0.5 (0.4 - 0.6): a loss of 0.1
[uncertainty]
position_sd = 0
salience_sd = 0
resolve_sd = 0
[procedure]
rounds = 4
days_per_round = 10
opt_out = false
[ratification]
days = 25
[chair]
side_payments = PAYMENT
[parameters]
isolation = 0.5
aspiration = 0
openness = 0
intensity = 0
elsewhere = 0
"""


def ended(payment):
    council = Council(loads(HOME.replace("PAYMENT", str(payment))))
    while council.running:
        council.step()
    return council


def test_isolation_holds_in_the_council_and_not_at_home():
    """In the Council objecting alone would cost C 0.5 and the text costs it 0.1: silent. At home it holds out."""
    council = ended(payment=0)
    assert council.log[0].objects == ()
    assert council.log[1].objects == council.log[1].speaks == ("C",)
    assert council.outcome == "blocked"
    assert council.result.blocks[:, 0].tolist() == [False, False, True]
    assert council.round == 1 + 4  # as many rounds at home as the Council had
    assert council.result.days[0] == 50


def test_who_does_not_care_ratifies():
    """Worth nothing is not less than nothing."""
    case = loads(
        HOME.replace("PAYMENT", "0").replace("position = 40, salience = 50", "position = 40, salience = 0")
    )
    council = Council(case)
    while council.running:
        council.step()
    assert (council.outcome, council.result.days[0]) == ("approved", 10 + 25)


def test_a_holdout_can_be_paid():
    """0.04 a round: -0.1, -0.06, -0.02, and 0.02 after three rounds."""
    council = ended(payment=0.04)
    assert (council.outcome, council.round) == ("delayed", 1 + 3)
    assert council.member("C").paid == pytest.approx(12, abs=1e-4)
    assert council.result.days[0] == 40  # the third round at home ends later than the others' 25 days
    assert np.flatnonzero(council.result.first[:, 0]).tolist() == [2]


def test_the_willing_take_their_time():
    """0.1 is paid in the first round at home, 10 days; the others take 25."""
    assert ended(payment=0.11).result.days[0] == 10 + 25
