"""The page over HTTP: a static folder, and questions answered by `nacsim.web.api`. Bound to 127.0.0.1."""

import socket
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import anyio
import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from nacsim.engine.workers import crew, give_way
from nacsim.web import api, explore, handing, replay
from nacsim.web.classes import Classes
from nacsim.web.connections import Connection
from nacsim.web.follow import Followed
from nacsim.web.guard import Guard, refuse
from nacsim.web.hired import hire
from nacsim.web.jobs import Jobs
from nacsim.web.limits import Bucket, Refusal
from nacsim.web.longer import ASKS
from nacsim.web.making import answers as making
from nacsim.web.question import read_json
from nacsim.web.turns import PAGE_HEADER, Lane

STATIC = Path(__file__).with_name("static")
FIRST, QUICK, ASIDE, EDITS, SLOW = 2, 2, 1, 1, 1
"""Answers under way at once: first figures on one block of councils, which wait for no full answer of another page; others
from the engine (which has workers of its own); what stands beside the answer and must not hold up the next one; edits of a
question that is being made; and reports. The longer questions are jobs."""
LOOKS, EVERY = 8, 0.1
"""How often it is looked whether a job is done before a page is told how far it is, and after how many seconds each."""

KEPT = {"cache-control": "max-age=86400"}
"""For the icon alone, s: a browser asks for it again at every change of the address, which is at every move of a slider."""
PATIENCE = 2
"""Seconds that answers under way are waited for when the server is told to stop."""

Answer = Callable[[Any], Any]


def create_app(
    scenario: dict[str, Any],
    host: str = "127.0.0.1",
    port: int = 8765,
    bucket: Bucket | None = None,
    classes: bool = False,
) -> Starlette:
    """The application. The page begins with `scenario` ({name, toml}); it answers to this host and port.

    Where `scenario` has a file to `follow`, pages are told when it is edited elsewhere. With `classes` several browsers may
    play one council by a code.
    """
    followed = Followed(scenario["follow"]) if scenario.get("follow") else None
    scenario = {"name": scenario["name"], "toml": scenario["toml"], "follows": followed is not None}
    first, quick, edits, slow = Lane(FIRST), Lane(QUICK), Lane(EDITS), Lane(SLOW)
    aside = Lane(ASIDE, after=(first, quick))
    answers: dict[str, tuple[Any, ...]] = {
        "open": (api.opened, JSONResponse, quick),
        "run": (api.run, JSONResponse, quick, first),
        "doubts": (api.doubts, JSONResponse, aside),
        "curve": (explore.curve, JSONResponse, aside),
        "changes": (explore.one_change, JSONResponse, aside),
        "story": (replay.story, JSONResponse, quick),
        "reveal": (api.reveal, JSONResponse, quick),
        "scenario.toml": (api.toml, _Toml, quick),
        "councils.csv": (api.councils_csv, _Csv, quick),
        "edit": (making.edit, JSONResponse, edits),
        "begin": (making.begin, JSONResponse, edits),
        "table": (making.table, JSONResponse, edits),
        "report.html": (handing.report, HTMLResponse, slow),
    }
    if classes:
        answers["class"] = (Classes().ask, JSONResponse, Lane(ASIDE))
    if followed is not None:
        answers["file"] = (followed.look, JSONResponse, edits)
    questions = [
        Route(f"/api/{name}", _endpoint(name, *how), methods=["POST"]) for name, how in answers.items()
    ]
    jobs = Jobs(ASKS)
    questions.append(Route("/api/job", _job(jobs), methods=["POST"]))
    begin = {"classes": classes and reach(host, port)}
    start = Route(
        "/api/start", _endpoint("start", lambda _: api.start(scenario) | begin, JSONResponse, quick)
    )
    page = Route("/", lambda request: FileResponse(STATIC / "index.html"))
    icon = Route("/static/icon.svg", lambda request: FileResponse(STATIC / "icon.svg", headers=KEPT))
    files = Mount("/static", StaticFiles(directory=STATIC))
    app = Starlette(
        routes=[page, start, *questions, icon, files],
        middleware=[Middleware(Guard, host=host, port=port, bucket=bucket)],
        exception_handlers={Refusal: _broken, HTTPException: _broken, 500: _broken},
    )
    app.state.jobs = jobs
    return app


class _Toml(Response):
    media_type = "application/toml"


class _Csv(Response):
    media_type = "text/csv"


def _endpoint(
    name: str, answer: Answer, reply: type[Response], lane: Lane, first: Lane | None = None
) -> Callable[..., Any]:
    async def endpoint(request: Request) -> Response:
        told = read_json(await request.body()) if request.method == "POST" else None
        chosen = first if first is not None and api.is_first(told) else lane
        async with chosen.turn(request.headers.get(PAGE_HEADER, ""), name):
            if await request.is_disconnected():
                return Response(status_code=499)  # nobody waits for it any more, so nothing is played
            return reply(await anyio.to_thread.run_sync(answer, told))

    return endpoint


def _job(jobs: Jobs) -> Callable[..., Any]:
    """Longer questions: how far one is, after a moment, or its answer; asked again and again by the page that waits."""

    async def endpoint(request: Request) -> Response:
        job = jobs.look(read_json(await request.body()))
        if job is None:
            return JSONResponse({})
        for _ in range(LOOKS):
            if job.over.is_set():
                break
            await anyio.sleep(EVERY)
        return JSONResponse(jobs.told(job))

    return endpoint


def _broken(request: Request, error: Exception) -> Response:
    """A refusal as it is, what the server has no such page for, or a fault of ours."""
    if isinstance(error, Refusal):
        return refuse(error)
    if isinstance(error, HTTPException):
        return refuse(Refusal(error.status_code, f"{error.detail}."))
    return refuse(Refusal(500, "Something went wrong on the server; its terminal says what."))


def listen(host: str, port: int | None, usual: int = 8765) -> socket.socket:
    """A listening socket; without a port the usual one, or a free one if that is taken. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        made = socket.create_server((host, usual if port is None else port), family=family, backlog=64)
    except OSError:
        if port is not None:
            raise
        made = socket.create_server((host, 0), family=family, backlog=64)
    # asyncio turns Nagle's algorithm off only where the socket says that it is TCP; with it answers take 40 ms more
    return socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP, fileno=made.detach())


def reach(host: str, port: int) -> str:
    """The address by which others on the network reach a server that is bound to `host`; nothing is sent to find it out."""
    if host in ("0.0.0.0", "::", ""):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                # an address of no machine (RFC 5737): only the way to it is looked up
                probe.connect(("192.0.2.1", 9))
                host = probe.getsockname()[0]
            except OSError:
                host = "127.0.0.1"
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def settings(app: Starlette) -> uvicorn.Config:
    """How the application is served: quietly, and on connections that do not wait for ever."""
    return uvicorn.Config(
        app,
        http=Connection,
        ws="none",  # nothing here speaks it, and its library would be loaded
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=PATIENCE,
    )


class _Announcing(uvicorn.Server):
    """A server that says when it answers."""

    ready: Callable[[], None]

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self.ready()


def serve(
    scenario: dict[str, Any],
    host: str,
    listening: socket.socket,
    ready: Callable[[str], None],
    classes: bool = False,
) -> None:
    """Serve the page on a listening socket until interrupted; `ready(address)` is called once it answers."""
    port = listening.getsockname()[1]
    app = create_app(scenario, host, port, classes=classes)
    server = _Announcing(settings(app))
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    server.ready = lambda: ready(f"http://{name}:{port}/")
    with crew() as team, ExitStack() as more:  # before any other thread runs, so that workers can be forked
        team.executor.submit(abs, 0).result()
        if team.width > 1:
            beside = more.enter_context(crew(1, processes=True)).executor
            beside.submit(give_way)
            hire(team.executor, beside)
        try:
            server.run(sockets=[listening])
        finally:
            app.state.jobs.stop()
            hire(None)
