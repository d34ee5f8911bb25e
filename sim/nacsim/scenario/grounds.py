"""What the numbers of a scenario stand on: the remark, confidence and source that go with each, and what has none.

A member's own entry wins over a group, and a group over the default. Its words are those of the table that says where it
stands, or of one above it: a remark on what everybody wants does not speak for a group that wants something else.
"""

from collections.abc import Iterator
from os import PathLike
from typing import NamedTuple

from nacsim.scenario.build import load, sources_of
from nacsim.scenario.format.document import Document, Entry
from nacsim.scenario.mistakes.errors import Mistakes, dotted
from nacsim.scenario.mistakes.explain import read_document
from nacsim.scenario.names import Place
from nacsim.scenario.resolve import prose
from nacsim.scenario.resolved import Scenario
from nacsim.scenario.seating import layers, seating_of

REMARKS = ("note", "confidence", "source")
FOR_PEOPLE = {*REMARKS, "label", "zero", "midpoint", "hundred", "name", "member", "members", "shared", "draw"}
"""Keys that say no number."""
SINGLE = ("procedure", "chair", "road", "noted", "uncertainty", "network", "ratification", "parameters")


class Grounds(NamedTuple):
    """What a number stands on, in words; empty where nothing is said."""

    note: str
    confidence: str
    source: str


class Spoken(NamedTuple):
    """Which tables speak for a member, the lowest first, and what they stand on."""

    tables: tuple[str, ...]
    grounds: Grounds


class Judged(NamedTuple):
    """One table of a file that says numbers: its key, its place, how many members it decides for, what it stands on."""

    key: str
    file: str
    line: int | None
    keys: tuple[str, ...]  # the numbers that it says
    members: int | None  # whose position it gives; None for a table that is about no members
    grounds: Grounds

    @property
    def founded(self) -> bool:
        """Whether anything is said of why."""
        return bool(self.grounds.note or self.grounds.source)


def spoken_for(scenario: Scenario) -> dict[str, Spoken]:
    """What speaks for each member of the room."""
    doc = _document(scenario)
    seating = seating_of(doc)
    found = {}
    for code in scenario.room:
        tables = layers(doc, seating, code)
        start = max((k for k, (_, table) in enumerate(tables) if table.position is not None), default=0)
        words = (_uppermost([table for _, table in tables[start:]], key) for key in REMARKS)
        found[code] = Spoken(tuple(dotted(place) for place, _ in tables), Grounds(*words))
    return found


def coded(scenario: Scenario) -> set[str]:
    """The members of the room of whom the file says something, alone or in a group; the others stand on the default."""
    return {code for code, spoken in spoken_for(scenario).items() if set(spoken.tables) != {"default"}}


def _uppermost(tables: list[Entry], key: str) -> str:
    return next((words for table in reversed(tables) if (words := prose(getattr(table, key)))), "")


def judged(source: "str | PathLike[str]") -> list[Judged]:
    """Every table of a file, and of the one it extends, that says numbers. Raises ScenarioError."""
    scenario = load(source)
    doc, mistakes = _document(scenario), Mistakes(sources_of(source))
    decided = _decided(doc, scenario)
    found = []
    for path, table in _tables(doc):
        keys = tuple(key for key in table.model_fields_set if key not in FOR_PEOPLE)
        if keys:
            words = Grounds(*(prose(getattr(table, key)) for key in REMARKS))
            about = decided.get(path, 0) if path[0] in ("default", "groups", "members") else None
            found.append(Judged(dotted(path), *mistakes.place(path), _in_order(table, keys), about, words))
    return found


def _in_order(table: Entry, keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(key for key in type(table).model_fields if key in keys)


def _decided(doc: Document, scenario: Scenario) -> dict[Place, int]:
    """For how many members of the room each table says where they stand, others below it being overruled."""
    seating, count = seating_of(doc), dict[Place, int]()
    for code in scenario.room:
        giving = [place for place, table in layers(doc, seating, code) if table.position is not None]
        if giving:
            count[giving[-1]] = count.get(giving[-1], 0) + 1
    return count


def _tables(doc: Document) -> Iterator[tuple[Place, Entry]]:
    yield from ((("issues", key), table) for key, table in doc.issues.items())
    yield ("default",), doc.default
    for kind in ("groups", "members", "actors"):
        yield from (((kind, key), table) for key, table in getattr(doc, kind).items())
    for expert, said in doc.experts.each.items():
        yield from ((("experts", expert, "members", code), view) for code, view in said.members.items())
    yield from ((("events", k), event) for k, event in enumerate(doc.events))
    yield from (((kind,), table) for kind in SINGLE if (table := getattr(doc, kind)) is not None)


def _document(scenario: Scenario) -> Document:
    doc = read_document(scenario.document, Mistakes([]))
    assert doc is not None  # it was checked when the scenario was made
    return doc
