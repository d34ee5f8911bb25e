"""What a section of a report is made of, in words alone: each form, a page or a document, draws these its own way."""

from __future__ import annotations

from typing import NamedTuple


class Prose(NamedTuple):
    """A paragraph; `kind` is "lead" for the answer itself, "small" for small print."""

    text: str
    kind: str = ""


class Points(NamedTuple):
    """Sentences that stand below each other."""

    sentences: tuple[str, ...]
    numbered: bool = False


class Head(NamedTuple):
    """The heading of a column, and what stands below it: "text" or "number"; neighbours may share a `group` above them."""

    text: str
    kind: str = "text"
    group: str = ""

    @property
    def whole(self) -> str:
        """The heading with its group, for where each cell stands alone."""
        return f"{self.group}: {self.text}" if self.group else self.text


class Grid(NamedTuple):
    """A table: each row begins with what it is about.

    `inset` are the rows that are parts of the one above them; `below`, one for each row or none at all, is what stands
    under a row over its whole width: words, or, where `typed`, what can be typed.
    """

    heads: tuple[Head, ...]
    rows: tuple[tuple[str, ...], ...]
    inset: frozenset[int] = frozenset()
    below: tuple[str, ...] = ()
    typed: bool = False

    @property
    def broad(self) -> bool:
        """Whether it has more beside its first column than a few numbers."""
        return any(head.kind == "text" for head in self.heads[1:]) or bool(self.below)

    @property
    def groups(self) -> list[tuple[str, int]]:
        """The groups of its headings, each with the number of its columns; none where there are no groups."""
        found: list[tuple[str, int]] = []
        for head in self.heads:
            if found and head.group and found[-1][0] == head.group:
                found[-1] = (head.group, found[-1][1] + 1)
            else:
                found.append((head.group, 1))
        return found if any(name for name, _ in found) else []


class Code(NamedTuple):
    """What can be typed or kept as a file, as it stands; `folded` where it is long."""

    about: str
    text: str
    folded: bool = False


class Figure(NamedTuple):
    """The place of the figure, with what it shows in words."""

    words: str


Part = Prose | Points | Grid | Code | Figure


class Section(NamedTuple):
    """One section: a short name for links, its heading, and what is in it."""

    key: str
    title: str
    parts: tuple[Part, ...]


class Sheet(NamedTuple):
    """A whole report: title, the question, a line that says what was played, and the sections."""

    title: str
    question: str
    line: str
    sections: tuple[Section, ...]
