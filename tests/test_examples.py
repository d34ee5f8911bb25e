"""The examples of file formats are files, run here, and the same as on the page and in what the functions say."""

import inspect
import re
from pathlib import Path

import pytest

from nacsim.explore import costs, design
from nacsim.scenario import load

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "docs" / "examples"
PAGE = (ROOT / "docs" / "explore.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "path", sorted(path for path in EXAMPLES.glob("*.toml") if path.name in PAGE), ids=lambda p: p.name
)
def test_the_page_shows_the_file(path):
    shown = re.search(rf"```toml\n# {path.name}[^\n]*\n(.*?)```", PAGE, re.DOTALL)[1]
    assert shown == path.read_text(encoding="utf-8")


def test_a_study_is_read():
    found = design.read_experiment(EXAMPLES / "study.toml")
    assert found.axes[0].key == "members.FRA.position"
    assert load(found.scenario)


def test_costs_are_read():
    price = costs.read_costs(EXAMPLES / "costs.toml")
    assert price.of("persuade") == 0.1
    assert price.unit


def example(text: str) -> str:
    """The indented lines of a docstring."""
    lines = inspect.cleandoc(text).splitlines()
    return "\n".join(line for line in lines if line.startswith("    "))


@pytest.mark.parametrize(
    ("text", "read"),
    [(costs.__doc__, costs.read_costs), (design.read_experiment.__doc__, design.read_experiment)],
    ids=["costs", "experiment"],
)
def test_what_the_function_says_is_read_too(tmp_path, text, read):
    path = tmp_path / "example.toml"
    path.write_text(inspect.cleandoc(example(text)), encoding="utf-8")
    assert read(path)
