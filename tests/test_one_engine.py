"""One engine: a council stepped by hand is that run of the ensemble, decision by decision."""

import numpy as np
import pytest

from nacsim.council.agents import Council
from nacsim.council.watch import watch
from nacsim.engine.ensemble import simulate
from nacsim.engine.luck import BLOCK
from nacsim.scenario import load

SCENARIOS = (
    "minimal",
    "tokyo_liaison_office",
    "tokyo_quiet_year",  # events
    "tokyo_china_leans",
    "tokyo_qualified_majority",
    "tokyo_opt_out",
    "ukraine_invitation",  # ratification and events
    "spending_pledge",
    "history/finland_ratification_2023",
    "history/madrid_romania_slovenia_1997",
)
RUNS = 200


def stepped(scenario, run, seed=0, **how):
    council = Council(scenario, run, seed, **how)
    while council.running:
        council.step()
    return council


@pytest.mark.parametrize("name", SCENARIOS)
def test_stepped_by_hand_equals_the_row(name):
    scenario = load(name)
    moments = watch(scenario, runs=RUNS, seed=0)
    outcomes = simulate(scenario, runs=RUNS, seed=0, jobs=1)
    for run in range(RUNS):
        council = stepped(scenario, run)
        assert council.result.rows[0] == outcomes.rows[run], run
        assert council.round == outcomes.rounds[run]
        assert_same_course(council, run, moments)


def assert_same_course(council, run, moments):
    """Every round in the Council: the same state as this run has among all."""
    course = [record.state for record in council.log if record.stage == "council"]
    played = [m for m in moments if run in m.runs]
    assert len(course) == len(played)
    for state, moment in zip(course, played, strict=True):
        among = np.flatnonzero(moment.runs == run)[0]
        for name in ("objects", "speaks", "phase"):
            assert (getattr(state, name)[..., 0] == getattr(moment.state, name)[..., among]).all()
        for name in ("position", "anchor", "text", "paid", "margin", "bound"):
            apart = getattr(state, name)[..., 0] - getattr(moment.state, name)[..., among]
            assert abs(apart).max() <= 1e-12, name


@pytest.mark.parametrize("run", [BLOCK - 1, BLOCK, BLOCK + 7])
def test_so_is_a_run_of_another_block_and_seed(run):
    scenario = load("ukraine_invitation")
    outcomes = simulate(scenario, runs=run + 1, seed=12, jobs=1)
    assert stepped(scenario, run, seed=12).result.rows[0] == outcomes.rows[run]


def test_so_is_a_run_with_forced_hands():
    scenario, hands = load("tokyo_liaison_office"), {"FRA": "silent", "HUN": "objects"}
    outcomes = simulate(scenario, runs=20, seed=0, jobs=1, forced=hands)
    for run in range(20):
        assert stepped(scenario, run, forced=hands).result.rows[0] == outcomes.rows[run]


def test_watching_ends_as_the_rows_do():
    scenario = load("spending_pledge")
    moments, outcomes = watch(scenario, runs=RUNS, seed=0), simulate(scenario, runs=RUNS, seed=0)
    speaks_first = moments[0].state.speaks
    assert (outcomes.first == speaks_first).all()
    last = {run: m.round for m in moments for run in m.runs.tolist()}
    assert [last[run] for run in range(RUNS)] == outcomes.rounds.tolist()
