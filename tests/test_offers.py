"""What packages add: the example package, as if it were installed, and packages with mistakes."""

import sys
import tomllib
from dataclasses import replace
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
from nacsim.results import metrics
from nacsim.results.metrics import OFFERS as METRICS
from nacsim.rules import entry_points as rules
from nacsim.rules.decision import DECISION_RULES
from nacsim.rules.entry_points import OFFERS as RULES
from nacsim.scenario.bodies import OFFERS as BODIES
from nacsim.vocabulary import OUTCOMES

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


def by_heads(most):
    """At most so many object: a rule that obeys all laws."""
    return lambda votes, body: votes.against.sum(0) <= most


def by_people(votes, body):
    """No more than half of the people, nor of the votes, are against: another that does."""
    return (body.population @ votes.against * 2 <= body.population.sum()) & (
        body.weight @ votes.against * 2 <= body.weight.sum()
    )


@pytest.mark.parametrize("rule", [*DECISION_RULES.values(), *map(by_heads, range(4)), by_people])
def test_a_rule_that_obeys_the_laws_is_taken(rule):
    assert rules.tried("good", rule) is rule


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (lambda v, b: (v.against.sum(0) == 0).tolist(), "no array of truths"),
        (lambda v, b: (v.against.sum(0) == 0) * 1, "no array of truths"),
        (lambda v, b: (v.against.sum(0) == 0)[1:], "no array of truths"),
        (lambda v, b: (v.against.sum(0) == 0)[:, None], "no array of truths"),
        (lambda v, b: v.against.sum(0) < 0, "that nobody objects to"),
        (lambda v, b: (v.against.sum(0) == 0) & (len(v.against) != 15), "that nobody objects to"),
        (lambda v, b: v.against.sum(0) != 1, "over fewer objections"),
        (lambda v, b: v.against.sum(0) % 2 == 0, "over fewer objections"),
        (lambda v, b: ~v.against[0], "on the order of the members"),
        (lambda v, b: ~v.against[-1], "on the order of the members"),
        (lambda v, b: ~v.against[len(v.against) // 2], "on the order of the members"),
        (lambda v, b: v.against.sum(0) <= 1 + (b.weight[0] == 1), "on the order of the members"),
        (lambda v, b: v.against.sum(0) <= 1 + (b.weight[0] != 1), "on the order of the members"),
        ("unanimity", "no function"),
    ],
)
def test_a_rule_that_breaks_a_law_is_told_which(rule, said):
    with pytest.raises(Unfit, match=said):
        rules.tried("wrong", rule)


@pytest.mark.parametrize("size", rules.TRIED_SIZES)
def test_a_rule_is_tried_on_ballots_from_nobody_to_everybody(size):
    """As cast, with no objection, with some fewer, and with the members in another order, each with what it counts for."""
    asked = []

    def listening(votes, body):
        if len(votes.against) == size:
            asked.append((votes.against, body))
        return ~votes.against.any(0)

    rules.tried("listening", listening)
    (cast, body), (none, _), (fewer, _), (moved, other) = asked
    assert cast.shape == none.shape == fewer.shape == moved.shape == (size, rules.TRIED_RUNS)
    assert not none.any()
    assert not cast[:, 0].any()
    quarters = cast.reshape(size, 4, -1).mean((0, 2))
    assert (np.diff(quarters) > 0).all()
    assert quarters[0] < 0.3
    assert quarters[-1] > 0.7
    assert not (fewer & ~cast).any()
    assert 0.4 < fewer.sum() / cast.sum() < 0.9
    assert set(body.weight) == set(body.population) == set(range(1, size + 1))
    assert size == 1 or (body.weight != body.population).any()
    place = (other.weight - 1).astype(int)
    assert sorted(place) == list(range(size))
    assert size < 3 or place.tolist() != list(range(size))
    np.testing.assert_array_equal(moved, cast[place])
    np.testing.assert_array_equal(other.population, body.population[place])


def like_councils(found):
    """What is true of whatever councils: who blocks failed a text, and who is alone is the only one."""
    failed = ~found.adopted
    assert (found.blocks.any(0) <= failed).all()
    assert (found.blocks.sum(0)[found.alone] == 1).all()
    assert (found.pivotal <= found.blocks).all()
    assert (found.rounds >= 1).all()
    assert (found.days > 0).all()
    assert found.text.min() >= 0
    assert found.text.max() <= 100
    assert found.paid.min() >= 0


def test_what_metrics_are_tried_on_is_like_councils_of_every_kind():
    found = metrics.trial()
    for councils in (found, simulate("minimal", 300, 1)):
        like_councils(councils)
    assert set(found.outcome) == set(range(len(OUTCOMES)))
    assert len(found) == 60
    failed = ~found.adopted
    assert not found.text[:, failed].any()
    assert (found.text[:, ~failed] > 0).all()
    assert len(set(found.text[0, ~failed])) > 4
    assert (found.text[1, ~failed] == 20).all()
    assert found.text[0].max() == 80
    assert len(set(found.rounds)) > 5
    assert np.allclose(found.days, 7 * found.rounds)
    assert set(found.first.sum(0)) == {0, 1, 2, 3}
    assert found.alone.any()
    assert found.blocks.any(0)[failed].any()
    assert {0.0, 0.1, 0.2} == set(found.paid[1])
    assert not found.paid[[0, 2]].any()


@pytest.mark.parametrize(
    ("metric", "said"),
    [
        (lambda o: np.arange(len(o)), "beside one another"),
        (lambda o: np.cumsum(o.rounds), "beside one another"),
        (lambda o: np.cumsum(o.rounds[::-1])[::-1], "beside one another"),
        (lambda o: np.array(["late"] * len(o)), "not a number for each council"),
        (lambda o: o.rounds * 1j, "not a number for each council"),
        (lambda o: o.first, "not a number for each council"),
        (lambda o: np.where(o.rounds > 2, np.inf, 0), "gives inf for some council"),
        ("rounds", "no function"),
    ],
)
def test_a_metric_that_will_not_do_is_told_why(metric, said):
    with pytest.raises(Unfit, match=said):
        metrics.tried("wrong", metric)


@pytest.mark.parametrize(
    "metric", [lambda o: o.adopted, lambda o: o.rounds, lambda o: o.days, lambda o: o.paid.sum(0)]
)
def test_truths_and_numbers_of_each_council_will_do(metric):
    assert metrics.tried("good", metric) is metric


def test_a_metric_is_kept_to_six_digits_and_called_by_its_docstring_or_name(clean):
    def measure(outcomes):
        """How far it went.

        More of it.
        """
        return np.where(np.arange(len(outcomes)) % 2, -1e-9, 1 / 3)

    def plain_name(outcomes):
        return outcomes.rounds

    found = {"far": measure, "plain_name": plain_name}
    clean.setattr(METRICS, "all", lambda: found)
    clean.setattr(METRICS, "get", found.__getitem__)
    told = metrics.measured(metrics.trial())["far"]
    assert told[:2].tolist() == [0.333333, 0.0]
    assert not np.signbit(told).any()
    assert [metrics.label(name) for name in found] == ["How far it went", "plain name"]
    assert metrics.measured(replace(metrics.trial(), question=None)) == {}
