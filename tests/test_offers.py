"""What packages add: the example package, as if it were installed, and packages with mistakes."""

import sys
import tomllib
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from matplotlib.figure import Figure

import nacsim
from nacsim import load, offers, plots, simulate
from nacsim.cli import nacsim as command
from nacsim.cli.figures import save_figures
from nacsim.errors import Unfit
from nacsim.narrate.folder import dictionary
from nacsim.narrate.rule import rule_label, rule_sentence
from nacsim.offers import HOMES
from nacsim.plots.offered import OFFERS as FIGURES
from nacsim.plots.run_data import Run
from nacsim.results.metrics import OFFERS as METRICS
from nacsim.rules.entry_points import OFFERS as RULES
from nacsim.scenario.bodies import OFFERS as BODIES

ROOT = Path(__file__).parents[1]
EXTEND = ROOT / "experiments" / "extend"
FERRY = EXTEND / "ferry.toml"
ALL = (RULES, METRICS, FIGURES, BODIES)


def installed(folder, name, groups, monkeypatch):
    """A folder on the path in which a package is installed, as far as Python can tell."""
    info = folder / f"{name.replace('-', '_')}-0.1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 0.1.0\n", encoding="utf-8")
    lines = [line for group, points in groups.items()
             for line in (f"[{group}]", *(f"{key} = {value}" for key, value in points.items()))]  # fmt: skip
    (info / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder))
    for one in ALL:
        one.forget()


@pytest.fixture
def clean(monkeypatch):
    """Nothing is offered but what the test installs."""
    yield monkeypatch
    monkeypatch.undo()
    for one in ALL:
        one.forget()


@pytest.fixture
def nordic(tmp_path, clean):
    """The example package."""
    project = tomllib.loads((EXTEND / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    clean.syspath_prepend(str(EXTEND))
    installed(tmp_path / "site", project["name"], project["entry-points"], clean)
    return project


def test_the_example_offers_one_of_each_and_all_are_good(nordic):
    assert set(nordic["entry-points"]) == {one.group for one in ALL}
    assert offers.listed() == [
        "rule inner_circle, of nacsim-nordic (nacsim_nordic.rules:inner_circle): good",
        "metric conceded, of nacsim-nordic (nacsim_nordic.metrics:conceded): good",
        "figure patience, of nacsim-nordic (nacsim_nordic.figures:patience): good",
        "body nordic_council, of nacsim-nordic (nacsim_nordic.bodies:nordic_council): good",
    ]
    assert len(HOMES) == len(ALL)


def test_a_body_and_a_rule_from_a_package(nordic):
    ferry = load(FERRY)
    assert ferry.room == ("Denmark", "Finland", "Iceland", "Norway", "Sweden")
    assert ferry.population == (5961, 5604, 384, 5550, 10552)
    assert rule_label(ferry) == "no objection of the two largest, and at most one of the others"
    assert "over one of another" in rule_sentence(ferry)
    plain = load(FERRY, ["procedure.rule=unanimity"])
    sweden = ferry.with_(members={"Sweden": {"position": 0, "resolve": 95, "salience": 80}})
    small = ferry.with_(members={"Denmark": {"population": 1}})
    assert simulate(ferry, 300).adopted.mean() < simulate(small, 300).adopted.mean()
    assert simulate(sweden, 300).adopted.mean() <= simulate(plain, 300).adopted.mean()


def test_what_a_scenario_took_from_a_body_stays(nordic, tmp_path):
    found = simulate(FERRY, 50)
    kept = found.save(tmp_path / "ferry.npz")
    assert "body" not in load(FERRY).document
    BODIES.forget()
    offers.points.cache_clear()
    assert nacsim.load_result(kept) == found


def test_a_metric_from_a_package_is_told_everywhere(nordic):
    found = simulate(FERRY, 3000, jobs=1)
    tabled = np.where(found.adopted, abs(found.text[0] - 60), 0).round(6)
    assert found.frame()["conceded"].tolist() == tabled.tolist()
    told = found.counted()["metrics"]["conceded"]
    assert told["label"] == "Points conceded on the principal issue"
    assert told["mean"] == pytest.approx(tabled.mean(), abs=1e-6)
    assert told["low"] < told["mean"] < told["high"]
    assert told["p50"] == np.quantile(tabled, 0.5, method="inverted_cdf")
    assert nacsim.tally(FERRY, 3000, jobs=1) == found.tally()
    assert next(iter(found))["conceded"] == tabled[0]
    told = list(dictionary(["runs.csv"], load(FERRY).issues, older=False))
    assert told[-1][:4] == ("runs.csv", "conceded", "number", "")
    assert told[-1][4].startswith("Points conceded on the principal issue")
    assert [row[1] for row in told] == list(found.frame().columns)
    printed = CliRunner().invoke(command, ["run", str(FERRY), "--runs", "200"])
    assert "Points conceded on the principal issue" in printed.output, printed.output


def test_a_figure_from_a_package_is_drawn_everywhere(nordic, tmp_path):
    found, ax = simulate(FERRY, 100), Figure().add_subplot()
    assert plots.patience(found, ax=ax) is ax
    assert found.plot("patience", ax=ax) is ax
    run = Run(load(FERRY), found, found.tally(), found.counted())
    paths, remarks = save_figures(run, ["patience"], tmp_path)
    assert (paths, remarks) == ([tmp_path / "patience.png", tmp_path / "patience.svg"], [])
    asked = CliRunner().invoke(command, ["plot", str(tmp_path), "patience"])
    assert "no outcomes.npz" in asked.output  # the name is known
    wrong = CliRunner().invoke(command, ["plot", str(tmp_path), "patiense"])
    assert "did you mean patience" in wrong.output


def test_a_body_that_nobody_offers_is_answered(nordic):
    with pytest.raises(
        nacsim.ScenarioError, match="no body is called nordic_counsel; did you mean nordic_council"
    ):
        load(FERRY, ["body=nordic_counsel"])


def test_without_a_package_a_body_is_answered(clean):
    for one in ALL:
        one.forget()
    with pytest.raises(nacsim.ScenarioError, match=r"no body is called nordic_council.*none is installed"):
        load(FERRY)


WRONG = """
import numpy as np

def whole(outcomes): return outcomes.adopted - outcomes.adopted.mean()
def short(outcomes): return outcomes.adopted[:1]
def empty(outcomes): return np.full(len(outcomes), np.nan)
def breaks(outcomes): return outcomes.adoptd
number = 3

def elsewhere(outcomes, *, ax):
    from matplotlib.figure import Figure
    return Figure().add_subplot()
def blank(outcomes, *, ax): return ax
def narrow(outcomes): return None

def loose(votes, body): return np.zeros(votes.against.shape[1], bool)

asks = {"roster": ["A"], "title": "A question"}
nobody = {"procedure": {"rule": "unanimity"}}
typo = lambda: {"roster": ["A", "B"], "members": {"C": {"resolve": 500}}}
words = "A and B"
"""


@pytest.mark.parametrize(
    ("group", "name", "said"),
    [
        (METRICS, "whole", "depends on which councils stand beside one another"),
        (METRICS, "short", r"gives bool \(1,\) and not a number for each council"),
        (METRICS, "empty", "gives nan for some council"),
        (METRICS, "breaks", "AttributeError: Outcomes has no adoptd; did you mean adopted"),
        (METRICS, "number", "is no function"),
        (METRICS, "absent", "AttributeError"),
        (FIGURES, "elsewhere", "does not give back the axes"),
        (FIGURES, "blank", "draws nothing"),
        (FIGURES, "narrow", "TypeError"),
        (RULES, "loose", "does not adopt a text that nobody objects to"),
        (BODIES, "asks", "a body says nothing of title; allowed: roster"),
        (BODIES, "nobody", "a body has a roster"),
        (BODIES, "typo", "members.C"),
        (BODIES, "words", "is no table"),
    ],
)
def test_a_mistake_names_the_package_and_what_is_wrong(tmp_path, clean, group, name, said):
    (tmp_path / "wrong_ones.py").write_text(WRONG, encoding="utf-8")
    clean.delitem(sys.modules, "wrong_ones", raising=False)
    installed(tmp_path, "wrong-ones", {group.group: {name: f"wrong_ones:{name}"}}, clean)
    with pytest.raises(
        Unfit, match=rf"(?s)the {group.kind} {name} of wrong-ones \(wrong_ones:{name}\) will not do.*{said}"
    ):
        group.get(name)
    assert len(offers.listed()) == 1
    assert "will not do" in offers.listed()[0]


def test_what_is_built_in_cannot_be_taken_nor_offered_twice(tmp_path, clean):
    (tmp_path / "wrong_ones.py").write_text(WRONG, encoding="utf-8")
    points = {METRICS.group: {"rounds": "wrong_ones:short", "twice": "wrong_ones:short"}}
    installed(tmp_path, "wrong-ones", points, clean)
    installed(tmp_path / "more", "more-ones", {METRICS.group: {"twice": "wrong_ones:whole"}}, clean)
    assert METRICS.names() == ("twice",)
    with pytest.raises(Unfit, match=r"two packages offer the metric twice: more-ones .* and wrong-ones"):
        METRICS.get("twice")
    assert (
        "rounds, of wrong-ones (wrong_ones:short): not used, for a metric of that name is built in"
        in offers.listed()[0]
    )


def test_what_is_offered_can_be_printed(clean, nordic, capsys):
    offers.main()
    assert (
        "metric conceded, of nacsim-nordic (nacsim_nordic.metrics:conceded): good" in capsys.readouterr().out
    )


def test_a_metric_is_a_column_of_the_table_of_councils_and_is_explained(nordic, tmp_path, monkeypatch):
    import pandas as pd

    monkeypatch.setattr("nacsim.cli.figures.figures_for", lambda question: ())
    monkeypatch.setattr("nacsim.doubts.doubts", lambda *_: {})
    done = CliRunner().invoke(command, ["run", "minimal", "--runs", "50", "--out", str(tmp_path / "o")])
    assert done.exit_code == 0, done.output
    runs, columns = (pd.read_csv(tmp_path / "o" / name) for name in ("runs.csv", "columns.csv"))
    assert list(runs["conceded"]) == list(simulate("minimal", 50).frame()["conceded"])
    told = columns[(columns["file"] == "runs.csv") & (columns["column"] == "conceded")]
    assert list(told["meaning"]) == ["Points conceded on the principal issue"]
    assert list(columns[columns["file"] == "runs.csv"]["column"]) == list(runs.columns)
