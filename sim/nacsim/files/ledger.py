"""What a long piece of work has done so far: one line a task, whole or not there, so that it can be killed at any moment.

The first line says whose ledger it is. Every line carries the check sum of its content; a last line that
was cut short is dropped when the work is taken up again.
"""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any
from zlib import crc32

from nacsim.errors import Foreign
from nacsim.files.reading import BadFile, json_of, opened

NAME = "unfinished.jsonl"


class Ledger:
    """Results by number of the task, kept in `folder`; use as a context manager."""

    def __init__(self, folder: Path, identity: str):
        self.path, self.identity = Path(folder) / NAME, identity
        self.done: dict[int, Any] = {}
        self._file: Any = None

    def __enter__(self) -> "Ledger":
        """Read what was done before. Raises Foreign if somebody else's work is here."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        whole = self._read() if self.path.exists() else 0
        self._file = self.path.open("r+b" if self.path.exists() else "w+b")
        try:
            self._begin(whole)
        except BaseException:
            with suppress(OSError):  # what could not be written is tried once more, in vain
                self._file.close()
            raise
        return self

    def _begin(self, whole: int) -> None:
        """Go to the end of what is whole, or say whose ledger it is."""
        if self.path.stat().st_size > whole:  # its last line was cut short
            self._file.truncate(whole)
        self._file.seek(whole)
        if whole == 0:
            self._write(self.identity)

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, task: int, result: Any) -> None:
        """Write down a result; it is on disk when this returns."""
        self.done[task] = result
        self._write([task, result])

    def close_account(self) -> None:
        """All is done and kept elsewhere: the ledger goes."""
        self._file.close()
        self.path.unlink()

    def _write(self, content: Any) -> None:
        text = json.dumps(content, separators=(",", ":"))
        self._file.write(f"{crc32(text.encode()):08x} {text}\n".encode())
        self._file.flush()
        os.fsync(self._file.fileno())

    def _read(self) -> int:
        """Take in every whole line; the number of bytes they take."""
        whole = 0
        with opened(self.path) as file:
            for line in file:
                content = _content(line)
                if content is None:
                    break
                if whole == 0 and content != [self.identity]:
                    where = f"{self.path.parent} holds another unfinished sweep"
                    raise Foreign(f"{where}; choose another folder, or remove {self.path}")
                if whole:
                    task, result = self._task(content[0])
                    self.done[task] = result
                whole += len(line)
        return whole

    def _task(self, content: Any) -> tuple[int, Any]:
        """A task and its result. Raises BadFile for a line that has a right check sum and says something else."""
        if not (isinstance(content, list) and len(content) == 2 and isinstance(content[0], int)):
            raise BadFile(str(self.path), "not a ledger of this sweep; remove it to play it again")
        return content[0], content[1]


def owner(path: Path) -> str | None:
    """Whose ledger a file is; None if that cannot be read."""
    try:
        with opened(path) as file:
            content = _content(file.readline(10_000))
    except (OSError, BadFile):
        return None
    return content[0] if content and isinstance(content[0], str) else None


def _content(line: bytes) -> list[Any] | None:
    """The content of a whole line, in a list; None if it was cut short or damaged."""
    check, _, text = line.partition(b" ")
    if not line.endswith(b"\n") or f"{crc32(text[:-1]):08x}".encode() != check:
        return None
    return [json_of(text.decode("utf-8"), NAME, object)]
