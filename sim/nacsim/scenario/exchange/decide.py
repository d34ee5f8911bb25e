"""DECIDE files: rows #A actor, #P issue, #M issue value meaning, #D actor issue position salience power.

All other rows are remarks. In rows that begin with `#:` our own export keeps what the form has no place for.
"""

import csv
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from nacsim.scenario.exchange.draft import Draft, Row
from nacsim.scenario.exchange.notes import Notes, many
from nacsim.scenario.exchange.numbers import number
from nacsim.scenario.exchange.options import Ends
from nacsim.scenario.exchange.scale import POINTS

MARKS = ("#A", "#P", "#M", "#D")


def is_decide(text: str) -> bool:
    """Whether a text has rows of DECIDE's data, quoted or not."""
    return any(line.lstrip().lstrip("'\"").startswith("#D") and _splits(line) for line in text.split("\n"))


def _splits(line: str) -> bool:
    bare = line.strip().strip("'\"")
    return len(bare) > 2 and bare[2] in "\t;,'\""


def draft_of(text: str, title: str, notes: Notes) -> Draft:
    """The draft of a DECIDE file; what is wrong in it is noted by line."""
    separator = next(
        (mark for mark in "\t;" if any(mark in line for line in text.split("\n") if "#D" in line)), ","
    )
    every = list(_rows(text, separator))
    rows = [(line, row) for line, row in every if row[0] in MARKS]
    _tell_remarks(every, notes)
    issues = _issues(rows, notes)
    ends = _scales(rows, issues, notes)
    data = [_data(line, row, issues, notes) for line, row in rows if row[0] == "#D"]
    found = [row for row in data if row is not None]
    if not found and not notes.problems:
        notes.stop("no actors found; needed: a line for each", 1)
    _tell_silent(rows, found, notes)
    given = {"capability", "position", "salience"}
    return Draft("a DECIDE file", title, issues, found, ends, separator=separator, key="#D", given=given)


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """(line, fields without blanks and quotes) of every line that holds anything."""
    for number_, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        quote = "'" if line.lstrip().startswith("'") else '"'
        try:
            fields = next(csv.reader([line], delimiter=separator, quotechar=quote))
        except (csv.Error, StopIteration):
            fields = line.split(separator)
        yield number_, [field.strip() for field in fields]


def _tell_remarks(rows: list[tuple[int, list[str]]], notes: Notes) -> None:
    remarks = [row for _, row in rows if row[0] not in MARKS and not row[0].startswith("#:")]
    if remarks:
        notes.ignored.append(f"{many(len(remarks), 'remark')}, such as {' '.join(remarks[0])[:60]!r}")


def _tell_silent(rows: list[tuple[int, list[str]]], found: list[Row], notes: Notes) -> None:
    speak = {row.actor for row in found}
    silent = [row[1] for _, row in rows if row[0] == "#A" and len(row) > 1 and row[1] not in speak]
    if silent:
        notes.ignored.append(f"actors without a #D row: {', '.join(silent[:8])}")


def _issues(rows: list[tuple[int, list[str]]], notes: Notes) -> dict[str, dict[str, Any]]:
    """{issue: its label, if any} from the #P rows; a row without a name is noted."""
    issues: dict[str, dict[str, Any]] = {}
    for line, row in rows:
        if row[0] == "#P" and not any(row[1:2]):
            notes.wrong(line, "#P", "no name; needed: one for each issue")
        elif row[0] == "#P":
            issues[row[1]] = {"label": row[2]} if len(row) > 2 and row[2] else {}
    return issues


def _scales(
    rows: list[tuple[int, list[str]]], issues: dict[str, dict[str, Any]], notes: Notes
) -> dict[str, Ends]:
    """{issue: ends} from the #M rows; the words at the two ends are put into `issues`."""
    points: dict[str, dict[Fraction, str]] = {name: {} for name in issues}
    for line, row in rows:
        if row[0] != "#M":
            continue
        value = number(row[2], _mark(row[2])) if len(row) > 2 else None
        if value is None or row[1] not in issues:
            notes.wrong(line, "#M", "needed: an issue named in a #P row, a number and a meaning")
        else:
            points[row[1]][value] = row[3] if len(row) > 3 else ""
    for name, meanings in points.items():
        for key, end in (
            ("zero", min(meanings, default=POINTS[0])),
            ("hundred", max(meanings, default=POINTS[0])),
        ):
            said = meanings.get(end)
            if said and number(said) != end:
                issues[name][key] = said
    return {name: (min(m), max(m)) if len(m) > 1 else POINTS for name, m in points.items()}


def _mark(text: str) -> str:
    return "," if "," in text and "." not in text else "."


def _data(line: int, row: list[str], issues: dict[str, Any], notes: Notes) -> Row | None:
    actor, issue, position, salience, power = (row[1:] + [""] * 5)[:5]
    if issue not in issues:
        notes.wrong(line, "#D", f'"{issue}" is no issue; allowed: {", ".join(issues) or "none named"}')
        return None
    return Row(line, actor, issue, {"capability": power, "position": position, "salience": salience})
