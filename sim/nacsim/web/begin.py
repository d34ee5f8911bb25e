"""What the page begins with: a scenario that ships by its name, a file by its text, its parent laid under it."""

from pathlib import Path
from typing import Any

from nacsim.scenario import load, shipped
from nacsim.scenario.start import copied


def beginning(source: str) -> dict[str, Any]:
    """`{name, toml, follow}` for a path or a name that ships; `follow`: the file to look after, None for what ships.

    The text keeps its comments. Raises ScenarioError if it will not run.
    """
    scenario = load(source)
    if source in shipped() and not Path(source).exists():
        return {"name": source, "toml": None, "follow": None}
    return {"name": scenario.name, "toml": copied(source), "follow": source}
