"""Results as types: the same as the JSON of the command, equal, short, tables, figures, sentences, kept and loaded."""

import json
import pickle
from dataclasses import FrozenInstanceError
from shlex import quote, split

import pytest
from click.testing import CliRunner

import nacsim
from nacsim import load_result
from nacsim.cli import nacsim as command_line
from nacsim.errors import Foreign
from nacsim.results.answer import Found
from nacsim.results.answers import RESULTS
from nacsim.results.described import _all
from nacsim.results.frames import RUN, TABLES
from nacsim.results.identity import check_of, identity
from nacsim.results.plain import fields_of
from nacsim.scenario.reading.read import folder
from nacsim.vocabulary import OUTCOMES

KEY = "members.HUN.position"
TWO = ["minimal", "tokyo_liaison_office"]
VARIED = f"{KEY}=0:100"
PAST = folder() / "history" / "other"
ASKED = {
    "run": (lambda: nacsim.simulate("minimal", 80), "minimal --runs 80"),
    "compare": (lambda: nacsim.compare(TWO, 80), f"{TWO[0]} {TWO[1]} --runs 80"),
    "sweep": (
        lambda: nacsim.sweep("minimal", {KEY: (0, 100, 3)}, 80),
        f"minimal --grid {VARIED}:3 --runs 80",
    ),
    "sensitivity": (
        lambda: nacsim.sensitivity("minimal", [VARIED], 4, 16),
        f"minimal --input {VARIED} --points 4 --runs 16",
    ),
    "pivots": (lambda: nacsim.pivots("minimal", 60), "minimal --runs 60"),
    "bridge": (lambda: nacsim.bridge("minimal", 0.8, 60), "minimal --runs 60"),
    "discover": (
        lambda: nacsim.discover("minimal", [VARIED], 32, 16),
        f"minimal --input {VARIED} --points 32 --runs 16",
    ),
    "validate": (lambda: nacsim.validate(PAST, 5), f"{quote(str(PAST))} --runs 5"),
    "agree": (lambda: nacsim.agree("minimal", "minimal", 40), "minimal minimal --runs 40"),
}
"""Every function that gives a result, asked for little, and the same asked of its command."""


@pytest.fixture(scope="module")
def results():
    return {name: ask() for name, (ask, _) in ASKED.items()}


@pytest.mark.parametrize("name", ASKED)
def test_the_summary_is_what_the_command_prints(name, results):
    done = CliRunner().invoke(command_line, [name, *split(ASKED[name][1]), "--json"])
    assert done.exit_code == 0, done.output
    assert json.dumps(results[name].summary(), ensure_ascii=False) == done.stdout.rstrip("\n")


def test_a_kept_result_can_be_read_in_any_script(results, tmp_path):
    found = type(results["pivots"]).of(results["pivots"].to_dict() | {"scenario": "Größe 日本"})
    path = found.save(tmp_path / "kept.json")
    assert "Größe 日本" in path.read_text(encoding="utf-8")
    assert load_result(path) == found


def turned(told):
    """The same plain data, the entries of every table in the other order."""
    if isinstance(told, dict):
        return {key: turned(told[key]) for key in reversed(told)}
    return [turned(each) for each in told] if isinstance(told, list) else told


@pytest.mark.parametrize("name", ["compare", "pivots", "discover"])
def test_the_order_of_a_table_changes_no_result_and_no_name_of_it(name, results):
    found = results[name]
    told = turned(found.to_dict())
    again = type(found).of(told)
    assert again == found
    assert hash(again) == hash(found)
    assert (check_of(told), identity(told)) == (check_of(found.to_dict()), identity(found.to_dict()))


@pytest.mark.parametrize("name", ASKED)
def test_a_result_is_short_equal_and_frozen(name, results):
    found = results[name]
    assert len(repr(found)) < 250
    assert found.sentence() in found._repr_html_().replace("&#x27;", "'").replace("&gt;", ">").replace(
        "&lt;", "<"
    )
    assert "<img" in found._repr_html_()
    again = pickle.loads(pickle.dumps(found))
    assert again == found
    assert hash(again) == hash(found)
    assert found != results["compare" if name != "compare" else "run"]
    with pytest.raises(AttributeError, match="did you mean sentence"):
        _ = found.sentense
    with pytest.raises(AttributeError, match=r"has no _sentense$"):
        _ = found._sentense
    with pytest.raises(FrozenInstanceError):
        found.seed = 3


@pytest.mark.parametrize("name", ASKED)
def test_a_result_is_kept_in_one_file(name, results, tmp_path):
    found = results[name]
    path = found.save(tmp_path / "kept")
    back = nacsim.load_result(path)
    assert back == found
    assert back.questions == found.questions
    assert type(found).load(path) == found
    assert back.sentence() == found.sentence()
    assert [p.name for p in tmp_path.iterdir()] == ["kept"]
    other = nacsim.Sweep if name != "sweep" else nacsim.Pivots
    with pytest.raises(Foreign, match="load_result"):
        other.load(path)


def test_what_is_no_result_is_said(tmp_path):
    for text in ("", "{}", '{"format": "nacsim result 1"}', "PK nothing"):
        (tmp_path / "odd").write_text(text)
        with pytest.raises(Foreign, match="odd"):
            nacsim.load_result(tmp_path / "odd")


@pytest.mark.parametrize("name", ASKED)
def test_every_table_and_figure(name, results):
    found = results[name]
    for rows in RUN if name == "run" else TABLES[type(found).__name__]:
        table = found.frame(rows)
        assert table.columns.is_unique
    if name != "run":
        from nacsim.plots.answers import figures

        for kind in figures(found):
            assert found.plot(kind).figure


def test_tables_of_a_run_say_what_the_result_says(results):
    found = results["run"]
    runs, members = found.frame(), found.frame("members")
    assert len(runs) == len(found)
    assert list(runs.outcome) == [OUTCOMES[k] for k in found.outcome]
    assert runs.adopted.mean() == found.adopted.mean()
    assert len(members) == len(found) * len(found.room)
    crossed = members.pivot(index="member", columns="run", values="blocks").loc[list(found.room)]
    assert (crossed.to_numpy() == found.blocks).all()
    rounds = found.frame("rounds")
    assert (rounds.groupby("run")["round"].max().to_numpy() == found.rounds).all()
    assert rounds.iloc[0]["round"] == 1


def test_types_and_plain_data_say_the_same(results):
    compared = results["compare"]
    assert compared.differences[0].adopted.value == compared["differences"][0]["adopted"]["value"]
    assert compared.results[1].members["FRA"].blocks == compared["results"][1]["members"]["FRA"]["blocks"]
    assert isinstance(compared.results[0].adopted, nacsim.Share)
    assert {**compared} == compared.to_dict()
    assert compared == compared.to_dict()
    assert all(map(bool, results.values()))  # a mapping of nothing would be false


def test_a_key_that_no_type_has_is_an_error(results):
    told = results["pivots"].to_dict()
    with pytest.raises(TypeError, match="Pivots has no field new"):
        nacsim.Pivots.of(told | {"new": 1})


def test_every_field_has_a_meaning_or_a_type_that_has():
    for kind in RESULTS:
        assert kind.__doc__
        for field in fields_of(kind):
            assert field.meaning or hasattr(field.type, "__doc__"), (kind, field)


def test_results_and_their_parts_are_never_changed():
    """Parts have no room for anything but their fields; whole results are compared, hashed and shown as plain data are."""
    for kind in _all():
        assert kind.__dataclass_params__.frozen, kind
        if issubclass(kind, Found):
            own = (kind.__eq__, kind.__hash__, kind.__repr__)
            assert own == (Found.__eq__, Found.__hash__, Found.__repr__), kind
        else:
            assert "__slots__" in vars(kind), kind
            assert kind.__eq__ is not object.__eq__, kind
