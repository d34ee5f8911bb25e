"""The README keeps its word: its scenario runs, its commands exist, its files are there."""

import re
import tomllib
from pathlib import Path

from nacsim import simulate
from nacsim.cli import COMMANDS
from nacsim.scenario import loads

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")


def test_its_scenario_runs_as_it_is():
    text = re.search(r"```toml\n(.*?)```", TEXT, re.DOTALL)[1]
    scenario = loads(text, "readme")
    assert len(scenario.room) == 32
    assert len(simulate(scenario, 50)) == 50
    assert tomllib.loads(text)["members"]["HUN"]["note"]


def test_its_commands_exist():
    known = {name for section in COMMANDS.values() for name in section}
    used = set(re.findall(r"nacsim ([a-z]+)", TEXT)) - {"import"}
    assert used <= known
    assert {"run", "show", "trace", "plot", "check", "new", "validate"} <= used


def test_its_links_lead_somewhere():
    for target in re.findall(r"\]\((?!http)([^)]+)\)", TEXT):
        assert (ROOT / target).exists(), target
    for name in ("LICENSE", "DATA-LICENCES.md", "CHANGELOG.md", "Makefile"):
        assert (ROOT / name).exists(), name


def test_its_picture_is_small():
    assert (ROOT / "docs" / "img" / "tokyo.png").stat().st_size < 120_000
