"""Actor tables: one line for each actor, in long form one for each actor and issue, in wide form columns by issue.

Lines above the headings, comments, empty lines and totals are passed over and told.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

from nacsim.scenario.exchange.draft import Draft, Row
from nacsim.scenario.exchange.grid import Grid, Line, without_comments
from nacsim.scenario.exchange.headings import QUANTITIES, Columns, columns_of, unknown_columns
from nacsim.scenario.exchange.notes import Notes, many, some
from nacsim.scenario.exchange.numbers import cell, is_gone, number
from nacsim.scenario.exchange.options import Options

TOTALS = {"total", "totals", "sum", "mean", "average", "median", "gesamt", "summe", "mittel", "mittelwert", "totale",
          "somme", "moyenne", "suma", "media", "totaal", "n", "std", "subtotal", "grand total"}  # fmt: skip
"""First words of lines that sum up, in lower case."""

PLAIN = ("actor", "capability", "position", "salience")
"""The order of columns without headings."""

DEEPEST = 60
"""Lines among which the headings are looked for."""

Said = TypeVar("Said")


def draft_of(grid: Grid, options: Options, title: str, notes: Notes) -> Draft:
    """The draft of an actor table. Raises ScenarioError if no headings can be understood."""
    grid = without_comments(grid, notes)
    if not grid.lines:
        notes.stop("no actors found; needed: a line for each", 1)
    at, columns = _headings(grid, options, notes)
    body: Sequence[Line] = grid.lines
    if at is None:
        columns = _without(grid, options, notes)
    else:
        body = grid.lines[at + 1 :]
        if at:
            said = some(
                [" ".join(f for f in line.fields if f.strip())[:60] for line in grid.lines[:at]], most=2
            )
            notes.ignored.append(f"{many(at, 'line')} above the headings: {said}")
    _tell_columns(columns, grid.lines[at].fields if at is not None else (), notes)
    body = _without_totals(_without_footnotes(body, notes), columns, notes)
    return _draft(body, columns, grid, title, notes)


def _headings(grid: Grid, options: Options, notes: Notes) -> tuple[int | None, Columns]:
    for k, line in enumerate(grid.lines[:DEEPEST]):
        columns = columns_of(line.fields, options.columns)
        if columns.enough and not _has_numbers(line.fields):
            unknown_columns(line.fields, options.columns, notes)
            return k, columns
    return None, Columns()


def _has_numbers(fields: Sequence[str]) -> bool:
    return sum(number(field) is not None for field in fields) > len(fields) / 2


def _without(grid: Grid, options: Options, notes: Notes) -> Columns:
    """Columns of a table without headings: an actor and at least two numbers on the first line."""
    first = grid.lines[0].fields
    numbers = [cell(field) or cell(field, ",") or is_gone(field) for field in first[1:5]]
    if len(first) > 5 or sum(map(bool, numbers)) < 2 or number(first[0]) is not None or options.columns:
        _refuse(grid, options, notes)
    notes.loud.append(
        (f"no headings: the columns are taken as {', '.join(PLAIN)}", "--column position=HEADING")
    )
    return Columns(places={key: place for place, key in enumerate(PLAIN)})


def _refuse(grid: Grid, options: Options, notes: Notes) -> None:
    likely = next(
        (line for line in grid.lines[:DEEPEST] if len([f for f in line.fields if f.strip()]) > 1),
        grid.lines[0],
    )
    if options.columns:
        unknown_columns(likely.fields, options.columns, notes)
    columns = columns_of(likely.fields, options.columns)
    lacking = [key for key in ("actor", "position") if key not in columns.places]
    heads = some([f'"{f.strip()[:30]}"' for f in likely.fields if f.strip()], most=12)
    needed = " ".join(f"--column {key}=HEADING" for key in lacking)
    notes.stop(
        f"no heading is understood as {' or '.join(lacking) or 'actor and position'}; the line has {heads}; say {needed}",
        likely.number,
    )


def _tell_columns(columns: Columns, heads: Sequence[str], notes: Notes) -> None:
    if not heads:
        return
    taken = [f"{key} from {heads[place].strip()!r}" for key, place in columns.places.items()
             if heads[place].strip().casefold() != key]  # fmt: skip
    taken += [f"{key} on {issue} from {heads[place].strip()!r}"
              for issue, keys in columns.by_issue.items() for key, place in keys.items()]  # fmt: skip
    if taken:
        notes.read.append(f"columns: {some(taken, most=20)}")
    shared = [key for key in ("salience", "position") if key in columns.places and len(columns.by_issue) > 1]
    if shared:
        notes.loud.append(
            (f"one column of {shared[0]} for all issues", f"--column {shared[0]}.ISSUE=HEADING")
        )
    place = columns.places.get("capability")
    if place is not None and heads[place].strip().casefold() == "weight":
        notes.loud.append(
            ('"weight" is taken as capability, not as salience', f"--column salience={heads[place].strip()}")
        )
    if columns.left:
        notes.ignored.append(
            f"columns that are no key of ours: {some(columns.left, most=20)} [--column KEY=HEADING]"
        )


def _without_footnotes(body: Sequence[Line], notes: Notes) -> Sequence[Line]:
    """The lines without prose at their end: a single field that is a sentence, or begins like a source or a note."""
    end = len(body)
    while end and _is_prose(body[end - 1]):
        end -= 1
    if end < len(body):
        said = some([line.fields[0].strip()[:60] for line in body[end:]], most=2)
        notes.ignored.append(f"{many(len(body) - end, 'line')} below the table: {said}")
    return body[:end]


def _is_prose(line: Line) -> bool:
    filled = [field.strip() for field in line.fields if field.strip()]
    if len(filled) != 1:
        return False
    words = re.match(
        r"(source|sources|note|notes|quelle|anmerkung|remark)\b|\*|\d\)", filled[0], re.IGNORECASE
    )
    return bool(words) or len(filled[0].split()) > 6


def _without_totals(body: Sequence[Line], columns: Columns, notes: Notes) -> list[Line]:
    """The lines without those that sum up: a word for it where the actor stands, and a cell empty or a sum."""
    kept: list[Line] = []
    dropped: list[Line] = []
    for line in body:
        (dropped if _sums_up(line, body, columns) else kept).append(line)
    if dropped:
        notes.ignored.append(
            f"lines that sum up: {some([line.get(columns.places['actor']) for line in dropped])}"
        )
    return kept


def _sums_up(line: Line, body: Sequence[Line], columns: Columns) -> bool:
    name = line.get(columns.places["actor"]).casefold().rstrip(":. ")
    if name not in TOTALS:
        return False
    places = [p for key, p in columns.places.items() if key in QUANTITIES]
    places += [p for keys in columns.by_issue.values() for p in keys.values()]
    if any(is_gone(line.get(place)) for place in places):
        return True
    return any(
        _is_sum(line, body, place)
        for place in (*places, columns.places.get("capability"))
        if place is not None
    )


def _is_sum(line: Line, body: Sequence[Line], place: int) -> bool:
    beside = [number(other.get(place)) for other in body if other is not line]
    others = [value for value in beside if value is not None]
    own = number(line.get(place))
    if own is None or len(others) < max(2, len(beside)):
        return False
    total = sum(others, Fraction(0))
    return abs(own - total) < Fraction(1, 100) or abs(own - total / len(others)) < Fraction(1, 100)


def _draft(body: Sequence[Line], columns: Columns, grid: Grid, title: str, notes: Notes) -> Draft:
    long = "issue" in columns.places and not columns.by_issue
    rows = [row for line in body for row in _rows(line, columns, long)]
    if not rows:
        notes.stop("no actors found; needed: a line for each", body[0].number if body else 1)
    names = dict.fromkeys(row.issue for row in rows)
    kind = "an actor table" + (", a line for each actor and issue" if long else "")
    kind += ", columns by issue" if columns.by_issue else ""
    ends, units = _of_positions(columns.ends, names), _of_positions(columns.units, names)
    ends |= {key: columns.ends[key] for key in ("salience", "resolve") if key in columns.ends}
    given = {key for row in rows for key in row.cells}
    return Draft(kind, title, {name: {} for name in names}, rows, ends, units, grid.separator, given=given)


def _of_positions(said: Mapping[str, Said], issues: Iterable[str]) -> dict[str, Said]:
    """What the headings say of the positions on each issue, or of all positions."""
    found = {issue: said.get(f"position of {issue}", said.get("position")) for issue in issues}
    return {issue: value for issue, value in found.items() if value is not None}


def _rows(line: Line, columns: Columns, long: bool) -> list[Row]:
    actor = " ".join(line.get(columns.places["actor"]).split())
    common = {key: line.get(place) for key, place in columns.places.items() if key not in ("actor", "issue")}
    if columns.by_issue:
        return [Row(line.number, actor, issue, common | {key: line.get(place) for key, place in keys.items()})
                for issue, keys in columns.by_issue.items()]  # fmt: skip
    issue = line.get(columns.places["issue"]) if long else "issue"
    return [Row(line.number, actor, issue or "issue", common)]
