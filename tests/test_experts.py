"""Several experts over one file, and groups with one line: laws, closed forms, and what the answer says of them."""

import numpy as np
import pytest

from nacsim.council.agents import Council
from nacsim.council.replay import tell
from nacsim.doubts import doubts
from nacsim.engine.ensemble import simulate, simulate_many
from nacsim.engine.luck import lots
from nacsim.engine.sampling import draw
from nacsim.engine.stances import believed, expert_of
from nacsim.explore.doubt import doubt
from nacsim.explore.experts import by_expert
from nacsim.explore.inputs import uncertain
from nacsim.scenario import dump, load, loads
from nacsim.scenario.quantity import Discrete, Normal, Pooled, Uniform

RUNS = 2000
FILE = """
title = "Whom to believe"
roster = ["A", "B", "C", "D"]
[issues.x]
status_quo = 0
proposed = 80
lumpy = 1
[issues.price]
proposed = 30
[default]
position = { x = 80, price = 50 }
salience = { x = 40, price = 10 }
resolve = 30
[members]
A = { position = { x = 20 }, salience = { x = 80 }, resolve = 85 }
[experts.dove]
name = "Ms Dove"
weight = 1
members.A = { position = { x = 55 }, resolve = 30 }
members.B = { salience = { x = { low = 20, high = 60 } } }
[experts.hawk]
weight = 3
members.A = { resolve = 95 }
"""


@pytest.fixture(scope="module")
def case():
    return loads(FILE, "experts")


def who(case, runs=RUNS, seed=0):
    return believed(case, lots(seed, 0), runs)


def test_every_run_is_that_of_the_expert_it_believes(case):
    """Under the same luck, council by council: the linear pool mixes the two answers and does nothing else."""
    drawn = who(case)
    mixed, dove, hawk = simulate_many(
        [case, *(case.with_values({"experts.only": name}) for name in ("dove", "hawk"))], RUNS, jobs=1
    )
    assert (mixed.rows == np.where(drawn == 0, dove.rows, hawk.rows)).all()
    assert abs((drawn == 0).mean() - 0.25) < 4 * np.sqrt(0.25 * 0.75 / RUNS)
    assert abs(dove.adopted.mean() - hawk.adopted.mean()) > 0.1


def test_the_chance_of_adoption_is_the_weighted_mean_of_the_answers(case):
    told = by_expert(case, RUNS, jobs=1)
    assert [(row["expert"], row["name"], row["weight"]) for row in told] == [
        ("dove", "Ms Dove", 0.25),
        ("hawk", "hawk", 0.75),
    ]
    mean = sum(row["weight"] * row["adopted"]["share"] for row in told)
    assert simulate(case, 5 * RUNS, jobs=1).adopted.mean() == pytest.approx(mean, abs=0.04)


def test_one_expert_alone_is_the_file_with_its_views_written_in(case):
    alone = case.with_values({"experts.only": "dove"})
    plain = case.without_experts().with_values(
        {"members.A.position.x": 55, "members.A.resolve": 30, "members.B.salience.x": {"low": 20, "high": 60}}
    )
    assert alone.members == plain.members
    assert (simulate(alone, 500, jobs=1).rows == simulate(plain, 500, jobs=1).rows).all()


def test_experts_move_no_other_luck(case):
    """An expert who says nothing leaves every council as it was."""
    bare = case.without_experts()
    silent = bare.with_(experts={"nobody": {}, "nothing": {"weight": 2}})
    assert silent.members == bare.members
    assert (simulate(silent, 500, jobs=1).rows == simulate(bare, 500, jobs=1).rows).all()


def test_which_expert_is_believed_hangs_on_seed_and_run_alone(case):
    drawn = who(case, 40, seed=3)
    names = ["dove", "hawk"]
    for run in (0, 7, 39):
        assert (
            expert_of(case, run, 3)
            == names[drawn[run]]
            == Council(case, run, 3).expert
            == tell(case, run, 3).expert
        )
    assert expert_of(case) == expert_of(case, 0, 0)
    assert expert_of(case, seed=3) == names[drawn[0]]
    assert expert_of(case.without_experts(), 5) is None
    for workers in (1, 2):
        found = simulate(case, 4_500, jobs=workers)
        assert (found.rows[:RUNS] == simulate(case, RUNS, jobs=1).rows).all()


def test_quantiles_of_plain_numbers_are_their_weighted_mean(case):
    """Both coders err alike, so the averaged number has the error of one coder: 0.25 x 30 + 0.75 x 95 = 78.75."""
    pooled = case.with_values({"experts.pool": "quantiles", "uncertainty.resolve_sd": 0})
    resolve = draw(pooled, lots(0, 0), 50).members.resolve[0]
    np.testing.assert_allclose(resolve, 0.7875, atol=1e-6)
    erring = draw(pooled.with_values({"uncertainty.resolve_sd": 4}), lots(0, 0), RUNS).members.resolve[0]
    assert erring.std() == pytest.approx(0.04, rel=0.1)


def test_averaged_quantiles_are_narrower_than_the_mixture():
    """Uniforms on (0, 1) and (2, 3): the mixture has the variance 13/12, averaged quantiles that of one uniform, 1/12."""
    parts, u = (Uniform(0, 1), Uniform(2, 3)), (np.arange(4000) + 0.5) / 4000
    linear, quantiles = (Pooled(parts, (0.5, 0.5), pool, (True, True)) for pool in ("linear", "quantiles"))
    assert linear.centre == quantiles.centre == 1.5
    assert np.var(linear.quantile(u)) == pytest.approx(13 / 12, rel=0.01)
    assert np.var(quantiles.quantile(u)) == pytest.approx(1 / 12, rel=0.01)
    assert linear.quantile(0.25) == pytest.approx(0.5, abs=0.01)


def test_a_mixture_of_plain_numbers_is_the_discrete_distribution():
    mixture, u = Pooled((10.0, 60.0), (0.8, 0.2), "linear", (True, True)), np.linspace(0.01, 0.99, 50)
    np.testing.assert_array_equal(mixture.quantile(u), Discrete((10, 60), (0.8, 0.2)).quantile(u))
    assert Pooled((10.0, Normal(5, 2)), (0.5, 0.5), "linear", (True, True)).centre == 7.5


def test_what_is_set_for_a_member_holds_whoever_is_believed(case):
    """--set, a file laid over, and the page all speak for good; the experts keep what is not spoken of."""
    for changed in (
        case.with_values({"members.A.position.x": 70}),
        case.with_(members={"A": {"position": {"x": 70}}}),
        load(case, ["members.A.position.x=70"]),
    ):
        assert changed.members["A"].position["x"] == 70
        assert isinstance(changed.members["A"].resolve, Pooled)
    whole = case.with_values({"experts.hawk.members.A.position": 10, "members.A.position.x": 70})
    assert whole.document["experts"]["hawk"]["members"]["A"]["position"] == {"price": 10}
    assert whole.members["A"].position["price"].parts == (50, 10)


def test_weights_of_nothing_and_the_only_one(case):
    assert load(case, ["experts.dove.weight=0"]).members["A"].resolve == 95
    assert load(case, ["experts.only=dove", "experts.dove.weight=0"]).experts["dove"].weight == 1


def test_a_scenario_with_experts_is_written_and_read_the_same(case):
    assert loads(dump(case), "experts") == case
    odd = case.with_(experts={"Dr. Å, jr": {"note": "x"}, "pool": "quantiles"})
    assert loads(dump(odd), "experts") == odd


def test_disagreement_is_part_of_the_range(case):
    """Two experts of equal weight, one sure of adoption and one sure of failure: the range over judgements is nearly all."""
    sure = case.with_values({
        "experts.dove.weight": 1, "experts.hawk.weight": 1, "experts.dove.members.A.position.x": 80,
        "experts.hawk.members.A.position.x": 0, "procedure.opt_out": False, "parameters.elsewhere": 0,
    })  # fmt: skip
    found = doubt(sure)
    assert (found["low"], found["high"]) == (pytest.approx(0, abs=0.03), pytest.approx(1, abs=0.03))
    assert found["numbers"]["low"] < 0.1
    assert found["numbers"]["high"] > 0.9
    alone = doubt(sure.with_values({"experts.only": "dove"}))
    assert alone["low"] > 0.8


def test_the_answer_tells_what_each_expert_would_have(case):
    from nacsim.narrate.result import report
    from nacsim.results.answers import Summary
    from nacsim.results.summary import summary

    outcomes = simulate(case, 400, jobs=1)
    told = summary(outcomes) | doubts(case, 0, float(outcomes.adopted.mean()))
    dove, hawk = (f"{100 * row['adopted']['share']:.0f}" for row in told["experts"])
    text = report(told, case)
    assert f"It would be {hawk} by hawk and {dove} by Ms Dove." in " ".join(text.split())
    assert "by Ms Dove (weight 25%)" in text
    assert Summary.of(told, case)["experts"] == told["experts"]
    assert "experts" not in doubts(case.without_experts(), 0, 0.5)


def test_whom_to_believe_is_one_input(case):
    keys = {one.key: one for one in uncertain(case)}
    assert keys["experts.only"].choices == ("dove", "hawk")
    assert keys["experts.only"].quantity.weights == (0.25, 0.75)
    assert "members.A.resolve" not in keys
    assert "members.C.resolve" in keys


def test_keys_of_the_page_lead_to_experts_and_events(case):
    """What the page shows of a key can be sent back as an edit; whom to believe is one, and a link keeps it."""
    from nacsim.web.question import scenario_of, side_of
    from nacsim.web.scenario_json import scenario_view

    event = '[[events]]\nname = "vote"\nround = 2\nmembers = ["A"]\nset = { resolve = 10 }\n'
    view = scenario_view(loads(FILE + event))
    assert view["members"]["A"]["resolve"] == {"values": [30, 95], "weights": [0.25, 0.75]}
    assert view["events"][0]["when"] == "In round 2"
    assert (view["experts"]["pool"], view["experts"]["only"]) == ("linear", None)
    assert view["experts"]["dove"]["name"] == "Ms Dove"

    def edited(**edits):
        told = {
            "scenario": "x",
            "toml": FILE + event,
            "edits": {k.replace("__", "."): v for k, v in edits.items()},
        }
        return scenario_of(side_of(told))

    assert edited(experts__only="dove").members["A"].resolve == 30
    assert edited(members__A__resolve=view["members"]["A"]["resolve"]).members["A"].resolve == Discrete(
        (30, 95), (0.25, 0.75)
    )
    assert edited(events__vote__set__resolve=5, experts__dove__weight=3).experts["dove"].weight == 0.5


SHARED = """
title = "One government line"
roster = ["A", "B", "C", "D"]
[issues.x]
status_quo = 0
proposed = 80
lumpy = 1
[default]
position = 80
salience = 30
resolve = 20
[groups.bloc]
members = ["B", "C", "D"]
shared = true
position = { mean = 40, sd = 25 }
resolve = 80
[members]
D = { resolve = 60 }
"""


def test_a_group_that_shares_draws_one_line():
    case = loads(SHARED)
    members = draw(case, lots(0, 0), RUNS).members
    ideal, resolve = members.ideal[0], members.resolve
    assert (ideal[1] == ideal[2]).all()
    assert (ideal[2] == ideal[3]).all()
    assert ideal[1].std() == pytest.approx(0.24, abs=0.03)
    assert abs(np.corrcoef(ideal[0], ideal[1])[0, 1]) < 0.08
    assert (resolve[1] == resolve[2]).all(), "the coder of the group erred once"
    assert abs(np.corrcoef(resolve[1], resolve[3])[0, 1]) < 0.08, "D has a line of its own there"


def test_without_sharing_each_draws_its_own_and_nobody_else_is_moved():
    shared, apart = loads(SHARED), loads(SHARED, overrides=["groups.bloc.shared=false"])
    one, other = (draw(case, lots(0, 0), RUNS).members for case in (shared, apart))
    assert abs(np.corrcoef(other.ideal[0, 1], other.ideal[0, 2])[0, 1]) < 0.08
    assert (one.ideal[0, 0] == other.ideal[0, 0]).all()
    assert (one.resolve[3] == other.resolve[3]).all()


def test_a_bloc_that_moves_together_objects_together():
    """Three members that each object with probability p: together with p, apart with 1 - (1 - p)^3."""
    own = SHARED.replace("[members]\nD = { resolve = 60 }\n", "") + (
        "[parameters]\nintensity = 0\nisolation = 0\nhiding = 0\nelsewhere = 0\naspiration = 0\n"
        "[uncertainty]\nposition_sd = 0\nsalience_sd = 0\nresolve_sd = 0\n"
    )
    shared, apart = (
        simulate(loads(own, overrides=[f"groups.bloc.shared={said}"]), RUNS, jobs=1).first
        for said in ("true", "false")
    )
    p = shared[1].mean()
    assert (shared[1] == shared[3]).all()
    assert shared.any(0).mean() == p
    assert apart.any(0).mean() == pytest.approx(1 - (1 - p) ** 3, abs=0.04)


def test_an_expert_on_one_member_of_a_bloc_speaks_for_that_one_alone():
    case = loads(SHARED).with_(experts={"a": {"members": {"B": {"position": 10}}}, "b": {}})
    ideal, drawn = draw(case, lots(0, 0), RUNS).members.ideal[0], who(case)
    assert (ideal[1] == ideal[2])[drawn == 1].all()
    assert (ideal[1] == ideal[2])[drawn == 0].mean() < 0.05, "both may end at 0"
    assert (ideal[2] == ideal[3]).all()
