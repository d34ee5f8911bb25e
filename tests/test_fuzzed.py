"""Small texts made by chance at every door are answered or refused in words; `experiments/fuzz.py` tries millions."""

import json
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import pytest

pytest.importorskip("starlette")
from fuzz_targets import ASKED, OPS, SHORT, TARGETS
from fuzzed import Target, found, shrunk
from test_web_modules import NODE, STATIC

import nacsim
from nacsim.results.outcomes import DAY_UNIT
from nacsim.results.summary import summary
from nacsim.results.tally import count
from nacsim.web.making.edits import DO
from nacsim.web.server import create_app

FEW = 25
LINKS = Path(__file__).parent / "page" / "fuzzed.mjs"


@pytest.fixture(scope="module")
def target(tmp_path_factory):
    """Every target by name, made when it is first asked for."""
    return cache(lambda name: TARGETS[name](tmp_path_factory.mktemp(name)))


@pytest.mark.parametrize("name", TARGETS)
def test_good_examples_are_taken(name, target):
    for data in target(name).good:
        target(name).put(data)


@pytest.mark.parametrize("name", TARGETS)
def test_inputs_made_by_chance_are_answered_or_refused(name, target):
    chance = Random(name)
    for _ in range(FEW):
        data = target(name).made(chance)
        assert not found(target(name), data), data


STORY = ASKED["story"][-1] | {"seat": ["A", "chair"], "acts": [True, {"text": "2"}]}
FAR = {"do": "type", "path": ["events", "9" * 5_000, "round"], "text": "1"}
OPTIONS = b'separator": true', b'separator": {}', b'lumpy": []', b'salience": 1' + b"0" * 400
ONCE = [
    ("experiment", b"procedure.rule=\xb3"),
    ("experiment", b"default.resolve=0:50:1e12"),
    ("experiment", b"scenario = 'x'\n[inputs]\nx = [0, 1, 1e400]\n"),
    ("experiment", b"scenario = 'x'\n[inputs]\nx = [0, 1" + b"0" * 400 + b"]\n"),
    ("experiment", b"scenario = '" + b"x" * 300 + b"'\n[inputs]\ndefault.resolve = [0, 1]\n"),
    ("experiment", b"[costs]\npersuade = 1" + b"0" * 400 + b"\n"),
    ("experiment", b"[[levers]]\nset = 'x=1'\ncost = 1" + b"0" * 400 + b"\n"),
    ("table", b"#: [issues.l]\nmember,salience,salience.d\nA,0,6"),
    ("sheet", b"answers\nmember,in words,position,\n,\n,4"),
    (
        "editor",
        b'{"text":"[issues.a]","ops":[{"do":"take","document":{"issues":{"b":{}},"members":{"A":{"c":null}}}}]}',
    ),
    ("link", b"#scenario=&toml=\x80"),
    ("link", "#scenario=x&toml=é".encode()),
    ("link", b"#A:scenario="),
    ("page", b"story\n" + json.dumps(STORY).encode()),
    ("page", b"class\n" + json.dumps(ASKED["class"][3] | {"person": []}).encode()),
    *(("page", b'table\n{"text": "n", "options": {"' + said + b"}}") for said in OPTIONS),
    ("editor", b'{"text": "a = 1", "ops": [{"do": []}]}'),
    (
        "editor",
        json.dumps({"text": SHORT, "ops": [{"do": "move", "path": ["issues", "deal"], "by": 1.0}]}).encode(),
    ),
    ("editor", b'{"text": "[members]\\nA = { veto = 1' + b"0" * 400 + b' }"}'),
    ("editor", json.dumps({"text": "[[events]]\nround = 1", "ops": [FAR]}).encode()),
]
"""What once ended in a traceback, or took the memory of the machine, as short as it goes."""


@pytest.mark.parametrize(("name", "data"), ONCE, ids=range(len(ONCE)))
def test_what_once_was_a_traceback_is_none(name, data, target):
    assert not found(target(name), data)


def test_days_out_of_all_bounds_take_no_memory():
    played = nacsim.simulate("minimal", 5, jobs=1)
    played.rows["days"][0] = 2**32 - 1
    days, often = count(played).days
    assert (days[-1], often.sum()) == (2**32 - 1, 5)
    assert count(played) + count(played) == count(replace(played, rows=played.rows.repeat(2)))
    assert summary(played)["days"]["p95"] == (2**32 - 1) * DAY_UNIT


def test_what_is_no_refusal_is_a_finding_and_made_short():
    def put(data):
        if b"x" in data:
            {}[data]
        if b"y" in data:
            raise nacsim.NacsimError(" ")
        raise nacsim.NacsimError("no")

    target = Target([], lambda chance: b"", put)
    assert found(target, b"a") == ""
    assert found(target, b"aya").startswith("NacsimError in test_fuzzed.py")
    assert found(target, b"axa").startswith("KeyError in test_fuzzed.py")
    assert shrunk(lambda data: found(target, data), b"many letters, x, and more of them") == b"x"


def test_every_question_of_the_page_is_a_target():
    app = create_app({"name": "minimal", "toml": None}, classes=True)
    asked = {route.path.removeprefix("/api/") for route in app.routes if route.path.startswith("/api/")}
    assert asked == {*ASKED, "edit", "report.html", "start"}
    assert {op["do"] for op in OPS} == set(DO)


@pytest.mark.skipif(NODE is None, reason="Node is not installed")
def test_links_made_by_chance_are_read_by_the_page():
    command = [
        NODE,
        "--experimental-default-type=module",
        "--no-warnings",
        str(LINKS),
        str(STATIC),
        "500",
        "60",
        "1",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    told = json.loads(done.stdout)
    assert (told["tried"], told["wrong"]) == (500, {}), done.stderr
