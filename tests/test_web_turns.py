"""Thirty pages at once: each has one question of a kind waiting, the newest, and nobody is refused."""

import anyio
import httpx
import pytest
from anyio.abc import TaskGroup

from nacsim.web import limits, server
from nacsim.web.limits import Bucket, Refusal
from nacsim.web.turns import LETTERS, PAGE_HEADER, Lane

PORT = 8765
TOKYO = {"scenario": "tokyo_liaison_office", "toml": None, "edits": {}}


def play(script, width=1):
    """Run an async script with a lane whose only place is taken until `free` is set; returns what it returns."""

    async def main():
        lane, free = Lane(width), anyio.Event()

        async def holder(*, task_status):
            async with lane.turn("holder", "run"):
                task_status.started()
                await free.wait()

        async with anyio.create_task_group() as tasks:
            for _ in range(width):
                await tasks.start(holder)
            found = await script(lane, free, tasks)
            free.set()
        return found

    return anyio.run(main)


def asker(lane: Lane, tasks: TaskGroup, said: list):
    """Put a question and note who was answered, or with what status it was refused, in the order in which that happened."""

    async def one(page, kind, name):
        try:
            async with lane.turn(page, kind):
                said.append(name)
        except Refusal as refusal:
            said.append((name, refusal.status, refusal.wait))

    async def ask(page, kind, name):
        tasks.start_soon(one, page, kind, name)
        await anyio.sleep(0.001)

    return ask


def test_the_newer_question_of_a_page_takes_the_place_of_the_older():
    said = []

    async def script(lane, free, tasks):
        ask = asker(lane, tasks, said)
        for name in ("first", "second", "third"):
            await ask("a", "run", name)
        await ask("b", "run", "of another")
        await ask("a", "curve", "of another kind")
        assert said == [("first", 204, None), ("second", 204, None)]
        said.clear()
        free.set()

    play(script)
    assert said == ["third", "of another", "of another kind"]


@pytest.mark.parametrize("kind", ["open", "scenario.toml"])
def test_what_is_asked_for_once_is_never_replaced(kind):
    said = []

    async def script(lane, free, tasks):
        ask = asker(lane, tasks, said)
        for k in range(5):
            await ask("a", kind, k)
        assert said == []

    play(script)
    assert sorted(said) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(("pages", "most"), [(True, limits.PAGES), (False, limits.WAITING)])
def test_too_many_are_told_when_to_come_again(pages, most):
    said = []

    async def script(lane, free, tasks):
        ask = asker(lane, tasks, said)
        for k in range(most + 1):
            await ask(str(k) if pages else "", "run", k)
        assert [name for name, status, wait in said if status == 503 and wait >= 1] == [most]

    play(script)


def test_what_stands_beside_the_answer_lets_answers_go_first():
    said = []

    async def script(lane, free, tasks):
        beside = Lane(1, after=(lane,))
        await asker(lane, tasks, said)("a", "run", "answer")
        tasks.start_soon(asker(beside, tasks, said), "a", "curve", "beside")
        await anyio.sleep(0.12)
        assert said == []
        free.set()

    play(script)
    assert said == ["answer", "beside"]


def test_a_name_that_is_too_long_is_none():
    said = []

    async def script(lane, free, tasks):
        ask = asker(lane, tasks, said)
        await ask("x" * (LETTERS + 1), "run", 1)
        await ask("x" * (LETTERS + 1), "run", 2)
        assert said == []

    play(script)
    assert sorted(said) == [1, 2]


async def thirty(moves):
    """Thirty pages that open, and move a slider without waiting for the answers; every status, and every last answer."""
    app = server.create_app({"name": "minimal", "toml": None}, port=PORT)
    reach = httpx.ASGITransport(app)
    statuses, last = [], {}
    async with httpx.AsyncClient(transport=reach, base_url=f"http://127.0.0.1:{PORT}", timeout=60) as client:

        async def ask(page, path, body):
            headers = {PAGE_HEADER: f"page{page}"}
            answer = await (
                client.post(path, json=body, headers=headers) if body else client.get(path, headers=headers)
            )
            statuses.append(answer.status_code)
            return answer

        async def move(page, value):
            body = {"scenario": "minimal", "toml": None, "edits": {"members.HUN.resolve": value}}
            both = {"current": body, "pinned": {**body, "edits": {}}, "runs": 20, "seed": 0, "key": value}
            answer = await ask(page, "/api/run", both)
            if answer.status_code == 200:
                last[page] = max(answer.json()["key"], last.get(page, -1))

        async def visit(page):
            await ask(page, "/static/icon.svg", None)
            async with anyio.create_task_group() as tasks:
                for value in moves:
                    tasks.start_soon(move, page, value)
                    await anyio.sleep(0)

        async with anyio.create_task_group() as tasks:
            for page in range(30):
                tasks.start_soon(visit, page)
    return statuses, last


def test_thirty_pages_from_one_address_are_all_answered():
    statuses, last = anyio.run(thirty, range(10, 15))
    assert set(statuses) <= {200, 204}
    assert last == dict.fromkeys(range(30), 14)


def test_thirty_pages_open_at_once_behind_one_router():
    bucket = Bucket(clock=lambda: 0.0)
    opened = [limits.FILE] * 60 + [
        1.0
    ] * 6  # its files; itself, start, open, the run and what stands beside it
    assert all(bucket.take("a router", weight) for _ in range(30) for weight in opened)


def test_a_refusal_that_passes_says_when_to_ask_again():
    from starlette.testclient import TestClient

    app = server.create_app({"name": "minimal", "toml": None}, port=PORT, bucket=Bucket(rate=0.001, burst=1))
    with TestClient(app, base_url=f"http://127.0.0.1:{PORT}") as client:
        client.get("/")
        answer = client.get("/")
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "1")
