"""On which line of a TOML text each key stands: the standard library's reader does not say.

The text has been read by ``tomllib`` before, so it is valid, and this scan only has to follow it.
"""

import re
from bisect import bisect_right

from nacsim.scenario.names import Place

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}'
    r"|'''(?:[^']|'(?!''))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_KEY = re.compile(r'[ \t]*("(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|[A-Za-z0-9_-]+)[ \t]*')
_PLAIN = re.compile(r"[^,\]}#\n]+")


def locate(text: str) -> dict[Place, int]:
    """The line, from 1, of every key of a valid TOML text, by paths: ``("members", "FRA", "position")``.

    Items of a list are numbered from 0. A table that only its sub-tables name is at the first of these.
    """
    scan = _Scan(text)
    scan.run()
    return scan.lines


class _Scan:
    def __init__(self, text: str):
        self.text, self.at = text, 0
        self.lines: dict[Place, int] = {}
        self.lists: dict[Place, int] = {}
        self.breaks = [m.start() for m in re.finditer("\n", text)]

    def run(self) -> None:
        """Follow the whole text."""
        table: Place = ()
        while self._blank() < len(self.text):
            table = self._header() if self.text[self.at] == "[" else self._pair(table)

    def _blank(self) -> int:
        self.at = _end(_BLANK, self.text, self.at)
        return self.at

    def _mark(self, path: Place, start: int) -> None:
        line = bisect_right(self.breaks, start - 1) + 1
        for depth in range(1, len(path) + 1):
            self.lines.setdefault(path[:depth], line)

    def _keys(self) -> tuple[str, ...]:
        parts = []
        while found := _KEY.match(self.text, self.at):
            parts.append(_bare(found[1]))
            self.at = found.end()
            if self.text[self.at : self.at + 1] != ".":
                break
            self.at += 1
        return tuple(parts)

    def _header(self) -> Place:
        start, many = self.at, self.text.startswith("[[", self.at)
        self.at += 2 if many else 1
        path: Place = ()
        keys = self._keys()
        for k, key in enumerate(keys):
            path += (key,)
            if many and k == len(keys) - 1:
                self.lists[path] = self.lists.get(path, -1) + 1
            if path in self.lists:
                path += (self.lists[path],)
        self.at += 2 if many else 1
        self._mark(path, start)
        return path

    def _pair(self, table: Place) -> Place:
        start = self.at
        path = table + self._keys()
        self._mark(path, start)
        self.at += 1
        self._value(path)
        return table

    def _value(self, path: Place) -> None:
        self._blank()
        sign = self.text[self.at : self.at + 1]
        if sign in "[{" and sign:
            self._inside(path, "]" if sign == "[" else "}")
        elif string := _STRING.match(self.text, self.at):
            self.at = string.end()
        else:
            self.at = _end(_PLAIN, self.text, self.at)

    def _inside(self, path: Place, end: str) -> None:
        self.at += 1
        count = 0
        while self.text[self._blank()] != end:
            if self.text[self.at] == ",":
                self.at += 1
            elif end == "]":
                self._mark((*path, count), self.at)
                self._value((*path, count))
                count += 1
            else:
                self._pair(path)
        self.at += 1


def _bare(key: str) -> str:
    if key[0] == "'":
        return key[1:-1]
    if key[0] != '"':
        return key
    import tomllib

    return next(iter(tomllib.loads(f"{key} = 0")))


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Where a pattern ends that matches at a place; the place itself where it does not."""
    found = pattern.match(text, at)
    return found.end() if found else at
