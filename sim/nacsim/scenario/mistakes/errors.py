"""Mistakes in a scenario: each with its file, line and key; all of them raised together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from nacsim.errors import NacsimError
from nacsim.scenario.mistakes.locate import locate
from nacsim.scenario.names import Place

MOST = 200
"""Mistakes that are named; a file with more is not meant as a scenario."""
QUOTED = 300
"""Signs of a file's name, or of what `--set` was given, that a mistake repeats."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake. ``line`` is None where there is none, ``key`` is empty if it is about the whole file."""

    file: str
    line: int | None
    key: str
    message: str

    def told(self) -> dict[str, Any]:
        """Line, key and message, as JSON has them."""
        return {"line": self.line, "key": self.key, "message": self.message}

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        shown = f"{self.key}: " if self.key and not self.file.startswith(f"--set {self.key}=") else ""
        if len(place) > QUOTED:
            place = f"{place[:QUOTED]}…"
        return _printable(f"{place}: {shown}{self.message}")


class ScenarioError(NacsimError, ValueError):
    """A scenario that will not run, with every mistake found in it; as text one mistake after the other."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = list(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


@dataclass(frozen=True)
class Source:
    """A file that was read: its name as the user gave it, and its text."""

    file: str
    text: str

    @cached_property
    def lines(self) -> dict[Place, int]:
        """The line of every key."""
        return locate(self.text)

    def find(self, path: Place) -> tuple[int, int]:
        """How much of a path the file holds, and the line of that part (1 if none)."""
        for depth in range(len(path), 0, -1):
            if path[:depth] in self.lines:
                return depth, self.lines[path[:depth]]
        return 0, 1


@dataclass
class Mistakes:
    """Collects the mistakes in one scenario, and finds where each is written.

    ``sources`` are the file and, after it, its parent; ``overrides`` the keys that ``--set`` replaced, as
    typed. A key that is known to be wrong is spoilt: nothing more is said about it or what hangs on it. A key
    that a wrong name was meant for is supposed to be there: it is not called missing.
    """

    sources: Sequence[Source]
    overrides: list[tuple[Place, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    spoilt: set[Place] = field(default_factory=set)
    supposed: set[Place] = field(default_factory=set)

    def add(self, path: Place, message: str, *also: Place) -> None:
        """Note a mistake at a key; ``also`` names other keys that have a part in it."""
        if self.is_full or any(self.is_spoilt(each) for each in (path, *also)):
            return
        file, line = self.place(path, also)
        problem = Problem(file, line, dotted(path), message)
        if problem not in self.problems:
            self.problems.append(problem)

    def spoil(self, path: Place) -> None:
        """Say nothing more about a key; of a list that has a wrong item, the list is spoilt."""
        self.spoilt.add(path)
        if path and isinstance(path[-1], int) and len(path) > 1 and path[-2] != "events":
            self.spoilt.add(path[:-1])

    def is_spoilt(self, path: Place) -> bool:
        """Whether a key, or a table that holds it, is known to be wrong."""
        return any(path[:depth] in self.spoilt for depth in range(1, len(path) + 1))

    def is_given(self, path: Place) -> bool:
        """Whether a key stands in the file after all, with a wrong value or under a wrong name."""
        return self.is_spoilt(path) or any(path[:depth] in self.supposed for depth in range(1, len(path) + 1))

    def is_hurt(self, path: Place) -> bool:
        """Whether something inside a table is known to be wrong."""
        return any(each[: len(path)] == path for each in self.spoilt)

    @property
    def is_full(self) -> bool:
        """Whether as many mistakes were noted as are named; looking for more is then a waste."""
        return len(self.problems) >= MOST

    def raise_any(self) -> None:
        """Raise ScenarioError if any mistake was noted, in the order of the lines."""
        if not self.problems:
            return
        order = {source.file: k for k, source in enumerate(self.sources)}
        named = sorted(self.problems, key=lambda p: (order.get(p.file, 9), p.line or 0))
        if self.is_full:
            named.append(Problem(self.sources[0].file, None, "", f"only the first {MOST} mistakes are named"))
        raise ScenarioError(named)

    def place(self, path: Place, also: tuple[Place, ...] = ()) -> tuple[str, int | None]:
        """The file and line of a key, or the --set that replaced it, without a line."""
        for each in (path, *also):
            new = not any(each in source.lines for source in self.sources)
            for key, text in reversed(self.overrides):
                if touches(key, each) and (new or len(each) >= min(2, len(key))):
                    return f"--set {text}", None
        found = [(*source.find(path), source.file) for source in self.sources]
        _, line, file = max(found, key=lambda each: each[0])
        return file, line


def _printable(text: str) -> str:
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)


def touches(override: Place, path: Place) -> bool:
    """Whether a replaced key is the one at fault, holds it, or lies in it."""
    return all(str(a) == str(b) for a, b in zip(override, path, strict=False))


def dotted(path: Place) -> str:
    """A key as one would type it: parts joined by dots, quoted where TOML asks for it."""
    return ".".join(_part(str(part)) for part in path)


def _part(name: str) -> str:
    plain = name and all(c.isascii() and (c.isalnum() or c in "_-") for c in name)
    return (
        name
        if plain
        else '"' + name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")[:60] + '"'
    )
