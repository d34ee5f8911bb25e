"""Several texts before one council: what can be tied, what the tie does, and what a text with its own rule falls back to."""

import json

import numpy as np
import pytest
from click.testing import CliRunner

import nacsim
from nacsim.cli import nacsim as command
from nacsim.errors import WrongValue
from nacsim.explore.ways import partitions
from nacsim.scenario import load, loads
from nacsim.scenario.tying import issue_names, tied

SURE = """
[procedure]
opt_out = false
{rule}
[parameters]
elsewhere = 0
lumpy_said = 1
intensity = 0
aspiration = 0
[uncertainty]
position_sd = 0
salience_sd = 0
resolve_sd = 0
"""


def text(name, against, pays, loss=40, brings=50, rule="", more=""):
    """A lumpy text that one member is hurt by and another gains from; the rest gain a little."""
    return loads(
        f"""
title = "{name.title()}"
roster = ["A", "B", "C"]
[issues.{name}]
status_quo = 0
proposed = 100
lumpy = true
[default]
position = 100
salience = 10
resolve = 90
[members]
{against} = {{ position = 0, salience = {loss}, resolve = 90 }}
{pays} = {{ position = 100, salience = {brings}, resolve = 90 }}
{SURE.format(rule=rule)}{more}""",
        name=name,
    )


def test_what_hurts_one_is_paid_by_what_it_gains_elsewhere():
    """A loses 40 by the road and gains 50 by the port, and B the other way round: both fail alone, and pass tied."""
    found = nacsim.agenda([text("road", "A", "B"), text("port", "B", "A")], 200)
    assert [each.alone.share for each in found.texts] == [0, 0]
    assert found.all_alone.share == 0
    assert found.all_tied.share == 1
    assert found.members["A"].blocks_alone.share == 1
    assert found.members["A"].blocks_tied.share == 0
    assert found.texts_adopted.value == pytest.approx(2)


def test_a_text_that_passes_alone_is_held_hostage_by_one_that_does_not():
    """A gains only 30 by the port, less than the 40 it loses by the road, so tied neither passes."""
    port = text("port", "C", "A", loss=0, brings=30)
    found = nacsim.agenda([text("road", "A", "B"), port], 200)
    assert [each.alone.share for each in found.texts] == [0, 1]
    assert found.all_tied.share == 0
    assert found.texts[1].difference.value == pytest.approx(-1)


def test_a_half_under_another_rule_is_no_hostage():
    """By majority the port passes over the objection of B, who therefore saves nothing by blocking the tied text.

    Were both decided by unanimity, B would stop them: it gains 30 by the road and loses 40 by the port.
    """
    road, port = text("road", "C", "B", loss=0, brings=30), text("port", "B", "A")
    assert nacsim.agenda([road, port], 200).all_tied.share == 0
    free = text("port", "B", "A", rule='rule = "simple_majority"')
    found = nacsim.agenda([road, free], 200)
    assert found.texts[1].alone.share == 1
    assert found.texts[1].falls_back_to == {"port": 100}
    assert found.texts[0].falls_back_to is None
    assert found.all_tied.share == 1


def test_a_text_that_falls_back_is_decided_by_itself_where_the_tie_fails():
    """The road costs A 40 and brings it nothing elsewhere, so the tie fails; the port passes by majority all the same."""
    road, free = text("road", "A", "B"), text("port", "B", "C", rule='rule = "simple_majority"')
    found = nacsim.agenda([road, free], 200)
    assert found.all_tied.share == 0
    assert [each.difference.value for each in found.texts] == [0, 0]
    assert found.texts_adopted.value == 0


FOUR = {"road": ("A", "B"), "port": ("B", "A"), "mine": ("C", "A"), "dam": ("B", "C")}
"""Who is hurt by a text, by 40, and who gains 50."""


def four(**changes):
    return [text(name, *FOUR[name], **changes.get(name, {})) for name in FOUR]


@pytest.mark.parametrize(("size", "many"), [(2, 2), (3, 5), (4, 15), (5, 2)])
def test_all_ways_to_tie_some_texts(size, many):
    """As many as Bell's numbers say, each text in one part of each; beyond four texts only the two ends."""
    found = partitions(size)
    assert len(set(found)) == len(found) == many
    assert all(sorted(k for part in way for k in part) == list(range(size)) for way in found)
    assert len(found[0]) == size
    assert len(found[-1]) == 1


def test_a_chair_ties_those_that_pay_for_each_other():
    """Road and port pay for each other; the mine hurts C, which nothing pays for: with it all three fail."""
    found = nacsim.agenda(four()[:3], 200)
    best = found.ways[0]
    assert best.parts == (("road", "port"), ("mine",))
    assert best.texts_adopted.value == 2
    assert [way.texts_adopted.value for way in found.ways[1:]] == [0, 0, 0, 0]
    assert "ties road and port, and puts mine by itself: 2.00 texts more" in found.sentence()


def test_a_member_in_the_chair_ties_what_serves_itself():
    """The dam passes alone (it hurts nobody), and brings C 50 and A 10 if it is tied to nothing.

    All four adopted are worth -40 + 50 + 50 + 10 = 70 to A. Mine and dam tied, the others apart and lost, are worth 60.
    """
    found = nacsim.agenda([t.with_(chair={"member": "A"}) for t in four(dam={"loss": 0})], 200)
    assert found.chair == "A"
    values = {way.parts: way.worth.value for way in found.ways}
    assert values[(("road", "port"), ("mine", "dam"))] == pytest.approx(70)
    assert values[(("road",), ("port",), ("mine", "dam"))] == pytest.approx(60)
    assert values[(("road",), ("port",), ("mine",), ("dam",))] == pytest.approx(10)
    assert max(values.values()) == found.ways[0].worth.value
    assert "A in the chair ties (road and port) and (mine and dam): 60 points more to it" in found.sentence()


def test_the_tied_text_has_the_issues_and_stances_of_all():
    road, port = text("road", "A", "B"), text("port", "B", "A")
    both = tied([road, port])
    assert list(both.issues) == ["road", "port"]
    assert both.members["A"].position == {"road": 0, "port": 100}
    assert both.members["A"].salience == {"road": 40, "port": 50}
    assert both.members["A"].resolve == 90


def test_resolve_is_weighed_by_what_each_text_means():
    """(40 x 90 + 60 x 40) / 100 = 60."""
    firm = text("road", "A", "B")
    soft = text("port", "B", "A", brings=60)
    soft = soft.with_(members={"A": {"resolve": 40}})
    assert tied([firm, soft]).members["A"].resolve == 60


def test_issues_of_the_same_name_are_led_by_their_text():
    names = issue_names([load("tokyo_liaison_office"), load("amman_liaison_office")])
    assert names["tokyo_liaison_office", "office"] == "tokyo_liaison_office_office"
    assert len(set(names.values())) == len(names)


def test_rules_are_met_together():
    by_unanimity, by_majority = (
        text("road", "A", "B"),
        text("port", "B", "A", rule='rule = "simple_majority"'),
    )
    by_numbers = text("dam", "B", "A", rule="needed = 2")
    assert tied([by_unanimity, by_majority]).procedure.rule == "unanimity"
    both = tied([by_majority, by_numbers]).procedure
    assert [(c.needed.value, c.needed.kind) for c in both.conditions] == [(0.5, "share"), (2, "count")]


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (lambda: load("tokyo_liaison_office"), "not before the same council"),
        (lambda: text("road", "A", "B"), "road is on the agenda twice"),
        (lambda: text("port", "B", "A", more="[road]\nworth = 30\n"), r"port has \[road\]"),
        (lambda: text("port", "B", "A", more="[chair]\nshelves = false\n"), None),
        (
            lambda: text("port", "B", "A").with_(parameters={"elsewhere": 0.5}),
            "differ in parameters.elsewhere",
        ),
    ],
)
def test_what_cannot_be_tied_is_named(other, said):
    if said is None:
        assert tied([text("road", "A", "B"), other()]).chair.shelves is False
        return
    with pytest.raises(WrongValue, match=said):
        nacsim.agenda([text("road", "A", "B"), other()], 10)


def test_one_text_is_no_agenda():
    with pytest.raises(WrongValue, match="two texts or more"):
        nacsim.agenda(["minimal"], 10)


def test_shares_are_those_of_the_texts_alone():
    names = ["tokyo_liaison_office", "spending_pledge"]
    dated = [load(name).with_(date=load(names[0]).date) for name in names]
    found = nacsim.agenda(dated, 600)
    for scenario, each in zip(dated, found.texts, strict=True):
        assert each.alone.share == pytest.approx(np.mean(nacsim.simulate(scenario, 600).adopted))
    assert found == nacsim.agenda(dated, 600, jobs=1)
    assert nacsim.load_result  # the result is kept like any other
    assert list(found.frame()["text"]) == [*names, found.tied]


def test_the_command_writes_the_tied_text_as_a_scenario(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    from nacsim.scenario.format.write import dump

    for each in (text("road", "A", "B"), text("port", "B", "A")):
        (tmp_path / f"{each.name}.toml").write_text(dump(each), encoding="utf-8")
    asked = [
        "agenda",
        "road.toml",
        "port.toml",
        "--runs",
        "50",
        "--json",
        "--write",
        "both.toml",
        "--out",
        "o",
    ]
    done = CliRunner().invoke(command, asked)
    assert done.exit_code == 0, done.output
    assert json.loads(done.output)["all_tied"]["share"] == 1
    assert (tmp_path / "o" / "agenda.png").exists()
    assert np.mean(nacsim.simulate(tmp_path / "both.toml", 50).adopted) == 1
    again = CliRunner().invoke(command, asked)
    assert again.exit_code != 0
    assert "both.toml" in again.output
