"""The page's server without a browser: answers, refusals, limits."""

import csv
import io
import json
import re
import subprocess
import sys

import numpy as np
import pytest

from nacsim.doubts import doubts
from nacsim.engine.ensemble import simulate
from nacsim.narrate.result import UNMOVED, report, rest_lines
from nacsim.results.summary import summary
from nacsim.results.tally import count
from nacsim.scenario import load, loads, shipped
from nacsim.vocabulary import OUTCOMES

pytest.importorskip("httpx")
from starlette.testclient import TestClient

from nacsim.results.quota import quota
from nacsim.web.explore import edits_of
from nacsim.web.limits import MEMBERS, Bucket
from nacsim.web.scenario_json import gallery
from nacsim.web.server import create_app
from nacsim.web.untold import TITLES

PORT = 8765
BASE = f"http://127.0.0.1:{PORT}"
TOKYO = {"scenario": "tokyo_liaison_office", "toml": None, "edits": {}}
PERSUADED = {**TOKYO, "edits": {"members.FRA.position.office": 85, "members.FRA.resolve": 20}}
RUNS = 300
CURVE = "members.FRA.position.office"


def client_of(**how):
    app = create_app({"name": "tokyo_liaison_office", "toml": None}, port=PORT, **how)
    return TestClient(app, base_url=BASE, raise_server_exceptions=False)


@pytest.fixture(scope="module")
def client():
    with client_of(bucket=Bucket(rate=1e6, burst=1e6)) as client:
        yield client


def ask(client, what, body, status=200):
    answer = client.post(f"/api/{what}", json=body)
    assert answer.status_code == status, answer.text
    return answer


def long(client, what, body, status=200, page="a page of a test"):
    """A longer question, asked until its answer is there."""
    told = {"key": json.dumps([what, body]), **body, "page": page, "ask": what}
    while True:
        answer = ask(client, "job", told, status)
        if status != 200 or "data" in answer.json():
            return answer.json().get("data")


def run(client, current=TOKYO, pinned=TOKYO, runs=RUNS, seed=0):
    return ask(client, "run", {"current": current, "pinned": pinned, "runs": runs, "seed": seed}).json()


# --- answers


def test_the_summary_is_what_nacsim_run_prints(client):
    told = run(client)["current"]["summary"]
    expected = summary(count(simulate(load("tokyo_liaison_office"), RUNS, 0)), told["version"])
    assert told == json.loads(json.dumps(expected))


def test_a_change_is_paired_and_of_nothing_is_nothing(client):
    told = run(client)["current"]["change"]
    assert told["adopted"]["value"] == 0
    told = run(client, PERSUADED)
    gain = told["current"]["summary"]["adopted"]["share"] - told["pinned"]["summary"]["adopted"]["share"]
    change = told["current"]["change"]["adopted"]
    assert change["value"] == pytest.approx(gain)
    assert change["low"] <= gain <= change["high"]
    assert gain > 0.3
    assert sum(c["value"] for c in told["current"]["change"]["outcomes"].values()) == pytest.approx(
        0, abs=1e-12
    )


def test_histograms_hold_every_council(client):
    told = run(client, PERSUADED)
    for side in (told["pinned"], told["current"]):
        counts = side["time"]["counts"]
        assert list(counts) == list(OUTCOMES)
        assert sum(map(sum, counts.values())) == RUNS
        for name, share in side["summary"]["outcomes"].items():
            assert sum(counts[name]) == round(share["share"] * RUNS)
        share = side["summary"]["adopted"]["share"]
        assert all(sum(ends) == round(share * RUNS) for ends in side["text"].values())
        assert all(len(c) == len(side["time"]["edges"]) - 1 for c in counts.values())
    assert told["current"]["time"]["edges"] == told["pinned"]["time"]["edges"]


def test_the_same_question_gets_the_same_answer_and_another_seed_another(client):
    first, again, other = (run(client, PERSUADED, seed=s)["current"]["summary"] for s in (3, 3, 4))
    assert first == again
    assert first["days"] != other["days"]


def test_a_past_decision_is_not_given_away_before_it_is_asked_for(client):
    name = next(n for n in shipped() if n.startswith("history/"))
    observed = load(shipped()[name]).observed
    view = ask(client, "open", {"scenario": name}).text
    assert '"observed"' not in view
    assert not observed.concessions or observed.concessions not in view
    assert ask(client, "reveal", {"scenario": name}).json()["outcome"] == observed.outcome
    ask(client, "reveal", {"scenario": "minimal"}, 404)


def test_every_shipped_scenario_opens_with_each_member_explicit(client):
    listed = {entry["name"] for entry in gallery()}
    for name, path in shipped().items():
        if len(load(path).room) > MEMBERS:
            ask(client, "open", {"scenario": name}, 413)
            assert name not in listed
            continue
        assert (name in listed) == ("second_coding" not in name)
        view = ask(client, "open", {"scenario": name}).json()
        assert set(view["members"]) == set(view["room"])
        for stance in view["members"].values():
            assert set(stance["position"]) == set(stance["salience"]) == set(view["issues"])


def test_downloaded_file_gives_the_same_councils(client):
    side = {**TOKYO, "edits": {**PERSUADED["edits"], "members.DEU.note": 'said "no"', "chair.amends": 0.2}}
    side["edits"]["members.HUN.position.office"] = {"mean": 30, "sd": 8}
    text = ask(client, "scenario.toml", side).text
    mine = simulate(loads(text, name="tokyo_liaison_office"), RUNS, 5)
    told = run(client, side, seed=5)["current"]["summary"]
    assert told == json.loads(json.dumps(summary(count(mine), told["version"])))


def test_downloaded_file_runs_from_the_command_line(client, tmp_path):
    file = tmp_path / "tokyo_liaison_office.toml"
    file.write_text(ask(client, "scenario.toml", PERSUADED).text, encoding="utf-8")
    command = [sys.executable, "-m", "nacsim", "run", str(file), "--runs", str(RUNS), "--seed", "0", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    summed = run(client, PERSUADED)["current"]["summary"]
    assert {key: value for key, value in json.loads(done.stdout).items() if key in summed} == summed


def test_an_uploaded_text_runs_like_the_file(client):
    text = shipped()["minimal"].read_text(encoding="utf-8")
    told = run(client, {"scenario": "mine", "toml": text, "edits": {}})["current"]["summary"]
    assert told["scenario"] == "mine"
    assert told["outcomes"] == run(client, {**TOKYO, "scenario": "minimal"})["current"]["summary"]["outcomes"]


def test_csv_has_one_line_for_each_council(client):
    text = ask(client, "councils.csv", {**TOKYO, "runs": RUNS, "seed": 0}).text
    rows = list(csv.DictReader(io.StringIO(text)))
    shares = run(client)["current"]["summary"]["outcomes"]
    assert [int(r["run"]) for r in rows] == list(range(RUNS))
    assert all(sum(r["outcome"] == o for r in rows) == round(s["share"] * RUNS) for o, s in shares.items())


def test_every_answer_carries_the_key_of_its_question(client):
    told = {**TOKYO, "runs": RUNS, "seed": 0, "key": "k1"}
    bodies = {"run": {**told, "current": TOKYO, "pinned": TOKYO}, "curve": {**told, "input": CURVE}}
    for name in ("run", "doubts", "changes", "curve", "story"):
        assert ask(client, name, bodies.get(name, told)).json()["key"] == "k1"


def test_a_hundred_dots_are_councils_with_that_outcome_in_proportion(client):
    outcomes = simulate(load("tokyo_liaison_office"), RUNS, 0)
    side = run(client)["current"]
    assert sum(map(len, side["dots"].values())) == 100
    for kind, runs in side["dots"].items():
        assert abs(len(runs) - 100 * side["summary"]["outcomes"][kind]["share"]) < 1
        assert all(OUTCOMES[outcomes.outcome[k]] == kind for k in runs)


@pytest.mark.parametrize(
    ("counts", "places", "expected"),
    [
        ([1, 1, 1], 100, [34, 33, 33]),
        ([0, 3, 1], 4, [0, 3, 1]),
        ([999, 1], 100, [100, 0]),
        ([2, 0], 2, [2, 0]),
    ],
)
def test_places_are_shared_out_by_largest_remainders(counts, places, expected):
    assert quota(np.array(counts), places).tolist() == expected


def test_the_words_are_those_of_the_command_line(client):
    question = load("tokyo_liaison_office")
    told = ask(client, "doubts", {**TOKYO, "runs": RUNS, "seed": 0}).json()
    words, summed = told["words"], summary(count(simulate(question, RUNS, 0))) | doubts(question, 0, 0.15)
    printed = " ".join(report(summed, question).split())
    assert words["range"]
    for sentence in (
        words["adoption"],
        words["range"],
        words["obstruction"],
        words["rest_heading"],
        *words["rests"],
        *words["switches"],
        words["beyond"],
    ):
        assert sentence in printed


@pytest.mark.parametrize(
    ("scenario", "heading"),
    [
        (
            "tokyo_liaison_office",
            "It rests on whether somebody may stay out above all; of the judged numbers most on",
        ),
        (
            "ukraine_invitation",
            f"It rests on whether somebody may stay out above all; {UNMOVED[0].lower()}{UNMOVED[1:]}",
        ),
    ],
)
def test_the_page_heads_what_it_rests_on_as_the_command_line_does(client, scenario, heading):
    asked = {"scenario": scenario, "toml": None, "edits": {}, "runs": RUNS, "seed": 0}
    told = ask(client, "doubts", asked).json()
    assert told["words"]["rests"]
    assert told["words"]["rest_heading"] == heading
    assert " ".join(rest_lines(told, load(scenario)).split()).startswith(heading)


def test_a_curve_passes_through_the_answer_and_tips_where_it_crosses_one_half(client):
    told = ask(client, "curve", {**TOKYO, "runs": RUNS, "seed": 0, "input": CURVE}).json()
    shares = {p["value"]: p["share"] for p in told["points"]}
    assert shares[5] == run(client)["current"]["summary"]["adopted"]["share"]
    assert sorted(shares.values()) == list(shares.values())
    (tip,) = told["tips"]
    below, above = (max(v for v in shares if v <= tip), min(v for v in shares if v > tip))
    assert shares[below] < 0.5 <= shares[above]
    moved = {**TOKYO, "edits": {"members.DEU.position.office": {"low": 25, "high": 60}}}
    ask(client, "curve", {**moved, "runs": RUNS, "input": "members.DEU.position.office"})
    for other in ("procedure.rounds", "members.FRA.note", "members.NOR", 7, None):
        ask(client, "curve", {**TOKYO, "runs": RUNS, "input": other}, 400)


def test_single_changes_do_what_they_say(client):
    told = ask(client, "changes", {**TOKYO, "runs": RUNS, "seed": 0}).json()
    sizes = [abs(one["difference"]["value"]) for one in told["changes"]]
    assert sizes == sorted(sizes, reverse=True)
    for one in told["changes"][:5]:
        text = ask(client, "scenario.toml", {**TOKYO, "sets": one["sets"]}).text
        share = run(client, {"scenario": "x", "toml": text, "edits": {}})["current"]["summary"]["adopted"][
            "share"
        ]
        assert share == one["adopted"]["share"]
        if one["edits"] is not None:
            edited = run(client, {**TOKYO, "edits": one["edits"]})["current"]["summary"]
            assert edited["adopted"]["share"] == share


def test_an_edited_stance_is_an_assumption_in_the_file_too(client):
    edits = {"members.FRA.position.office": 60, "members.DEU.resolve": 3, "members.ITA.note": "mine"}
    made = loads(ask(client, "scenario.toml", {**TOKYO, "edits": edits}).text)
    coded = load("tokyo_liaison_office")
    france, germany = made.members["FRA"], made.members["DEU"]
    assert france.confidence == germany.confidence == "assumption (page)"
    assert "position on office 5. documented: Macron" in france.note
    assert "resolve 10. inferred" in germany.note
    assert made.members["ITA"].confidence == coded.members["ITA"].confidence
    assert made.members["ITA"].note == "mine"
    assert made.members["NOR"] == coded.members["NOR"]


def test_an_upload_is_sent_once_and_named_by_its_hash(client):
    text = shipped()["minimal"].read_text(encoding="utf-8")
    file = ask(client, "open", {"scenario": "mine", "toml": text}).json()["file"]
    named = {"scenario": "mine", "toml": None, "file": file, "edits": {}}
    assert (
        run(client, named)["current"]["summary"]
        == run(client, {**named, "file": None, "toml": text})["current"]["summary"]
    )
    ask(client, "open", {**named, "file": "0" * 64}, 410)


# --- one council


def test_a_story_ends_as_that_council_ended(client):
    outcomes = simulate(load("tokyo_liaison_office"), RUNS, 0)
    for k in (0, 1, 17, RUNS - 1):
        told = ask(client, "story", {**TOKYO, "runs": RUNS, "seed": 0, "run": k}).json()
        assert told["outcome"] == OUTCOMES[outcomes.outcome[k]]
        spoke = {c for c, does in told["rounds"][0]["members"].items() if does == "speaks"}
        assert spoke == {c for c, said in zip(outcomes.room, outcomes.first[:, k], strict=True) if said}


def test_next_and_typical_councils_have_the_outcome_asked_for(client):
    question = {**TOKYO, "runs": RUNS, "seed": 0, "outcome": "shelved"}
    first = ask(client, "story", {**question, "which": "next", "after": -1}).json()
    second = ask(client, "story", {**question, "which": "next", "after": first["run"]}).json()
    usual = ask(client, "story", {**question, "which": "typical"}).json()
    assert first["outcome"] == second["outcome"] == usual["outcome"] == "shelved"
    assert second["run"] > first["run"]
    assert ask(client, "story", {**question, "which": "next", "after": RUNS}).json()["run"] == first["run"]


def test_a_chart_of_rounds_shows_who_objects_at_what_cost(client):
    told = ask(
        client, "story", {**TOKYO, "runs": RUNS, "seed": 0, "outcome": "blocked", "which": "typical"}
    ).json()
    assert told["who"] == "FRA"
    for entry in told["rounds"]:
        assert (entry["loss"] > entry["cost"]) == (entry["members"]["FRA"] != "silent")
    assert told["rounds"][0]["text"] == {"office": 100, "mandate": 65}


def test_titles_before_the_guess_tell_neither_the_end_nor_who_stood_in_the_way():
    past = {entry["name"]: entry["untold"] for entry in gallery() if entry["history"]}
    assert TITLES.keys() <= past.keys()
    telling = re.compile(
        r"veto|\bblock|\bhold\b|attempt|dropp|refus|turkish|hungarian|footnote", re.IGNORECASE
    )
    assert not [title for title in past.values() if telling.search(title)]


def test_before_the_guess_a_link_has_a_number_of_its_own_for_each_past_decision():
    past = {entry["name"]: entry["unnamed"] for entry in gallery() if entry["history"]}
    assert len(set(past.values())) == len(past)
    assert all(re.fullmatch(r"history/\d+", number) for number in past.values())
    for name, number in list(past.items())[::20]:
        assert load(f"#scenario={number}&version=x").title == load(name).title


def test_who_does_in_a_seat_what_the_model_does_gets_the_council_of_the_model(client):
    question = {**TOKYO, "runs": RUNS, "seed": 0, "run": 3}
    model = ask(client, "story", question).json()
    acts = [entry["members"]["FRA"] != "silent" for entry in model["rounds"]]
    for k in range(len(acts)):
        played = ask(client, "story", {**question, "seat": "FRA", "acts": acts[:k]}).json()
        assert played["asks"]["round"] == k + 1
        assert len(played["rounds"]) == k + 1
    played = ask(client, "story", {**question, "seat": "FRA", "acts": acts}).json()
    assert (played["asks"], played["outcome"]) == (None, model["outcome"])
    assert [e["text"] for e in played["rounds"]] == [
        {name: pytest.approx(v, abs=0.01) for name, v in e["text"].items()} for e in model["rounds"]
    ]
    ask(client, "story", {**question, "seat": "XXX", "acts": []}, 400)
    ask(client, "story", {**question, "seat": "FRA", "acts": ["no"]}, 400)


def test_several_seats_are_asked_in_turn_and_the_chair_after_the_silence(client):
    question = {**TOKYO, "runs": RUNS, "seed": 0, "run": 3, "seat": ["chair", "FRA", "DEU"]}

    def asked(acts):
        return ask(client, "story", {**question, "acts": acts}).json()

    assert [asked(acts)["asks"]["seat"] for acts in ([], [True], [True, False])] == ["FRA", "DEU", "chair"]
    told = asked([True, False])
    assert told["asks"]["spoke"] == ["FRA"]
    assert [entry["members"]["FRA"] for entry in told["rounds"]] == ["speaks"]  # the silence has been
    held = asked([True, False, {"text": told["asks"]["text"], "pay": False}])
    assert held["asks"]["round"] == 2
    assert held["asks"]["text"] == told["asks"]["text"]
    ended = asked([True, False, {"shelve": True}])
    assert (ended["outcome"], ended["asks"]) == ("shelved", None)
    alone = ask(client, "story", {**question, "seat": "chair", "acts": []}).json()
    assert alone["who"] == "FRA"  # who minds the text most, where no member's seat is taken


@pytest.mark.parametrize(
    ("seat", "acts"),
    [
        (["FRA", "FRA"], []),
        ([], []),
        ([3], []),
        ({}, []),
        (["FRA"], [{"shelve": True}]),
        ("chair", [{"text": {"office": 140}}]),
        ("chair", [{"text": {"nothing": 5}}]),
        ("chair", [None]),
    ],
)
def test_what_nobody_may_do_is_refused_in_a_sentence(client, seat, acts):
    question = {**TOKYO, "runs": RUNS, "seed": 0, "run": 3}
    told = ask(client, "story", {**question, "seat": seat, "acts": acts}, 400).json()
    assert told["error"].endswith(".")


def test_a_council_that_is_not_there_is_refused(client):
    ask(client, "story", {**TOKYO, "runs": RUNS, "seed": 0, "run": RUNS}, 400)
    ask(client, "story", {**TOKYO, "runs": RUNS, "seed": 0, "outcome": "victory"}, 400)
    certain = {**TOKYO, "runs": 5, "seed": 0, "outcome": "opt_out"}
    ask(client, "story", {**certain, "edits": {"procedure.opt_out": False}}, 404)


# --- the longer questions


def test_who_matters_names_the_one_whose_silence_carries_it(client):
    told = long(client, "pivots", {**TOKYO, "runs": RUNS, "seed": 0})
    assert told["sets"][0]["members"] == ["FRA"]
    assert max(told["members"], key=lambda m: told["members"][m]["shapley"]["value"]) == "FRA"


def test_what_it_would_take_can_be_put_in_force(client):
    told = long(client, "bridge", {**TOKYO, "runs": RUNS, "seed": 0, "target": 0.6})
    assert told["packages"]
    for package in told["packages"]:
        if package["edits"] is None:
            sets = [text for lever in package["levers"] for text in lever["set"].split(" ; ")]
            text = ask(client, "scenario.toml", {**TOKYO, "sets": sets}).text
            side = {"scenario": "tried", "toml": text, "edits": {}}
        else:
            side = {**TOKYO, "edits": package["edits"]}
        assert run(client, side, seed=9)["current"]["summary"]["adopted"]["high"] > 0.6
    long(client, "bridge", {**TOKYO, "runs": RUNS, "seed": 0, "target": 2}, 400)


def test_a_longer_question_of_too_large_a_council_is_refused(client):
    names, issues = (
        ", ".join(f'"m{k}"' for k in range(200)),
        [f"[issues.i{k}]\nstatus_quo=0\nproposed=90\n" for k in range(12)],
    )
    text = f"title='x'\nroster=[{names}]\n{''.join(issues)}[procedure]\nrounds=100\n"
    stances = "[default]\nposition=1\nsalience=1\nresolve=1"
    side = {"scenario": "x", "toml": text + stances, "runs": 50, "seed": 0}
    for name in ("pivots", "bridge", "sensitivity"):
        long(client, name, side, 413)


def test_who_is_next_and_what_each_would_need_can_be_tried(client):
    told = long(client, "next", {**TOKYO, "runs": RUNS, "seed": 0})
    assert told["steps"][0]["member"] == "FRA"
    needs = {need["key"]: need for need in told["steps"][0]["needs"]}
    wish, resolve = needs["members.FRA.position.office"], needs["members.FRA.resolve"]
    assert wish["up"]
    assert not resolve["up"]
    assert list(wish["edits"]) == ["members.FRA.position.office"]
    assert wish["from"] < wish["edits"]["members.FRA.position.office"] < wish["from"] + 1.1
    after = run(client, {**TOKYO, "edits": wish["edits"]})["current"]["summary"]["adopted"]["share"]
    assert abs(after - wish["adopted"]) < 0.1


def test_a_map_of_two_numbers_is_the_answer_at_each_place(client):
    body = {
        **TOKYO,
        "runs": RUNS,
        "seed": 0,
        "inputs": ["members.FRA.position.office", "actors.china.stance"],
    }
    told = long(client, "map", body)
    assert [len(values) for values in told["values"]] == [11, 11]
    assert told["now"] == [5, -60]
    assert told["values"][1][0] == -100
    place = {"members.FRA.position.office": told["values"][0][5], "actors.china.stance": told["values"][1][2]}
    there = run(client, {**TOKYO, "edits": place}, runs=told["runs"])["current"]["summary"]["adopted"][
        "share"
    ]
    assert told["cells"][5 * 11 + 2]["share"] == there
    for inputs in (["members.FRA.position.office"] * 2, ["procedure.rounds", "x"], "x"):
        long(client, "map", {**body, "inputs": inputs}, 400)


def test_a_lever_for_all_issues_becomes_an_edit_of_each():
    levers = [{"set": "members.FRA.position=60"}, {"set": "chair.amends=0.2 ; procedure.opt_out=true"}]
    assert edits_of(levers, load("tokyo_liaison_office")) == {
        "members.FRA.position.office": 60,
        "members.FRA.position.mandate": 60,
        "chair.amends": 0.2,
        "procedure.opt_out": True,
    }
    assert edits_of([{"set": 'absent=["FRA"]'}], load("minimal")) is None
    assert edits_of([{"set": "issues.nothing.proposed=0"}], load("minimal")) is None
    assert edits_of([{"set": "actors.patron={ name='x', stance=1, reach={} }"}], load("minimal")) is None
