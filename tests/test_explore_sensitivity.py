"""Sensitivity: known indices through our own path, luck apart, and the sentence that matters."""

import numpy as np
import pytest

import nacsim
from nacsim.engine.luck import normals
from nacsim.explore.inputs import Sample, between, read_input, uncertain, values_at
from nacsim.explore.sensitivity import luck_share, morris, sobol
from nacsim.scenario import ScenarioError, load

pytest.importorskip("SALib")
ISHIGAMI = [between(f"x{k}", -np.pi, np.pi) for k in range(3)]


def ishigami(values):
    """Ishigami & Homma 1990 with a = 7, b = 0.1."""
    x, y, z = values.T
    return {"adopted": np.sin(x) + 7 * np.sin(y) ** 2 + 0.1 * z**4 * np.sin(x)}


def test_ishigami():
    found, _ = sobol(ISHIGAMI, ishigami, 1024, seed=1)
    assert found["adopted"]["S1"] == pytest.approx([0.3139, 0.4424, 0.0], abs=0.03)
    assert found["adopted"]["ST"] == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.03)


def test_screening_finds_what_moves_and_what_does_not():
    inputs = [between(f"x{k}", 0, 1) for k in range(4)]
    mu = morris(inputs, lambda v: {"adopted": 3 * v[:, 0] + v[:, 1] ** 2}, 6, seed=0)
    assert mu["x0"] == pytest.approx(3 * 0.96, rel=0.1)
    assert mu["x2"] == mu["x3"] == 0
    assert mu["x0"] > mu["x1"] > 0


def test_an_outcome_that_never_varies_has_no_sensitivity():
    found, _ = sobol(ISHIGAMI, lambda v: {"adopted": np.ones(len(v))}, 8, seed=0)
    assert not found["adopted"]["ST"].any()


def test_share_of_luck():
    assert luck_share(np.full(64, 0.3), 10**6)["value"] == pytest.approx(1)
    assert luck_share(np.array([0.0, 1.0] * 32), 100)["value"] == 0
    wide = np.clip(0.5 + 0.2 * normals(0, (500,)), 0, 1)
    told = luck_share(wide, 10**6)
    assert told["low"] < told["value"] < told["high"]
    assert told["value"] == pytest.approx(1 - wide.var() / 0.25, abs=0.02)


def test_uncertain_inputs_of_tokyo():
    inputs = {i.key: i for i in uncertain(load("tokyo_liaison_office"))}
    assert inputs["members.FRA.position.office"].exact
    assert inputs["members.DEU.position.office"].quantity.low == 25
    assert "parameters.pressure" in inputs
    assert "parameters.position_sd" not in inputs
    assert "members.FRA.resolve" in inputs  # a plain number, and so with a coding error
    exact = [f"uncertainty.{what}_sd=0" for what in ("position", "salience", "resolve")]
    certain = {i.key for i in uncertain(load("tokyo_liaison_office", [*exact, "parameters.draw=false"]))}
    assert not {"members.FRA.position.office", "members.FRA.resolve"} & certain


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


@pytest.mark.parametrize("text", ["a", "a=1", "a=2:1", "a=x:1", "a=0:inf"])
def test_wrong_inputs(text):
    with pytest.raises(ValueError, match="KEY=LOW:HIGH"):
        read_input(text)


def test_inputs_that_the_scenario_does_not_have():
    with pytest.raises(ScenarioError, match="colour"):
        nacsim.sensitivity("minimal", {"members.HUN.colour": (0, 1)})
    with pytest.raises(ValueError, match="power of 2"):
        nacsim.sensitivity("minimal", points=100)
