"""The model beside vetoes that others counted: the counts of the tracker, and shares by hand."""

import json

import numpy as np
import pytest

from nacsim.cli import main
from nacsim.engine.workers import Work
from nacsim.history.cases import Case
from nacsim.history.external import (
    LARGEST,
    SAME_MATTER,
    by_matter,
    coded,
    councils,
    external,
    observed,
    read_vetoes,
    simulated,
)
from nacsim.narrate.external import report
from nacsim.scenario import loads

CERTAIN = (
    "[procedure]\nopt_out = false\n[parameters]\nintensity = 0\nelsewhere = 0\n"
    "position_sd = 0\nsalience_sd = 0\nresolve_sd = 0\n"
)


def case(members, blockers="", outcome="blocked", category="sanctions"):
    """FRA, LUX and MLT before a text taken whole, with firm opponents."""
    return Case(
        "made_up",
        loads(
            f'title = "t"\ncategory = "{category}"\nroster = ["FRA", "LUX", "MLT"]\n[issues.a]\nstatus_quo = 0\n'
            "proposed = 100\nlumpy = 1.0\n[default]\nposition = 100\nsalience = 50\nresolve = 0\n"
            f"[members]\n{members}\n[observed]\noutcome = '{outcome}'\nblockers = [{blockers}]\n{CERTAIN}"
        ),
    )


AGAINST = "{ position = 0, salience = 100, resolve = 100 }"


def test_the_tracker_has_42_matters_35_of_them_by_one_alone_24_of_these_by_a_small_state():
    matters = read_vetoes()
    assert sum(len(matter.states) for matter in matters) == 51
    found = observed(matters)
    assert (found["matters"], found["alone"]["count"], found["small"]["count"]) == (42, 35, 24)
    assert found["small"]["share"] == pytest.approx(24 / 35)
    assert matters[0].date == "1963-11-14"  # the day as the tracker gives it
    assert matters[0].states == {"FRA"}


def test_who_is_alone_and_who_is_small_in_the_model():
    large = councils(case(f"FRA = {AGAINST}"), LARGEST["eu"], runs=50)
    small = councils(case(f"LUX = {AGAINST}"), LARGEST["eu"], runs=50)
    both = councils(case(f"FRA = {AGAINST}\nLUX = {AGAINST}"), LARGEST["eu"], runs=50)
    nobody = councils(case("LUX = { position = 100 }"), LARGEST["eu"], runs=50)
    for stage in ("objected", "failed"):
        assert (large[f"{stage}_alone"], large[f"{stage}_small"]) == (large[stage], 0)
        assert (small[f"{stage}_alone"], small[f"{stage}_small"]) == (small[stage], small[stage])
        assert both[f"{stage}_alone"] == nobody[stage] == 0
    assert large["objected"] == small["objected"] == 1
    assert np.isnan(councils(case(f"LUX = {AGAINST}"), (), runs=50)["objected_small"])


def test_shares_are_of_all_councils_that_failed_and_sizes_only_where_known():
    rows = [
        {"failed": 1.0, "failed_alone": 0.5, "failed_small": 0.25},
        {"failed": 0.5, "failed_alone": 0.25, "failed_small": np.nan},
        {"failed": 0.0, "failed_alone": 0.0, "failed_small": 0.0},
    ]
    found = simulated(rows, "failed")
    assert found["cases"] == 3
    assert found["councils"]["value"] == pytest.approx(0.5)
    assert found["alone"]["value"] == pytest.approx(0.75 / 1.5)
    assert found["small"]["value"] == pytest.approx(0.5)
    assert simulated(rows[2:], "failed")["alone"]["value"] is None


def test_the_cases_as_coded_are_counted_the_same_way():
    cases = [
        case("", '"LUX"'),
        case("", '"FRA"', "delayed"),
        case("", '"LUX", "MLT"'),
        case("", "", "approved"),
    ]
    found = coded({"eu": cases, "other": [case("", '"LUX"')]})
    assert (found["withheld"]["matters"], found["withheld"]["alone"]["count"]) == (4, 3)
    assert found["withheld"]["small"]["share"] == pytest.approx(1 / 2)  # of the two in the European Union
    assert (found["failed"]["matters"], found["failed"]["alone"]["count"]) == (3, 2)


def test_by_matter_our_cases_stand_beside_the_same_word():
    matters = read_vetoes()
    rows = [{"objected": 1.0, "objected_alone": 1.0, "objected_small": 1.0}]
    found = by_matter(matters, [case("")], rows)
    assert sum(row["observed"]["matters"] for row in found.values()) == 42
    assert found["sanctions"]["model"]["cases"] == 1
    assert found["climate"]["model"] is None
    assert set(SAME_MATTER) <= set(found)


def test_the_report_is_of_100_columns_and_names_source_and_sizes():
    cases_of = {"eu": [case(f"LUX = {AGAINST}", '"LUX"')], "nato": [case(f"FRA = {AGAINST}", '"FRA"')]}
    result = external(20, work=Work(1), cases_of=cases_of)
    json.dumps(result, allow_nan=False)
    text = report(result)
    assert max(map(len, text.splitlines())) <= 100
    for word in ("Ovádek", "DEU, FRA, ITA, ESP, POL, GBR", "42 matters", "83 %"):
        assert word in text
    assert external(20, work=Work(2), cases_of=cases_of) == result


def test_the_command_says_it_under_external_and_refuses_a_folder(tmp_path, capsys):
    with pytest.raises(SystemExit) as done:
        main(["validate", "--external", "--runs", "10", "--json", "--no-progress"])
    out, _ = capsys.readouterr()
    assert done.value.code == 0
    told = json.loads(out)
    assert told["cases"] == 105
    assert told["external"]["observed"]["alone"]["count"] == 35
    assert {group: row["failed"]["cases"] for group, row in told["external"]["model"].items()} == {
        "eu": 29, "all": 105
    }  # fmt: skip
    with pytest.raises(SystemExit) as done:
        main(["validate", str(tmp_path), "--external"])
    assert done.value.code == 2
    assert "leave out DIR" in capsys.readouterr().err
