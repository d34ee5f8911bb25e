"""A real cluster: a Dask scheduler and two worker processes on loopback."""

import importlib
import os
import signal
import socket
import subprocess
import sys
import time

import pytest
from asked import ASKED, FIVE

import nacsim
from nacsim.engine.workers import crew

pytest.importorskip("distributed")
POINTS = {"members.HUN.position": (0, 100, 40), "members.HUN.resolve": (0, 100, 5)}
RUNS = 1_000


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """Address of a scheduler, and its two workers."""
    address = f"tcp://127.0.0.1:{free_port()}"
    quiet = {
        "stdout": subprocess.DEVNULL,
        "stderr": subprocess.DEVNULL,
        "cwd": tmp_path_factory.mktemp("dask"),
    }
    dask = [sys.executable, "-m", "dask"]
    where = {**os.environ, "PYTHONPATH": os.path.dirname(os.path.dirname(nacsim.__file__))}
    scheduler = [*dask, "scheduler", "--host", address, "--no-dashboard", "--no-jupyter"]
    processes = [subprocess.Popen(scheduler, env=where, **quiet)]
    for _ in range(2):
        worker = [*dask, "worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
        processes.append(subprocess.Popen(worker, env=where, **quiet))
    try:
        wait_for_workers(address, 2)
        yield address, processes[1:]
    finally:
        for process in processes:
            process.kill()
            process.wait()


def wait_for_workers(address, count):
    from distributed import Client

    with Client(address, timeout=30, set_as_default=False) as client:
        client.wait_for_workers(count, timeout=60)


class Interrupts:
    """Kills a worker when some of the work is done."""

    def __init__(self, process):
        self.process = process

    def __call__(self, done, total):
        if self.process.poll() is None and done > total / 5:
            os.kill(self.process.pid, signal.SIGKILL)
            self.process.wait()


def test_every_question_is_worked_on_there(cluster):
    with crew(scheduler=cluster[0]) as team:
        for name, ask in ASKED.items():
            assert ask(FIVE, executor=team.executor) == ask(FIVE, jobs=1), name


def test_same_bytes_as_here_even_when_a_worker_is_killed(cluster, tmp_path, monkeypatch):
    monkeypatch.setattr(importlib.import_module("nacsim.explore.sweep"), "TASK", 4_000)
    address, workers = cluster
    here, there, torn = (tmp_path / name for name in ("here", "there", "torn"))
    nacsim.sweep("minimal", POINTS, RUNS, out=here)
    with crew(scheduler=address) as team:
        assert team.width == 2
        nacsim.sweep("minimal", POINTS, RUNS, out=there, executor=team)
        nacsim.sweep("minimal", POINTS, RUNS, out=torn, executor=team, progress=Interrupts(workers[0]))
    assert workers[0].poll() is not None
    files = [(folder / "sweep.json").read_bytes() for folder in (here, there, torn)]
    assert files[0] == files[1] == files[2]


def test_a_scheduler_without_workers_is_told():
    from nacsim.engine.workers import Unreachable

    address = f"tcp://127.0.0.1:{free_port()}"
    scheduler = subprocess.Popen(
        [sys.executable, "-m", "dask", "scheduler", "--host", address, "--no-dashboard", "--no-jupyter"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                with crew(scheduler=address):
                    pytest.fail("no workers, and no error")
            except Unreachable as error:
                if "no workers" in str(error):
                    return
        pytest.fail("the scheduler did not start")
    finally:
        scheduler.kill()
        scheduler.wait()
