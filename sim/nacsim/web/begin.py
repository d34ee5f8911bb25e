"""What the page begins with: a scenario that ships by its name, a file by its text, its parent merged in."""

from pathlib import Path
from typing import Any

from nacsim.scenario import dump, load, shipped


def beginning(source: str) -> dict[str, Any]:
    """`{name, toml}` for a path or a name that ships. Raises ScenarioError if it will not run."""
    scenario = load(source)
    if source in shipped() and not Path(source).exists():
        return {"name": source, "toml": None}
    return {"name": scenario.name, "toml": dump(scenario)}
