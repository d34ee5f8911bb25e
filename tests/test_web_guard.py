"""What the page's server refuses: bad input, foreign pages, too much work. Always a sentence, never a traceback."""

import json
import socket

import pytest

pytest.importorskip("httpx")
from starlette.testclient import TestClient

from nacsim.scenario import loads, shipped
from nacsim.web import limits
from nacsim.web.begin import beginning
from nacsim.web.guard import own_hosts
from nacsim.web.limits import Bucket
from nacsim.web.server import create_app, listen

PORT = 8765
BASE = f"http://127.0.0.1:{PORT}"
TOKYO = {"scenario": "tokyo_liaison_office", "toml": None, "edits": {}}


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


def test_mistakes_in_an_upload_are_named_with_line_and_key(client):
    text = 'title = "x"\n[issues.a]\nproposed = 140\nstatus_quo = 0\n'
    text += "[default]\nposition = 1\nsalience = 1\nresolve = 1"
    told = ask(client, "open", {"scenario": "bad", "toml": text}, 422).json()
    assert {"line": 3, "key": "issues.a.proposed"}.items() <= told["problems"][0].items()
    assert "0 to 100" in told["problems"][0]["message"]


@pytest.mark.parametrize(
    "key",
    ["issues.extra.proposed", "members.FRN.resolve", "members.FRA.position.extra", "actors.moon.stance",
     "events.9.probability", "groups.club.members"],
)  # fmt: skip
def test_an_edit_creates_no_table(client, key):
    told = ask(client, "open", {**TOKYO, "edits": {key: 5}}, 422).json()
    assert told["problems"][0]["key"] == key
    assert "does not belong" in told["error"]


def test_a_wrong_edit_names_its_key(client):
    for edits, key in (
        ({"members.FRA.position.office": 140}, "position"),
        ({"members.FRN.resolve": 5}, "FRN"),
    ):
        told = ask(client, "open", {**TOKYO, "edits": edits}, 422).json()
        assert any(key in p["key"] + p["message"] for p in told["problems"])


BAD = [
    ("not json", b"{", 400),
    ("a list", b"[]", 400),
    ("not finite", b'{"scenario": "minimal", "edits": {"members.FRA.resolve": NaN}}', 400),
    ("deep", b"[" * 100_000, 400),
    ("no name", b"{}", 400),
    ("name is no text", b'{"scenario": 3}', 400),
    ("edits are no table", b'{"scenario": "minimal", "edits": [1]}', 400),
    ("unknown name", b'{"scenario": "nowhere"}', 404),
    ("a path", b'{"scenario": "/etc/passwd"}', 404),
    ("a path upwards", b'{"scenario": "../pyproject"}', 404),
    ("a file of this folder", b'{"scenario": "scenarios/minimal.toml"}', 404),
    ("empty text", b'{"scenario": "x", "toml": ""}', 422),
    ("binary", b'{"scenario": "x", "toml": "\\u0000\\u0001"}', 422),
    ("extends", b'{"scenario": "x", "toml": "extends = \\"scenarios/minimal.toml\\""}', 422),
    ("extends by edit", b'{"scenario": "minimal", "edits": {"extends": "minimal.toml"}}', 422),
    ("a long key", json.dumps({"scenario": "x", "toml": "a." * 50_000 + "a = 1"}).encode(), 422),
    ("a long edit", json.dumps({"scenario": "minimal", "edits": {"a." * 50_000 + "a": 1}}).encode(), 413),
    ("UTF-16", '{"scenario": "\\ud800"}'.encode("utf-16"), 400),
    ("UTF-8 with half a pair", b'{"scenario": "\xed\xa0\x80"}', 400),
    ("lone surrogate", b'{"scenario": "\\ud800", "toml": "\\ud800 = 1"}', 400),
    ("not a key", b'{"scenario": "minimal", "edits": {"a b c": 1}}', 422),
    ("null", b'{"scenario": "minimal", "edits": {"members.FRA.resolve": null}}', 400),
    ("null within", b'{"scenario": "minimal", "edits": {"members.FRA": {"note": null}}}', 400),
]


@pytest.mark.parametrize(("what", "body", "status"), BAD, ids=[b[0] for b in BAD])
def test_bad_input_gets_a_sentence_and_no_traceback(client, what, body, status):
    answer = client.post("/api/open", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == status, answer.text
    assert answer.json()["error"]
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("runs", [0, -1, 1.5, "5", True, None, limits.RUNS + 1, 2**70])
def test_runs_are_bounded(client, runs):
    answer = client.post("/api/run", json={"current": TOKYO, "pinned": TOKYO, "runs": runs, "seed": 0})
    assert answer.status_code in (400, 413)


@pytest.mark.parametrize("seed", [-1, 0.5, "x", None, 2**63])
def test_seeds_are_whole_numbers(client, seed):
    assert (
        client.post("/api/run", json={"current": TOKYO, "pinned": TOKYO, "runs": 5, "seed": seed}).status_code
        == 400
    )


def test_too_much_work_is_refused(client):
    for edits, runs in (({"procedure.rounds": 1000}, 5), ({"procedure.rounds": 100}, limits.RUNS)):
        told = ask(
            client,
            "run",
            {"current": {**TOKYO, "edits": edits}, "pinned": TOKYO, "runs": runs, "seed": 0},
            413,
        )
        assert told.json()["error"]
    names = ", ".join(f'"m{k}"' for k in range(limits.MEMBERS + 1))
    text = f"title='x'\nroster=[{names}]\n[issues.a]\nstatus_quo=0\nproposed=90\n"
    ask(client, "open", {"scenario": "x", "toml": f"{text}[default]\nposition=1\nsalience=1\nresolve=1"}, 413)


def test_a_large_body_is_refused_with_and_without_a_length(client):
    headers = {"content-type": "application/json"}
    assert client.post("/api/open", content=b" " * (limits.BYTES + 1), headers=headers).status_code == 413
    pieces = (b" " * 50_000 for _ in range(20))
    assert client.post("/api/open", content=pieces, headers=headers).status_code == 413


@pytest.mark.parametrize("host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1:1", "localhost", ""])
def test_another_host_is_refused(client, host):
    assert 400 <= client.get("/", headers={"host": host}).status_code < 500
    assert 400 <= client.post("/api/open", json=TOKYO, headers={"host": host}).status_code < 500


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1:1", "http://localhost.evil:8765"]
)
def test_a_foreign_origin_is_refused(client, origin):
    assert client.post("/api/open", json=TOKYO, headers={"origin": origin}).status_code == 403
    assert client.post("/api/open", json=TOKYO, headers={"origin": BASE}).status_code == 200


def test_a_form_of_another_site_is_refused(client):
    body, form = json.dumps(TOKYO), {"content-type": "text/plain"}
    assert client.post("/api/open", content=body, headers=form).status_code == 415
    assert client.post("/api/open", json=TOKYO, headers={"sec-fetch-site": "cross-site"}).status_code == 403


def test_own_names_and_addresses():
    assert "localhost:8765" in own_hosts("127.0.0.1", 8765)
    assert "localhost" in own_hosts("127.0.0.1", 80)
    assert "[::1]:8765" in own_hosts("::1", 8765)
    everywhere = TestClient(create_app({"name": "minimal", "toml": None}, "0.0.0.0", PORT), base_url=BASE)
    assert everywhere.get("/", headers={"host": f"192.0.2.7:{PORT}"}).status_code == 200
    assert everywhere.get("/", headers={"host": f"evil.example:{PORT}"}).status_code == 421


def test_the_rate_is_limited_and_recovers():
    now = [0.0]
    bucket = Bucket(rate=2, burst=3, clock=lambda: now[0])
    with client_of(bucket=bucket) as client:
        codes = [client.get("/").status_code for _ in range(5)]
        now[0] += 1
        codes += [client.get("/").status_code for _ in range(3)]
    assert codes == [200, 200, 200, 429, 429, 200, 200, 429]


def test_the_bucket_forgets_old_addresses():
    bucket = Bucket(clock=lambda: 0.0)
    for k in range(limits.ADDRESSES + 50):
        bucket.take(str(k))
    assert len(bucket._levels) == limits.ADDRESSES


@pytest.mark.parametrize(
    "path", ["/static/../server.py", "/static/%2e%2e/server.py", "/static/", "/sim", "/api/none"]
)
def test_nothing_but_the_page_is_served(client, path):
    answer = client.get(path)
    assert answer.status_code in (404, 405)
    assert "import" not in answer.text


def test_pages_may_load_nothing_from_elsewhere(client):
    policy = client.get("/").headers["content-security-policy"]
    assert policy.startswith("default-src 'self';")
    assert "unsafe" not in policy
    assert "http" not in policy
    page = client.get("/").text
    assert "style=" not in page
    assert "<script>" not in page


def test_nothing_is_kept_by_a_browser_but_the_icon(client):
    kept = {
        path: client.get(path).headers.get_list("cache-control")
        for path in ("/", "/static/app.js", "/static/icon.svg")
    }
    assert kept == {"/": ["no-store"], "/static/app.js": ["no-store"], "/static/icon.svg": ["max-age=86400"]}
    assert client.get("/static/icon.svg").headers["content-type"].startswith("image/svg+xml")


def test_a_bug_is_told_in_one_sentence(client, monkeypatch):
    monkeypatch.setattr("nacsim.web.replay.tell", lambda *_: 1 / 0)
    told = ask(client, "story", {**TOKYO, "runs": 5, "seed": 0, "run": 0}, 500)
    assert "ZeroDivisionError" not in told.text


def test_answers_do_not_wait_for_acknowledgements():
    with listen("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname()) as there:
        here, _ = listening.accept()
        with here, there:
            assert here.proto == socket.IPPROTO_TCP  # what asyncio asks before it turns Nagle's algorithm off


def test_a_taken_port_is_an_error_only_if_it_was_asked_for():
    with listen("127.0.0.1", 0) as first:
        taken = first.getsockname()[1]
        with pytest.raises(OSError, match="use"):
            listen("127.0.0.1", taken)
        with listen("127.0.0.1", None, usual=taken) as second:
            assert second.getsockname()[1] != taken


def test_the_page_begins_with_a_name_or_with_a_file(tmp_path):
    assert beginning("minimal") == {"name": "minimal", "toml": None, "follow": None}
    file = tmp_path / "mine.toml"
    file.write_text('extends = "base.toml"\ntitle = "Mine"\n', encoding="utf-8")
    (tmp_path / "base.toml").write_bytes(shipped()["minimal"].read_bytes())
    told = beginning(str(file))
    assert told["name"] == "mine"
    assert loads(told["toml"]).title == "Mine"
