"""What is drawn for each run is as a file says it: chances, coding errors, horizons, exits."""

import numpy as np
import pytest

from nacsim.engine.ensemble import simulate
from nacsim.engine.luck import lots
from nacsim.engine.sampling import draw
from nacsim.scenario import loads
from nacsim.vocabulary import PARAMETERS

RUNS = 2000
NEAR = 0.04  # more than three standard errors of a share of 2,000

CASE = """
title = "What is drawn"
roster = ["A", "B", "C"]
[issues.matter]
status_quo = 0
proposed = 100
[issues.price]
proposed = 40
[default]
position = 60
salience = 50
resolve = 50
"""


def drawn(values=None, text=CASE):
    """The setting of many runs of the case, changed as `values` say."""
    return draw(loads(text).with_values(values or {}), lots(0, 0), RUNS)


@pytest.mark.parametrize(
    ("said", "chance"),
    [
        (True, PARAMETERS["lumpy_said"].default),
        (False, PARAMETERS["lumpy_unsaid"].default),
        (0.3, 0.3),
        (0.0, 0.0),
        (1.0, 1.0),
    ],
)
def test_an_issue_is_lumpy_by_chance(said, chance):
    """True and false are judgements that others share in part; a number is the chance itself."""
    lumpy = drawn({"issues.matter.lumpy": said}).issues.lumpy[0]
    assert abs(lumpy.mean() - chance) < (NEAR if 0 < chance < 1 else 1e-9)


@pytest.mark.parametrize("said", [True, False])
def test_a_condition_is_as_coded(said):
    assert (drawn({"issues.price.lumpy": said}).issues.lumpy[1] == said).all()


def test_an_issue_with_a_floor_can_be_divided():
    assert not drawn({"issues.matter.floor": 50.0}).issues.lumpy[0].any()


@pytest.mark.parametrize("name", ["position", "salience", "resolve"])
def test_plain_numbers_have_a_coding_error_and_distributions_their_own(name):
    own = {f"members.A.{name}": {"low": 40, "high": 44}, f"uncertainty.{name}_sd": 10}
    members = drawn(own).members
    values = {"position": members.ideal[0], "salience": members.salience[0], "resolve": members.resolve}
    a, b, _ = values[name]
    assert (a.min() >= 0.4, a.max() <= 0.44) == (True, True)
    assert b.std() == pytest.approx(0.1, abs=0.01)
    certain = drawn({f"uncertainty.{name}_sd": 0.0}).members
    values = {"position": certain.ideal[0], "salience": certain.salience[0], "resolve": certain.resolve}
    assert np.ptp(values[name][1]) == 0


@pytest.mark.parametrize(
    ("how", "parameter"),
    [
        ({"category": "mission"}, "exit"),
        ({"category": "enlargement"}, "exit_bound"),
        ({"category": "something else"}, "exit_bound"),
        ({}, "exit_bound"),
    ],
)
def test_an_exit_is_a_property_of_the_matter(how, parameter):
    setting = drawn(how)
    chance = getattr(setting.parameters, parameter).mean()
    assert abs(setting.luck.exits.mean() - chance) < NEAR


@pytest.mark.parametrize(("said", "chance"), [(True, 1), (False, 0), (0.5, 0.5)])
def test_a_file_has_the_last_word_on_exits(said, chance):
    exits = drawn({"category": "mission", "procedure.opt_out": said}).luck.exits
    assert abs(exits.mean() - chance) < (NEAR if said == 0.5 else 1e-9)


def test_no_more_rounds_than_fit_into_the_horizon():
    """Rounds of 10 days: three in 30 days, two in 29, and the first silence always."""
    for horizon, rounds in ((30, 3), (29, 2), (3, 1), (10_000, PARAMETERS["rounds"].default)):
        days = {"procedure.days_per_round": 10, "procedure.horizon": horizon}
        assert set(drawn(days).parameters.rounds.tolist()) == {rounds}


def test_a_day_by_which_it_counts_is_a_horizon():
    text = CASE.replace("roster", "date = 2024-01-01\nroster")
    days = {"procedure.days_per_round": 10}
    by = drawn(days, text.replace("[default]", "[procedure]\ndecide_by = 2024-01-31\n[default]"))
    assert set(by.parameters.rounds.tolist()) == {3}


def test_what_is_settled_elsewhere_is_adopted_as_often_as_calibrated():
    ends = drawn({"parameters.elsewhere": 0.5, "parameters.elsewhere_adopts": 0.6}).luck.elsewhere
    assert abs((ends == 1).mean() - 0.3) < NEAR
    assert abs((ends == -1).mean() - 0.2) < NEAR


def test_what_remains_of_a_text_that_failed():
    """All want none of it: it ends at the residue, or where it was."""
    against = {"default.position": 0.0, "parameters.intensity": 0.0, "uncertainty.position_sd": 0.0}
    for residue, left in ((None, 0), (25, 25)):
        more = {} if residue is None else {"issues.matter.residue": residue}
        found = simulate(loads(CASE).with_values(against | more), 100, 0, jobs=1)
        assert not found.adopted.any()
        assert set(found.text[0].tolist()) == {left}
