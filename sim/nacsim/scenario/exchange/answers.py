"""The sheets that come back from experts: who answers, and what each says of whom. Read as any table is.

An answer is in points of 0 to 100. An empty cell says nothing; a sheet by several experts has a column `expert`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nacsim.scenario.exchange import actors, countries
from nacsim.scenario.exchange.cells import Cells
from nacsim.scenario.exchange.draft import Draft, Row
from nacsim.scenario.exchange.finish import PROSE
from nacsim.scenario.exchange.grid import Grid, Line
from nacsim.scenario.exchange.notes import Notes, many, some
from nacsim.scenario.exchange.numbers import Cell, shown
from nacsim.scenario.exchange.options import Options
from nacsim.scenario.exchange.reader import rows_of
from nacsim.scenario.exchange.scale import POINTS, Scale, values_of
from nacsim.scenario.exchange.sheet import EXPERT, IN_WORDS
from nacsim.scenario.format.document import STANCES
from nacsim.scenario.mistakes.errors import ScenarioError
from nacsim.scenario.names import nearest, nearest_member
from nacsim.scenario.resolved import Scenario

ENOUGH = 4
"""Numbers from which a scale can be told."""


@dataclass
class Answer:
    """What one expert says: its views by member, as a file has them, and the account of the reading."""

    name: str
    file: str
    notes: Notes
    views: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def report(self) -> list[str]:
        """The account, a line each, with the file's name."""
        return [f"{self.file}: {line}" for line in self.notes.lines()]


def read_answer(source: Any, scenario: Scenario, options: Mapping[str, Any]) -> list[Answer]:
    """The answers in one sheet (CSV or Excel), mostly one. Raises ScenarioError with every mistake and its line."""
    name, grid, asked, notes = rows_of(source, options)
    who, grid = who_answers(grid)
    parts = _by_expert(grid, who or Path(name).stem.replace("_", " "))
    found = []
    for expert, part in parts.items():
        own = notes if len(parts) == 1 else Notes(name)
        found.append(_answer(Answer(expert, name, own), part, scenario, asked))
    problems = [problem for answer in found for problem in answer.notes.problems]
    if problems:
        raise ScenarioError(sorted(problems, key=lambda problem: problem.line or 0))
    return found


def who_answers(grid: Grid) -> tuple[str, Grid]:
    """Who answers, by the sheet's own line, and the grid without the lines above the table and our column in words."""
    who = ""
    for line in grid.lines:
        head = re.match(rf"#\s*{EXPERT}\s*:?\s*(.*)", line.get(0), re.IGNORECASE)
        if head and not who:
            told = [head[1].strip(), *(line.get(k) for k in range(1, len(line.fields)))]
            who = next((text for text in told if text and text.casefold() != "your name here"), "")
    lines = [line.meant for line in grid.lines if not line.get(0).startswith("#")]
    heads = [text.strip().casefold() for text in lines[0].fields] if lines else []
    if IN_WORDS in heads:
        place = heads.index(IN_WORDS)
        lines = [Line(one.number, one.fields[:place] + one.fields[place + 1 :]) for one in lines]
    return who, Grid(tuple(lines), grid.separator)


def answer_in(who: str, file: str, grid: Grid, scenario: Scenario, options: Options, notes: Notes) -> Answer:
    """What one person says in a table without lines above it; mistakes are in the notes."""
    return _answer(Answer(who, file, notes), grid, scenario, options)


def _by_expert(grid: Grid, who: str) -> dict[str, Grid]:
    """The rows of each expert where a column says whose they are, else all by one."""
    heads = [text.strip().casefold() for text in grid.lines[0].fields] if grid.lines else []
    if EXPERT.casefold() not in heads:
        return {who: grid}
    place = heads.index(EXPERT.casefold())
    rows: dict[str, list[Line]] = {}

    def without(line: Line) -> Line:
        return Line(line.number, line.fields[:place] + line.fields[place + 1 :])

    for line in grid.lines[1:]:
        rows.setdefault(line.get(place) or who, []).append(without(line))
    return {name: Grid((without(grid.lines[0]), *lines), grid.separator) for name, lines in rows.items()}


def _answer(answer: Answer, grid: Grid, scenario: Scenario, options: Options) -> Answer:
    draft = actors.draft_of(grid, options, answer.name, answer.notes)
    answer.notes.read = [line for line in answer.notes.read if line != "columns: actor from 'member'"]
    _name_issues(draft, scenario, answer.notes)
    _name_members(draft, scenario, answer.notes)
    rows = [row for row in draft.rows if row.issue in scenario.issues and row.actor in scenario.room]
    _refuse_twice(rows, answer.notes)
    known = Draft(draft.kind, draft.title, draft.issues, rows, separator=draft.separator)
    cells = Cells(known, options, answer.notes)
    cells.read()
    _scales(rows, cells, answer.notes)
    for row in rows:
        _take(answer, row, cells.of(row))
    answer.views = {code: view for code, view in answer.views.items() if set(view) & set(STANCES)}
    _tell(answer)
    return answer


def _name_issues(draft: Draft, scenario: Scenario, notes: Notes) -> None:
    """Issues by key or label; without a column for them the only one there is."""
    names = {key.casefold(): key for key in scenario.issues}
    names |= {issue.label.casefold(): key for key, issue in scenario.issues.items()}
    alone = set(draft.issues) == {"issue"} and len(scenario.issues) == 1
    for row in draft.rows:
        said = scenario.principal if alone else names.get(row.issue.casefold())
        if said is None:
            near = nearest(row.issue, scenario.issues)
            hint = f"nearest: {near}; " if near else ""
            notes.wrong(
                row.line,
                "issue",
                f'"{row.issue}" is no issue; {hint}allowed: {some(list(scenario.issues), most=12)}',
            )
        row.issue = said or row.issue
    draft.issues = {row.issue: {} for row in draft.rows}


def _name_members(draft: Draft, scenario: Scenario, notes: Notes) -> None:
    """Members by code, or by name in the languages of the alliance; an ally that is not in the room is passed over."""
    codes, away = {code.casefold(): code for code in scenario.room}, []
    for row in draft.rows:
        ally = None if scenario.roster else countries.ally(row.actor)
        said = codes.get(row.actor.casefold()) or ally
        if said is None:
            near = (
                nearest(row.actor, scenario.room)
                if scenario.roster
                else nearest_member(row.actor, dict.fromkeys(scenario.room, ""))
            )
            hint = f"nearest: {near}; " if near else ""
            allowed = some(list(scenario.room), most=8)
            notes.wrong(row.line, "member", f'"{row.actor}" is no member; {hint}allowed: {allowed}')
        elif said not in scenario.room:
            away.append(said)
        row.actor = said or row.actor
    if away:
        notes.ignored.append(f"{some(list(dict.fromkeys(away)))}: not in the room")


def _refuse_twice(rows: Iterable[Row], notes: Notes) -> None:
    seen: dict[tuple[str, str], int] = {}
    for row in rows:
        line = seen.setdefault((row.actor, row.issue), row.line)
        if line != row.line:
            notes.wrong(
                row.line,
                "member",
                f"{row.actor} on {row.issue} has a row already, in line {line}; needed: one",
            )


def _scales(rows: list[Row], cells: Cells, notes: Notes) -> None:
    """Every number lies within 0 and 100; a whole sheet on another scale is refused, not guessed at."""
    for key in STANCES:
        found = [(row, value) for row in rows if (one := cells.of(row).get(key)) for value in values_of(one)]
        for row, value in found:
            if not POINTS[0] <= value <= POINTS[1]:
                notes.wrong(row.line, key, f"{shown(value)} is outside the scale; allowed: 0 to 100")
        values = [value for _, value in found]
        if len(values) >= ENOUGH and 0 < max(values) <= 1:
            notes.wrong(
                found[0][0].line,
                key,
                f"all of {key} lies within 0 and 1, and the sheet counts points of 0 to 100; multiply by 100",
            )
        elif len(values) >= ENOUGH and 0 < max(values) <= 10:
            notes.loud.append(
                (f"all of {key} lies within 0 and 10, of a scale of 0 to 100; is that meant?", "")
            )


def _take(answer: Answer, row: Row, cells: Mapping[str, Cell | None]) -> None:
    """What a row says of a member."""
    view = answer.views.setdefault(row.actor, {})
    for key in STANCES[:2]:
        if said := cells.get(key):
            view.setdefault(key, {})[row.issue] = Scale().quantity(said)
    if said := cells.get("resolve"):
        resolve = Scale().quantity(said)
        if view.setdefault("resolve", resolve) != resolve:
            answer.notes.wrong(
                row.line, "resolve", f"{row.actor} has another one above; needed: one for each member"
            )
    for key in PROSE:
        words = row.cells.get(key, "").strip()
        if words and words not in view.get(key, "").split("; "):
            view[key] = f"{view[key]}; {words}" if key in view else words


def _tell(answer: Answer) -> None:
    counts = {
        key: sum(len(view[key]) if key != "resolve" else 1 for view in answer.views.values() if key in view)
        for key in STANCES
    }
    said = ", ".join(f"{key} {count}" for key, count in counts.items() if count)
    answer.notes.read.insert(
        0, f"{answer.name} on {many(len(answer.views), 'member')}{f' ({said})' if said else ''}"
    )
    if not answer.views:
        answer.notes.loud.append(("no number at all: this expert stands for the file as it is", ""))
