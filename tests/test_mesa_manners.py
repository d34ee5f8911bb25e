"""What people who know Mesa expect of a council: batches, minutes, leaving, copies, hooks, a chair of one's own."""

import copy
import pickle
import sys
import warnings

import mesa
import pandas as pd
import pytest
from three_members import TRIO, to_the_end

from nacsim import NacsimError, simulate
from nacsim.council.agents import Council, Member
from nacsim.council.batch import SEEDS
from nacsim.council.chair import NotAllowed
from nacsim.scenario import load, loads

pytestmark = pytest.mark.filterwarnings("error")
TOKYO = "tokyo_liaison_office"


@pytest.fixture
def trio():
    return loads(TRIO)


def test_mesas_random_numbers_follow_seed_and_run(trio):
    def drawn(*which, **how):
        council = Council(trio, *which, **how)
        return council.random.random(), council.rng.random(), council.members[0].random.random()

    assert drawn(3, 0) == drawn(3, 0) == drawn(3)
    assert len({drawn(run, seed) for run in (0, 1, 2000) for seed in (0, 1)}) == 6
    assert drawn(rng=7) == drawn(1, rng=7) != drawn()


def test_a_name_will_do_and_a_seed_may_be_left_out():
    council = Council("minimal", seed=None)
    assert (council.run, council.seed) == (0, 0)
    assert to_the_end(council).result == simulate("minimal", 1)


def test_minutes_are_kept_under_the_codes_of_members(trio):
    council = to_the_end(Council(trio, run=2))
    told = council.datacollector.get_model_vars_dataframe()
    assert told["round"].tolist() == [record.round for record in council.log]
    assert told["outcome"].iloc[-1] == council.outcome
    assert told["wording"].iloc[-1] == council.text["wording"]
    each = council.datacollector.get_agent_vars_dataframe()
    last = each.xs(each.index.get_level_values("Step").max(), level="Step")
    assert list(last.index) == ["A", "B", "C"] == [m.unique_id for m in council.agents]
    for member in council.members:
        for name in ("objects", "speaks", "margin", "cost", "paid", "resolve"):
            assert last.loc[member.code, name] == getattr(member, name), name
            assert council.datacollector.agent_reporters[name](member) == getattr(member, name)
        assert last.loc[member.code, "position.deal"] == member.position["deal"]


def batch(council=Council, iterations=None, **parameters):
    """What Mesa's own runner makes of it, whichever Mesa it is."""
    more = {} if iterations is None else {"rng": [None] * iterations} if SEEDS else {"iterations": iterations}
    start = sys.modules["multiprocessing"].get_start_method
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = mesa.batch_run(council, parameters, number_processes=1, display_progress=False, **more)
    assert start() == "spawn"
    return pd.DataFrame(found)


def test_mesas_batch_runner_plays_the_runs_that_are_asked_for(trio):
    rows = batch(scenario=[load("minimal")], run=range(3))
    played = simulate("minimal", 3).frame()
    ends = rows.groupby("RunId").first()
    assert ends["outcome"].tolist() == played["outcome"].astype(str).tolist()
    assert ends["round"].tolist() == played["rounds"].tolist()
    assert ends["run"].tolist() == [0, 1, 2]
    assert ends["scenario"].unique().tolist() == ["minimal"]
    assert len(rows) == 3 * len(load("minimal").room)
    assert {"FRA", "USA"} <= set(rows["AgentID"])


def test_iterations_of_a_batch_differ_and_can_be_played_again():
    rows = batch(iterations=4, scenario=TOKYO).groupby("RunId").first()
    assert rows["run"].tolist() == [0, 1, 2, 3]
    assert rows["office"].nunique() > 1
    played = simulate(TOKYO, 4)
    assert rows["outcome"].tolist() == played.frame()["outcome"].astype(str).tolist()


@pytest.mark.skipif(not SEEDS, reason="this Mesa gives iterations no seeds")
def test_seeds_of_a_batch_are_seeds():
    found = pd.DataFrame(mesa.batch_run(Council, {"scenario": "minimal"}, rng=[5, 6], display_progress=False))
    ends = found.groupby("RunId").first()
    assert ends[["run", "seed"]].to_numpy().tolist() == [[0, 5], [0, 6]]


def test_a_batch_that_takes_a_scenario_apart_is_told_what_to_write(trio):
    with pytest.raises(TypeError, match=r'write \{"scenario": \[scenario\]\}'):
        batch(scenario=trio)


def test_a_copy_in_mid_course_goes_on_the_same():
    scenario = load("history/finland_ratification_2023")
    run = next(k for k in range(50) if len(to_the_end(Council(scenario, k)).log) > 3)
    council = Council(scenario, run, member_class={"HUN": Slow})
    for _ in range(2):
        council.step()
    council.member("FRA").position = {next(iter(scenario.issues)): 40}
    council.random.random()
    copies = [copy.deepcopy(council), pickle.loads(pickle.dumps(council))]
    ends = [to_the_end(one) for one in (council, *copies)]
    for one in copies:
        assert one.result == council.result
        assert one.log[-1]._replace(state=None) == council.log[-1]._replace(state=None)
        assert one.datacollector.model_vars == council.datacollector.model_vars
        assert one.datacollector._agent_records == council.datacollector._agent_records
        assert {m.council for m in one.members} == {one}
        assert one.member("HUN").seen == council.member("HUN").seen
    assert len({id(one.member("HUN")) for one in ends}) == 3
    drawn = {one.random.random() for one in ends}
    assert len(drawn) == 1


class Slow(Member):
    """Counts the rounds it has seen."""

    seen = 0

    def before_silence(self):
        self.seen += 1


@pytest.mark.parametrize(
    "name",
    [
        "minimal",
        "history/finland_ratification_2023",
        "security_council_libya_2011",
        "hormuz_coalition",
        "ukraine_clusters_hungary_votes",
    ],
)
def test_who_leaves_before_the_first_round_was_never_there(name):
    scenario = load(name)
    for code in (scenario.room[0], scenario.room[-2]):
        without = simulate(scenario.with_(absent=[code]), 6, jobs=1)
        for run in range(6):
            council = Council(scenario, run)
            council.member(code).remove()
            assert to_the_end(council).result.rows[0] == without.rows[run]


def test_who_leaves_in_mid_course_blocks_no_more(trio):
    council = Council(trio)
    council.step()
    gone = council.member("C")
    assert council.objectors == ("C",)
    gone.remove()
    assert (len(council.agents), council.agenda.room) == (2, ("A", "B"))
    with pytest.raises(KeyError, match="C is not in the room; in the room: A, B"):
        council.member("C")
    with pytest.raises(NacsimError, match="C is not in the room"):
        _ = gone.position
    council.member("A").paid = 3
    council.step()
    assert council.result.adopted[0]
    assert council.result.room == ("A", "B")
    assert council.member("A").paid == 3
    gone.remove()  # it has gone already


def test_who_leaves_takes_its_place_in_the_rule_along():
    council = Council(load("security_council_crimea_2014"), 1)
    council.step()
    assert council.running or council.outcome in ("blocked", "shelved")
    while council.running and council.objectors:
        for code in council.objectors:
            council.member(code).remove()
        council.step()
    assert council.result.adopted[0]
    nine = load("security_council_crimea_2014", ["procedure.needed=15"])
    with pytest.raises(NotAllowed, match=r"cannot leave the room.*15"):
        Council(nine).member("RUS").remove()


def test_who_leaves_before_the_decisions_at_home_is_not_asked_there():
    agreed = {"members.C.position": 90, "issues.wording.proposed": 90, "ratification.days": 10}
    council = Council(loads(TRIO).with_values(agreed))
    council.step()
    assert council.running
    council.member("C").forced = "objects"
    council.member("C").remove()
    council.step()
    assert council.outcome == "approved"
    assert council.result.room == ("A", "B")


def test_the_last_one_leaves_an_empty_room(trio):
    council = Council(trio)
    council.remove_all_agents()
    assert (council.running, council.outcome, len(council.agents)) == (False, None, 0)
    council.step()
    assert council.log == []


class Leaves(Member):
    """Walks out when it has objected."""

    def before_silence(self):
        if self.objects:
            self.remove()


class Hasty(Member):
    """Walks out while it weighs."""

    def weigh(self, margin):
        self.remove()


def test_a_member_may_walk_out_before_a_silence_and_not_in_it(trio):
    council = to_the_end(Council(trio, member_class=Leaves))
    assert council.outcome == "amended"
    assert [m.code for m in council.members] == ["A", "B"]
    with pytest.raises(NotAllowed, match="before_silence"):
        Council(trio, member_class={"A": Hasty}).step()


@pytest.mark.parametrize(
    ("slip", "meant"), [("wiegh", "weigh"), ("before_silense", "before_silence"), ("weigh_may", "weigh_many"),
                        ("redrafts", "redraft"), ("step", "before_silence"), ("beforeSilence", "before_silence")],
)  # fmt: skip
def test_a_misspelt_hook_names_the_nearest(slip, meant):
    with pytest.raises(TypeError, match=rf"Loud\.{slip}.*did you mean {meant}\?"):
        type("Loud", (Member,), {slip: lambda self, *_: 0})


def test_so_does_a_misspelt_hook_of_a_council():
    with pytest.raises(TypeError, match=r"Own\.redaft is no hook of a Council.*did you mean redraft\?"):
        type("Own", (Council,), {"redaft": lambda self, offer: None})


def test_other_names_are_free():
    class Free(Member):
        def complain(self):
            return self.code

        def _wiegh(self):
            return 1

        weight = 3

    assert Free._wiegh(None) == 1


def test_members_do_not_step_by_themselves(trio):
    with pytest.raises(TypeError, match=r"council\.step\(\) plays a round"):
        Council(trio).agents.shuffle_do("step")


@pytest.mark.parametrize(
    ("given", "error", "said"),
    [
        ("Stubborn", TypeError, "needed: a subclass of Member"),
        (mesa.Agent, TypeError, "needed: a subclass of Member"),
        ({"D": Member}, KeyError, "D is not in the room"),
    ],
)
def test_a_class_that_will_not_do_says_why(trio, given, error, said):
    with pytest.raises(error, match=said):
        Council(trio, member_class=given)


class Presidency(Member):
    """Holds the chair: puts the deal at half, once."""

    def redraft(self, offer):
        return offer | {"deal": 60} if self.council.round == 1 else offer


class Impatient(Member):
    """Takes what fails off the table."""

    def redraft(self, offer):
        return None


class Content(Member):
    """Puts what the model would put."""

    def redraft(self, offer):
        return offer


class Greedy(Member):
    """Puts what nobody bears."""

    def redraft(self, offer):
        return {"deal": 1}


def test_a_member_in_the_chair_puts_its_own_text(trio):
    council = Council(trio, member_class={"B": Presidency})
    council.step()
    assert council.text["deal"] == 60
    assert council.log[0].new_text["deal"] == 60
    council = to_the_end(Council(trio, member_class={"B": Impatient}))
    assert (council.outcome, council.round) == ("shelved", 1)
    assert council.result.text[:, 0].tolist() == [0, 0]


def test_a_chair_is_bound_by_the_sponsors_and_alone(trio):
    with pytest.raises(NotAllowed, match="the sponsors would not table less than"):
        Council(trio, member_class={"B": Greedy}).step()
    with pytest.raises(ValueError, match="there is one chair"):
        Council(trio, member_class=Content)
    scenario = load("spending_pledge")
    for run in range(8):
        plain, own = Council(scenario, run), Council(scenario, run, member_class={"USA": Content})
        assert to_the_end(own).result.rows[0] == to_the_end(plain).result.rows[0]


def test_a_council_of_ones_own_may_have_a_chair_that_is_no_member(trio):
    class Deliberate(Council):
        def redraft(self, offer):
            return None if self.round == 2 else dict(self.text)

    council = to_the_end(Deliberate(trio))
    assert (council.outcome, council.round) == ("shelved", 2)


def test_chance_is_named_and_shared(trio):
    one, other = Council(trio, 5), Council(trio, 6)
    a = one.member("A")
    assert a.chance("mood") == Council(trio, 5).member("A").chance("mood") != other.member("A").chance("mood")
    assert (
        len({a.chance("mood"), a.chance("tired"), a.chance("mood", 1), one.member("B").chance("mood")}) == 4
    )
    drawn = [Council(trio, run).member("A").chance("mood") for run in range(100)]
    assert abs(sum(drawn) / 100 - 0.5) < 0.12
