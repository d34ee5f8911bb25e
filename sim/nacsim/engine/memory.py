"""What speed asks of the process while councils are played: memory, buffers, threads. Results do not depend on it.

Memory that is let go is kept for the next array. A round makes some hundred arrays of half a megabyte. The allocator of
Linux (glibc) hands such memory back to the system as soon as it is free, and the system clears it page by page when it is
asked for again: Tokyo took a seventh longer. Elsewhere nothing is done.

Small buffers. Where an operand is broadcast, NumPy copies it out into a buffer if several rows fit; with a buffer shorter
than a row it works on the rows as they are, in half the time: Tokyo took a tenth longer.

One thread for linear algebra. The products here are small and many: several threads would wait for each other, for up to
sixteen times as long as the work takes when another process runs. The councils are shared out among workers instead.

Buffers and threads are put back as they were when the last council has been played; memory is asked for when the first is.
"""

import ctypes
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock

import numpy as np

MMAP_THRESHOLD, TRIM_THRESHOLD = -3, -1  # names of glibc's mallopt(3)
LARGEST, KEPT = 2**25, 2**26  # bytes: larger arrays are handed back at once, of the others so much is kept
THREADS = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")  # what the libraries read when NumPy loads them
SWITCHES = (
    ("scipy_openblas_get_num_threads64_", "scipy_openblas_set_num_threads64_"),  # in NumPy's own wheels
    ("openblas_get_num_threads64_", "openblas_set_num_threads64_"),
    ("openblas_get_num_threads", "openblas_set_num_threads"),
    ("MKL_Get_Max_Threads", "MKL_Set_Num_Threads"),
)
BUFFER = 512  # elements; NumPy's own is 8192, and what has to be converted wants a few hundred


@cache
def keep() -> None:
    """Tell the allocator of this process to keep what is let go."""
    try:
        mallopt = ctypes.CDLL(None).mallopt if sys.platform == "linux" else None
    except AttributeError:  # another allocator, as in Alpine Linux
        return
    if mallopt is not None:
        mallopt(MMAP_THRESHOLD, LARGEST)
        mallopt(TRIM_THRESHOLD, KEPT)


class OneThread:
    """Linear algebra keeps to one thread as long as anybody here asks for it; the last one gone, all is as it was.

    The number holds for the whole process, whichever thread of Python asks, and so they are counted.
    """

    def __init__(self) -> None:
        self._lock, self._inside, self._before = Lock(), 0, 0

    def __enter__(self) -> None:
        with self._lock:
            self._inside += 1
            if self._inside == 1 and not told_so():
                self._before = threads()
                set_threads(1)

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._inside -= 1
            if self._inside == 0 and self._before:
                set_threads(self._before)
                self._before = 0


def told_so() -> bool:
    """Whether the environment says how many threads there are to be: the command line does so for its own process."""
    return any(name in os.environ for name in THREADS)


@cache
def library() -> tuple[Callable[[], int], Callable[[int], None]] | None:
    """How NumPy's library of linear algebra is asked, and told, how many threads it takes; None if it is another."""
    try:
        found = ctypes.CDLL(np.linalg._umath_linalg.__file__)  # what it is linked with is searched too
    except (OSError, AttributeError):
        return None
    for ask, tell in SWITCHES:
        if hasattr(found, ask) and hasattr(found, tell):
            return getattr(found, ask), getattr(found, tell)
    return None


def threads() -> int:
    """How many threads linear algebra may use; 0 if the library does not say."""
    known = library()
    return known[0]() if known else 0


def set_threads(count: int) -> None:
    """Let linear algebra use so many threads, if the library can be told."""
    known = library()
    if known:
        known[1](count)


one_thread = OneThread()


@contextmanager
def by_rows() -> Iterator[None]:
    """Small buffers while this lasts, in this thread, and one thread for linear algebra."""
    keep()
    before = np.setbufsize(BUFFER)
    try:
        with one_thread:
            yield
    finally:
        np.setbufsize(before)
