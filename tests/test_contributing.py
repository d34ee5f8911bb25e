"""CONTRIBUTING keeps its word: every path, command and name in it exists."""

import importlib.util
import re
from pathlib import Path

import pytest
from conftest import LONGEST

from nacsim.cli import COMMANDS
from nacsim.vocabulary import FIGURES

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
QUOTED = sorted(set(re.findall(r"`([^`]+)`", TEXT)))
PACKAGE = ROOT / "sim" / "nacsim"
HOMES = (ROOT, PACKAGE, ROOT / "scenarios" / "history")
"""Folders that a path may start from: the last two in the tables that say so."""
PATHS = [name for name in QUOTED if re.fullmatch(r"[\w./-]+(/|\.\w+)", name) and name != "Members.ideal"]


@pytest.mark.parametrize("path", PATHS)
def test_a_path_leads_somewhere(path):
    assert any((home / path).exists() for home in HOMES)


def test_the_longest_files_of_tests_are_there():
    assert [name for name in LONGEST if not (ROOT / "tests" / name).exists()] == []


def test_its_commands_exist():
    known = {name for section in COMMANDS.values() for name in section}
    assert set(re.findall(r"`nacsim ([a-z]+)", TEXT)) <= known


def test_its_targets_exist():
    made = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    asked = set(re.findall(r"`make ([a-z]+)`", TEXT))
    assert {"test", "lint", "results", "generated"} <= asked <= made


def test_its_scripts_exist():
    for script in re.findall(r"`python (\S+)`", TEXT):
        assert (ROOT / script).exists(), script


def test_every_wing_is_explained():
    wings = {path.name for path in PACKAGE.iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    assert {f"{wing}/" for wing in wings} <= set(QUOTED)


def test_names_in_it_are_names_in_the_code():
    from nacsim.plots.style import of_run
    from nacsim.rules.state import Members

    assert "ideal" in Members._fields
    assert of_run.__name__ in QUOTED
    assert "text" in FIGURES
    assert "MECHANISMS = (" in (ROOT / "tests" / "laws.py").read_text(encoding="utf-8")


def test_the_citation_is_of_this_version():
    from nacsim import __version__

    assert f"\nversion: {__version__}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")


def test_hooks_and_workflows_call_what_there_is():
    """What runs before a commit and on other machines stands in the Makefile, .ci/run and experiments, and not there."""
    told = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    told += "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / ".github" / "workflows").glob("*.yml")
    )
    made = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert {".ci/run", "make docs"} <= set(re.findall(r"run: (.+)", told))
    assert set(re.findall(r"run: make (\w+)", told)) <= set(made)
    for script in re.findall(r"python (experiments/\S+\.py)", told):
        assert (ROOT / script).is_file(), script
    for module in re.findall(r"python -m (nacsim\S*)", told):
        assert importlib.util.find_spec(module), module


@pytest.mark.parametrize("name", ["wrong_answer", "scenario", "past_decision", "second_coding"])
def test_whoever_has_something_to_say_finds_a_form(name):
    form = (ROOT / ".github" / "ISSUE_TEMPLATE" / f"{name}.yml").read_text(encoding="utf-8")
    assert re.match(r"name: .+\ndescription: .+\ntitle: .+\nlabels: \[.+\]\nbody:\n", form)
    ids = re.findall(r"^    id: (\w+)$", form, re.MULTILINE)
    assert len(ids) == len(set(ids)) >= 4
    assert "required: true" in form
