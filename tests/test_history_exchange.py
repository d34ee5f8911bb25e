"""Exchange formats: what goes out comes back, scales become 0-100, every mistake is named with its line."""

import numpy as np
import pytest

from nacsim.cli import main
from nacsim.scenario import ScenarioError, centre, load, loads
from nacsim.scenario.exchange import capability, read_actors, read_decide, write_actors, write_decide
from nacsim.scenario.format.write import write

TABLE = "Actor;Influence;Position;Salience\nAlpha;1;10;0.5\nBeta;3;90;1\n\nGamma Delta;0;40;0\n"
DECIDE = """#O\tmade up
#/\tID\tname
#A\tAlpha\tThe Alpha party
#A\tBeta\tBeta
#P\ttoll\tHow high?
#M\ttoll\t0.5\teuro, low
#M\ttoll\t7\teuro, high
#P\twhen\tWhen?
#D\tAlpha\ttoll\t3.75\t0.7\t1
#D\tBeta\ttoll\t7\t0.9\t0.5
#D\tAlpha\twhen\t25\t0.1\t0.5
"""


def scenario(document):
    return loads(write(document))


def test_a_table_becomes_a_roster_scenario():
    made = scenario(read_actors(TABLE, proposed=80, status_quo=20))
    assert made.room == ("Alpha", "Beta", "Gamma Delta")
    assert (made.issues["issue"].proposed, made.issues["issue"].status_quo) == (80, 20)
    assert made.members["Beta"].position["issue"] == 90
    assert [made.members[a].salience["issue"] for a in made.room] == [50, 100, 0]
    assert made.members["Alpha"].resolve.quantile(np.array([0.0, 1.0])).tolist() == [0, 100]


def test_capability_is_who_is_listened_to():
    made = scenario(read_actors(TABLE))
    assert made.ties.tolist() == pytest.approx(np.array([[0.25, 0.75, 0]] * 3))
    assert capability(made) == pytest.approx([100 / 3, 100, 0])


def test_a_table_without_headings_and_with_columns_in_another_order():
    plain = read_actors("A,1,10,20\nB,1,30,40\n")
    mixed = read_actors("salience\tposition\tpower\tname\n20\t10\t1\tA\n40\t30\t1\tB\n")
    assert plain == mixed
    assert "network" not in plain


def test_what_is_written_reads_back_the_same():
    first = scenario(read_actors(TABLE))
    again = scenario(read_actors(write_actors(first)))
    assert again.members == first.members
    assert again.ties == pytest.approx(first.ties)


def test_decide_scales_run_from_the_lowest_to_the_highest_meaning():
    made = scenario(read_decide(DECIDE))
    assert made.members["Alpha"].position == {"toll": 50, "when": 25}
    assert made.members["Beta"].salience["toll"] == pytest.approx(90)
    assert made.members["Beta"].salience["when"] == 0  # no line: does not care
    assert made.issues["toll"].zero == "0.5: euro, low"
    assert made.issues["toll"].label == "How high?"
    assert capability(made) == pytest.approx([100, 100 * 0.5 / 0.75])


def test_a_council_survives_the_way_through_decide():
    council = load("history/map_ukraine_georgia_bucharest_2008")
    again = scenario(read_decide(write_decide(council)))
    assert again.room == council.room
    for code in council.room:
        for issue in council.issues:
            assert again.members[code].position[issue] == pytest.approx(
                centre(council.members[code].position[issue])
            )
            assert again.members[code].salience[issue] == pytest.approx(
                centre(council.members[code].salience[issue])
            )
    assert capability(again) == pytest.approx(capability(council), rel=1e-4)


@pytest.mark.parametrize(
    ("text", "mistakes"),
    [
        ("actor,capability,position,salience\nA,1,x,2\nB,-1,5,200\nA,1,1,1\n",
         {(2, "position"), (3, "capability"), (3, "salience"), (4, "actor")}),
        ("A,1,10\n", {(1, "salience")}),
        (",1,10,10\n", {(1, "actor")}),
        ("A,nan,10,10\nB,1,inf,10\n", {(1, "capability"), (2, "position")}),
        ("A,0,10,10\nB,0,20,10\n", {(1, "capability")}),
        ("", {(1, "")}),
    ],
)  # fmt: skip
def test_every_mistake_in_a_table_is_named_at_once(text, mistakes):
    with pytest.raises(ScenarioError) as caught:
        read_actors(text)
    assert {(problem.line, problem.key) for problem in caught.value.problems} == mistakes


def test_mistakes_in_a_decide_file():
    with pytest.raises(ScenarioError) as caught:
        read_decide(DECIDE + "#D\tBeta\tnowhere\t1\t1\t1\n#D\tBeta\twhen\t120\t1\t1\n#M\ttoll\tmuch\teuro\n")
    assert {(problem.line, problem.key) for problem in caught.value.problems} == {
        (12, "#D"), (13, "position"), (14, "#M")}  # fmt: skip


def test_the_command_converts_both_ways_and_never_replaces(tmp_path, capsys):
    table, back = tmp_path / "t.csv", tmp_path / "t.toml"
    with pytest.raises(SystemExit) as done:
        main(["convert", "tokyo_liaison_office", str(table)])
    assert done.value.code == 0
    with pytest.raises(SystemExit) as done:
        main(["convert", str(table), str(back), "--proposed", "90"])
    assert done.value.code == 0
    assert load(back).issues["office"].proposed == 90
    with pytest.raises(SystemExit) as done:
        main(["convert", str(table), str(back)])
    assert done.value.code == 1
    assert "exists already" in capsys.readouterr().err
