"""Rows of a long run on disk, in chunks with check sums, so that what is killed goes on where it was."""

import os
import zlib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy import ndarray

from nacsim.errors import Foreign
from nacsim.files.ledger import Ledger

ROWS = "rows.bin"
CHUNK = 16_000_000
"""About how many bytes of rows a chunk has: of Tokyo, 180,000 councils, which take some ten seconds."""
BATCH = 1_000_000
"""Bytes read from a chunk at once while it is looked at whether it is whole."""


class Chunks:
    """Chunks of rows in a folder, in the order of runs; use as a context manager.

    A chunk is packed and appended to `rows.bin`; then a line in the ledger says how many rows it has, where it is and what
    its check sum is. What has no such line, or another check sum, is not there when the work is taken up again.
    """

    def __init__(self, folder: Path, identity: str, dtype: np.dtype):
        self.dtype, self.path = dtype, Path(folder) / ROWS
        self._ledger, self._chunks = Ledger(Path(folder), identity), list[tuple[int, int, int, int]]()
        self._file: Any = None

    def __enter__(self) -> "Chunks":
        self._ledger.__enter__()
        try:
            self._file = self.path.open("r+b" if self.path.exists() else "w+b")
            self._take_up()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        try:
            if self._file is not None:
                self._file.close()
        finally:
            self._ledger.__exit__()

    @property
    def runs(self) -> int:
        """How many rows there are."""
        return sum(rows for rows, *_ in self._chunks)

    def _take_up(self) -> None:
        """Find the chunks that are whole, up to the first that is not."""
        end = 0
        for number in range(len(self._ledger.done)):
            chunk = _chunk(self._ledger.done.get(number))
            if chunk is None or chunk[1] != end or self._sum(*chunk[1:3]) != chunk[3]:
                break
            self._chunks.append(chunk)
            end += chunk[2]
        self._file.truncate(end)

    def _sum(self, start: int, length: int) -> int:
        self._file.seek(start)
        total = 0
        while length and (part := self._file.read(min(BATCH, length))):
            total, length = zlib.crc32(part, total), length - len(part)
        return -1 if length else total

    def add(self, rows: ndarray) -> None:
        """Append rows as a chunk; it is on disk when this returns."""
        packed, start = zlib.compress(np.ascontiguousarray(rows).tobytes(), 1), self._end
        self._file.seek(start)
        self._file.write(packed)
        self._file.flush()
        os.fsync(self._file.fileno())
        chunk = (len(rows), start, len(packed), zlib.crc32(packed))
        self._ledger.add(len(self._chunks), list(chunk))
        self._chunks.append(chunk)

    @property
    def _end(self) -> int:
        return self._chunks[-1][1] + self._chunks[-1][2] if self._chunks else 0

    def __iter__(self) -> Iterator[ndarray]:
        """The rows, chunk by chunk. Raises Foreign if somebody has changed them meanwhile."""
        for _, start, length, check in self._chunks:
            self._file.seek(start)
            packed = self._file.read(length)
            if zlib.crc32(packed) != check:
                raise Foreign(f"{self.path} was changed by somebody else; run the command again")
            yield np.frombuffer(zlib.decompress(packed), self.dtype)


def _chunk(told: Any) -> tuple[int, int, int, int] | None:
    """What a line of the ledger says of a chunk; None if it says something else."""
    good = isinstance(told, list) and len(told) == 4 and all(isinstance(n, int) and n >= 0 for n in told)
    return (told[0], told[1], told[2], told[3]) if good else None


def chunk_rows(dtype: np.dtype, step: int) -> int:
    """How many rows a chunk has: a whole number of steps."""
    return max(1, CHUNK // (dtype.itemsize * step)) * step


class Digest:
    """The SHA-256 of rows that come part by part, whatever the parts."""

    def __init__(self) -> None:
        self._total = sha256()

    def add(self, rows: ndarray) -> ndarray:
        """Take in the next rows, and give them back."""
        self._total.update(np.ascontiguousarray(rows).data)
        return rows

    @property
    def text(self) -> str:
        """The digest of all rows so far."""
        return self._total.hexdigest()
