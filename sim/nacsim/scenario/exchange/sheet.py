"""The sheet that is sent to experts: one row for each member and issue, and above it what the numbers mean."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from nacsim.anchors import RESOLVE, SALIENCE, in_words
from nacsim.data.members import NAMES
from nacsim.files.writing import cell
from nacsim.scenario.exchange.own import quantity_text
from nacsim.scenario.quantity import Triangular, Uniform, centre
from nacsim.scenario.resolve import prose
from nacsim.scenario.resolved import Issue, Scenario

EXPERT = "Expert"
"""The line of the sheet in which an expert writes who it is."""
IN_WORDS = "in words"
"""The column that says what a code means; it is not read."""
HEADINGS = ("member", IN_WORDS, "issue", "position", "position_low", "position_high", "salience", "resolve",
            "confidence", "note", "source")  # fmt: skip
UNJUDGED = ("Leave a cell empty where you would not judge: there the number of the file stands.",)
"""What an expert is told first."""
HOW = (
    "position: where the member wants the issue, on the scale of 0 to 100 that is explained below.",
    "position_low and position_high: the least and the most that you hold possible, if you are not sure.",
    "salience: how much the issue matters to it. Of the whole matter, all issues together:",
    *in_words(SALIENCE),
    "resolve: how willing it is to stand alone against all others; once for each member:",
    *in_words(RESOLVE),
    "confidence, note, source: in your own words, such as why, since when, and from where you know.",
)
"""How the sheet is filled in; docs/coding.md has the same anchors, and an example for each."""
DIVIDED = "One matter that stands in several issues counts several times: divide its salience among them."


def sheet_text(scenario: Scenario, members: Sequence[str] = (), filled: bool = False) -> str:
    """The sheet as CSV for all members, or some of them; `filled` with the numbers of the file, to be corrected."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for line in above(scenario, UNJUDGED):
        writer.writerow([cell(field) for field in line])
    writer.writerow(HEADINGS)
    alone = scenario.without_experts()
    for code in members or scenario.room:
        for number, issue in enumerate(scenario.issues):
            known = _known(alone.members[code], issue, number == 0) if filled else [""] * 5
            writer.writerow([cell(code), cell(NAMES.get(code, "")), cell(issue), *known, "", "", ""])
    return out.getvalue()


def above(scenario: Scenario, first: Sequence[str]) -> list[list[str]]:
    """What stands above the table: whose sheet it is, the question, `first` and then how it is filled in, the issues."""
    said = (prose(scenario.document.get(key)) for key in ("question", "proposal", "status_quo"))
    when = f", {scenario.date.day} {scenario.date:%B %Y}" if scenario.date else ""
    lines = [f"{scenario.title}{when}", *(text for text in said if text)]
    lines += [*first, *HOW, *([DIVIDED] if len(scenario.issues) > 1 else [])]
    lines = [*lines, *(_explained(name, issue) for name, issue in scenario.issues.items())]
    return [[f"# {EXPERT}:", "your name here"], *([f"# {' '.join(line.split())}"] for line in lines)]


def _explained(name: str, issue: Issue) -> str:
    """An issue and its anchors."""
    ends = ((0, issue.zero), (50, issue.midpoint), (100, issue.hundred))
    scale = "; ".join(f"{value} = {words}" for value, words in ends if words)
    now = (
        "a condition, which exists only in the text"
        if issue.status_quo is None
        else f"today at {issue.status_quo:g}"
    )
    return f"Issue {name}: {issue.label}{f'. {scale}' if scale else ''} ({now}; tabled at {issue.proposed:g})"


def _known(stance: Any, issue: str, first: bool) -> list[str]:
    """What the file says, in the columns of the sheet: position, its ends, salience, and resolve on the first row."""
    position, ends = stance.position[issue], ["", ""]
    if isinstance(position, Triangular | Uniform):
        ends = [quantity_text(position.low), quantity_text(position.high)]
    middle = {Triangular: "mode"}.get(type(position))
    shown = "" if isinstance(position, Uniform) else getattr(position, middle) if middle else centre(position)
    rest = [centre(stance.salience[issue]), centre(stance.resolve) if first else ""]
    return [
        text if isinstance(text, str) else quantity_text(round(text, 6)) for text in (shown, *ends, *rest)
    ]
