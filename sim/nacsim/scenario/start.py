"""A new scenario from one that is there: its text with all comments, checked to say the same."""

from os import PathLike
from pathlib import Path

from nacsim.scenario.build import load, loads
from nacsim.scenario.format.copy import laid_over, started
from nacsim.scenario.format.write import write
from nacsim.scenario.reading.link import is_link
from nacsim.scenario.reading.read import find, parse, read_source


def copied(source: str | PathLike[str], title: str | None = None, *, past: bool = False) -> str:
    """The text of a scenario that ships, or of a file, as one that stands alone; comments stay. Raises ScenarioError.

    `title` replaces its own; `past`: what came of a past decision, and how it was coded, is left out.
    """
    if is_link(source):
        return write(load(source).document)
    path = find(source if isinstance(source, str) else Path(source))
    scenario, own = load(source), read_source(path, path.name)
    tables, text = parse(own), own.text
    if "extends" in tables:
        text = laid_over(read_source(path.parent / tables["extends"], tables["extends"]).text, text)
    if loads(text, scenario.name) != scenario:  # what cannot be laid over as text is written anew
        text = write(scenario.document)
    text = started(text, title, past)
    loads(text, scenario.name)
    return text
