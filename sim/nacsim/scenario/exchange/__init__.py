"""Tables in and out: whatever form a table of actors has becomes a scenario, with an account of how.

`read_table` is the one reader, for the command line, Python and the page; `write_table` writes our own table, which
loses nothing, `write_decide` a DECIDE file, `write_actors` an actor table of one issue.
"""

from typing import Any

from nacsim.scenario.exchange.finish import Finish
from nacsim.scenario.exchange.loss import write_decide, write_table
from nacsim.scenario.exchange.notes import Notes
from nacsim.scenario.exchange.options import Options
from nacsim.scenario.exchange.reader import Reading, look_in_text, read_quietly, read_table
from nacsim.scenario.exchange.writing import capability, write_actors

__all__ = [
    "Reading",
    "capability",
    "read_actors",
    "read_decide",
    "read_quietly",
    "read_table",
    "write_actors",
    "write_decide",
    "write_table",
]


def read_actors(
    text: str,
    proposed: float = 100.0,
    status_quo: float = 0.0,
    title: str = "Read from an actor table",
    file: str = "<csv>",
) -> dict[str, Any]:
    """The scenario document of an actor table given as text; the text and the status quo are in points.

    Actors stay named as they are. `read_table` says more. Raises ScenarioError that lists every mistake.
    """
    return _document(text, proposed, status_quo, title, file)


def read_decide(
    text: str,
    proposed: float = 100.0,
    status_quo: float = 0.0,
    title: str = "Read from a DECIDE file",
    file: str = "<decide>",
) -> dict[str, Any]:
    """The scenario document of a DECIDE file given as text; otherwise like `read_actors`.

    The values of #M span an issue's scale, which becomes 0-100 (without them positions are 0-100 already).
    """
    return _document(text, proposed, status_quo, title, file)


def _document(text: str, proposed: float, status_quo: float, title: str, file: str) -> dict[str, Any]:
    notes = Notes(file)
    options = Options(
        proposed={"": f"{proposed}%"}, status_quo={"": f"{status_quo}%"}, title=title, body="roster"
    )
    found = look_in_text(text, options, title, notes)
    if isinstance(found, dict):
        document: dict[str, Any] = found["document"]
        return document
    return Finish(found, options, notes).document()
