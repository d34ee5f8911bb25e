"""From the file to explicit values: inheritance, groups, reach, network, roster, absence; by hand."""

import copy
import datetime
import pickle

import numpy as np
import pytest

from nacsim.data import members
from nacsim.errors import WrongType
from nacsim.scenario import Normal, Scenario, ScenarioError, Triangular, Uniform, loads

TOP = 'title = "T"\ndate = 2023-07-11\n'
ISSUES = "[issues.office]\nstatus_quo = 0\nproposed = 100\n[issues.price]\nproposed = 30\n"
DEFAULT = "[default]\nposition = 70\nsalience = 15\nresolve = 5\n"


def scenario(rest="", top=TOP, default=DEFAULT, overrides=()):
    return loads(top + ISSUES + default + rest, overrides=overrides)


def fails(rest="", **parts):
    with pytest.raises(ScenarioError) as caught:
        scenario(rest, **parts)
    return str(caught.value)


def test_default_for_everybody():
    case = scenario()
    assert len(case.room) == len(case.members) == 31
    assert case.room == members.in_council(datetime.date(2023, 7, 11))
    for stance in case.members.values():
        assert stance.position == {"office": 70.0, "price": 70.0}
        assert stance.salience == {"office": 15.0, "price": 15.0}
        assert stance.resolve == 5.0


def test_without_a_date_today_s_members():
    assert scenario(top='title = "T"\n').room == tuple(members.NAMES)


def test_member_over_group_over_default_key_by_key():
    case = scenario(
        "[groups.one]\nmembers = ['EST', 'LVA', 'FRA']\nposition = 85\nresolve = 30\n"
        "[groups.two]\nmembers = ['LVA', 'FRA']\nresolve = 40\n"
        "[members]\nFRA = { position = 5 }\n"
    )
    assert (case.members["EST"].position["office"], case.members["EST"].resolve) == (85, 30)
    assert (case.members["LVA"].position["office"], case.members["LVA"].resolve) == (85, 40)
    assert (case.members["FRA"].position["office"], case.members["FRA"].resolve) == (5, 40)
    assert case.members["FRA"].salience["office"] == 15


def test_issue_by_issue_within_position_and_salience():
    case = scenario(
        "[groups.one]\nmembers = ['FRA', 'DEU', 'ITA']\n"
        "position = { price = 20 }\nsalience = { office = 60 }\n"
        "[members]\nFRA = { position = { office = 5 } }\nDEU = { position = 33 }\n"
    )
    assert case.members["ITA"].position == {"office": 70, "price": 20}
    assert case.members["FRA"].position == {"office": 5, "price": 20}
    assert case.members["DEU"].position == {"office": 33, "price": 33}
    assert case.members["FRA"].salience == {"office": 60, "price": 15}


def test_a_distribution_is_one_value():
    case = scenario(
        "[members]\nFRA = { position = { mean = 20, sd = 5 }, resolve = { low = 1, mode = 2, high = 6 } }\n"
    )
    assert case.members["FRA"].position == {"office": Normal(20, 5), "price": Normal(20, 5)}
    assert case.members["FRA"].resolve == Triangular(1, 2, 6)
    assert case.members["FRA"].resolve.centre == 3


def test_no_default_is_needed_if_every_member_is_complete():
    top = 'title = "T"\nroster = ["A", "B"]\n'
    whole = "position = { office = 1, price = 2 }, salience = 3, resolve = 4"
    case = scenario(f"[members]\nA = {{ {whole} }}\nB = {{ {whole} }}\n", top=top, default="")
    assert case.members["A"].position == {"office": 1, "price": 2}
    message = fails(
        f"[members]\nA = {{ {whole} }}\nB = {{ position = {{ office = 1 }}, resolve = 4 }}\n",
        top=top,
        default="",
    )
    assert "default.position: missing" in message
    assert "B a position" in message
    assert "default.salience" in message
    assert "resolve" not in message


def test_groups_of_the_member_table_and_allies_not_in_the_room():
    case = scenario(
        "[groups.baltic_3]\nposition = 90\n[groups.nordic]\nresolve = 20\n", overrides=["absent=['DNK']"]
    )
    assert {code for code in case.room if case.members[code].position["office"] == 90} == {
        "EST",
        "LVA",
        "LTU",
    }
    assert {code for code in case.room if case.members[code].resolve == 20} == {"FIN", "ISL", "NOR"}
    assert "SWE" in members.GROUPS["nordic"]


def test_a_list_of_its_own_wins_over_the_table_group_of_that_name():
    case = scenario("[groups.baltic_3]\nmembers = ['POL', 'SWE']\nposition = 90\n")
    assert {code for code in case.room if case.members[code].position["office"] == 90} == {"POL"}


def test_absent_members_are_checked_kept_and_ignored():
    case = scenario("[members]\nFRA = { position = 5 }\n", top=TOP + "absent = ['FRA']\n")
    assert len(case.room) == 30
    assert "FRA" not in case.members
    assert case.document["members"]["FRA"] == {"position": 5}
    assert "position: 500 is outside" in fails(
        "[members]\nFRA = { position = 500 }\n", top=TOP + "absent = ['FRA']\n"
    )


def test_absent_members_elsewhere_are_passed_over():
    case = scenario(
        "[actors]\njapan = { stance = 1, reach = { FRA = 10, USA = 20 } }\n"
        "[[events]]\nround = 1\nmembers = ['FRA', 'DEU']\nchange = { resolve = 1 }\n"
        "[network.ties]\nFRA = { USA = 0.5 }\nDEU = { FRA = 0.5, USA = 0.25 }\n",
        top=TOP + "absent = ['FRA']\n",
    )
    assert case.actors["japan"].reach == {"USA": 20}
    assert case.events[0].members == ("DEU",)
    assert case.ties.shape == (30, 30)
    assert case.ties[case.room.index("DEU"), case.room.index("USA")] == pytest.approx(0.25)


def test_reach_by_column_is_scaled_to_the_largest_in_the_room():
    line = "[actors]\nchina = { name = 'China', stance = -60, reach = 'china_trade' }\n"
    case = scenario(line)
    values = members.COLUMNS["china_trade"].values
    top = max(values[code] for code in case.room if code in values)
    assert max(case.actors["china"].reach.values()) == 100
    for code in ("FRA", "DEU", "USA"):
        assert case.actors["china"].reach[code] == pytest.approx(100 * values[code] / top)
    largest = max(case.actors["china"].reach, key=case.actors["china"].reach.get)
    fewer = scenario(line, top=TOP + f"absent = ['{largest}']\n")
    assert largest not in fewer.actors["china"].reach
    assert max(fewer.actors["china"].reach.values()) == 100
    assert fewer.actors["china"].reach["FRA"] > case.actors["china"].reach["FRA"]
    assert case.actors["china"].reach_column == "china_trade"


def test_every_column_can_be_a_reach_within_the_scale():
    for column in members.COLUMNS:
        reach = scenario(f"[actors]\nx = {{ stance = 1, reach = '{column}' }}\n").actors["x"].reach
        assert all(0 < value <= 100 for value in reach.values()), column


def test_an_actor_without_reach_moves_nobody():
    actor = scenario("[actors]\nrussia = { stance = { low = -40, high = -10 } }\n").actors["russia"]
    assert (actor.name, actor.stance, actor.reach, actor.reach_column) == (
        "russia",
        Uniform(-40, -10),
        {},
        None,
    )


def test_network_base_is_the_ties_of_the_table():
    case = scenario()
    np.testing.assert_allclose(case.ties, members.ties(case.room))
    np.testing.assert_allclose(case.ties.sum(axis=1), 1)


def test_network_equal():
    case = scenario("[network]\nbase = 'equal'\n")
    np.testing.assert_allclose(case.ties, np.full((31, 31), 1 / 31))


def test_network_row_is_overridden_and_the_rest_scaled():
    case = scenario("[network]\nties = { HUN = { SVK = 0.3, USA = 0.2 } }\n")
    table, at = members.ties(case.room), case.room.index
    row, rest = case.ties[at("HUN")], [k for k, code in enumerate(case.room) if code not in ("SVK", "USA")]
    assert row[at("SVK")] == pytest.approx(0.3)
    assert row[at("USA")] == pytest.approx(0.2)
    np.testing.assert_allclose(row[rest], table[at("HUN")][rest] * 0.5 / table[at("HUN")][rest].sum())
    np.testing.assert_allclose(np.delete(case.ties, at("HUN"), 0), np.delete(table, at("HUN"), 0))
    np.testing.assert_allclose(case.ties.sum(axis=1), 1)


def test_network_cannot_be_changed_by_accident():
    case = scenario()
    with pytest.raises(ValueError, match="read-only"):
        case.ties[0, 0] = 1


def test_network_whole_row_by_hand():
    case = scenario(
        "[network.ties]\nA = { B = 0.25, A = 0.75 }\nB = { A = 1 }\n",
        top='title = "T"\nroster = ["A", "B"]\n',
    )
    np.testing.assert_allclose(case.ties, [[0.75, 0.25], [1, 0]])


def test_roster_never_reads_the_member_table(monkeypatch):
    top = 'title = "T"\nroster = ["FRA", "Nobody at all", "x.y"]\n'

    def refuse(*args):
        raise AssertionError("the member table was read")

    for name in ("in_council", "joined", "population", "ties"):
        monkeypatch.setattr(members, name, refuse)
    monkeypatch.setattr(members, "GROUPS", None)
    monkeypatch.setattr(members, "COLUMNS", None)
    monkeypatch.setattr(members, "NAMES", None)
    case = scenario(
        "[groups.us]\nmembers = ['FRA']\nresolve = 9\n[members]\n'x.y' = { position = 3 }\n", top=top
    )
    assert case.room == ("FRA", "Nobody at all", "x.y")
    assert case.population is None
    assert case.roster
    np.testing.assert_allclose(case.ties, np.full((3, 3), 1 / 3))
    assert case.members["x.y"].position["office"] == 3
    assert case.members["FRA"].resolve == 9


def test_population_is_that_of_the_room():
    case = scenario()
    assert case.population == members.population(case.room)


def test_events():
    case = scenario(
        "[[events]]\nround = 3\nprobability = 0.3\nmembers = ['FRA', 'DEU']\n"
        "change = { position = 40, resolve = -30 }\n"
        "[[events]]\nround = 1\nmembers = ['USA']\nnote = 'n'\n"
        "change = { position = { price = { low = -5, high = 5 } } }\n"
    )
    first, second = case.events
    assert (first.round, first.probability, set(first.members)) == (3, 0.3, {"FRA", "DEU"})
    assert (first.position, first.salience, first.resolve) == ({"office": 40, "price": 40}, {}, -30)
    assert (second.probability, second.position, second.resolve) == (1.0, {"price": Uniform(-5, 5)}, None)
    assert second.note == "n"


def test_issues_conditions_and_floors():
    case = loads(
        TOP + "[issues.a]\nstatus_quo = 80\nproposed = 20\nfloor = 60\nlabel = 'L'\n"
        "[issues.b]\nproposed = 0\nlumpy = true\n"
        "[issues.c]\nstatus_quo = 50\nproposed = 50\n"
        "[issues.d]\nstatus_quo = 0\nproposed = 100\nfloor = 60\nlumpy = true\n" + DEFAULT
    )
    assert case.principal == "a"
    assert (case.issues["a"].floor, case.issues["a"].label) == (60, "L")
    assert (case.issues["b"].status_quo, case.issues["b"].floor, case.issues["b"].lumpy) == (None, None, True)
    assert (case.issues["b"].label, case.issues["c"].floor) == ("b", None)
    assert case.issues["d"].floor is None, "lumpy overrides the floor"


def test_procedure_chair_uncertainty_ratification_parameters():
    case = scenario(
        "[procedure]\nrule = 'consensus_minus_one'\nrounds = 8\ndays_per_round = 10\nopt_out = true\nspares = 0.8\n"
        "[chair]\namends = 0.35\nshelves = false\n[uncertainty]\nposition_sd = 0\nresolve_sd = 20\n"
        "[ratification]\ndays = { low = 30, mode = 120, high = 300 }\n"
        "[parameters]\ntau = { mean = 0.5, sd = 0.1 }\ndraw = false\n"
    )
    assert (case.procedure.rule, case.procedure.rounds) == ("consensus_minus_one", 8)
    assert (case.procedure.days_per_round, case.procedure.opt_out, case.procedure.spares) == (10, True, 0.8)
    assert (case.chair.amends, case.chair.side_payments, case.chair.shelves) == (0.35, None, False)
    assert case.uncertainty == {"position_sd": 0, "salience_sd": None, "resolve_sd": 20}
    assert case.ratification == Triangular(30, 120, 300)
    assert (case.parameters, case.draw) == ({"tau": Normal(0.5, 0.1)}, False)


def test_what_is_not_given():
    case = scenario()
    assert (case.procedure.rule, case.procedure.rounds, case.procedure.opt_out) == ("unanimity", None, None)
    assert case.procedure.days_per_round == Uniform(5, 20)
    assert (case.chair.amends, case.chair.side_payments, case.chair.shelves) == (None, None, None)
    assert case.uncertainty == dict.fromkeys(("position_sd", "salience_sd", "resolve_sd"))
    assert (case.ratification, case.observed) == (None, None)
    assert (case.procedure.spares, case.procedure.horizon, case.influence) == (1, None, None)
    assert not any(member.indispensable for member in case.members.values())
    assert (case.parameters, case.draw, case.actors, case.events) == ({}, True, {}, ())


def test_observed_days_are_right_where_they_differ_from_the_dates():
    top = TOP + "tabled = 2023-04-15\n"
    rest = "[observed]\noutcome = 'shelved'\ndecided = 2023-07-11\nblockers = ['FRA', 'SWE']\n"
    assert scenario(rest, top=top).observed.days == 87
    assert scenario(rest + "days = 90\n", top=top).observed.days == 90
    assert scenario(rest, top=top).observed.blockers == ("FRA", "SWE"), "one outside the room is kept"
    still = scenario("[observed]\noutcome = 'delayed'\ncensored = true\n", top=top).observed
    assert (still.decided, still.days, still.censored) == (None, None, True)


def test_prose_is_kept_on_any_entry_and_coding_takes_anything():
    prose = "note = 'n'\nsource = ['a', 'b']\nconfidence = 'high'\n"
    case = scenario(
        "[members.FRA]\n"
        + prose
        + "[actors.x]\nstance = 1\n"
        + prose
        + "[procedure]\n"
        + prose
        + "[chair]\n"
        + prose
        + "[groups.nordic]\n"
        + prose
        + "[network]\n"
        + prose
        + "[parameters]\n"
        + prose
        + "[uncertainty]\n"
        + prose
        + "[ratification]\ndays = 5\n"
        + prose
        + "[observed]\noutcome = 'blocked'\n"
        + prose
        + "[[events]]\nround = 1\nmembers = ['FRA']\nchange = { resolve = 1 }\n"
        + prose
        + "[coding]\nanything = { goes = [1, nan] }\n",
        top=TOP
        + "question = 'q?'\nsources = ['s']\ncategory = 'office'\nstatus_quo = 'none'\nproposal = 'p'\n",
        default=DEFAULT + prose,
    )
    stance = case.members["FRA"]
    assert (stance.note, stance.source, stance.confidence) == ("n", "a; b", "high")
    assert case.members["DEU"].note == ""
    assert case.category == "office"
    assert case.coding["anything"]["goes"][0] == 1
    assert case.document["question"] == "q?"
    assert case.parameters == {}


def test_a_scenario_does_not_change_and_can_be_sent_to_another_process():
    case = scenario()
    with pytest.raises(
        WrongType, match=r"title of a Scenario cannot be set. What a scenario says is changed in"
    ):
        case.title = "other"
    with pytest.raises(WrongType, match="resolve of a Stance cannot be set"):
        case.members["FRA"].resolve = 20
    assert pickle.loads(pickle.dumps(case)) == case
    assert hash(pickle.loads(pickle.dumps(case))) == hash(case)
    assert repr(case) == "<Scenario scenario: 'T', 31 members, issues: office, price>"


@pytest.mark.parametrize(
    "change",
    [
        lambda case: case.members.update(FRA=case.members["DEU"]),
        lambda case: case.members["FRA"].position.__setitem__("office", 85),
        lambda case: case.members["FRA"].salience.pop("office"),
        lambda case: case.issues.clear(),
        lambda case: case.parameters.setdefault("aspiration", 0.5),
    ],
)
def test_what_a_scenario_holds_does_not_change_either(change):
    """The engine would hear of it, and `sweep` and `with_` would not."""
    case, before = scenario(), scenario()
    with pytest.raises(WrongType, match=r"a table of a Scenario cannot be written to.*scenario\.with_"):
        change(case)
    assert case == before
    copied = copy.deepcopy(case)
    with pytest.raises(WrongType):
        change(pickle.loads(pickle.dumps(copied)))


def test_an_error_inside_what_a_scenario_can_be_asked_for_is_not_called_a_missing_name(monkeypatch):
    def broken(self):
        raise AttributeError("of its own")

    monkeypatch.setattr(Scenario, "decides", property(broken))
    with pytest.raises(AttributeError, match=r"^of its own$"):
        scenario().decides  # noqa: B018  asked for its error


def test_none_is_no_change():
    with pytest.raises(
        ScenarioError, match=r"members.FRA.position: None is no value; what is not given stays"
    ):
        scenario().with_(members={"FRA": {"position": None, "resolve": 20}})
    assert scenario("[road]\nworth = 50\n").with_(road=None).road is None


def test_a_chance_of_being_lumpy_and_what_remains_of_a_text_that_fails():
    case = loads(
        TOP + "[issues.a]\nstatus_quo = 0\nproposed = 100\nlumpy = 0.7\nresidue = 20\n"
        "[issues.b]\nproposed = 40\n" + DEFAULT
    )
    assert (case.issues["a"].lumpy, case.issues["a"].residue) == (0.7, 20)
    assert (case.issues["b"].lumpy, case.issues["b"].residue) == (False, None)


@pytest.mark.parametrize(
    ("top", "procedure", "days"),
    [
        ("", "horizon = 365", 365),
        ("", "decide_by = 2024-07-10", 365),
        ("tabled = 2023-07-01\n", "decide_by = 2023-07-12", 11),
        ("", "rounds = 4", None),
    ],
)
def test_the_horizon_counts_from_the_tabling_or_else_from_the_date(top, procedure, days):
    case = scenario(f"[procedure]\n{procedure}\n", top=TOP + top)
    assert case.procedure.horizon == days


def test_influence_multiplies_how_much_all_listen():
    """Where all listen to all alike, to one of influence 3 beside three of 1 three times as much; the mean is 1."""
    top = 'title = "T"\nroster = ["A", "B", "C", "D"]\n'
    case = scenario("[members]\nA = { influence = 30 }\n", top=top, default=DEFAULT + "influence = 10\n")
    assert case.influence == pytest.approx((2, 2 / 3, 2 / 3, 2 / 3))
    np.testing.assert_allclose(case.ties, [[0.5, 1 / 6, 1 / 6, 1 / 6]] * 4)


def test_who_says_nothing_of_influence_has_the_mean():
    top = 'title = "T"\nroster = ["A", "B", "C"]\n'
    case = scenario("[members]\nA = { influence = 30 }\nB = { influence = 10 }\n", top=top)
    assert case.influence == pytest.approx((1.5, 0.5, 1))


def test_one_that_is_indispensable():
    case = scenario("[members]\nTUR = { indispensable = true }\n")
    assert [code for code in case.room if case.members[code].indispensable] == ["TUR"]
