"""Sensitivity: known indices through our own path, luck apart, and the sentence that matters."""

import numpy as np
import pytest

import nacsim
from nacsim.engine.luck import lots
from nacsim.engine.sampling import draw
from nacsim.explore.inputs import Sample, between, narrowed, read_input, switch, uncertain, values_at
from nacsim.explore.sensitivity import morris
from nacsim.narrate.held import held
from nacsim.narrate.sensitivity import report, sensitivity_sentences
from nacsim.narrate.words import PARAMETER_NAMES, input_name
from nacsim.scenario import ScenarioError, load
from nacsim.vocabulary import PARAMETERS

pytest.importorskip("SALib")


def test_seed_0_is_a_seed():
    first, again = (nacsim.sensitivity("minimal", points=16, seed=0) for _ in range(2))
    assert first == again


def test_councils_at_a_point_are_made_even_for_two_lots():
    told = nacsim.sensitivity("minimal", ["members.HUN.resolve=0:100"], points=4, runs=15)
    assert told["runs"] == 16
    assert told == nacsim.sensitivity("minimal", ["members.HUN.resolve=0:100"], points=4, runs=16)


def test_screening_finds_what_moves_and_what_does_not():
    inputs = [between(f"x{k}", 0, 1) for k in range(4)]
    mu = morris(inputs, lambda v: {"adopted": 3 * v[:, 0] + v[:, 1] ** 2}, 6, seed=0)
    assert mu["x0"] == pytest.approx(3 * 0.96, rel=0.1)
    assert mu["x2"] == mu["x3"] == 0
    assert mu["x0"] > mu["x1"] > 0


def test_uncertain_inputs_of_tokyo():
    inputs = {i.key: i for i in uncertain(load("tokyo_liaison_office"))}
    assert inputs["members.FRA.position.office"].exact
    assert inputs["members.DEU.position.office"].quantity.low == 25
    assert "parameters.pressure" in inputs
    assert "parameters.position_sd" not in inputs
    assert inputs["members.FRA.resolve"].quantity.sd == pytest.approx(
        6
    )  # a plain number carries the error of one coder
    assert inputs["members.FRA.salience.office"].exact
    assert inputs["issues.office.lumpy"].choices == (0.0, 1.0)
    assert inputs["procedure.opt_out"].choices == (False, True)
    known = ["uncertainty.position_sd=0", "uncertainty.salience_sd=0", "uncertainty.resolve_sd=0"]
    settled = ["parameters.draw=false", "procedure.opt_out=false", "issues.office.lumpy=1"]
    certain = {i.key for i in uncertain(load("tokyo_liaison_office", [*known, *settled]))}
    assert certain == {"members.DEU.position.office", "parameters.pressure"}


def test_many_inputs_are_narrowed_to_the_members_in_the_way():
    scenario = load("tokyo_liaison_office")
    kept, left = narrowed(scenario, uncertain(scenario), 0)
    keys = {i.key for i in kept}
    assert {"members.FRA.resolve", "members.DEU.position.office", "procedure.opt_out"} <= keys
    assert "members.ALB.position.office" not in keys
    assert "ALB" in left
    assert "FRA" not in left
    assert narrowed(scenario, kept, 0) == (kept, [])


def test_switches_are_inputs():
    rule = read_input("procedure.rule=unanimity,simple_majority")
    assert [rule.set(v) for v in rule.at(np.array([0, 0.49, 0.5, 1]))] == ["unanimity"] * 2 + [
        "simple_majority"
    ] * 2
    assert read_input("procedure.opt_out=true,false").choices == (True, False)
    rare = switch("x", (False, True), (0.9, 0.1))
    assert rare.at(np.array([0.5, 0.89, 0.91])).tolist() == [0, 0, 1]
    assert rare.ends == (0, 1)
    told = nacsim.sensitivity(
        "minimal", ["procedure.opt_out=true,false", "members.HUN.resolve=0:100"], points=16, runs=64
    )
    assert told["tornado"]["rows"][0]["values"] in ([True, False], [0.0, 100.0], [10.0, 90.0])
    assert told["inputs"].keys() == {"procedure.opt_out", "members.HUN.resolve"}


def test_no_share_is_above_100_per_cent_and_none_is_made_of_noise():
    told = nacsim.sensitivity("minimal", ["members.HUN.resolve=0:100"], points=8, runs=32)
    for entry in told["inputs"].values():
        for index in (entry["first"], entry["total"]):
            assert 0 <= index["low"] <= index["value"] <= index["high"] <= 1
    idle = nacsim.sensitivity("minimal", ["members.ISL.salience=10:20"], points=8, runs=32)
    assert idle["noise"]
    shown = report(idle, load("minimal"))
    assert "in all" not in shown
    assert "No input moves" in shown


def test_every_parameter_has_a_name_for_people():
    assert PARAMETER_NAMES.keys() == PARAMETERS.keys()


def test_values_follow_the_distribution():
    sample = Sample((1.0, 2.0, 4.0))
    assert sample.quantile(np.array([0, 0.5, 1])).tolist() == [1, 2, 4]
    inputs = [between("a.position", 10, 20), read_input("b=0:1")]
    assert values_at(inputs, np.array([[0.5, 0.25]])).tolist() == [[15, 0.25]]
    assert inputs[0].set(15) == {"mean": 15, "sd": 0.0}
    assert inputs[1].set(0.25) == 0.25


def test_the_one_number_it_rests_on():
    told = nacsim.sensitivity(
        "minimal",
        {"members.HUN.resolve": (0, 100), "members.HUN.salience": (0, 100), "members.ISL.salience": (10, 20)},
        points=32,
        runs=64,
    )
    first = told["inputs"]["members.HUN.resolve"]
    idle = told["inputs"]["members.ISL.salience"]
    assert first["total"]["value"] >= first["first"]["value"] - 0.2
    assert idle["total"]["value"] < 0.05
    assert 0 < told["luck"]["share"]["value"] <= 1
    assert told["words"]


@pytest.mark.parametrize("text", ["a", "a=1", "a=2:1", "a=x:1", "a=0:inf", "a=1,1"])
def test_wrong_inputs(text):
    with pytest.raises(ValueError, match="KEY=LOW:HIGH"):
        read_input(text)


def test_inputs_that_the_scenario_does_not_have():
    with pytest.raises(ScenarioError, match="colour"):
        nacsim.sensitivity("minimal", {"members.HUN.colour": (0, 1)})
    with pytest.raises(ValueError, match="power of 2"):
        nacsim.sensitivity("minimal", points=100)


def test_a_share_that_may_be_noise_is_not_told():
    """As of a few points: the largest share is 41 %, and its interval begins at nothing."""
    share = {"value": 0.41, "low": 0.0, "high": 0.93}
    entry = {"name": "tau", "first": share, "total": share}
    rows = [{"name": "tau", "lowered": 0.1, "raised": 0.2}]
    told = {
        "noise": False,
        "inputs": {"parameters.tau": entry},
        "screened": {},
        "left": [],
        "tornado": {"rows": rows},
    }
    told |= {"base_points": 8, "runs": 32, "seed": 0, "luck": {"share": {"value": 0.9}}}
    words = sensitivity_sentences(told, load("tokyo_liaison_office"), 0.02)
    assert words[0].startswith("With 8 points no input stands out")
    assert "Held as the file has it: what is tabled" in words[1]
    text = report(told | {"words": words}, load("minimal"))
    assert "41%" not in text
    assert "in all" not in text.split("With 8")[0]


def test_it_is_said_how_many_inputs_were_moved_and_how_many_looked_at_closely():
    """14 were screened, of which 11 cannot move it, and 8 of them were looked at closely, of which 7 are noise."""
    of = {"value": 1.0, "low": 1.0, "high": 1.0}
    noise = {"value": 0.0, "low": 0.0, "high": 0.1}
    inputs = {str(k): {"name": f"input {k}", "first": of, "total": of if k == 0 else noise} for k in range(8)}
    screened = {str(k): 0.5 if k < 3 else 0.01 for k in range(14)}
    told = {
        "noise": False,
        "inputs": inputs,
        "screened": screened,
        "left": [],
        "luck": {"share": {"value": 0.5}},
    }
    told |= {"base_points": 256, "runs": 32, "seed": 0}
    words = sensitivity_sentences(told, load("tokyo_liaison_office"), 0.02)
    assert words[0].startswith("The chance of adoption rests on one input above all")
    assert words[1] == (
        "First all 14 inputs were moved as far as coding error and calibration leave them open: 11 of them cannot move it "
        "by 2 points. The 8 that move it most, some of these among them, were then looked at closely."
    )
    assert "7 of the 8 looked at closely: nothing that can be told from noise" in report(
        told | {"words": words}, load("minimal")
    )


def test_what_is_varied_is_not_called_held():
    tokyo = load("tokyo_liaison_office")
    assert "the rule" in held(["members.FRA.position", "procedure.opt_out", "issues.office.lumpy"], tokyo)
    assert "the rule" not in held(["procedure.rule"], tokyo)
    assert "outsiders" not in held([], load("minimal"))


def test_members_of_several_words_are_varied_as_any_other():
    ccamlr = load("ccamlr_reserves")
    keys = {i.key for i in uncertain(ccamlr)}
    assert 'members."South Africa".resolve' in keys
    assert input_name('members."South Africa".resolve', ccamlr) == "South Africa: resolve"
    chosen = [between(key, 0, 100) for key in sorted(keys) if "South Africa" in key]
    kept, left = narrowed(ccamlr, chosen * 20, seed=0)
    assert (kept, "South Africa" in left) == ([], True)


@pytest.mark.parametrize(("floor", "open_"), [({}, True), ({"issues.office.floor": 40}, False)])
def test_whether_an_issue_can_be_divided_is_an_input_unless_a_floor_says_so(floor, open_):
    """As councils draw it: with a floor every one of them can divide it."""
    scenario = load("tokyo_liaison_office").with_values({"issues.office.lumpy": False} | floor)
    drawn = draw(scenario, lots(0, 0), 500).issues.lumpy[0]
    assert ("issues.office.lumpy" in {one.key for one in uncertain(scenario)}) is open_
    assert bool(drawn.any()) is open_
