"""The past decisions as a data set: what is made from the scenario files is not stale, and says the same."""

import csv
import io
import json
import runpy
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from nacsim.history.cases import Case, read_cases
from nacsim.history.coders import compared, crossed, double_codings, kappa, lumpy, opposed, scales
from nacsim.scenario import loads

ROOT = Path(__file__).parents[1]
HOME = ROOT / "scenarios" / "history"
MADE = runpy.run_path(str(ROOT / "experiments" / "history_table.py"))["MADE"]


@cache
def made(name):
    """The text of a file as it should be."""
    return MADE[name]()


@pytest.mark.parametrize("name", MADE)
def test_what_is_made_from_the_scenario_files_is_not_stale(name):
    shipped = (HOME / name).read_text(encoding="utf-8")
    assert shipped == made(name), "stale: python experiments/history_table.py"


def test_the_package_describes_every_value_of_the_table():
    package = json.loads(made("datapackage.json"))
    table, *others = package["resources"]
    assert [name for name in (r["path"] for r in (table, *others)) if not (HOME / name).exists()] == []
    assert package["licenses"][0]["name"] == "MIT"
    fields = {field["name"]: field for field in table["schema"]["fields"]}
    reads = {"string": str, "number": float, "integer": int, "date": date.fromisoformat}
    for row in csv.DictReader(io.StringIO(made("codings.csv"))):
        assert list(row) == list(fields)
        for name, text in row.items():
            if text in table["schema"]["missingValues"]:
                continue
            value, limits = reads[fields[name]["type"]](text), fields[name].get("constraints", {})
            assert limits.get("minimum", value) <= value <= limits.get("maximum", value)
            assert value in limits.get("enum", [value])


def test_one_row_a_coding_issue_and_member():
    rows = list(csv.DictReader(io.StringIO(made("codings.csv"))))
    keys = {(row["case"], row["coder"], row["issue"], row["member"]) for row in rows}
    assert len(keys) == len(rows)
    first = [row for row in rows if row["coder"] == "1"]
    assert len(first) == sum(len(case.room) * len(case.issues) for case in read_cases()[0])
    assert len({row["case"] for row in first}) == 105
    assert len({(row["case"], row["coder"]) for row in rows}) == 105 + 24


def test_a_row_says_what_the_file_says():
    rows = csv.DictReader(io.StringIO(made("codings.csv")))
    (row,) = (
        r for r in rows if (r["case"], r["member"], r["coder"]) == ("tokyo_liaison_office_2023", "FRA", "1")
    )
    assert {name: row[name] for name in ("position", "salience", "resolve", "lumpy", "days", "blind")} == {
        "position": "5", "salience": "85", "resolve": "95", "lumpy": "1", "days": "87", "blind": "0"
    }  # fmt: skip
    assert (row["body"], row["date"], row["tabled"]) == ("nato", "2023-07-11", "2023-04-15")
    assert (row["withheld_consent"], row["adopted"], row["outcome"], row["final_text"]) == (
        "1", "0", "shelved", "5"
    )  # fmt: skip


def test_a_coder_who_left_the_end_out_has_blanks_there():
    rows = [
        r for r in csv.DictReader(io.StringIO(made("codings.csv"))) if r["case"] == "uk_accession_talks_1967"
    ]
    ends = {r["coder"]: (r["adopted"], r["outcome"], r["final_text"], r["withheld_consent"]) for r in rows}
    assert ends["2"] == ("", "", "", "")
    assert ends["1"][:2] == ("0", "blocked")


def test_every_other_coding_is_of_a_decision_that_ships():
    pairs = double_codings()
    assert len(pairs) == 24
    assert sum(coder == 3 for _, _, coder in pairs) == 1
    for first, second, _ in pairs:
        assert len(first.issues) == len(second.issues), first.name
        assert set(first.room) == set(second.room), first.name


def coded(members, lumpy="false"):
    return Case(
        "made up",
        loads(
            f'title = "t"\nroster = ["A", "B", "C"]\n[issues.a]\nstatus_quo = 0\nproposed = 100\nlumpy = {lumpy}\n'
            f"[issues.b]\nproposed = 50\n[default]\nposition = 80\nsalience = 50\nresolve = 10\n[members]\n{members}"
        ),
    )


def test_two_codings_by_hand():
    one = coded("A = { position = { a = 10, b = 50 }, resolve = 90 }\nB = { resolve = 20 }", "true")
    two = coded("A = { position = { a = 30, b = 40 }, resolve = 70 }\nC = { resolve = 20 }")
    assert compared(one, two)["position"].tolist() == [[10, 50], [30, 40]]
    assert compared(one, two, both=False)["resolve"].tolist() == [[90, 20, 10], [70, 10, 20]]
    found = scales([(one, two)])
    assert found["members"] == 1
    assert found["position"] == {
        "values": 2, "mean": 15, "sd": pytest.approx(15 / np.sqrt(2)), "close": 0.5, "correlation": pytest.approx(1),
        "icc": pytest.approx(900 / 1462.5, abs=1e-6),
    }  # fmt: skip
    assert lumpy(one, two).tolist() == [[True], [False]]  # b is a condition
    # A gains nothing in the second: 0.5 * (70 - 30) on a, 0.5 * (10 - 50) on b
    assert opposed(one, two)[:, 0].tolist() == [True, False]


def test_kappa_by_hand():
    # agreement 0.7, by chance 0.5 * 0.6 + 0.5 * 0.4 = 0.5
    table = {"both": [20], "first_only": [5], "second_only": [10], "neither": [15]}
    assert kappa({name: np.array(n) for name, n in table.items()}) == pytest.approx(0.4)
    assert np.isnan(kappa({name: np.array([n]) for name, n in zip(table, (3, 0, 0, 0), strict=True)}))
    same = crossed([np.array([[True, False], [True, False]])] * 3)
    assert (same["agreement"], same["kappa"]["value"], same["both"]) == (1, 1, 3)


def test_the_shipped_agreement_is_near_that_of_all_28_double_codings():
    """Position 5, salience 12, resolve 6 and kappa 0.43 were found on 28 decisions, 23 of which ship."""
    found = json.loads(made("agreement.json"))
    errors = [found["named_by_both"][name]["sd"] for name in ("position", "salience", "resolve")]
    assert errors == pytest.approx([5, 12, 6], abs=1)
    assert found["lumpy"]["kappa"]["value"] == pytest.approx(0.43, abs=0.05)
    assert found["withheld_consent"]["named_by_both"] == found["withheld_consent"]["observed"]
