"""A person at the table: same rules, same luck, and a log that can be played again."""

import json

import pytest
from click.testing import CliRunner

import nacsim
from nacsim.cli.play import command
from nacsim.council.agents import Council
from nacsim.council.seat import NotAllowed, play, replay
from nacsim.scenario import load
from nacsim.vocabulary import OUTCOMES

TOKYO = load("tokyo_liaison_office")
SOFT = load("tokyo_liaison_office", ["issues.office.lumpy=false"])


@pytest.mark.parametrize("run", range(12))
def test_a_chair_who_does_what_the_model_does_gets_its_council(run):
    """But for shelving, which is left to the person: it does so when the model did."""
    outcomes = nacsim.simulate(SOFT, 12, 0)
    theirs, rounds = OUTCOMES[outcomes.outcome[run]], int(outcomes.rounds[run])
    mine = play(SOFT, "chair", lambda s: {"shelve": theirs == "shelved" and s["round"] == rounds}, run=run)
    late = (
        theirs == "shelved" and mine["outcome"] == "blocked"
    )  # in the last round time is out before one can say so
    assert late or mine["outcome"] == theirs
    assert len(mine["rounds"]) == rounds


@pytest.mark.parametrize("run", range(12))
def test_a_member_who_does_what_the_model_does_gets_its_council(run):
    """A person who objects asks for what its member lacks, and not for everything."""
    model = Council(SOFT, run)
    model.run_model()
    objected = {told.round: "FRA" in told.objects for told in model.log}
    mine = play(SOFT, "FRA", lambda s: {"object": objected[s["round"]]}, run=run)
    assert mine["outcome"] == model.outcome
    for told, theirs in zip(mine["rounds"], model.log, strict=True):
        assert told["text"] == pytest.approx(theirs.text, abs=0.02)


@pytest.mark.parametrize("run", range(6))
def test_several_who_do_what_the_model_does_get_its_council(run):
    model = Council(SOFT, run)
    model.run_model()
    objected = {told.round: told.objects for told in model.log}
    asked = []

    def decide(sight):
        asked.append((sight["round"], sight["seat"]))
        if sight["seat"] == "chair":
            return {"shelve": model.outcome == "shelved" and sight["round"] == len(model.log)}
        return {"object": sight["seat"] in objected[sight["round"]]}

    mine = play(SOFT, ["DEU", "chair", "FRA"], decide, run=run)
    assert [told["speaks"] for told in mine["rounds"]] == [list(told.speaks) for told in model.log]
    assert asked[:2] == [(1, "DEU"), (1, "FRA")]  # members before the silence, in the order given
    assert replay(mine, SOFT) == mine


@pytest.mark.parametrize("seats", [[], ["FRA", "FRA"], ["FRA", "XXX"]])
def test_seats_are_there_and_each_is_taken_once(seats):
    with pytest.raises(nacsim.NacsimError):
        play(TOKYO, seats, lambda s: {"object": False})


def test_a_member_decides_the_silence():
    silent = play(TOKYO, "FRA", lambda s: {"object": False})
    assert silent["outcome"] in ("approved", "delayed", "amended")
    assert all("FRA" not in told["objects"] for told in silent["rounds"])
    stubborn = play(TOKYO, "LUX", lambda s: {"object": True})
    assert stubborn["outcome"] in ("blocked", "shelved", "opt_out", "delayed")
    assert all("LUX" in told["speaks"] for told in stubborn["rounds"])


def test_what_a_person_sees():
    seen = []
    play(TOKYO, "FRA", lambda s: seen.append(s) or {"object": len(seen) < 3})
    assert seen[0]["text"] == {"office": 100, "mandate": 65}
    assert seen[0]["worth"] < 0
    assert seen[0]["spoke"] == []
    assert "FRA" in seen[1]["spoke"]


def test_the_chair_puts_a_text_of_its_own_or_ends_it():
    told = play(TOKYO, "chair", lambda s: {"text": {"mandate": 40}} if s["round"] == 1 else {"shelve": True})
    assert told["rounds"][1]["text"]["mandate"] == 40
    assert told["outcome"] == "shelved"


@pytest.mark.parametrize(
    ("text", "said"),
    [({"office": 50}, "taken whole"), ({"x": 5}, "not on the table"), ({"mandate": 120}, "0 to 100")],
)
def test_what_is_not_allowed(text, said):
    with pytest.raises(NotAllowed, match=said):
        play(TOKYO, "chair", lambda s: {"text": text})


def test_sponsors_do_not_table_less_than_their_floor():
    hard = [f"members.HUN.{key}" for key in ("position=0", "salience=100", "resolve=100")]
    floor = load("minimal", [*hard, "issues.proposal.floor=60", "procedure.opt_out=false"])
    with pytest.raises(NotAllowed, match="less than 60"):
        play(floor, "chair", lambda s: {"text": {"proposal": 30}}, run=1)


def test_a_log_is_played_again():
    actions = iter([{"text": {"mandate": 30}}, {"pay": False}, {"shelve": True}])
    log = play(TOKYO, "chair", lambda s: next(actions), seed=3, run=2_050)
    assert replay(json.loads(json.dumps(log)), TOKYO) == log


def test_the_command_asks_keeps_and_replays(tmp_path):
    log = tmp_path / "log.json"
    first = CliRunner().invoke(
        command, ["tokyo_liaison_office", "--seat", "FRA", "--log", str(log)], input="x\no\n\n"
    )
    assert first.exit_code == 0, first.output
    assert "o: object" in first.output
    assert "Silence broken by France" in first.output
    second = CliRunner().invoke(command, ["tokyo_liaison_office", "--replay", str(log)])
    assert second.output.splitlines()[-1] == next(x for x in first.output.splitlines() if "The end" in x)


def test_an_action_that_is_not_allowed_is_asked_for_again():
    result = CliRunner().invoke(
        command, ["tokyo_liaison_office"], input="office=50\nmandate=30 nopay\nshelve\n"
    )
    assert result.exit_code == 0, result.output
    assert "Not allowed: office is taken whole" in result.output
    assert "taken off the table" in result.output


def test_nobody_sits_where_there_is_no_seat():
    result = CliRunner().invoke(command, ["tokyo_liaison_office", "--seat", "SWE"])
    assert result.exit_code == 2
    assert "no seat" in result.output
