"""The sheet for a second coder: the question without anybody's numbers, and what comes back of it."""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nacsim.data.members import NAMES
from nacsim.files.writing import cell
from nacsim.scenario.exchange.answers import answer_in, who_answers
from nacsim.scenario.exchange.grid import Grid
from nacsim.scenario.exchange.notes import Notes
from nacsim.scenario.exchange.reader import rows_of
from nacsim.scenario.exchange.sheet import HEADINGS, above
from nacsim.scenario.mistakes.errors import ScenarioError
from nacsim.scenario.resolved import Scenario

EVERYBODY = "everybody else"
"""The line for all members of whom nobody reports anything."""
HOW = (
    "Code what was known on the eve of the day, and nothing that was written later. docs/coding.md is the guide.",
    f"Begin with the line {EVERYBODY}: members of whom nobody reports anything. Leave the rows of such members empty.",
    "salience: first the total over all issues, then its parts.",
)
QUESTIONS = (
    "was a smaller version tabled, or talked of among those who decide, before the day?",
    "would the sponsors rather have had it than nothing?",
    "would the chief objector have accepted any point above the status quo?",
)
"""Three times yes: the issue can be divided."""
YES, NO = ("yes", "y", "true", "1"), ("no", "n", "false", "0")
ASKED = "yes or no"
HALF = 0.5
"""The chance that an issue is lumpy where a coder answers some of the questions with yes and leaves others open."""


@dataclass
class Coding:
    """What a second coder says: of everybody else, of members by code, and which issues are lumpy (None: not said)."""

    coder: str
    notes: Notes
    default: dict[str, Any]
    members: dict[str, dict[str, Any]]
    lumpy: dict[str, bool | float | None] = field(default_factory=dict)


def coding_text(scenario: Scenario) -> str:
    """The sheet as CSV: what is asked, the questions on every issue that might be divided, a row a member and issue."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for line in above(scenario, HOW):
        writer.writerow([cell(field) for field in line])
    for name, issue in scenario.issues.items():
        if issue.status_quo is not None:
            for k, words in enumerate(QUESTIONS, start=1):
                writer.writerow([cell(f"# Question {k} on {name}: {words}"), ASKED])
    writer.writerow(HEADINGS)
    for code in (EVERYBODY, *scenario.room):
        for issue_name in scenario.issues:
            writer.writerow(
                [cell(code), cell(NAMES.get(code, "")), cell(issue_name), *[""] * (len(HEADINGS) - 3)]
            )
    return out.getvalue()


def read_coding(source: Any, scenario: Scenario, options: Mapping[str, Any] | None = None) -> Coding:
    """A sheet that came back (CSV, Excel). Raises ScenarioError with every mistake in it and its line."""
    name, grid, asked, notes = rows_of(source, options or {})
    coder, table = who_answers(grid)
    room = scenario.model_copy(update={"room": (EVERYBODY, *scenario.room)})
    lumpy = {issue: _lumpy(grid, issue, notes) for issue in scenario.issues}
    answer = answer_in(coder or Path(name).stem.replace("_", " "), name, table, room, asked, notes)
    if notes.problems:
        raise ScenarioError(sorted(notes.problems, key=lambda problem: problem.line or 0))
    default = answer.views.pop(EVERYBODY, {})
    return Coding(answer.name, notes, default, answer.views, lumpy)


def _lumpy(grid: Grid, issue: str, notes: Notes) -> bool | float | None:
    """Whether an issue is lumpy by the answers to its three questions; None where none is answered."""
    said: dict[int, bool] = {}
    for line in grid.lines:
        found = re.match(rf"#\s*Question (\d) on {re.escape(issue)}:", line.get(0))
        answer = line.get(1).strip().casefold()
        if not found or answer in ("", ASKED):
            continue
        if answer not in YES + NO:
            notes.wrong(
                line.number,
                f"question {found[1]}",
                f'"{line.get(1)}" is no answer; allowed: yes, no, or nothing',
            )
        said[int(found[1])] = answer in YES
    if not said:
        return None
    if not all(said.values()):
        return True
    return False if len(said) == len(QUESTIONS) else HALF
