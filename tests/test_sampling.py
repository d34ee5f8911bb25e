"""What is drawn for each run is as a file says it: chances, coding errors, horizons, exits."""

import numpy as np
import pytest

from nacsim.data.calibrated import calibrated, central
from nacsim.engine.ensemble import simulate
from nacsim.engine.luck import lots
from nacsim.engine.sampling import calibrated_table, draw, fixed_parameters, issues, pull, room_of
from nacsim.engine.stances import judged, one
from nacsim.scenario import loads
from nacsim.scenario.quantity import Normal
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


ACTORS = """
[actors.north]
stance = -50
reach = { A = 40, B = 100 }
[actors.south]
stance = 100
reach = { A = 10 }
"""


def test_the_pull_of_all_actors_is_stance_times_reach():
    """On A -0.5 x 0.4 + 1 x 0.1, on B -0.5, and on C nothing; where it is certain it is one column."""
    certain = drawn(text=CASE + ACTORS).members.lean
    np.testing.assert_allclose(certain, [[-0.1], [-0.5], [0.0]], atol=1e-6)
    uncertain = drawn({"actors.north.stance": {"mean": -90, "sd": 40}}, CASE + ACTORS).members.lean
    assert uncertain.shape == (3, RUNS)
    assert uncertain[1].min() == -1  # no stance is beyond the end of its scale
    assert uncertain[1].mean() == pytest.approx(-0.785, abs=0.02)  # -1 + 0.4 E max(z + 1/4, 0)
    np.testing.assert_allclose(uncertain[0], 0.4 * uncertain[1] + 0.1, atol=1e-6)
    likely = drawn({"actors.north.stance": {"mean": 90, "sd": 40}}, CASE + ACTORS).members.lean
    assert likely[1].max() == 1
    wide = drawn({"actors.north.reach.B": {"mean": 80, "sd": 40}}, CASE + ACTORS).members.lean[1]
    assert (wide.min(), wide.max()) == (-0.5, 0)


def test_every_row_of_the_calibrated_set_is_drawn_as_often():
    table, found = calibrated(), drawn().parameters
    rows = {tuple(np.float32(row[name]) for name in ("isolation", "openness")): 0 for row in table}
    for pair in zip(found.isolation, found.openness, strict=True):
        rows[tuple(pair)] += 1
    assert sum(rows.values()) == RUNS
    most = RUNS / len(rows)
    assert max(rows.values()) < 4 * most + 10
    assert sum(map(bool, rows.values())) > 0.8 * min(len(rows), RUNS) * (1 - np.exp(-RUNS / len(rows)))


def test_without_draws_every_run_has_the_central_parameters():
    found = drawn({"parameters.draw": False}).parameters
    for name in ("isolation", "openness", "aspiration"):
        assert set(getattr(found, name).tolist()) == {np.float32(central()[name])}


def test_what_a_file_says_of_a_parameter_is_kept_within_its_limits():
    limits = PARAMETERS["isolation"]
    found = drawn({"parameters.isolation": {"mean": limits.high, "sd": limits.high}}).parameters.isolation
    assert (found.min(), found.max()) == (np.float32(limits.low), np.float32(limits.high))
    own = drawn({"chair.amends": 0.25, "chair.side_payments": 0.125, "procedure.rounds": 3}).parameters
    assert (set(own.amends), set(own.side_payments), set(own.rounds)) == ({0.25}, {0.125}, {3})


def test_a_chair_that_would_overrule_is_drawn_and_none_is_one_answer():
    assert drawn({"procedure.gavel": 0.0}).luck.gavel.tolist() == [False]
    assert abs(drawn({"procedure.gavel": 0.3}).luck.gavel.mean() - 0.3) < NEAR


def test_what_staying_out_spares_is_a_share():
    assert drawn({"procedure.spares": 0.25}).luck.spares.tolist() == [0.25]
    found = drawn({"procedure.spares": {"mean": 0.8, "sd": 0.5}}).luck.spares
    assert (found.min(), found.max()) == (0, 1)


@pytest.mark.parametrize("way", ["road", "noted"])
def test_what_a_road_or_a_note_does_is_a_share_of_the_text(way):
    setting = drawn(text=CASE + f"[{way}]\nworth = {{ mean = 50, sd = 80 }}\nchance = 0.3\n")
    found = setting.road if way == "road" else setting.note
    assert (found.worth.min(), found.worth.max()) == (0, 1)
    assert abs(np.median(found.worth) - 0.5) < NEAR
    assert abs(found.open.mean() - 0.3) < NEAR


def test_the_willing_take_the_days_that_a_file_says_and_never_less_than_none():
    fixed = drawn(text=CASE + "[ratification]\ndays = 25\n").luck.home(np.arange(RUNS))
    assert fixed.tolist() == [[25]] * 3
    found = drawn(text=CASE + "[ratification]\ndays = { mean = 10, sd = 20 }\n").luck.home(np.arange(RUNS))
    assert found.shape == (3, RUNS)
    assert found.min() == 0
    assert abs((found == 0).mean() - 0.31) < NEAR  # half a standard deviation below: 0.309
    some = np.array([7, 3])
    again = drawn(text=CASE + "[ratification]\ndays = { mean = 10, sd = 20 }\n").luck.home(some)
    np.testing.assert_array_equal(again, found[:, some])


def test_every_round_draws_its_own_days_and_none_is_less_than_nothing():
    luck = drawn({"procedure.days_per_round": {"mean": 10, "sd": 20}}).luck
    one, all_ = np.ones(RUNS, int), np.arange(RUNS)
    first, both = luck.days(one, all_), luck.days(2 * one, all_)
    assert first.min() == (both - first).min() == 0
    assert abs(np.corrcoef(first, both - first)[0, 1]) < 0.1
    rounds = np.arange(RUNS) % 3
    mixed = luck.days(rounds, all_)
    np.testing.assert_allclose(mixed, np.choose(rounds, [0 * first, first, both]))
    np.testing.assert_allclose(luck.days(rounds[[9, 5]], np.array([9, 5])), mixed[[9, 5]])


EVENT = """
[[events]]
round = 2
probability = 0.25
members = ["B"]
change = { position = { matter = -30 }, salience = 10, resolve = { low = 10, high = 30 } }
"""


def test_an_event_changes_those_whom_it_names_by_as_much_as_it_says():
    event = drawn(text=CASE + EVENT).events[0]
    assert abs(event.happens.mean() - 0.25) < NEAR
    assert event.round.tolist() == [2]
    np.testing.assert_allclose(
        np.broadcast_to(event.position, (2, 3, RUNS))[:, :, 0], [[0, -0.3, 0], [0, 0, 0]], atol=1e-6
    )
    np.testing.assert_allclose(
        np.broadcast_to(event.salience, (2, 3, RUNS))[:, :, 0], [[0, 0.1, 0]] * 2, atol=1e-6
    )
    assert (event.resolve[[0, 2]] == 0).all()
    assert (event.resolve[1].min(), event.resolve[1].max()) == pytest.approx((0.1, 0.3), abs=0.01)


def test_where_an_event_puts_a_member_is_on_the_scale_whatever_is_drawn():
    """Of a normal number with mean 0 half lie below the scale, and are at its end."""
    lots_, none = np.arange(0, 65536, 16, dtype=np.uint16), np.zeros(4096, np.float32)
    found = one(Normal(0.0, 40.0), lots_, none)
    assert (found.min(), found.max()) == (0, 1)
    assert (found == 0).mean() == pytest.approx(0.5, abs=0.001)
    assert set(one(30, lots_, none)) == {np.float32(0.3)}


@pytest.mark.parametrize("made", [room_of, issues, judged, pull, fixed_parameters])
def test_what_is_certain_is_made_once_for_a_scenario_and_anew_for_another(made):
    case = loads(CASE)
    assert made(case) is made(case)
    assert made(case) is not made(loads(CASE))


def test_the_calibrated_set_is_read_once():
    assert calibrated_table() is calibrated_table()
