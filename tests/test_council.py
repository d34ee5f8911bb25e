"""The Mesa council: attributes that read and write, own members, the usual idioms, nothing left behind."""

import copy
import gc
import math
import weakref

import mesa
import pytest
from three_members import TRIO, to_the_end

from nacsim.council.agents import Council, Member
from nacsim.scenario import load, loads

pytestmark = pytest.mark.filterwarnings("error")
TOKYO = "tokyo_liaison_office"


@pytest.fixture
def trio():
    return loads(TRIO)


def test_members_show_their_column(trio):
    council = Council(trio)
    member = council.member("C")
    assert [m.code for m in council.members] == ["A", "B", "C"]
    assert member.position == pytest.approx({"deal": 0.0, "wording": 20})
    assert member.salience == pytest.approx({"deal": 90, "wording": 10})
    assert member.resolve == 90
    assert (member.paid, member.forced, member.objects, council.round) == (0.0, None, False, 0)
    council.step()
    assert council.objectors == council.speakers == ("C",)
    assert member.objects
    assert member.margin + member.cost < 0
    assert not council.member("A").speaks


def test_what_is_set_is_felt_in_the_next_step(trio):
    council = Council(trio)
    council.step()
    assert council.running
    council.member("C").position = council.text
    council.step()
    assert council.result.adopted[0]
    assert council.round == 2


def test_assigning_one_issue_writes_through(trio):
    council = Council(trio)
    member = council.member("C")
    seen = member.position
    seen["deal"] = 75
    assert seen["deal"] == member.position["deal"] == 75
    assert member.position["wording"] == 20
    member.salience["wording"] = 50
    assert member.salience["wording"] == 50
    council.text["wording"] = 25
    assert council.text["wording"] == 100 * council.state.text[1, 0] == 25
    kept = copy.deepcopy(seen)
    assert type(kept) is dict
    assert kept == dict(seen)


def test_a_position_set_by_hand_is_not_undone_by_talk(trio):
    council = Council(trio)
    council.step()
    before = council.member("C").anchor["deal"]
    council.member("C").position = {"deal": 60}
    assert council.member("C").anchor["deal"] == pytest.approx(before + 60, abs=1e-4)
    council.step()
    assert council.member("C").position["deal"] >= 60 - 1e-4


def test_resolve_moves_what_follows_from_it(trio):
    council = Council(trio)
    cost = council.member("C").cost
    council.member("C").resolve = 20
    assert council.member("C").cost == pytest.approx(8**3 * cost, rel=1e-5)  # (1 - 0.2) / (1 - 0.9)
    council.step()
    assert 100 * council.state.terms.cost[2, 0] == pytest.approx(8**3 * cost, rel=1e-5)


class Meek(Member):
    """Loses heart at the table."""

    def before_silence(self):
        self.resolve = 0.0


def test_what_changes_before_the_silence_is_felt_in_it(trio):
    council = Council(trio, member_class={"C": Meek})
    council.step()
    plain = Council(trio)
    plain.step()
    assert council.state.terms.cost[2, 0] == pytest.approx(10**3 * plain.state.terms.cost[2, 0], rel=1e-5)


def test_forced_paid_luck_and_lean_can_be_set(trio):
    council = Council(trio)
    council.member("C").forced = "silent"
    assert council.member("C").forced == "silent"
    assert to_the_end(council).outcome == "approved"

    for attribute, enough in (("paid", 500.0), ("luck", -50.0), ("lean", 5000.0)):
        council = Council(trio.with_values({"parameters.intensity": 0.1}))
        setattr(council.member("C"), attribute, enough)
        assert getattr(council.member("C"), attribute) == enough
        assert to_the_end(council).outcome == "approved", attribute
    assert council.state.spent[0] == 0


def test_payments_by_hand_count_as_spent(trio):
    council = Council(trio)
    council.member("C").paid = 25
    council.member("A").paid = 50
    assert council.state.spent[0] == 0.75


@pytest.mark.parametrize(
    ("attribute", "value", "error", "message"),
    [
        ("resolve", 140, ValueError, "0-100"),
        ("resolve", math.nan, ValueError, "0-100"),
        ("position", -5, ValueError, "0-100"),
        ("position", {"office": 50}, KeyError, "deal, wording"),
        ("forced", "loud", ValueError, "silent, objects"),
        ("objects", True, AttributeError, "objects"),
        ("anchor", 50, AttributeError, "anchor"),
    ],
)
def test_what_cannot_be_set_says_why(trio, attribute, value, error, message):
    with pytest.raises(error, match=message):
        setattr(Council(trio).member("A"), attribute, value)


def test_unknown_names_say_who_is_there(trio):
    with pytest.raises(KeyError, match="A, B, C"):
        Council(trio).member("FRA")
    with pytest.raises(ValueError, match="from 0"):
        Council(trio, run=-1)


def test_writing_leaves_shared_arrays_alone(trio):
    scenario = load(TOKYO)
    row = to_the_end(Council(scenario)).result.rows[0]
    council = Council(scenario)
    for member in council.members:
        member.position, member.salience, member.resolve, member.luck = 0, 100, 100, -3.0
    to_the_end(council)
    assert to_the_end(Council(scenario)).result.rows[0] == row


def test_nothing_happens_after_the_end(trio):
    council = to_the_end(Council(trio))
    state, log = council.state, list(council.log)
    council.step()
    assert council.state is state
    assert council.log == log
    assert not council.running


class Stubborn(Member):
    """Says no for three rounds, whatever is on the table."""

    def weigh(self, margin):
        return -math.inf if self.council.round <= 3 else math.inf


class Warming(Member):
    """Comes round a little every round."""

    def before_silence(self):
        self.position = min(100, self.position["deal"] + 40)


class Sheep(Member):
    """Objects when C has just objected."""

    def before_silence(self):
        self.forced = "objects" if self.council.member("C").objects else None


def test_a_member_of_ones_own_decides(trio):
    council = to_the_end(Council(trio, member_class={"C": Stubborn}))
    assert [record.speaks for record in council.log] == [("C",), ("C",), ("C",), ()]
    assert council.outcome in ("delayed", "amended")
    assert [type(m) for m in council.members] == [Member, Member, Stubborn]


class Never(Member):
    """Says no for good, though it would like the text."""

    def weigh(self, margin):
        return -math.inf


def test_who_says_no_for_good_is_neither_worn_down_nor_settled_elsewhere(trio):
    often = trio.with_values({"parameters.elsewhere": 1.0, "parameters.elsewhere_adopts": 1.0})
    assert to_the_end(Council(often)).result.adopted[0]
    council = to_the_end(Council(often, member_class={"A": Never}))
    assert council.outcome in ("blocked", "shelved")
    assert "A" in council.objectors


def test_a_member_of_ones_own_changes_before_the_silence(trio):
    assert to_the_end(Council(trio)).outcome in ("blocked", "shelved")
    council = to_the_end(Council(trio, member_class={"C": Warming}))
    assert council.result.adopted[0]
    assert council.round < 6


def test_a_member_of_ones_own_looks_at_others(trio):
    council = to_the_end(Council(trio, member_class={"A": Sheep}))
    assert "A" not in council.log[0].objects
    assert "A" in council.log[1].objects


def test_one_class_for_all_and_the_models_answer_changes_nothing():
    class Same(Member):
        def weigh(self, margin):
            return margin

    scenario = load(TOKYO)
    for run in range(10):
        plain, own = Council(scenario, run), Council(scenario, run, member_class=Same)
        assert to_the_end(plain).result.rows[0] == to_the_end(own).result.rows[0]


def test_weighing_nothing_is_an_error(trio):
    class Lost(Member):
        def weigh(self, margin):
            return math.nan

    with pytest.raises(ValueError, match="A: weigh"):
        Council(trio, member_class={"A": Lost}).step()


def test_mesa_idioms(trio):
    council = Council(trio)
    council.agents.do("before_silence")
    council.agents.set("resolve", 50)
    assert council.agents.get("resolve") == [50, 50, 50]
    council.step()
    assert [m.code for m in council.agents.select(lambda m: m.objects)] == ["C"]
    assert council.agents.agg("margin", min) == council.member("C").margin
    assert len(council.agents) == 3


def test_data_are_collected_every_step(trio):
    council = Council(trio)
    council.datacollector = mesa.DataCollector(
        model_reporters={"round": "round", "outcome": "outcome"},
        agent_reporters={"code": "code", "margin": "margin", "position": "position", "speaks": "speaks"},
    )
    to_the_end(council)
    model, agents = (
        f()
        for f in (
            council.datacollector.get_model_vars_dataframe,
            council.datacollector.get_agent_vars_dataframe,
        )
    )
    assert model["round"].tolist() == [record.round for record in council.log]
    assert model["outcome"].iloc[-1] == council.outcome
    assert len(agents) == 3 * len(council.log)
    first = agents[agents["code"] == "A"]["position"].iloc[0]
    assert dict(first)["deal"] == 90


def test_the_log_is_the_course_of_the_council():
    scenario = load("history/finland_ratification_2023")
    ended = (to_the_end(Council(scenario, run)) for run in range(50))
    council = next(c for c in ended if c.log[-1].stage == "home")
    assert [r.stage for r in council.log[:-1]] == ["council"] * (len(council.log) - 1)
    assert council.log[-1].round == council.round == council.result.rounds[0]
    for before, after in zip(council.log, council.log[1:], strict=False):
        assert before.new_text == after.text


def test_members_can_be_changed_between_the_council_and_home():
    agreed = {"members.C.position": 90, "issues.wording.proposed": 90, "ratification.days": 10}
    council = Council(loads(TRIO).with_values(agreed))
    council.step()
    assert (council.running, council.log[0].phase) == (True, "passed")
    council.member("C").forced = "objects"
    council.step()
    assert council.outcome == "blocked"
    assert council.log[-1].speaks == ("C",)


def test_mesas_random_numbers_change_nothing(trio):
    assert (
        to_the_end(Council(load(TOKYO), rng=1)).result.rows[0]
        == to_the_end(Council(load(TOKYO), rng=2)).result.rows[0]
    )


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_no_council_is_kept_alive(trio):
    """Warnings are of files that the libraries of earlier tests left to the collector."""
    left = weakref.ref(to_the_end(Council(trio)))
    gc.collect()
    assert left() is None
