"""The examples of file formats are files, run here, and the same as on the page and in what the functions say."""

import inspect
import re
from pathlib import Path

import pytest

from nacsim.explore import costs, design
from nacsim.scenario import load

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "docs" / "examples"
PAGES = {path: path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md")}


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.toml")), ids=lambda p: p.name)
def test_a_page_shows_the_file_or_leads_to_it(path):
    head = rf"```toml\n# {path.name}[^\n]*\n(.*?)```"
    shown = [found[1] for page in PAGES.values() if (found := re.search(head, page, re.DOTALL))]
    linked = any(f"(examples/{path.name})" in page for page in PAGES.values())
    assert shown == [path.read_text(encoding="utf-8")] or (linked and not shown)


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
