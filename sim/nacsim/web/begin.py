"""What the page begins with: a scenario that ships by its name, a file by its text, its parent merged in."""

from pathlib import Path
from typing import Any

from nacsim.scenario import dump, load, shipped
from nacsim.scenario.reading.link import is_link, read_link


def beginning(source: str) -> dict[str, Any]:
    """`{name, toml}` for a path, a name that ships or a link of a page. Raises ScenarioError if it will not run.

    Of a link it is the scenario without its changes: the page that is opened takes those from the address (`state_of`).
    """
    scenario = load(source)
    if is_link(source):
        link = read_link(source)
        return {"name": link.name, "toml": link.toml}
    if source in shipped() and not Path(source).exists():
        return {"name": source, "toml": None}
    return {"name": scenario.name, "toml": dump(scenario)}


def state_of(source: str) -> str:
    """What stands after the # in the address that shows a source: all of a link, nothing of anything else."""
    return f"#{read_link(source).state}" if is_link(source) else ""
