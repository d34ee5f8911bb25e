"""What a reader tells about a table: what it read, what it left out, what it assumed and how to change that."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NoReturn

from nacsim.scenario.mistakes.errors import MOST, Problem, ScenarioError


@dataclass
class Notes:
    """The account of one reading, collected on the way; `file` names the table in messages.

    `loud` holds what the answer may hang on and nobody said; `assumed` pairs an assumption with the option
    that changes it. Mistakes are collected, so that one reading names them all.
    """

    file: str
    read: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    assumed: list[tuple[str, str]] = field(default_factory=list)
    loud: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, line: int | None, key: str, message: str) -> None:
        """Note a mistake at a line of the table."""
        self.problems.append(Problem(self.file, line, key, message))

    def stop(self, message: str, line: int | None = None, key: str = "") -> NoReturn:
        """Refuse the table for a reason that leaves nothing more to look for; mistakes noted before are named too."""
        raise ScenarioError([*self.problems[:MOST], Problem(self.file, line, key, message)])

    def raise_any(self) -> None:
        """Refuse the table if a mistake was noted; the first 200 are named, in the order of the lines."""
        if self.problems:
            found = sorted(self.problems, key=lambda problem: problem.line or 0)
            rest = [Problem(self.file, None, "", f"only the first {MOST} mistakes are named")]
            raise ScenarioError(found[:MOST] + (rest if len(found) > MOST else []))

    def lines(self) -> list[str]:
        """The report, a line each: attention first, then read, ignored, assumed."""
        told = [f"Attention: {what}{_option(option)}" for what, option in self.loud]
        told += [f"Read: {what}" for what in self.read]
        told += [f"Ignored: {what}" for what in self.ignored]
        return told + [f"Assumed: {what}{_option(option)}" for what, option in self.assumed]


def _option(option: str) -> str:
    return f" [{option}]" if option else ""


def some(items: list[Any], say: Callable[..., Any] = str, most: int = 5) -> str:
    """The first few items in words, and how many more there are."""
    rest = len(items) - most
    return ", ".join(say(item) for item in items[:most]) + (f" and {rest} more" if rest > 0 else "")


def many(count: int, noun: str) -> str:
    """A number of things in words."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
