"""Half a request holds no connection for ever, a crowd of them does not keep others out, and who leaves is not reported."""

import json
import logging
import socket
import threading
import time

import pytest
import uvicorn

from nacsim.web import limits
from nacsim.web.server import create_app, listen, settings

HEAD = b"POST /api/open HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json\r\nContent-Length: 100\r\n"
HALVES = {
    "nothing": b"",
    "half a head": HEAD[:30],
    "half a body": HEAD + b'\r\n{"scenario": ',
}


@pytest.fixture
def port(monkeypatch):
    """The port of a server that waits a fifth of a second for a request."""
    monkeypatch.setattr(limits, "ARRIVAL", 0.2)
    with listen("127.0.0.1", 0) as listening:
        number = listening.getsockname()[1]
        server = uvicorn.Server(settings(create_app({"name": "minimal", "toml": None}, port=number)))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        assert server.started
        yield number
        server.should_exit = True
        thread.join()


def opened(port: int, says: bytes) -> socket.socket:
    """A connection on which something has been said."""
    there = socket.create_connection(("127.0.0.1", port), timeout=20)
    there.sendall(says % port if b"%d" in says else says)
    return there


def rest(there: socket.socket) -> bytes:
    """All that comes until the other side closes; raises TimeoutError if it does not."""
    found = b""
    try:
        while more := there.recv(65536):
            found += more
    except ConnectionResetError:
        pass
    there.close()
    return found


def answer(port: int) -> bytes:
    """What an honest question gets."""
    body = json.dumps({"scenario": "minimal", "toml": None, "edits": {}}).encode()
    head = HEAD.replace(b"100", str(len(body)).encode()) + b"Connection: close\r\n\r\n"
    return rest(opened(port, head % port + body))


@pytest.mark.parametrize("says", HALVES.values(), ids=HALVES)
def test_half_a_request_is_not_waited_for(port, says, caplog):
    with caplog.at_level(logging.WARNING):
        found = rest(opened(port, says))
    assert found == b""
    assert not [record for record in caplog.records if record.exc_info]
    assert answer(port).startswith(b"HTTP/1.1 200")


def test_half_a_second_request_is_not_waited_for_either(port):
    there = opened(port, b"GET / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n")
    assert there.recv(65536).startswith(b"HTTP/1.1 200")
    time.sleep(0.1)  # until all of the answer has been sent
    there.sendall(b"GET /sta")
    assert b"HTTP/1.1" not in rest(there)


def test_one_too_many_is_closed_and_the_others_are_answered(port, monkeypatch):
    monkeypatch.setattr(limits, "CONNECTIONS", 3)
    monkeypatch.setattr(limits, "ARRIVAL", 20)
    held = [opened(port, HALVES["half a head"]) for _ in range(2)]
    assert answer(port).startswith(b"HTTP/1.1 200")
    held += [opened(port, HALVES["half a head"])]
    time.sleep(0.1)  # until it has been taken
    assert answer(port) == b""
    for there in held:
        there.close()
    time.sleep(0.1)
    assert answer(port).startswith(b"HTTP/1.1 200")


def test_who_leaves_in_the_middle_leaves_no_traceback(port, caplog):
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            opened(port, HALVES["half a body"]).close()
        assert answer(port).startswith(b"HTTP/1.1 200")
    assert not [record for record in caplog.records if record.exc_info]


def test_few_files_mean_few_connections(monkeypatch):
    resource = pytest.importorskip("resource")
    monkeypatch.setattr(resource, "getrlimit", lambda _: (64, 64))
    assert limits.connections() == 32
    monkeypatch.setattr(resource, "getrlimit", lambda _: (resource.RLIM_INFINITY,) * 2)
    assert limits.connections() == limits.CONNECTIONS
