"""The DEU III loader and test on a small made-up file of the same shape."""

import json

import numpy as np
import pytest

from nacsim.cli import main
from nacsim.history.deu import acts, assess_deu, forecast, principal_first, read_deu, scenario_of, strict_veto

STATES = ("at", "be", "dk", "fr")
HEAD = ["prnr", "isnr", "proc", "counvte", "pcom", "pep", *(f"p{s}" for s in STATES), "scom", "sep",
        *(f"s{s}" for s in STATES), "rp", "out"]  # fmt: skip


def row(act, issue, rule, positions, saliences, rp, out, com="100"):
    return [act, issue, "CNS", rule, com, "50", *positions, "50", "50", *saliences, rp, out]


ROWS = [
    row("act1", "i1", "Unan", ("0", "80", "80", "80"), ("90", "30", "30", "30"), "0", "70"),
    row("act1", "i2", "Unan", ("90", "40", "40", "40"), ("90", "10", "10", ""), "", "60"),
    row("act2", "i3", "QMV", ("100", "100", "50", ""), ("50", "50", "100", ""), "75", "80"),
    row("act2", "i4", "QMV(10)", ("10", "20", "60", "70"), ("50", "50", "50", "50"), "999", "40"),
    row("act3", "i5", "QMV", ("10", "20", "", ""), ("50", "50", "0", "0"), "0", "40"),
    row("act3", "i6", "QMV", ("10", "20", "30", ""), ("50", "50", "50", "0"), "0", ""),
]


@pytest.fixture
def path(tmp_path):
    lines = ["\t".join(f'"{field}"' for field in line) for line in [HEAD, *ROWS]]
    (tmp_path / "deu.tsv").write_text("\n".join(lines), encoding="latin-1")
    return tmp_path / "deu.tsv"


def test_usable_issues_have_an_outcome_and_three_positions(path):
    issues = read_deu(path)
    assert [i.name for i in issues] == ["i1", "i2", "i3", "i4"]
    assert [i.rule for i in issues] == ["unanimity"] * 2 + ["qualified_majority"] * 2
    assert issues[1].states == STATES
    assert issues[1].salience.tolist() == [[90, 10, 10, 50]]  # not coded: the middle of the scale
    assert issues[2].states == ("at", "be", "dk")
    assert issues[3].reference is None  # 999 is no point of the scale


def test_the_text_is_the_compromise_and_failure_its_far_end(path):
    first, second, third, _ = read_deu(path)
    assert first.text == pytest.approx(np.mean(first.position))
    assert first.text == pytest.approx(60)
    assert (first.status_quo[0], first.moves) == (0, True)
    assert second.text > 50
    assert second.status_quo[0] == 0  # no reference point: the far end
    assert (third.text, third.moves) == (pytest.approx(250 / 3), True)
    assert read_deu(path, "commission")[0].text == 100


def test_an_act_is_one_scenario_with_the_known_reference_point_first(path):
    act = acts(read_deu(path))[0]
    assert [i.name for i in principal_first(act[::-1])] == ["i1", "i2"]
    scenario = scenario_of(principal_first(act))
    assert scenario.room == STATES
    assert scenario.procedure.rule == "unanimity"
    assert list(scenario.issues) == ["i1", "i2"]
    assert scenario.members["at"].position == {"i1": 0, "i2": 90}
    assert scenario.members["at"].resolve.low == 0


def test_a_state_without_a_position_does_not_care(path):
    act = principal_first(acts(read_deu(path))[1])
    assert [i.name for i in act] == ["i3", "i4"]
    assert scenario_of(act).members["fr"].salience == {"i3": 0, "i4": 50}


def test_forecasts_stay_between_what_members_want(path):
    for act in acts(read_deu(path)):
        said = forecast(act, runs=300)
        for issue in act:
            assert issue.position.min() - 10 <= said[issue.name] <= issue.position.max() + 10


def test_strict_veto_by_hand(path):
    first, second, third, _ = read_deu(path)
    assert strict_veto(first) == 0  # one state sits on the reference point
    assert strict_veto(second) is None
    assert strict_veto(third) == 75  # wanted on both sides of it


def test_errors_by_rule_and_against_every_rival(path):
    result = assess_deu(path, runs=200)
    assert result["unanimity"]["cases"] == result["qualified_majority"]["cases"] == 2
    mean = result["unanimity"]["rivals"]["mean"]
    assert mean["error"]["value"] == pytest.approx((abs(60 - 70) + abs(52.5 - 60)) / 2)
    assert mean["difference"]["value"] == pytest.approx(
        result["unanimity"]["model"]["value"] - mean["error"]["value"], abs=1e-5
    )
    assert result["unanimity"]["rivals"]["strict_veto"]["cases"] == 1


def test_the_command_prints_one_object_or_a_table(path, capsys):
    with pytest.raises(SystemExit) as done:
        main(["validate", "--deu", str(path), "--runs", "100", "--json"])
    assert done.value.code == 0
    assert json.loads(capsys.readouterr().out)["unanimity"]["cases"] == 2
    with pytest.raises(SystemExit) as done:
        main(["validate", "--deu", str(path), "--runs", "100"])
    assert done.value.code == 0
    out = capsys.readouterr().out
    assert "mean of positions" in out
    assert max(map(len, out.splitlines())) <= 100


def test_another_file_is_refused_by_its_missing_column(tmp_path, capsys):
    (tmp_path / "other.tsv").write_text("prnr\tisnr\nx\ty\n")
    with pytest.raises(SystemExit) as done:
        main(["validate", "--deu", str(tmp_path / "other.tsv")])
    assert done.value.code == 2
    assert "no column counvte" in capsys.readouterr().err
