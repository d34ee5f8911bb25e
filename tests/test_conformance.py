"""Whoever plays the model is judged by the same plain files: the engine, the Mesa council, the model in plain Python.

And a recount: every number of a summary from the tables beside it, by the `csv` module and arithmetic alone.
"""

import csv
import json
import math
import sys
from importlib import import_module
from pathlib import Path

import conforming
import pinned
import pytest
from edge_cases import said

import nacsim
from nacsim.vocabulary import ADOPTED, OUTCOMES

KEPT = {
    path: json.loads(path.read_text(encoding="utf-8")) for path in sorted(conforming.FOLDER.glob("*.json"))
}
SOME = list(KEPT.values())[::12]
REFERENCE = Path(__file__).parents[1] / "experiments" / "reference"
SAME = pinned.kept()["arithmetic"] == pinned.arithmetic()
"""Whether this machine rounds as the one that wrote the files: else a council may turn on the last bit."""


def names(told):
    return told["scenario"]


def test_every_scenario_that_ships_is_there():
    assert {told["scenario"] for told in KEPT.values()} == set(nacsim.shipped())
    assert max(path.stat().st_size for path in KEPT) < 20_000


@pytest.mark.parametrize("start", range(6))
def test_the_engine_says_what_is_on_file(start):
    for told in list(KEPT.values())[start::6]:
        found = conforming.measured(told["scenario"])
        moved = sorted(key for key in found if found[key] != told[key])
        hint = f"{told['scenario']} moved: {moved}; if meant, a line under Results in CHANGELOG.md and `make results`"
        assert not moved or (not SAME and near(found, told)), hint


def near(found, told):
    return all(abs(found["outcomes"][o]["share"] - told["outcomes"][o]["share"]) <= 0.03 for o in OUTCOMES)


@pytest.mark.parametrize("told", SOME, ids=names)
def test_the_mesa_council_ends_as_on_file(told):
    for run, kept in enumerate(told["councils"]):
        council = nacsim.Council(told["scenario"], seed=told["seed"], run=run)
        council.run_model()
        assert conforming.councils(council.result) == [kept]


@pytest.mark.parametrize("told", SOME, ids=names)
def test_the_model_in_plain_python_ends_as_on_file(told, monkeypatch):
    monkeypatch.setattr(sys, "path", [*sys.path, str(REFERENCE)])
    import council
    import drawn

    scenario = nacsim.load(told["scenario"])
    for run, kept in enumerate(told["councils"]):
        end = council.play(drawn.council_of(scenario, run, told["seed"]))
        assert (end.outcome, end.rounds) == (kept["outcome"], kept["rounds"])
        assert [[scenario.room[n] for n in whose] for whose in (end.first, end.blocks, end.pivotal)] == [
            kept[what] for what in ("objects_first", "blocks", "pivotal")
        ]


# counted again


def wilson(k, n):
    """The interval of Wilson (1927) as its quadratic equation has it: (p - share)^2 = z^2 p (1 - p) / n."""
    z = 1.959963984540054
    a, b, c = 1 + z * z / n, -(2 * k / n + z * z / n), (k / n) ** 2
    root = math.sqrt(max(0.0, b * b - 4 * a * c))
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


def held_to(share, k, n):
    low, high = wilson(k, n)
    assert (share["share"], share["low"], share["high"]) == pytest.approx((k / n, low, high), abs=1e-9)


@pytest.mark.parametrize("told", SOME, ids=names)
def test_intervals_on_file_are_those_of_the_counts(told):
    n = told["runs"]
    for share in (told["adopted"], *told["outcomes"].values()):
        held_to(share, round(share["share"] * n), n)
    for shares in told["members"].values():
        for share, low, high in shares.values():
            assert (low, high) == pytest.approx(wilson(round(share * n), n), abs=1e-9)
    assert sum(round(share["share"] * n) for share in told["outcomes"].values()) == n


def rows_of(path):
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module", params=["ukraine_invitation", "secretary_general"])
def folder(request, tmp_path_factory):
    import_module("nacsim.plots.offered")  # before: the figures it knows are those of all tests
    place = tmp_path_factory.mktemp("run")
    patch = pytest.MonkeyPatch()
    patch.setattr("nacsim.vocabulary.FIGURES", {})
    patch.setattr("nacsim.doubts.doubts", lambda *_: {})
    assert said(("run", request.param, "--runs", "301", "--jobs", "1", "--out", str(place))).code == 0
    patch.undo()
    return place


def test_a_summary_can_be_counted_again_from_the_tables(folder):
    told = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    runs, members = rows_of(folder / "runs.csv"), rows_of(folder / "members.csv")
    n = told["runs"]
    assert len(runs) == n
    held_to(told["adopted"], sum(row["outcome"] in ADOPTED for row in runs), n)
    for outcome, share in told["outcomes"].items():
        held_to(share, sum(row["outcome"] == outcome for row in runs), n)
    for code, entry in told["members"].items():
        rows = [row for row in members if row["member"] == code]
        alone = {row["run"] for row in runs if row["alone"] == "1"}
        counts = {
            "objects_first": sum(row["objects_first"] == "1" for row in rows),
            "blocks": sum(row["blocks"] == "1" for row in rows),
            "sole_blocker": sum(row["blocks"] == "1" and row["run"] in alone for row in rows),
            "pivotal": sum(row["pivotal"] == "1" for row in rows),
        }
        for what, k in counts.items():
            assert entry[what] == pytest.approx(k / n)
            held_to(entry["intervals"][what], k, n)
    columns = {"rounds": "rounds", "days": "days"} | {f"text {issue}": issue for issue in told["text"]}
    for name, column in columns.items():
        spread = told["text"][column] if name.startswith("text ") else told[name]
        values = sorted(float(row[column] if column in row else row[f"text_{column}"]) for row in runs)
        spread_again(spread, values)


def spread_again(spread, values):
    """Mean, and the least value that so many of a hundred do not exceed."""
    n = len(values)
    assert spread["mean"] == pytest.approx(sum(values) / n, abs=0.01)
    assert spread["low"] <= spread["mean"] <= spread["high"]
    for key, part in (("p05", 0.05), ("p50", 0.5), ("p95", 0.95)):
        at = (
            sum(value < spread[key] - 1e-6 for value in values),
            sum(value <= spread[key] + 1e-6 for value in values),
        )
        assert at[0] <= part * n <= at[1] + 1, key


SAVED = Path(__file__).with_name("saved")
"""Results as versions that people have used wrote them: no file here is ever renewed, only added to."""


def test_what_older_versions_saved_opens():
    run, alone = (nacsim.load_result(SAVED / name) for name in ("run", "outcomes.npz"))
    assert len(run) == len(alone) == 20
    assert run.summary()["runs"] == 20
    before = json.loads((SAVED / "run" / "summary.json").read_text(encoding="utf-8"))
    assert run.summary()["outcomes"] == before["outcomes"]
    for name in ("pivots.json", "pivots_without_check.json"):
        found = nacsim.load_result(SAVED / name)
        assert type(found).__name__ == "Pivots"
        assert found.sentence()
        assert len(found.frame())


def test_a_sweep_that_an_older_version_saved_is_taken_up_or_refused_in_a_line(tmp_path):
    (tmp_path / "sweep.json").write_bytes((SAVED / "swept" / "sweep.json").read_bytes())
    words = ("sweep", "minimal", "--grid", "default.resolve=0:100:2", "--runs", "20", "--jobs", "1")
    found = said((*words, "--out", str(tmp_path)))
    assert found.code == 0 or (found.code == 2 and "another sweep" in found.err)


def test_what_older_versions_saved_is_drawn(tmp_path):
    assert said(("plot", str(SAVED / "run"), "outcomes", "--format", "svg", "--out", str(tmp_path))).code == 0
    assert (tmp_path / "outcomes.svg").exists()
