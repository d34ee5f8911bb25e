"""What speed asks of the process while councils are played is nobody else's business."""

import os
import subprocess
import sys
from threading import Thread

import numpy as np
import pytest

from nacsim.engine import memory
from nacsim.engine.ensemble import simulate
from nacsim.engine.memory import BUFFER, THREADS, by_rows, keep, library, one_thread, set_threads, threads
from nacsim.scenario import load


def test_buffers_are_small_for_as_long_as_it_lasts():
    before = np.getbufsize()
    with by_rows():
        assert np.getbufsize() == BUFFER != before
    assert np.getbufsize() == before


def test_and_not_after_an_error():
    before = np.getbufsize()
    with pytest.raises(ZeroDivisionError), by_rows():
        1 / 0  # noqa: B018
    assert np.getbufsize() == before


def test_playing_leaves_them_as_they_were():
    before = np.setbufsize(4096)
    try:
        rows = simulate(load("minimal"), 100).rows
        assert np.getbufsize() == 4096
    finally:
        np.setbufsize(before)
    assert rows.tobytes() == simulate(load("minimal"), 100).rows.tobytes()


def test_asking_twice_to_keep_memory_is_asking_once():
    keep()
    keep()
    assert keep.cache_info().misses == 1


@pytest.fixture
def two_threads(monkeypatch):
    """A process in which linear algebra may use two threads, and nobody has said otherwise."""
    for name in THREADS:
        monkeypatch.delenv(name, raising=False)
    if library() is None:
        pytest.skip("this library of linear algebra cannot be told")
    before = threads()
    set_threads(2)
    yield threads()
    set_threads(before)


def test_one_thread_for_as_long_as_anybody_asks(two_threads):
    with one_thread:
        assert threads() == 1
        other = Thread(target=simulate, args=(load("minimal"), 10), kwargs={"jobs": 1})
        other.start()
        other.join()
        assert threads() == 1
    assert threads() == two_threads


def test_playing_leaves_threads_as_they_were(two_threads):
    simulate(load("minimal"), 10, jobs=1)
    assert threads() == two_threads


def test_importing_changes_nothing_of_the_process():
    code = (
        "import os, warnings; before = dict(os.environ), list(warnings.filters)\n"
        "import nacsim\nfor name in nacsim.__all__: getattr(nacsim, name)\n"
        "import nacsim.engine.memory as memory\n"
        "assert dict(os.environ) == before[0] and memory.keep.cache_info().misses == 0\n"
        "assert not [f for f in warnings.filters if 'nacsim' in str(f)]\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env=dict(os.environ))


class Allocator:
    """What glibc would be told."""

    def __init__(self):
        self.told = []

    def mallopt(self, name, value):
        self.told.append((name, value))


@pytest.mark.parametrize(("system", "told"), [("linux", [(-3, 2**25), (-1, 2**26)]), ("darwin", [])])
def test_memory_is_asked_for_of_glibc_and_nobody_else(monkeypatch, system, told):
    """M_MMAP_THRESHOLD is -3 and M_TRIM_THRESHOLD -1 (mallopt(3)): arrays to 32 MiB are kept, 64 MiB of them."""
    glibc = Allocator()
    monkeypatch.setattr(memory.ctypes, "CDLL", lambda name: glibc)
    monkeypatch.setattr(memory.sys, "platform", system)
    keep.__wrapped__()
    assert glibc.told == told


def test_another_allocator_is_left_alone(monkeypatch):
    monkeypatch.setattr(memory.ctypes, "CDLL", lambda name: object())
    monkeypatch.setattr(memory.sys, "platform", "linux")
    keep.__wrapped__()


@pytest.mark.parametrize("names", memory.SWITCHES)
def test_linear_algebra_is_asked_and_told_by_the_names_of_its_library(monkeypatch, names):
    ask, tell = (lambda: 5), (lambda count: None)
    known = type("Library", (), {names[0]: staticmethod(ask), names[1]: staticmethod(tell)})
    half = type("Half", (), {names[0]: staticmethod(ask)})
    for found, wanted in ((known, (ask, tell)), (half, None)):
        monkeypatch.setattr(memory.ctypes, "CDLL", lambda name, found=found: found)
        assert library.__wrapped__() == wanted


def test_a_library_that_cannot_be_opened_is_not_told(monkeypatch):
    def closed(name):
        raise OSError(name)

    monkeypatch.setattr(memory.ctypes, "CDLL", closed)
    assert library.__wrapped__() is None
    monkeypatch.setattr(memory, "library", lambda: None)
    assert threads() == 0
    set_threads(3)


@pytest.mark.parametrize("name", THREADS)
def test_whoever_has_said_how_many_threads_there_are_is_obeyed(monkeypatch, name):
    """The first who asks for one thread is told of, and the last puts it back, unless the environment has said so."""
    told, several = [], memory.OneThread()
    monkeypatch.setattr(memory, "library", lambda: ((lambda: 4), told.append))
    for other in THREADS:
        monkeypatch.delenv(other, raising=False)
    for _ in range(2):
        with several, several:
            assert told[-1] == 1
    assert told == [1, 4, 1, 4]
    monkeypatch.setenv(name, "4")
    with several, several:
        pass
    assert told == [1, 4, 1, 4]
