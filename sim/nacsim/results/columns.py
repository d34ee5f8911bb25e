"""Every column of the tables of a run, described once.

`frame`, the files of `nacsim run --out`, their `columns.csv` and `docs/results.md` are made from these.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from nacsim.vocabulary import OUTCOMES

ISSUE = "{issue}"
"""Stands for the name of an issue: there is one such column for each."""


class Column(NamedTuple):
    """A column of a table."""

    name: str
    kind: str  # of WHOLE, NUMBER, FLAG, WORD
    meaning: str
    unit: str = ""


class Table(NamedTuple):
    """A table: what each row is, and its columns in order."""

    rows: str
    columns: tuple[Column, ...]
    asked: bool = False  # written only with --rounds
    prefix: str = "text."  # of an issue that is called like a column


WHOLE, NUMBER, FLAG, WORD, LIST = "whole number", "number", "0 or 1", "word", "words"
RUN = Column("run", WHOLE, "number of the council, from 0; `nacsim trace --run` tells it")
MEMBER = Column("member", WORD, "code of the member")
ROUND = Column("round", WHOLE, "round in the Council, from 1; what follows at home has none")
POINTS, GAIN = "points 0-100", "points of gain"
ENDS = Column(ISSUE, NUMBER, "where this issue ends, whether or not a text is adopted", POINTS)
OUTCOME = Column("outcome", WORD, f"what came of it: {', '.join(OUTCOMES)}")
ROUNDS = Column("rounds", WHOLE, "rounds until the end, those of ratification included")
DAYS = Column("days", NUMBER, "days until the end", "days")
ALONE = Column("alone", FLAG, "one member blocks, and nobody else objects, aloud or hidden")

TABLES: dict[str, Table] = {
    "runs": Table(
        "council",
        (
            RUN,
            OUTCOME,
            Column("adopted", FLAG, "a text is adopted, in any form"),
            ROUNDS,
            DAYS,
            Column("objectors", WHOLE, "how many members break silence on the text as tabled", "members"),
            Column("blockers", WHOLE, "how many members block at the end", "members"),
            ALONE,
            Column("paid", NUMBER, "side payments to all members together", GAIN),
            ENDS,
        ),
    ),
    "members": Table(
        "council and member",
        (
            RUN,
            MEMBER,
            Column(
                "objects_first",
                FLAG,
                "breaks silence on the text as tabled, or holds out when first asked at home",
            ),
            Column("speaks", FLAG, "breaks silence in any round of the Council, or holds out at home"),
            Column("blocks", FLAG, "breaks silence in the round with which the council ends unadopted"),
            Column("pivotal", FLAG, "the last silence would have held without it"),
            Column("paid", NUMBER, "side payments that it was offered", GAIN),
        ),
    ),
    "rounds": Table(
        "council and round",
        (
            RUN,
            ROUND,
            Column("objectors", WHOLE, "how many members object, aloud or hidden", "members"),
            Column("speakers", WHOLE, "how many members break silence", "members"),
            Column(ISSUE, NUMBER, "the text on this issue after the round", POINTS),
        ),
        asked=True,
    ),
    "round_members": Table(
        "council, round and member",
        (
            RUN,
            ROUND,
            MEMBER,
            Column("objects", FLAG, "would rather have no text than this one, aloud or hidden"),
            Column("speaks", FLAG, "breaks silence"),
            Column(
                "worth", NUMBER, "what the text put under silence is worth to it, payments included", GAIN
            ),
            Column("cost", NUMBER, "what it would cost it to object all alone", GAIN),
            Column("paid", NUMBER, "side payments that it was offered so far, this round's included", GAIN),
            Column(ISSUE, NUMBER, "where it stands on this issue in this round", POINTS),
        ),
        asked=True,
    ),
}
"""Tables by the name of their file and of their `frame`."""

OUTCOMES_CSV = Table(
    "council",
    (
        RUN,
        OUTCOME,
        ROUNDS,
        DAYS,
        ENDS,
        Column("first", LIST, "members that break silence on the text as tabled"),
        Column(
            "blocks", LIST, "members that break silence in the round with which the council ends unadopted"
        ),
        ALONE,
        Column("paid", LIST, "members with the side payments that they were offered, MEMBER:POINTS", GAIN),
        Column("pivotal", LIST, "members without whom alone the last silence would have held"),
    ),
    prefix="issue ",
)
"""The older table in which each council is one row with lists in its cells."""


def headings(table: Table, issues: tuple[str, ...]) -> dict[str, str]:
    """Issue -> the heading of its column: its name, unless a column of the table has that."""
    taken, found = {column.name for column in table.columns}, {}
    for issue in issues:
        name = issue
        while name in taken or (name != issue and name in issues):
            name = table.prefix + name
        taken.add(name)
        found[issue] = name
    return found


def metric_headings(taken: Iterable[str], metrics: Iterable[str]) -> dict[str, str]:
    """Metric -> the heading of its column in `runs`: its name, unless another column has that."""
    known = set(taken)
    return {name: f"metric.{name}" if name in known else name for name in metrics}


def columns_of(table: Table, issues: Mapping[str, Any]) -> Iterator[tuple[str, Column]]:
    """Every column of a table for these issues: (heading, what it is), with what the ends of an issue mean."""
    names = headings(table, tuple(issues))
    for column in table.columns:
        if column.name != ISSUE:
            yield column.name, column
            continue
        for issue, told in issues.items():
            yield names[issue], column._replace(meaning=f"{_in_words(issue, told)}: {column.meaning}")


def _in_words(name: str, issue: Any) -> str:
    """An issue by its label, with what 0 and 100 mean where the scenario says so."""
    ends = [f"{at} is {words}" for at, words in ((0, issue.zero), (100, issue.hundred)) if words]
    return (issue.label or name) + (f" ({', '.join(ends)})" if ends else "")
