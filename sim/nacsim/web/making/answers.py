"""The questions that are put while somebody makes a question: what the text says, a text to begin with, a table."""

import base64
import binascii
import json
from typing import Any

from nacsim.narrate.questions import questions
from nacsim.scenario import Problem, Scenario, ScenarioError, loads
from nacsim.scenario.exchange import read_quietly
from nacsim.scenario.exchange.workbook import unpacked
from nacsim.scenario.format.order import ordered
from nacsim.scenario.format.patch import patched
from nacsim.scenario.format.starter import blank, starter
from nacsim.scenario.mistakes.errors import Source
from nacsim.scenario.reading.read import parse
from nacsim.scenario.start import copied
from nacsim.web import limits
from nacsim.web.api import toml
from nacsim.web.assumed import marks
from nacsim.web.known import check_edits
from nacsim.web.limits import Refusal
from nacsim.web.making.edits import KEPT, edited
from nacsim.web.making.form import Form
from nacsim.web.question import check_lines, checked, scenario_of, side_of, unedited

OPS = 200
"""Most edits in one request."""
OPTIONS = ("scale", "proposed", "status_quo", "floor", "lumpy", "body", "missing", "resolve", "salience", "title",
           "decimal", "separator", "one_matter")  # fmt: skip
"""What can be said about a table that is pasted, as `nacsim convert` takes it."""


def edit(told: Any) -> dict[str, Any]:
    """A text with edits put in: what it says then, with every mistake as `nacsim check` finds it, and laid out as a form.

    A text that is not TOML comes back as it is, without a form; `kept` is false where its comments had to go.
    """
    text, name, ops = _asked(told)
    kept = True
    try:
        tables = parse(Source(name, text))
    except ScenarioError as error:
        return _answer(told, text, error.problems, None, True)
    if ops:
        tables = edited(tables, ops)
        held = filled(tables)
        text, patchable = patched(text, held)
        text, movable = ordered(text, held, "issues")
        kept = patchable and movable
        check_lines(text)
    scenario, problems = looked_at(text, name)
    return _answer(told, text, problems, Form(tables, scenario, problems).laid_out(), kept, scenario)


def filled(tables: dict[str, Any]) -> dict[str, Any]:
    """Tables without those that are empty, but for those that a file keeps."""
    return {key: value for key, value in tables.items() if value != {} or key in KEPT}


def looked_at(text: str, name: str) -> tuple[Scenario | None, list[Problem]]:
    """The scenario in a text, or every mistake in it; one too large for the page is a mistake, too."""
    try:
        scenario = loads(text, name)
        limits.check_size(scenario, 1)
        return scenario, []
    except ScenarioError as error:
        return None, error.problems
    except Refusal as refusal:
        return None, [Problem(name, None, "", refusal.reason)]
    except RecursionError:
        return None, [Problem(name, None, "", "has tables nested too deep")]


def _asked(told: Any) -> tuple[str, str, list[Any]]:
    told = told if isinstance(told, dict) else {}
    text, name, ops = told.get("text"), told.get("name", "question"), told.get("ops", [])
    if not isinstance(text, str) or not isinstance(name, str) or not isinstance(ops, list):
        raise Refusal(400, "Needed: the text of a question, its name, and a list of edits.")
    if len(name) > limits.NAME or len(ops) > OPS:
        raise Refusal(413, f"More than {OPS} edits at once, or a name that is too long.")
    check_lines(text)
    return text, name, ops


def _answer(
    told: Any, text: str, problems: list[Problem], form: Any, kept: bool, scenario: Scenario | None = None
) -> dict[str, Any]:
    return {
        "key": told.get("key"),
        "text": text,
        "problems": [p.told() for p in problems],
        "form": form,
        "kept": kept,
        "runs": scenario is not None,
        "asks": questions(scenario) if scenario is not None else [],
    }


def begin(told: Any) -> dict[str, Any]:
    """A text to begin with, {name, text}: "blank", "example", or "copy" of a scenario as it stands, with its comments."""
    told = told if isinstance(told, dict) else {}
    how = told.get("how")
    if how == "blank":
        return {"name": "my_question", "text": blank()}
    if how == "example":
        return {"name": "my_question", "text": starter("A proposal")}
    if how != "copy":
        raise Refusal(400, "A question begins blank, with the example, or as a copy.")
    side = side_of(told)
    name = side.name.rpartition("/")[2]
    return {"name": f"{name}_copy"[: limits.NAME], "text": copy_of(told)}


def copy_of(told: Any) -> str:
    """The text of a scenario with its edits, comments kept where that can be; edited stances are marked as assumptions."""
    side = side_of(told)
    scenario = scenario_of(side)
    text = side.toml if side.toml is not None else copied(side.name)
    changed = side.changed
    if not changed:
        return text
    check_edits(scenario_of(unedited(side)), changed)
    marked = scenario.with_values(marks(scenario_of(unedited(side)), changed))
    made, _ = patched(text, marked.document)
    return made if checked(lambda: loads(made, side.name)).document == marked.document else toml(told)


def table(told: Any) -> dict[str, Any]:
    """What a table becomes that somebody pasted or brought: a scenario, and what was read, ignored and assumed.

    A file comes as its bytes in base 64 (`file`). Mistakes come back as problems, with their lines in the table.
    """
    told = told if isinstance(told, dict) else {}
    options = told.get("options", {})
    if not isinstance(options, dict) or not set(options) <= set(OPTIONS):
        raise Refusal(400, f"What can be said about a table is {', '.join(OPTIONS)}.")
    if not all(isinstance(value, str | float | int | None) for value in options.values()):
        raise Refusal(400, "What is said about a table is texts and numbers.")
    data = _bytes_of(told)
    given = {key: _option(key, value) for key, value in options.items() if value not in ("", None)}
    try:
        reading = read_quietly(data, **given)
    except ScenarioError as error:
        problems = [p.told() for p in error.problems]
        return {"key": told.get("key"), "problems": problems}
    found = json.loads(json.dumps(reading.document, default=str))
    issues = reading.scenario.issues
    return {
        "key": told.get("key"),
        "problems": [],
        **reading.as_json(),
        "document": {key: found[key] for key in ("issues", "members", "roster", "absent") if key in found},
        "issues": [issue.label or name for name, issue in issues.items()],
        "count": len(reading.scenario.room),
    }


def _bytes_of(told: dict[str, Any]) -> bytes:
    """The table as bytes. Refuses (400, 413) what is neither a text nor a file, and what is too large once unpacked."""
    text, file = told.get("text"), told.get("file")
    if isinstance(file, str):
        try:
            data = base64.b64decode(file, validate=True)
        except (binascii.Error, ValueError) as error:
            raise Refusal(400, "A file is sent as its bytes in base 64.") from error
    elif isinstance(text, str):
        data = text.encode()
    else:
        raise Refusal(400, "Needed: a table as text, or a file.")
    if not data.strip():
        raise Refusal(
            400,
            "There is no table yet: copy some rows of a spreadsheet, with their headings, and paste them.",
        )
    if (size := unpacked(data)) > limits.UNPACKED:
        raise Refusal(413, f"The workbook unpacks to {size:,} bytes; the page takes {limits.UNPACKED:,}. "
                           "The command nacsim convert takes more.")  # fmt: skip
    return data


def _option(key: str, value: Any) -> Any:
    if key in ("resolve", "salience"):
        try:
            return float(value)
        except (ValueError, OverflowError):
            return value
    return {"yes": True, "no": False}.get(value, value) if key in ("lumpy", "one_matter") else value
