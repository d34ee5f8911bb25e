"""What a data scientist types in a notebook works, or is answered with what to type (newcomers, one call a test)."""

import pickle

import numpy as np
import pandas as pd
import pytest

import nacsim
from nacsim import load, plots, simulate
from nacsim.vocabulary import FIGURES

RUNS = 60


@pytest.fixture(scope="module")
def s():
    return load("tokyo_liaison_office")


@pytest.fixture(scope="module")
def r(s):
    return simulate(s, RUNS)


@pytest.fixture(scope="module")
def swept():
    return nacsim.sweep("minimal", {"members.HUN.position": (0, 100, 3)}, RUNS)


@pytest.fixture(scope="module")
def compared():
    return nacsim.compare(["minimal", {"extends": "minimal", "members": {"HUN": {"position": 90}}}], RUNS)


def axes():
    from matplotlib.figure import Figure

    return Figure().add_subplot()


def test_data_frame_of_a_result(r):
    pd.testing.assert_frame_equal(
        pd.DataFrame(r).astype({"outcome": str}), r.frame().astype({"outcome": str}), check_dtype=False
    )


def test_a_figure_shows_itself_without_pyplot(r):
    assert r.plot("outcomes").figure._repr_png_().startswith(b"\x89PNG")


def test_to_frame_is_answered(r):
    with pytest.raises(AttributeError, match="Outcomes has no to_frame; did you mean frame"):
        r.to_frame()


def test_summary_of_a_result(r):
    assert nacsim.summary(r)["runs"] == RUNS
    assert nacsim.summary(r, nacsim.__version__) == nacsim.summary(r)


def test_results_are_equal_and_have_a_hash(r, s):
    again = simulate(s, RUNS)
    assert r == again
    assert hash(r) == hash(again)
    assert r != simulate(s, RUNS, seed=1)
    assert r != 3


@pytest.mark.parametrize("kind", FIGURES)
def test_figures_take_results_and_axes(kind, r):
    ax = axes()
    assert getattr(plots, kind)(r, ax=ax) is ax
    assert r.plot(kind, ax=ax) is ax


def test_figures_take_counts(s):
    ax = axes()
    assert plots.outcomes(nacsim.tally(s, RUNS), ax=ax) is ax
    with pytest.raises(ValueError, match="needs what simulate"):
        plots.stances(nacsim.tally(s, RUNS))


def test_replacing_something_in_a_scenario(s):
    with pytest.raises(AttributeError, match=r"a Scenario has no replace.* such as scenario\.with_"):
        s.replace(members={"FRA": {"position": 85}})
    changed = s.with_(members={"FRA": {"position": 85}})
    assert set(changed.members["FRA"].position.values()) == {85}
    assert changed == s.with_values({"members.FRA.position": 85})
    assert s.members["FRA"].position != changed.members["FRA"].position
    with pytest.raises(nacsim.ScenarioError, match=r"FRN.*FRA"):
        s.with_(members={"FRN": {"position": 85}})
    with pytest.raises(nacsim.ScenarioError, match="posision"):
        s.with_(members={"FRA": {"posision": 85}})


def test_loading_with_members():
    changed = load("tokyo_liaison_office", members={"FRA": {"position": 85}})
    assert changed.members["FRA"].position[changed.principal] == 85


def test_loading_a_dictionary(s):
    assert load(s.document).room == s.room
    assert load(s) is s


def test_plots_of_a_sweep_and_a_comparison(swept, compared):
    for draw, told in ((plots.curves, swept), (plots.compare, compared)):
        ax = axes()
        assert draw(told, ax=ax) is ax
        assert told.plot(ax=ax) is ax


def test_a_name_is_a_scenario():
    assert len(simulate("tokyo_liaison_office", 10)) == 10


def test_numbers_of_runs_are_answered(s):
    with pytest.raises(TypeError, match="such as runs=10"):
        simulate(s, runs="10")
    with pytest.raises(ValueError, match="runs=0 will not do; allowed: a whole number from 1"):
        simulate(s, 0)
    with pytest.raises(TypeError, match=r"simulate\(\) has no argument seeds=; did you mean seed="):
        simulate(s, seeds=3)


def test_importing_changes_nothing_of_the_process():
    import os
    import subprocess
    import sys

    code = "import os, nacsim; nacsim.load; print('OPENBLAS_NUM_THREADS' in os.environ)"
    clean = {k: v for k, v in os.environ.items() if k != "OPENBLAS_NUM_THREADS"}
    assert (
        subprocess.run([sys.executable, "-c", code], env=clean, capture_output=True, text=True).stdout
        == "False\n"
    )


def test_functions_are_functions_however_they_are_imported():
    import nacsim.explore.discover

    assert callable(nacsim.discover)
    assert callable(nacsim.explore.discover.discover)


def test_what_helped_still_works(s, r):
    assert load("tokyo_liaison_office", overrides=["members.FRA.position=85"]) == s.with_values(
        {"members.FRA.position": 85}
    )
    assert nacsim.tally(s, RUNS) == r.tally()
    assert np.asarray(r.adopted).mean() == r.tally().adopted / RUNS
    assert pickle.loads(pickle.dumps(r)) == r


def test_a_misspelt_attribute_is_answered(r, compared):
    with pytest.raises(AttributeError, match="did you mean adopted"):
        _ = r.adoptd
    with pytest.raises(AttributeError, match="did you mean differences"):
        _ = compared.diferences
    with pytest.raises(KeyError, match="did you mean differences"):
        compared["diferences"]
    with pytest.raises(ValueError, match=r"plot\('hemicycel'\): no such figure; did you mean hemicycle"):
        r.plot("hemicycel")
    with pytest.raises(ValueError, match=r"frame\('member'\): no such table; did you mean members"):
        r.frame("member")
