"""One council for several browsers: by a code, with seats that the teacher hands out; nobody acts for another."""

import pytest

pytest.importorskip("httpx")
from starlette.testclient import TestClient

from nacsim.council.seat import play
from nacsim.scenario import load
from nacsim.web import classes
from nacsim.web.classes import Classes
from nacsim.web.limits import Refusal
from nacsim.web.server import create_app

TOKYO = {"scenario": "tokyo_liaison_office", "toml": None, "edits": {}, "runs": 100, "seed": 0, "run": 3}


class Page:
    """One browser: it keeps its code and key as the page does."""

    def __init__(self, server, **first):
        self.server = server
        told = server.ask(first)
        self.place = {"code": told["code"], "key": told["key"]}

    def __call__(self, do="look", **more):
        return self.server.ask({**self.place, "do": do, **more})


@pytest.fixture
def room():
    """A teacher in the chair, Anna for France and Ben for Germany."""
    server = Classes()
    teacher = Page(server, do="open", **TOKYO)
    anna, ben = (Page(server, do="join", code=teacher.place["code"], name=name) for name in ("Anna", "Ben"))
    for seat, person in (("chair", "teacher"), ("FRA", "p1"), ("DEU", "p2")):
        teacher("hand", seat=seat, person=person)
    return teacher, anna, ben


def refused(status, page, *what, **more):
    with pytest.raises(Refusal) as refusal:
        page(*what, **more)
    assert refusal.value.status == status


def test_each_is_asked_for_its_own_seat_alone_and_the_council_is_that_of_the_model(room):
    teacher, anna, ben = room
    assert anna()["begun"] is False
    teacher("begin")
    assert teacher()["waits"] == ["FRA", "DEU"]
    assert (anna()["asks"]["seat"], ben()["asks"]["seat"], teacher()["asks"]) == ("FRA", "DEU", None)
    ben("act", seat="DEU", round=1, act=False)
    assert ben()["asks"] is None
    assert anna()["rounds"] == []  # nobody knows before all have said
    anna("act", seat="FRA", round=1, act=True)
    asks = teacher()["asks"]
    assert (asks["seat"], asks["spoke"]) == ("chair", ["FRA"])
    teacher("act", seat="chair", round=1, act={})
    for page, seat, act in ((anna, "FRA", False), (ben, "DEU", False)):
        page("act", seat=seat, round=2, act=act)
    theirs = play(
        load("tokyo_liaison_office"),
        ["chair", "FRA", "DEU"],
        lambda s: {} if s["seat"] == "chair" else {"object": s["seat"] == "FRA" and s["round"] == 1},
        run=3,
    )
    told = ben()
    assert len(told["rounds"]) == len(theirs["rounds"])
    assert told["end"].lower().endswith(f"after {len(theirs['rounds'])} rounds.")
    assert told["waits"] == []


def test_two_presses_are_one_act(room):
    teacher, anna, ben = room
    teacher("begin")
    for _ in range(2):
        anna("act", seat="FRA", round=1, act=True)
    ben("act", seat="DEU", round=1, act=False)
    anna("act", seat="FRA", round=1, act=False)  # the silence has been
    assert teacher()["asks"]["spoke"] == ["FRA"]


def test_nobody_acts_for_another_or_hands_out_seats_but_the_teacher(room):
    teacher, anna, ben = room
    refused(403, anna, "act", seat="FRA", round=1, act=True)  # not before it begins
    teacher("begin")
    refused(403, ben, "act", seat="FRA", round=1, act=True)
    for do in ("hand", "begin", "again", "close"):
        refused(403, anna, do, seat="FRA", person="p1")
    refused(400, teacher, "hand", seat="USA", person="p1")  # the model has begun there
    stranger = {**anna.place, "key": "x"}
    with pytest.raises(Refusal, match="not joined"):
        anna.server.ask({**stranger, "do": "look"})
    assert "held" not in {key for key, value in anna().items() if value and key == "held"}


def test_what_the_rules_do_not_allow_is_refused_and_can_be_done_otherwise(room):
    teacher, anna, ben = room
    teacher("begin")
    anna("act", seat="FRA", round=1, act=True)
    ben("act", seat="DEU", round=1, act=False)
    refused(400, teacher, "act", seat="chair", round=1, act={"text": {"office": 140}})
    refused(400, teacher, "act", seat="chair", round=1, act="shelve")
    assert teacher("act", seat="chair", round=1, act={"shelve": True})["end"].startswith(
        "Taken off the table"
    )


def test_a_seat_of_one_who_left_goes_to_another_in_the_midst_of_it(room):
    teacher, anna, ben = room
    teacher("begin")
    teacher("hand", seat="FRA", person="teacher")
    assert teacher()["asks"]["seat"] == "FRA"
    assert anna()["asks"] is None
    again = teacher("again", run=4)
    assert (again["begun"], again["run"], again["seats"]) == (False, 4, ["chair", "FRA"])
    teacher("close")
    refused(404, ben)


def test_codes_are_not_found_by_trying():
    now = [0.0]
    server = Classes(clock=lambda: now[0])
    teacher = Page(server, do="open", **TOKYO)
    for _ in range(classes.WRONG):
        with pytest.raises(Refusal, match="no council"):
            server.ask({"do": "join", "code": "ZZZZZZ", "name": "x"})
    for code in ("ZZZZZZ", teacher.place["code"]):
        with pytest.raises(Refusal, match="Too many") as refusal:
            server.ask({"do": "join", "code": code, "name": "x"})
        assert refusal.value.wait == 60
    assert teacher()["teacher"]  # who is in goes on
    now[0] += classes.WHILE + 1
    assert server.ask({"do": "join", "code": teacher.place["code"].lower(), "name": "x"})["name"] == "x"


@pytest.mark.parametrize("name", ["", "   ", "x" * 41, 5, None, "a\nb", "\u202ex"])
def test_a_name_is_a_name(room, name):
    refused(400, room[0], "join", name=name)


@pytest.mark.parametrize(
    "told", [None, [], {}, {"do": "nothing"}, {"do": []}, {"do": "look"}, {"do": "join"}]
)
def test_anything_else_is_refused(told):
    with pytest.raises(Refusal):
        Classes().ask(told)


@pytest.mark.parametrize(("asked_for", "status"), [(False, 404), (True, 200)])
def test_it_is_off_unless_asked_for(asked_for, status):
    app = create_app({"name": "minimal", "toml": None}, port=8765, classes=asked_for)
    with TestClient(app, base_url="http://127.0.0.1:8765") as client:
        told = client.get("/api/start").json()
        answer = client.post("/api/class", json={"do": "open", **TOKYO})
    assert told["classes"] == ("http://127.0.0.1:8765/" if asked_for else False)
    assert answer.status_code in ((404, 405) if status == 404 else (200,))


def test_old_councils_go_and_people_are_bounded(monkeypatch):
    monkeypatch.setattr(classes, "PEOPLE", 1)
    server = Classes()
    first, *_ = [Page(server, do="open", **TOKYO) for _ in range(classes.CLASSES + 1)]
    refused(404, first)
    last = Page(server, do="open", **TOKYO)
    last("join", name="one")
    refused(403, last, "join", name="two")
