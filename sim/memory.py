"""Memory that is let go is kept for the next array.

A round makes some hundred arrays of a quarter of a megabyte. The allocator of Linux (glibc) hands such memory back to the
system as soon as it is free, and the system clears it page by page when it is asked for again: a seventh of the whole time
for Tokyo, a quarter for a council that is contested. Elsewhere nothing is done.
"""

import ctypes
import sys
from functools import cache

MMAP_THRESHOLD, TRIM_THRESHOLD = -3, -1  # names of glibc's mallopt(3)
LARGEST, KEPT = 2**25, 2**26  # bytes: larger arrays are handed back at once, of the others so much is kept


@cache
def keep() -> None:
    """Tell the allocator of this process."""
    try:
        mallopt = ctypes.CDLL(None).mallopt if sys.platform == "linux" else None
    except AttributeError:  # another allocator, as in Alpine Linux
        return
    if mallopt is not None:
        mallopt(MMAP_THRESHOLD, LARGEST)
        mallopt(TRIM_THRESHOLD, KEPT)
