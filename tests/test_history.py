"""Past decisions: classes by definition, baselines by hand, and `nacsim validate` on unseen folders."""

import json
import math
from pathlib import Path

import numpy as np
import pytest

from nacsim.cli import main
from nacsim.history.baselines import baselines, nash, nearer, strict_veto, weighted_mean
from nacsim.history.bootstrap import interval, paired_difference
from nacsim.history.cases import Case, blind, read_cases
from nacsim.history.forecasts import blanked
from nacsim.history.reliability import agreement, differences, shaken
from nacsim.history.tables import STATISTICS, score_table
from nacsim.history.validate import assess
from nacsim.scenario import loads
from nacsim.vocabulary import OUTCOMES

HISTORY = Path(__file__).parents[1] / "scenarios" / "history" / "nato"


def written(
    outcome="approved", text="a = 80", blockers="", extra="", days="days = 5", roster='["X", "Y", "Z"]'
):
    return f"""
title = "made up"
roster = {roster}
[issues.a]
status_quo = 0
proposed = 80
[issues.b]
proposed = 20
[default]
position = 70
salience = 40
resolve = 10
[members]
X = {{ position = {{ a = 10, b = 90 }}, salience = 90, resolve = 80 }}
[observed]
outcome = "{outcome}"
text = {{ {text} }}
blockers = [{blockers}]
{days}
{extra}
"""


def case(**how):
    return Case("made_up", loads(written(**how)))


def forecast_for(one, p=0.9, outcomes=None):
    from nacsim.history.baselines import Forecast

    draws = np.array([[80.0, 60.0], [20.0, 40.0]])
    counts = np.array([8, 1, 0, 0, 1, 0]) if outcomes is None else np.array(outcomes)
    chances = (counts + 0.5) / (counts.sum() + 3)
    return Forecast(p, chances, draws.mean(-1), draws, np.array([0.8, 0.0, 0.6]), 7.0, counts)


@pytest.mark.parametrize(
    ("coded", "text", "blockers", "expected"),
    [
        ("approved", "a = 80", "", "approved"),
        ("amended", "a = 72", '"X"', "delayed"),
        ("delayed", "a = 69", "", "amended"),
        ("amended", "b = 50", "", "amended"),
        ("delayed", "b = 50", "", "approved"),
        ("opt_out", "a = 20", '"X"', "opt_out"),
        ("blocked", "a = 0", '"X"', "blocked"),
        ("shelved", "a = 80", "", "shelved"),
    ],
)
def test_adopted_outcomes_are_classed_by_definition(coded, text, blockers, expected):
    assert OUTCOMES[case(outcome=coded, text=text, blockers=blockers).outcome] == expected


def test_blockers_outside_the_room_are_not_scored():
    there = HISTORY / "greece_reintegration_1980.toml"
    text = there.read_text().replace('blockers = ["TUR"]', 'blockers = ["TUR", "GRC"]')
    assert Case("greece", loads(text)).blockers == ("TUR",)


def test_days_are_bargaining_time_only_where_somebody_bargained():
    assert case(blockers='"X"').bargained
    assert not case().bargained
    assert not case(blockers='"X"', days="").bargained
    assert not case(blockers='"X"', extra='[coding]\nprocedure = "summit"').bargained


def test_what_a_member_gains_by_hand():
    one = case()
    # X: 0.9 * (|80-10| - |0-10|) + 0.9 * (|20-90| - 50); Y and Z: 0.4 * (10 - 70) + 0.4 * (50 - 50)
    assert nearer(one).tolist() == pytest.approx([0.9 * 60 + 0.9 * 20, -24, -24])
    assert weighted_mean(one).tolist() == pytest.approx([(9 * 10 + 8 * 70) / 17, (9 * 90 + 8 * 70) / 17])
    assert strict_veto(one).text.tolist() == [0, 0]
    assert strict_veto(one).objects.tolist() == [1, 0, 0]


def test_the_nash_solution_splits_the_difference_and_spares_everybody_a_loss():
    two = loads(
        'title = "t"\nroster = ["A", "B"]\n[issues.a]\nstatus_quo = 0\nproposed = 100\n'
        "[default]\nsalience = 50\nresolve = 0\n[members]\nA = { position = 40 }\nB = { position = 100 }"
    )
    # gains 40 - |p - 40| and p: their product 80 p - p^2 above 40 is largest at p = 40
    assert nash(Case("two", two)).tolist() == [40]
    opponent = Case("two", two.with_values({"members.A.position": 0.0}))
    assert nash(opponent).tolist() == [0]


def test_fitted_baselines_do_not_see_the_case_they_forecast():
    cases = [case(), case(outcome="blocked", text="a = 0", blockers='"X"'), case()]
    p = [said.p for said in baselines(cases)["base_rate"]]
    assert p == pytest.approx([1.5 / 3, 2.5 / 3, 1.5 / 3])
    changed = baselines([case(outcome="blocked"), *cases[1:]])
    for name in ("base_rate", "opponents", "logistic"):
        assert changed[name][0].p == pytest.approx(baselines(cases)[name][0].p)


def test_a_table_of_scores_by_hand():
    one = case(text="a = 60", blockers='"X", "Y"')
    table = score_table([one], [forecast_for(one)])
    assert table["brier"][0] == pytest.approx(0.01)
    assert table["log_score"][0] == pytest.approx(-math.log(0.9))
    assert table["outcomes_log_score"][0] == pytest.approx(-math.log(1.5 / 13))  # amended by definition
    assert table["text_mae"][0] == pytest.approx(10)  # of a only: b is not coded
    assert table["crps"][0] == pytest.approx(10 - 20 / 4)
    assert [table[name][0] for name in ("right", "wrong", "missed")] == [1, 1, 1]
    assert float(STATISTICS["f1"](table)) == pytest.approx(0.5)


def test_intervals_and_pairs():
    table = {"log_score": np.array([0.1, 0.2, 0.9, 0.1])}
    found = interval(STATISTICS["log_score"], table)
    assert found["value"] == pytest.approx(0.325)
    assert 0.1 <= found["low"] < found["value"] < found["high"] <= 0.9
    shifted = {"log_score": table["log_score"] + 0.5}
    gap = paired_difference(STATISTICS["log_score"], table, shifted)
    assert [gap[k] for k in ("value", "low", "high")] == pytest.approx([-0.5] * 3)
    assert interval(STATISTICS["log_score"], {"log_score": np.array([0.1])})["low"] is None


def test_intervals_hold_what_they_promise():
    rng = np.random.default_rng(0)
    samples = [
        interval(STATISTICS["brier"], {"brier": rng.normal(0.3, 0.1, 40)}, draws=400) for _ in range(200)
    ]
    inside = np.mean([s["low"] <= 0.3 <= s["high"] for s in samples])
    assert 0.88 <= inside <= 0.99


def test_blanking_takes_out_what_hindsight_put_in():
    one = read_cases(HISTORY)[0][-3]
    assert len(set(blanked(one, "resolve").resolve)) == 1
    assert not blanked(one, "lumpy").lumpy.any()
    assert blanked(one, "lumpy").resolve.tolist() == one.resolve.tolist()


def test_without_a_folder_all_three_are_read_and_with_one_only_what_lies_in_it():
    every, skipped = read_cases()
    assert not skipped
    assert len(every) == 105
    bodies = [read_cases(HISTORY.parent / body)[0] for body in ("nato", "eu", "other")]
    assert sorted(one.name for one in every) == sorted(one.name for cases in bodies for one in cases)
    assert read_cases(HISTORY.parent) == ([], [])


def test_every_baseline_of_the_first_58_cases_is_scored():
    cases = [one for one in read_cases()[0] if one.name not in blind()]
    said = baselines(cases)
    result = assess(cases, {"model": [forecast_for_case(c) for c in cases]} | said)
    assert result["cases"] == len(cases) == len(result["per_case"])
    weighted = result["baselines"]["salience_weighted_mean"]
    assert as_coded(cases) == pytest.approx(18.3, abs=0.1)  # known from an independent script
    assert weighted["text_mae"] == pytest.approx(
        23.1, abs=0.1
    )  # what came late stood at the status quo by then
    assert set(weighted["difference"]) == {"text_mae", "text_mae_median", "crps"}
    assert result["baselines"]["strict_veto"]["brier"] > result["baselines"]["base_rate"]["brier"]
    json.dumps(result, allow_nan=False)


def as_coded(cases):
    """Mean error of the salience-weighted mean against the texts as people coded them, late ones too."""
    rows = []
    for one in cases:
        coded = [one.observed.text.get(issue, np.nan) for issue in one.issues]
        if not np.isnan(coded).all():
            rows.append(np.nanmean(abs(weighted_mean(one) - coded)))
    return np.mean(rows)


def forecast_for_case(one):
    from nacsim.history.baselines import Forecast

    d, n = one.position.shape
    half = np.full((d, 2), 50.0)
    return Forecast(0.5, np.full(6, 1 / 6), half[:, 0], half, np.zeros(n), 30.0, np.array([5, 0, 0, 0, 5, 0]))


def validated(folder, capsys, *arguments):
    with pytest.raises(SystemExit) as done:
        main(["validate", str(folder), "--runs", "200", "--json", *arguments])
    out, err = capsys.readouterr()
    return done.value.code, out, err


def test_a_folder_of_two_unseen_cases(tmp_path, capsys):
    (tmp_path / "good.toml").write_text(written())
    (tmp_path / "bad.toml").write_text(written(outcome="blocked", text="a = 0", blockers='"X"'))
    (tmp_path / "plan.toml").write_text(written().split("[observed]")[0])
    code, out, err = validated(tmp_path, capsys, "--out", str(tmp_path / "out"))
    result = json.loads(out)
    assert code == 0
    assert "plan.toml: skipped, no [observed]" in err
    assert result["cases"] == 2
    assert {"brier", "log_score", "text_mae", "blockers", "baselines", "per_case"} <= set(result)
    assert set(result["per_case"]) == {"good", "bad"}
    assert {"precision", "recall", "f1"} <= set(result["blockers"])
    assert sum(group["cases"] for group in result["reliability"]) == 2
    made = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"validate.json", "report.txt", "cases.csv", "reliability.png", "text_mae.svg"} <= made
    report = (tmp_path / "out" / "report.txt").read_text()
    assert max(map(len, report.splitlines())) <= 100


def test_a_single_case_without_text_blockers_or_days(tmp_path, capsys):
    (tmp_path / "only.toml").write_text(written(text="", days=""))
    code, out, _ = validated(tmp_path, capsys)
    result = json.loads(out)
    assert code == 0
    assert result["text_mae"] is None
    assert result["days"]["cases"] == 0
    assert result["per_case"]["only"]["text"]["a"]["observed"] is None
    with pytest.raises(SystemExit) as done:
        main(["validate", str(tmp_path), "--runs", "200"])
    assert done.value.code == 0
    assert "only" in capsys.readouterr().out


def test_broken_files_are_told_apart_from_empty_folders(tmp_path, capsys):
    code, out, err = validated(tmp_path, capsys)
    assert (code, out) == (2, "")
    assert "no scenario with [observed]" in err
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "case.toml").write_text(written())
    assert "these folders in it have files: inner" in validated(tmp_path, capsys)[2]
    (tmp_path / "broken.toml").write_text(written().replace("salience = 40", "salience = 400"))
    (tmp_path / "fine.toml").write_text(written())
    code, out, err = validated(tmp_path, capsys)
    assert (code, out) == (2, "")
    assert "broken.toml:" in err
    assert "salience" in err


def test_the_same_seed_gives_the_same_scores_for_any_number_of_workers(tmp_path, capsys):
    (tmp_path / "one.toml").write_text(written())
    first = validated(tmp_path, capsys, "--jobs", "1", "--seed", "3")[1]
    assert validated(tmp_path, capsys, "--jobs", "3", "--seed", "3")[1] == first


def test_two_coders_who_agree_and_two_who_do_not():
    one = case()
    same = agreement(differences(one, one))
    assert {name: row["mean"] for name, row in same.items()} == {"position": 0, "salience": 0, "resolve": 0}
    other = Case("other", one.scenario.with_values({"members.X.position.a": 30.0, "members.X.resolve": 70.0}))
    found = agreement(differences(one, other))  # of X alone: the others are on the default
    assert found["position"] == {"pairs": 2, "mean": 10.0, "close": 0.5, "sd": pytest.approx(10)}
    assert found["resolve"]["sd"] == pytest.approx(10 / math.sqrt(2))


def test_shaking_moves_a_default_as_one_and_stays_on_the_scale():
    one = case(roster='["X", "Y", "Z", "V", "W"]')
    sd = {"position": 30.0, "salience": 30.0, "resolve": 30.0}
    moved = shaken(one, sd, seed=1)
    assert len(set(moved.position[0, 1:])) == 1
    assert moved.position[0, 0] != one.position[0, 0]
    assert all(0 <= v <= 100 for v in [*moved.position.ravel(), *moved.salience.ravel(), *moved.resolve])
    assert shaken(one, sd, seed=1).position.tolist() == moved.position.tolist()
    still = shaken(one, dict.fromkeys(sd, 0.0), seed=1)
    assert still.position.tolist() == one.position.tolist()
    assert still.resolve.tolist() == one.resolve.tolist()
