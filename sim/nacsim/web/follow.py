"""The file that the page was started with, as it is edited elsewhere: looked at when a page asks, read when it changed."""

import hashlib
import time
from pathlib import Path
from threading import Lock
from typing import Any

from nacsim.scenario import ScenarioError
from nacsim.scenario.build import sources_of
from nacsim.scenario.start import copied


class Followed:
    """One file. `look` tells what it says now, and names that text by a stamp."""

    def __init__(self, source: str):
        self.source = source
        self._lock = Lock()
        self._paths = {Path(source)}
        self._seen: tuple[Any, ...] | None = None
        self._told: dict[str, Any] = {}

    def look(self, told: Any) -> dict[str, Any]:
        """{"stamp"} alone where the page has seen this text (its `stamp`), else with name, text, mistakes and the time."""
        with self._lock:
            if self._marks() != self._seen:
                self._told = self._read()
                self._seen = self._marks()
            found = self._told
        if isinstance(told, dict) and told.get("stamp") == found["stamp"]:
            return {"stamp": found["stamp"]}
        return found

    def _marks(self) -> tuple[Any, ...]:
        """By what a change is noticed: when the file, and the one that it extends, were written, and their sizes."""
        return tuple(_mark(path) for path in sorted(self._paths))

    def _read(self) -> dict[str, Any]:
        toml, problems = None, []
        try:
            toml = copied(self.source)
            self._paths = {Path(self.source), *(Path(source.file) for source in sources_of(self.source))}
        except ScenarioError as error:
            problems = [p.told() for p in error.problems]
        told = {"name": Path(self.source).stem, "toml": toml, "problems": problems}
        stamp = hashlib.sha256(repr(told).encode()).hexdigest()[:24]
        return {**told, "stamp": stamp, "at": time.strftime("%H:%M:%S")}


def _mark(path: Path) -> tuple[str, int, int]:
    try:
        found = path.stat()
    except OSError:
        return str(path), 0, 0
    return str(path), found.st_mtime_ns, found.st_size
