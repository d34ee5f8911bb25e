"""Files that appear whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole(folder: Path) -> Iterator[Path]:
    """A hidden folder to write in; if all goes well its files move into `folder`, replacing namesakes.

    After an error or Ctrl-C nothing is left, not even folders that were made for it.
    """
    made = [p for p in (folder, *folder.parents) if not p.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(prefix=".nacsim-", dir=folder))
    try:
        yield part
        for path in sorted(part.iterdir()):
            os.replace(path, folder / path.name)
        made = []
    finally:
        shutil.rmtree(part, ignore_errors=True)
        for path in made:
            path.rmdir()


def write_json(path: Path, value: object) -> None:
    """Write a value as indented JSON with a final newline."""
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
