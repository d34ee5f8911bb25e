"""Where the work is done: here, in processes, in threads, or on a Dask cluster.

Anything that speaks `concurrent.futures.Executor` will do, and what comes out does not depend on it. Processes are the
local default: a council of 31 members makes for NumPy calls of a few microseconds, between which threads wait for
Python's lock (two threads were measured no faster than one, two processes 1.5 to 1.8 times as fast). The only import of
Dask.
"""

import os
import pickle
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    wait,
)
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from multiprocessing import get_context
from typing import Any, NamedTuple, TypedDict, TypeVar

from nacsim.arguments import whole
from nacsim.errors import NacsimError, WrongType
from nacsim.needs import need

PATIENCE = 8  # seconds until a scheduler that does not answer counts as out of reach
WATCH = 1.0  # seconds between two looks of a worker at whether its parent still lives
AHEAD = 4  # tasks under way for each worker, so that none waits for the next
UNKNOWN = 16  # workers that are supposed behind an executor that does not say
FEW = 16  # blocks (a sixth of a second) below which starting workers costs more than they save


class Unreachable(NacsimError, OSError):
    """The cluster cannot be used; the text says why in one line."""


class Crew(NamedTuple):
    """An executor and how many workers stand behind it."""

    executor: Executor
    width: int


T = TypeVar("T")
Task = tuple[Any, ...]
"""A function, and what it is called with."""
Progress = Callable[[int, int], None]
"""Told of the councils that are done and of those that are wanted."""


class Working(TypedDict):
    """How a piece of work is done, as the keywords that every public function takes; see `Work`."""

    jobs: int | None
    executor: "Executor | Crew | None"
    progress: Progress | None


@dataclass(frozen=True)
class Work:
    """How a piece of work is done: by so many workers, or by whose executor, and who is told how far it is.

    `executor` is anything with the interface of `concurrent.futures.Executor`, or a `Crew`, which says how many workers
    stand behind it. Raises WrongType, WrongValue.
    """

    jobs: int | None = None
    executor: "Executor | Crew | None" = None
    progress: Progress | None = None

    def __post_init__(self) -> None:
        if self.jobs is not None:
            whole("jobs", self.jobs, 1, 1024)
        if (
            self.executor is not None
            and not isinstance(self.executor, Crew)
            and not hasattr(self.executor, "submit")
        ):
            raise WrongType(
                f"executor={self.executor!r} has no submit(); needed: a concurrent.futures.Executor, such as "
                "ThreadPoolExecutor(4)"
            )
        if self.progress is not None and not callable(self.progress):
            raise WrongType(f"progress={self.progress!r} will not do; needed: a function of (done, wanted)")

    def telling(self, progress: Progress | None) -> "Work":
        """The same work with another listener."""
        return replace(self, progress=progress)

    def results(self, calls: Sequence[Task]) -> Iterator[Any]:
        """Results of `function, *arguments` calls in their order; the listener is told how many of them are done."""
        with self.team() as (pool, _):
            for done, found in enumerate(in_order(pool, calls, len(calls)), 1):
                yield found
                if self.progress:
                    self.progress(done, len(calls))

    @contextmanager
    def held(self) -> Iterator["Work"]:
        """The same work, all of it done by one team that stays together until the end."""
        with self.team() as team:
            yield replace(self, executor=team)

    @contextmanager
    def team(self, tasks: int | None = None) -> Iterator[Crew]:
        """The workers; a few tasks are done here and now, sooner than workers of our own would have started."""
        if isinstance(self.executor, Crew):
            yield self.executor
        elif self.executor is not None:
            yield Crew(self.executor, getattr(self.executor, "_max_workers", None) or UNKNOWN)
        else:
            with crew(self.jobs if tasks is None or tasks >= FEW else 1) as found:
                yield found


OWN = Work()
"""Workers of our own, one a core, and nobody to tell."""


class Parcel:
    """Something sent along with many tasks: packed once, and unpacked once in each process that gets it."""

    def __init__(self, content: Any):
        self.content = content

    def __reduce__(self) -> tuple[Any, ...]:
        return _unpack, (self._packed,)

    @cached_property
    def _packed(self) -> bytes:
        return pickle.dumps(self.content)


@lru_cache(maxsize=16)
def _unpack(packed: bytes) -> Parcel:
    return Parcel(pickle.loads(packed))


class AtOnce(Executor):
    """Does each task when it is submitted, in the same thread; inside a task that has a worker for itself."""

    def submit(self, function: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """A future that is done."""
        future: Future[T] = Future()
        try:
            future.set_result(function(*args, **kwargs))
        except BaseException as error:
            future.set_exception(error)
        return future


@contextmanager
def crew(jobs: int | None = None, *, processes: bool = False, scheduler: str | None = None) -> Iterator[Crew]:
    """Workers for a piece of work: `jobs` of them on this machine (default: one a core), or a Dask cluster.

    `processes` asks for processes even where a fork is not safe (other threads are running).

    `scheduler` is the address of a Dask scheduler such as tcp://10.0.0.1:8786. Raises Unreachable.
    """
    if scheduler is not None:
        with _dask(scheduler) as found:
            yield found
        return
    jobs = jobs or os.cpu_count() or 1
    pool = _local(jobs, processes)
    try:
        yield Crew(pool, jobs)
    finally:
        _dismiss(pool)


def _dismiss(pool: Executor) -> None:
    """Let the workers go. Those of a team of which not all could be started wait for work for ever: they are ended."""
    begun = getattr(pool, "_processes", None)
    manager = getattr(pool, "_executor_manager_thread", None)
    unled = bool(begun) and (manager is None or not manager.is_alive())
    if begun and unled:
        for process in begun.values():
            process.kill()
            process.join()
    pool.shutdown(wait=not unled, cancel_futures=True)


def _done(waiting: Collection[Future[Any]], executor: Executor) -> set[Future[Any]]:
    """Those that are done, at least one. Raises BrokenExecutor where nobody is left to do them.

    The standard library waits for ever for a team whose leading thread could not start another and ended for it.
    """
    manager = getattr(executor, "_executor_manager_thread", None)
    while True:
        led = manager is None or manager.is_alive()
        done = wait(waiting, WATCH, FIRST_COMPLETED).done
        if done:
            return done
        if not led:
            raise BrokenExecutor("nobody leads the workers")


def _local(jobs: int, processes: bool = False) -> Executor:
    """One worker is this thread itself. More are forked, which costs next to nothing, where that is safe."""
    if jobs == 1 and not processes:
        return AtOnce()
    forks = sys.platform == "linux" and threading.active_count() == 1
    if not (forks or processes):
        return ThreadPoolExecutor(jobs)
    context = get_context("fork" if forks else "spawn")
    return ProcessPoolExecutor(jobs, context, initializer=_attend, initargs=(os.getpid(),))


def _attend(parent: int) -> None:
    """A worker leaves Ctrl-C and a closing terminal to its parent, who then stops it.

    It goes when the parent is killed.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    threading.Thread(target=_outlive_nobody, args=(parent,), daemon=True).start()


def _outlive_nobody(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(WATCH)
    os._exit(1)


def give_way() -> None:
    """Let this process take a core only where no other wants it: for what nobody waits for at once."""
    if hasattr(os, "nice"):  # not on Windows
        os.nice(10)


@contextmanager
def _dask(address: str) -> Iterator[Crew]:
    client = _client(address)
    try:
        threads = sum(client.ncores().values())
        if not threads:
            raise Unreachable(f"The scheduler at {address} has no workers. Start some: dask worker {address}")
        yield Crew(client.get_executor(pure=False, retries=3), threads)
    finally:
        client.close()


def _client(address: str) -> Any:
    need("A cluster", "distributed")
    from distributed import Client

    _hush()
    try:
        return Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        text = f"No Dask scheduler answers at {address}. Is it running, and is the address tcp://HOST:PORT?"
        raise Unreachable(text) from error


def _hush() -> None:
    """Dask reports every lost connection on standard error; what matters is said once, by us."""
    import logging

    for name in ("distributed.comm", "distributed.client", "distributed.batched", "distributed.core"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def as_done(crew: Crew, tasks: Iterable[Task]) -> Iterator[tuple[int, Any]]:
    """(number of the task, its result) of `function, *arguments` tasks, in the order in which they are done.

    Only some tasks for each worker are under way at a time, so a billion of them need no memory.
    """
    numbered, waiting = enumerate(tasks), {}
    for number, task in numbered:
        waiting[crew.executor.submit(*task)] = number
        if len(waiting) >= AHEAD * crew.width:
            yield from _finished(waiting, crew.executor)
    while waiting:
        yield from _finished(waiting, crew.executor)


def _finished(waiting: dict[Future[Any], int], executor: Executor) -> Iterator[tuple[int, Any]]:
    for future in sorted(_done(waiting, executor), key=waiting.__getitem__):
        yield waiting.pop(future), future.result()


def in_order(executor: Executor, tasks: Iterable[Task], ahead: int) -> Iterator[Any]:
    """Results of `function, *arguments` tasks in their order, with a bounded number of them under way."""
    waiting: deque[Future[Any]] = deque()
    for task in tasks:
        waiting.append(executor.submit(*task))
        if len(waiting) > ahead:
            yield _next(waiting, executor)
    while waiting:
        yield _next(waiting, executor)


def _next(waiting: deque[Future[Any]], executor: Executor) -> Any:
    first = waiting.popleft()
    if not first.done():
        _done([first], executor)
    return first.result()
