"""Workers do what they are given in order or as it is done, a few tasks ahead, and let go of what they hold."""

import os
import sys
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from types import SimpleNamespace
from typing import ClassVar

import pytest

from nacsim.engine import workers
from nacsim.engine.ensemble import carried_out
from nacsim.engine.workers import (
    AHEAD,
    FEW,
    UNKNOWN,
    AtOnce,
    Crew,
    Parcel,
    Unreachable,
    Work,
    as_done,
    crew,
    in_order,
)  # fmt: skip
from nacsim.errors import WrongType, WrongValue


class Later(Executor):
    """Does tasks when somebody waits for them; knows how many are under way, and how many were at most."""

    def __init__(self):
        self.waiting, self.most = [], 0

    def submit(self, function, /, *arguments):
        future = Future()
        self.waiting.append((future, function, arguments))
        self.most = max(self.most, len(self.waiting))
        future.result = lambda: self.done(future) or Future.result(future)
        return future

    def done(self, future):
        for one in list(self.waiting):
            if one[0] is future:
                self.waiting.remove(one)
                future.set_result(one[1](*one[2]))


@pytest.fixture
def later(monkeypatch):
    """An executor whose tasks are done when they are asked for, the last that were given first."""

    def last(waiting, executor):
        future = list(waiting)[-1]
        executor.done(future)
        return {future}

    monkeypatch.setattr(workers, "_done", last)
    return Later()


def squares(count):
    return [(pow, k, 2) for k in range(count)]


@pytest.mark.parametrize("ahead", [0, 1, 3])
def test_results_come_in_order_with_so_many_more_under_way(later, ahead):
    assert list(in_order(later, squares(9), ahead)) == [k * k for k in range(9)]
    assert later.most == ahead + 1


@pytest.mark.parametrize("width", [1, 2, 3, 8])
def test_of_councils_some_wait_for_each_worker_and_none_where_there_is_one(later, width):
    told = []
    work = Work(executor=Crew(later, width), progress=lambda *done: told.append(done))
    assert list(carried_out(squares(60), [2] * 60, work, done=5)) == [k * k for k in range(60)]
    least, most = (1, 1) if width == 1 else (width + 1, 4 * width)
    assert least <= later.most <= most
    assert told == [(5 + 2 * k, 125) for k in range(1, 61)]


def test_results_come_as_they_are_done_with_a_few_under_way_for_each_worker(later):
    found = list(as_done(Crew(later, 2), squares(20)))
    assert later.most == 2 * AHEAD
    assert sorted(found) == [(k, k * k) for k in range(20)]
    assert found[0] == (2 * AHEAD - 1, (2 * AHEAD - 1) ** 2)


def test_several_that_are_done_come_by_number():
    assert list(as_done(Crew(AtOnce(), 1), squares(7))) == [(k, k * k) for k in range(7)]


@pytest.mark.parametrize("error", [ZeroDivisionError, KeyboardInterrupt])
def test_an_error_of_a_task_is_that_of_its_result(error):
    def fails():
        raise error

    future = AtOnce().submit(fails)
    assert future.done()
    with pytest.raises(error):
        future.result()


def test_who_waits_for_a_team_that_nobody_leads_is_told(monkeypatch):
    class Gone:
        def is_alive(self):
            return False

    monkeypatch.setattr(workers, "WATCH", 0.01)
    unled = AtOnce()
    unled._executor_manager_thread = Gone()
    with pytest.raises(BrokenExecutor, match="nobody leads"):
        workers._done([Future()], unled)
    ended = Future()
    ended.set_result(1)
    assert workers._done([ended, Future()], unled) == {ended}


@pytest.mark.parametrize(
    ("jobs", "error"), [(0, WrongValue), (-1, WrongValue), (1025, WrongValue), ("two", WrongType)]
)
def test_so_many_workers_are_refused(jobs, error):
    with pytest.raises(error):
        Work(jobs)


def test_so_many_workers_will_do():
    assert [Work(jobs).jobs for jobs in (None, 1, 1024)] == [None, 1, 1024]


def test_what_is_no_executor_and_no_listener_is_refused():
    with pytest.raises(WrongType, match="submit"):
        Work(executor=3)
    with pytest.raises(WrongType, match="progress"):
        Work(progress=3)
    told = []
    assert Work(progress=told.append).telling(None) == Work()


def test_a_few_tasks_are_done_here():
    for tasks, here in ((FEW - 1, True), (FEW, False), (None, False)):
        with Work(jobs=2).team(tasks) as team:
            assert isinstance(team.executor, AtOnce) == here
            assert team.width == (1 if here else 2)


def test_the_workers_of_somebody_elses_executor_are_counted_or_supposed():
    with ThreadPoolExecutor(3) as pool, Work(executor=pool).team(1) as team:
        assert team == Crew(pool, 3)
    with Work(executor=AtOnce()).team() as team:
        assert team.width == UNKNOWN
    own = Crew(AtOnce(), 7)
    with Work(executor=own).team() as team, Work(executor=own).held() as work:
        assert team is own
        assert work.executor is own


def test_a_team_that_is_held_does_all_of_the_work():
    with Work(jobs=1).held() as work:
        teams = []
        for _ in range(2):
            with work.team() as team:
                teams.append(team)
        assert teams[0] is teams[1]


def test_a_listener_is_told_after_each_task():
    told = []
    work = Work(executor=AtOnce(), progress=lambda done, wanted: told.append((done, wanted)))
    assert list(work.results(squares(3))) == [0, 1, 4]
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert list(work.telling(None).results(squares(3))) == [0, 1, 4]
    assert len(told) == 3


def test_one_worker_a_core_by_default():
    with crew(1) as alone, crew() as all_:
        assert (alone.width, all_.width) == (1, os.cpu_count())
        assert isinstance(alone.executor, AtOnce)


def test_a_parcel_is_packed_once():
    parcel = Parcel([1, 2])
    assert parcel.__reduce__()[1][0] is parcel.__reduce__()[1][0]


@pytest.mark.parametrize(
    ("system", "threads", "asked", "kind"),
    [
        ("linux", 1, False, ProcessPoolExecutor), ("linux", 2, False, ThreadPoolExecutor),
        ("darwin", 1, False, ThreadPoolExecutor), ("linux", 2, True, ProcessPoolExecutor),
    ],
)  # fmt: skip
def test_workers_are_forked_where_that_is_safe(monkeypatch, system, threads, asked, kind):
    """On Linux while no other thread runs; elsewhere they are threads, unless processes are asked for."""
    monkeypatch.setattr(workers.sys, "platform", system)
    monkeypatch.setattr(workers.threading, "active_count", lambda: threads)
    with workers._local(2, asked) as found:
        assert type(found) is kind


class Process:
    """A worker that remembers what was done to it."""

    def __init__(self):
        self.told = []

    def kill(self):
        self.told.append("kill")

    def join(self):
        self.told.append("join")


class Team:
    """A pool of processes as the standard library has it, led or not, that remembers how it was let go."""

    def __init__(self, begun, led):
        self._processes = {1: Process()} if begun else {}
        self._executor_manager_thread = type("Leader", (), {"is_alive": lambda self: led})()

    def shutdown(self, **how):
        self.how = how


@pytest.mark.parametrize(("begun", "led"), [(True, True), (False, True), (False, False), (True, False)])
def test_a_team_is_waited_for_unless_nobody_leads_it(begun, led):
    """Workers of one that nobody leads would wait for work for ever: they are ended."""
    team, unled = Team(begun, led), begun and not led
    workers._dismiss(team)
    assert team.how == {"wait": not unled, "cancel_futures": True}
    assert all(one.told == (["kill", "join"] if unled else []) for one in team._processes.values())


def test_who_waits_for_one_result_of_a_team_that_nobody_leads_is_told(monkeypatch):
    monkeypatch.setattr(workers, "WATCH", 0.01)
    unled, never = AtOnce(), Future()
    unled._executor_manager_thread = type("Gone", (), {"is_alive": lambda self: False})()
    unled.submit = lambda *_: never
    never.result = lambda: pytest.fail("waits for ever")
    with pytest.raises(BrokenExecutor, match="nobody leads"):
        next(in_order(unled, squares(1), 0))


def test_a_worker_leaves_an_interrupt_and_a_closing_terminal_to_its_parent_and_watches_whether_that_lives(
    monkeypatch,
):
    told, threads = {}, []
    monkeypatch.setattr(workers.signal, "signal", told.__setitem__)
    started = SimpleNamespace(start=lambda: None)
    monkeypatch.setattr(workers.threading, "Thread", lambda **how: threads.append(how) or started)
    workers._attend(7)
    known = workers.signal
    hangs_up = {known.SIGHUP: known.SIG_IGN} if hasattr(known, "SIGHUP") else {}
    assert told == {known.SIGINT: known.SIG_IGN, known.SIGTERM: known.SIG_DFL, **hangs_up}
    assert threads == [{"target": workers._outlive_nobody, "args": (7,), "daemon": True}]


def test_a_worker_outlives_its_parent_by_one_look(monkeypatch):
    parents, looks = [7, 7, 1], []
    monkeypatch.setattr(workers.os, "getppid", lambda: parents.pop(0))
    monkeypatch.setattr(workers.time, "sleep", looks.append)
    monkeypatch.setattr(workers.os, "_exit", lambda code: looks.append(("exit", code > 0)))
    workers._outlive_nobody(7)
    assert looks == [workers.WATCH, workers.WATCH, ("exit", True)]


class Cluster:
    """A client of Dask as it would be: who has made it, how, and whether it was closed."""

    made: ClassVar = []
    cores: ClassVar = {"one": 2, "other": 3}

    def __init__(self, address, **how):
        if isinstance(address, Exception):
            raise address
        self.how, self.closed = how, False
        self.made.append(self)

    def ncores(self):
        return self.cores

    def get_executor(self, **how):
        self.executor = how
        return AtOnce()

    def close(self):
        self.closed = True


@pytest.fixture
def cluster(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", SimpleNamespace(Client=Cluster))
    monkeypatch.setattr(workers, "need", lambda *_: None)
    monkeypatch.setattr(Cluster, "made", [])


def test_a_cluster_is_borrowed_with_all_its_cores(cluster):
    """Whoever has a client of his own keeps it as the default; the same call twice is two calls."""
    with crew(scheduler="tcp://there:8786") as team:
        assert team.width == 5
    (client,) = Cluster.made
    assert client.closed
    assert not client.how["set_as_default"]
    assert client.how["timeout"] > 0
    assert not client.executor["pure"]


def test_a_cluster_without_workers_or_out_of_reach_is_told(cluster, monkeypatch):
    for error in (OSError(), ValueError(), TypeError()):
        with pytest.raises(Unreachable, match="No Dask scheduler answers"), crew(scheduler=error):
            pass
    monkeypatch.setattr(Cluster, "cores", {})
    with pytest.raises(Unreachable, match="has no workers"), crew(scheduler="tcp://there:8786"):
        pass
    assert Cluster.made[-1].closed
