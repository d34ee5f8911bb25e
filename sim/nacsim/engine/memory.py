"""How the engine's arrays lie in memory, and how NumPy goes over them. Results do not depend on it.

Memory that is let go is kept for the next array. A round makes some hundred arrays of half a megabyte. The allocator of
Linux (glibc) hands such memory back to the system as soon as it is free, and the system clears it page by page when it is
asked for again: Tokyo took a seventh longer. Elsewhere nothing is done.

Small buffers. Where an operand is broadcast, NumPy copies it out into a buffer if several rows fit; with a buffer shorter
than a row it works on the rows as they are, in half the time: Tokyo took a tenth longer.
"""

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import numpy as np

MMAP_THRESHOLD, TRIM_THRESHOLD = -3, -1  # names of glibc's mallopt(3)
LARGEST, KEPT = 2**25, 2**26  # bytes: larger arrays are handed back at once, of the others so much is kept
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


@contextmanager
def by_rows() -> Iterator[None]:
    """Small buffers while this lasts, in this thread."""
    keep()
    before = np.setbufsize(BUFFER)
    try:
        yield
    finally:
        np.setbufsize(before)
