"""Two codings of a decision: what is the same agrees, known answers, and each part of a coding taken over alone."""

import numpy as np
import pytest
from click.testing import CliRunner

from nacsim import NacsimError, agree, load
from nacsim.cli import nacsim as command_line
from nacsim.history.coders import icc
from nacsim.scenario.build import from_tables
from nacsim.scenario.grounds import coded
from nacsim.scenario.reading.read import folder

FIRST = "tokyo_liaison_office"
OTHER = {
    "position": {"FRA": {"position": {"office": 35, "mandate": 5}}},
    "salience": {"FRA": {"salience": {"office": 20, "mandate": 25}}},
    "resolve": {"FRA": {"resolve": 60}},
}


def test_a_coding_agrees_with_itself():
    found = agree(FIRST, FIRST, 200)
    assert all(row.mean == 0 and row.icc == 1 for row in found.scales.values())
    assert found.loses.kappa.value == 1
    assert found.apart == found.unlike == ()
    assert all(swap.difference.value == 0 for swap in found.decisions[0].swaps)
    assert "By both the text is adopted" in found.sentence()


@pytest.mark.parametrize("what", OTHER)
def test_what_was_coded_otherwise_is_found_and_moves_the_answer(what):
    found = agree(FIRST, load(FIRST, members=OTHER[what]), 400)
    assert [(row.member, row.what) for row in found.apart] == [("FRA", what)]
    swaps = {swap.what: swap.difference.value for swap in found.decisions[0].swaps}
    assert swaps.pop("all") == swaps.pop(what) != 0
    assert set(swaps.values()) == {0}
    assert f"second coder's {what}" in found.sentence()


def test_lumpy_said_otherwise_is_a_choice_of_its_own():
    found = agree(FIRST, load(FIRST, ["issues.office.lumpy=false"]), 200)
    assert [(row.key, row.first, row.second) for row in found.unlike] == [
        ("issues.office.lumpy", True, False)
    ]
    assert found.lumpy.first_only == 1
    assert [swap.what for swap in found.decisions[0].swaps] == [
        "position",
        "salience",
        "resolve",
        "lumpy",
        "all",
    ]


def test_the_intraclass_correlation_of_a_known_table():
    """Two coders of Shrout & Fleiss (1979), worked by hand: three things, a constant difference of two points."""
    values = np.array([[1.0, 5.0, 9.0], [3.0, 7.0, 11.0]])
    things, coders, rest = 2 * 16.0, 3 * 2 * 1.0, 0.0  # mean squares
    assert icc(values) == pytest.approx((things - rest) / (things + rest + 2 * (coders - rest) / 3))
    assert icc(values[[0, 0]]) == 1
    assert np.isnan(icc(values[:, :1]))


@pytest.mark.parametrize("said", [["procedure.opt_out=false"], []])
def test_an_exit_said_otherwise_is_taken_over_alone(said):
    other = ["procedure.opt_out=true"] if said else ["procedure.opt_out=true", "issues.office.label=Office"]
    found = agree(load(FIRST, other), load(FIRST, said), 200)
    swaps = {swap.what: swap.adopted for swap in found.decisions[0].swaps}
    assert swaps["exit"] == swaps["all"] != found.decisions[0].adopted


def test_issues_pair_by_name_where_names_are_the_same():
    turned = load(FIRST)
    document = dict(turned.document, issues=dict(reversed(turned.document["issues"].items())))
    document["issues"]["mandate"] = {**document["issues"]["mandate"], "status_quo": 0, "proposed": 65}
    found = agree(FIRST, document, 10)
    assert found.scales["position"].mean == 0
    assert {row.key for row in found.unlike} == {"issues.mandate.status_quo"}


def test_two_folders_are_compared_file_by_file():
    history = folder() / "history"
    found = agree(history / "eu", history / "second_coding", 40)
    assert len(found.decisions) == 9
    assert found.lumpy.kappa.low is not None
    assert len(found.frame()) == sum(1 + len(one.swaps) for one in found.decisions)


STRANGERS = {
    "title": "T",
    "roster": ["A", "B"],
    "issues": {k: {"status_quo": 0, "proposed": 80} for k in "xy"},
}
STRANGERS |= {"default": {"position": 70, "salience": 20, "resolve": 10}}


def test_codings_of_different_bodies_are_refused():
    with pytest.raises(NacsimError, match="no member in common"):
        agree(FIRST, STRANGERS, 10)


def test_an_issue_that_only_one_has_is_left_out_and_told():
    one = {k: v for k, v in load(FIRST).document.items() if k != "issues"}
    one["issues"] = {"office": load(FIRST).document["issues"]["office"]}
    for key in ("default", "members"):
        one[key] = only_office(one[key])
    found = agree(one, FIRST, 40)
    assert found.scales["position"].mean == 0
    assert [(row.key, row.first) for row in found.unlike] == [("issues.mandate", None)]


def only_office(table):
    """A table of stances without what it says of the other issue."""
    if not isinstance(table, dict):
        return table
    return {k: only_office(v) for k, v in table.items() if k != "mandate"}


def test_codings_that_name_nobody_are_played_all_the_same():
    found = agree(STRANGERS, STRANGERS, 10)
    assert found.scales["position"].values == 0
    assert found.loses.agreement is None
    assert "cannot be compared" in found.sentence()
    assert found.decisions[0].swaps[-1].difference.value == 0


def test_folders_without_a_common_name_are_refused(tmp_path):
    done = CliRunner().invoke(command_line, ["agree", str(tmp_path), str(tmp_path)])
    assert done.exit_code == 2
    assert "no file of the same name" in done.output


def test_the_report_says_what_to_talk_about():
    done = CliRunner().invoke(command_line, ["agree", FIRST, "tokyo_france_persuaded", "--runs", "100"])
    assert done.exit_code == 0, done.output
    for part in ("FRA: position on office, 5 and 85", "with the second's positions", "ICC", "kappa"):
        assert part in done.output


def test_members_of_a_group_are_named_too():
    """A group of the file, one of the member table, and members of their own; the others stand on the default."""
    groups = {"baltic_3": {"salience": 50}, "some": {"members": ["FRA", "ITA"], "position": 20}}
    everybody = {"position": 75, "salience": 20, "resolve": 10}
    issues = {"x": {"status_quo": 0, "proposed": 100}}
    tables = {"title": "t", "issues": issues, "default": everybody, "groups": groups}
    one = from_tables({**tables, "members": {"HUN": {"position": 5}}})
    assert coded(one) == {"EST", "LVA", "LTU", "FRA", "ITA", "HUN"}
    other = from_tables({**tables, "groups": {}, "members": {"FRA": {"position": 30}}})
    (decision,) = agree(one, other, 50)["decisions"]
    assert (decision["both"], decision["second_only"]) == (1, [])
    assert decision["first_only"] == ["EST", "HUN", "ITA", "LTU", "LVA"]
