"""What the page begins with: a scenario that ships by its name, a file by its text, its parent laid under it."""

from pathlib import Path
from typing import Any

from nacsim.scenario import load, shipped
from nacsim.scenario.reading.link import is_link, read_link
from nacsim.scenario.start import copied


def beginning(source: str) -> dict[str, Any]:
    """`{name, toml, follow}` for a path, a name that ships or a link of a page; `follow`: the file to look after, or None.

    The text keeps its comments. Of a link it is the scenario without its changes: the page that is opened takes those from
    the address (`state_of`). Raises ScenarioError if it will not run.
    """
    scenario = load(source)
    if is_link(source):
        link = read_link(source)
        return {"name": link.name, "toml": link.toml, "follow": None}
    if source in shipped() and not Path(source).exists():
        return {"name": source, "toml": None, "follow": None}
    return {"name": scenario.name, "toml": copied(source), "follow": source}


def state_of(source: str) -> str:
    """What stands after the # in the address that shows a source: all of a link, nothing of anything else."""
    return f"#{read_link(source).state}" if is_link(source) else ""
