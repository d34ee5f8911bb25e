"""Scenarios changed from outside: --set, with_values and extends."""

import datetime

import numpy as np
import pytest

from nacsim.scenario import Normal, ScenarioError, Uniform, load, loads

BASE = """title = "T"
date = 2023-07-11
[issues.office]
status_quo = 0
proposed = 100
[issues.price]
proposed = 30
[default]
position = 70
salience = { office = 15, price = 25 }
resolve = 5
[members]
FRA = { position = 5, salience = { low = 60, high = 80 }, resolve = 95 }
[procedure]
days_per_round = { low = 5, mode = 8, high = 20 }
[[events]]
round = 3
probability = 0.3
members = ["FRA"]
change = { position = 40 }
"""


def changed(*overrides):
    return loads(BASE, overrides=overrides)


def refused(*overrides):
    with pytest.raises(ScenarioError) as caught:
        changed(*overrides)
    return str(caught.value)


def test_a_table_is_replaced_by_one_value():
    assert changed("default.salience=40").members["DEU"].salience == {"office": 40, "price": 40}
    assert changed("procedure.days_per_round=7").procedure.days_per_round == 7
    assert changed("members.FRA.salience=7").members["FRA"].salience == {"office": 7, "price": 7}


def test_down_to_one_issue_the_others_stay():
    case = changed("members.FRA.position.office=40", "members.FRA.salience.price=3")
    assert case.members["FRA"].position == {"office": 40, "price": 5}
    assert case.members["FRA"].salience == {"office": Uniform(60, 80), "price": 3}
    assert changed("default.position.price=1").members["DEU"].position == {"office": 70, "price": 1}
    assert changed("events.0.change.position.price=1").events[0].position == {"office": 40, "price": 1}


def test_down_into_a_distribution():
    assert changed("members.FRA.salience.low=70").members["FRA"].salience["office"] == Uniform(70, 80)
    assert changed("procedure.days_per_round.mode=19").procedure.days_per_round.mode == 19


def test_a_member_that_the_file_does_not_name():
    case = changed("members.DEU.position.office=1", "members.ITA.resolve=2")
    assert case.members["DEU"].position == {"office": 1, "price": 70}
    assert (case.members["ITA"].resolve, case.members["ITA"].position["office"]) == (2, 70)


def test_values_are_toml_and_bare_words_texts():
    case = changed(
        "procedure.rule=simple_majority",
        "title=Another title",
        "date=2010-01-01",
        "procedure.opt_out=true",
        "members.FRA.position={ mean = 20, sd = 5 }",
        'absent=["DEU", "ITA"]',
        "events.0.round = 4",
        "actors.japan={ stance = 40, reach = { USA = 60 } }",
        "parameters.draw=false",
    )
    assert (case.procedure.rule, case.title, case.procedure.opt_out) == (
        "simple_majority",
        "Another title",
        True,
    )
    assert (case.date, case.absent, case.draw) == (datetime.date(2010, 1, 1), ("DEU", "ITA"), False)
    assert case.members["FRA"].position["office"] == Normal(20, 5)
    assert case.events[0].round == 4
    assert case.actors["japan"].reach == {"USA": 60}


def test_the_last_of_several_wins_and_is_named():
    assert changed("default.resolve=1", "default.resolve=2").members["DEU"].resolve == 2
    assert refused("default.resolve=1", "default.resolve=200").startswith(
        "--set default.resolve=200: 200 is outside"
    )


def test_keys_with_dots_are_quoted():
    text = BASE.replace("date = 2023-07-11", 'roster = ["FRA", "x.y"]')
    assert loads(text, overrides=['members."x.y".position=3']).members["x.y"].position["price"] == 3


@pytest.mark.parametrize(
    ("override", "expected"),
    [
        (
            "members.FRA.position=140",
            "--set members.FRA.position=140: 140 is outside the limits; allowed: 0 to 100",
        ),
        ("members.FRA.position=nan", "nan is not finite"),
        ("members.FRA.position.sd=5", "FRA.position is one value, which has no sd"),
        ("default.salience.mean=5", "default.salience"),
        ("members.FRN.position=4", "nearest: FRA (France)"),
        ("title", "not of the form KEY=VALUE"),
        ("=4", "not of the form KEY=VALUE"),
        ("members..FRA=4", "members..FRA is not a key"),
        ("a b=4", "a b is not a key"),
        ("title.x=4", "title is one value, which has no x"),
        ("events.first.round=4", "events is a list, counted from 0"),
        ("events.0=4", "events.0"),
        ("default.position={ mean = 4", "is not a TOML value"),
        ('title="a\nb = 1', "is not a TOML value"),
        ("title=a\nb = 1", "is not a TOML value"),
        ("title=", "no value after the equals sign"),
        ("title=\udcff", "not UTF-8"),
        ("extends=other.toml", "extends cannot be set"),
        (
            "issues.office.status_quo=98",
            "--set issues.office.status_quo=98: issues.office.proposed: 100 is within 5",
        ),
        ("rounds=4", "--set rounds=4: unknown key; it is a key of [procedure]"),
        ("members=4", "--set members=4: 4 will not do"),
        ("coding." + "a." * 30 + "b=1", "more than 12 tables"),
        ("x=" + "[" * 5000, "is not a TOML value"),
    ],
)
def test_mistakes_are_named_with_the_override(override, expected):
    message = refused(override)
    assert message.startswith("--set ")
    assert expected in message


def test_with_values_is_the_same_as_set():
    case = loads(BASE)
    values = {"members.FRA.position": 40.0, "default.salience.price": np.float64(3), "procedure.rounds": 4.0}
    texts = ["members.FRA.position=40", "default.salience.price=3", "procedure.rounds=4"]
    assert case.with_values(values) == changed(*texts)
    assert case == loads(BASE), "the scenario itself stays as it is"


def test_with_values_is_checked_and_names_the_key():
    with pytest.raises(ScenarioError, match=r"members\.FRA\.position=140\.5: 140\.5 is outside the limits"):
        loads(BASE).with_values({"members.FRA.position": 140.5})
    with pytest.raises(ScenarioError, match="whole number"):
        loads(BASE).with_values({"procedure.rounds": 4.5})
    with pytest.raises(ScenarioError, match="nearest: salience"):
        loads(BASE).with_values({"members.FRA.saliance": 4})


def test_with_values_shares_the_ties_as_long_as_the_room_is_the_same():
    case = loads(BASE)
    assert case.with_values({"members.FRA.position": 1}).ties is case.ties
    assert case.with_values({"date": datetime.date(2005, 1, 1)}).ties.shape == (26, 26)


def extended(folder, child, parent=BASE):
    (folder / "sub").mkdir(exist_ok=True)
    (folder / "parent.toml").write_text(parent)
    path = folder / "sub" / "child.toml"
    path.write_text('extends = "../parent.toml"\n' + child)
    return path


def test_extends_merges_key_by_key_at_every_depth(tmp_path):
    case = load(
        extended(
            tmp_path,
            """title = "C"
    [members]
    FRA = { resolve = 20, note = "n" }
    DEU = { position = 40 }
    [issues.price]
    label = "Price"
    [issues.extra]
    proposed = 10
    [default]
    salience = { price = 50, extra = 1 }
    [procedure]
    rounds = 4
    days_per_round = { high = 40 }
    """,
        )
    )
    assert (case.title, case.name) == ("C", "child")
    assert list(case.issues) == ["office", "price", "extra"]
    assert (case.issues["price"].proposed, case.issues["price"].label) == (30, "Price")
    assert (case.members["FRA"].resolve, case.members["FRA"].note) == (20, "n")
    assert case.members["FRA"].position["office"] == 5
    assert case.members["DEU"].position["price"] == 40
    assert case.members["DEU"].salience == {"office": 15, "price": 50, "extra": 1}
    assert (case.procedure.rounds, case.procedure.days_per_round.high) == (4, 40)
    assert case.procedure.days_per_round.mode == 8
    assert len(case.events) == 1
    assert "extends" not in case.document


def test_extends_replaces_what_cannot_mix(tmp_path):
    case = load(
        extended(
            tmp_path,
            """
    events = []
    [members.FRA]
    position = { price = 90 }
    salience = { mean = 50, sd = 5 }
    [default]
    salience = 33
    """,
        )
    )
    assert case.events == ()
    assert case.members["FRA"].position == {"office": 5, "price": 90}
    assert case.members["FRA"].salience["office"] == Normal(50, 5)
    assert case.members["DEU"].salience == {"office": 33, "price": 33}


def test_mistakes_name_the_file_they_stand_in(tmp_path):
    parent = BASE.replace("resolve = 95", "resolve = 950").replace("round = 3", "rounds = 3")
    path = extended(tmp_path, "[members.FRA]\nposition = 140\n", parent)
    with pytest.raises(ScenarioError) as caught:
        load(path)
    lines = str(caught.value).splitlines()
    folder = path.parent
    assert lines[0].startswith(f"{path}:3: members.FRA.position: 140")
    assert lines[1].startswith(f"{folder / '../parent.toml'}:13: members.FRA.resolve: 950")
    assert lines[2].startswith(
        f"{folder / '../parent.toml'}:17: events.0.rounds: unknown key; nearest: round"
    )
    assert len(lines) == 3


def test_overrides_come_after_extends(tmp_path):
    path = extended(tmp_path, "[members.FRA]\nposition = 14\n")
    case = load(path, ["members.FRA.position.price=1", "default.resolve=2"])
    assert case.members["FRA"].position == {"office": 14, "price": 1}
    assert case.members["DEU"].resolve == 2


def test_a_parent_may_not_extend(tmp_path):
    (tmp_path / "grand.toml").write_text(BASE)
    path = extended(tmp_path, "", 'extends = "grand.toml"\n')
    with pytest.raises(ScenarioError, match=r"child\.toml:1: extends: .* extends another file itself"):
        load(path)
    path.write_text('extends = "child.toml"\n')
    with pytest.raises(ScenarioError, match="extends another file itself"):
        load(path)


def test_a_text_may_not_extend(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "parent.toml").write_text(BASE)
    with pytest.raises(ScenarioError, match="pasted:1: extends: is refused here"):
        loads('extends = "parent.toml"\n', "pasted")
    assert loads('extends = "parent.toml"\n', allow_extends=True).title == "T"


def test_a_mistake_does_not_repeat_all_of_what_was_typed():
    with pytest.raises(ScenarioError) as caught:
        load("minimal", [".".join("a" * 20_000) + "=1"])
    assert len(str(caught.value)) < 500
    assert "tables or lists within each other" in str(caught.value)
