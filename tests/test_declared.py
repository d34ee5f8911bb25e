"""What the package imports is what it says it needs: no package is there only because a neighbour brings it."""

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
SAME = {
    "sklearn": "scikit-learn",
    "docx": "python-docx",
    "ema_workbench": "ema-workbench",
    "pydantic_core": "pydantic-core",
}
"""Packages that are imported under another name than they are installed by."""
TO_BUILD = {"build_ties.py"}
"""Scripts inside the package that make its data and are not run by anybody who uses it."""


def declared():
    """Names of the distributions that pyproject.toml asks for, in whatever group."""
    groups = [PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()]
    return {re.match(r"[\w.-]+", entry)[0].lower() for group in groups for entry in group}


def imported():
    """First names of all that is imported from elsewhere, wherever in a file, and where."""
    found = {}
    for path in sorted((ROOT / "sim" / "nacsim").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) else []
            for name in {name.partition(".")[0] for name in names} - {"nacsim"} - sys.stdlib_module_names:
                found.setdefault(name, set()).add(path.name)
    return {name: where for name, where in found.items() if where - TO_BUILD}


@pytest.mark.parametrize("name", imported())
def test_an_import_is_declared(name):
    assert SAME.get(name, name).lower() in declared(), f"imported in {', '.join(sorted(imported()[name]))}"
