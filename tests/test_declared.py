"""What the package imports is what it says it needs, and it needs what it says; each with its reason."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def deptry(folder: Path) -> subprocess.CompletedProcess:
    """What deptry says of the imports below `sim`; its settings stand in pyproject.toml."""
    command = [sys.executable, "-m", "deptry", "--no-ansi", "sim"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


def test_imports_and_dependencies_are_the_same():
    """None undeclared, none there only because a neighbour brings it, none unused, none that only tests have."""
    done = deptry(ROOT)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("line", "code"),
    [("import unheard_of", "DEP001"), ("import tornado", "DEP003"), ("import hypothesis", "DEP004")],
)
def test_an_import_that_is_not_declared_is_found(tmp_path, line, code):
    (tmp_path / "pyproject.toml").write_text(TEXT, encoding="utf-8")
    (tmp_path / "sim" / "nacsim").mkdir(parents=True)
    (tmp_path / "sim" / "nacsim" / "new.py").write_text(f"{line}\n", encoding="utf-8")
    assert re.search(rf"new\.py:1:\d+: {code} ", deptry(tmp_path).stderr)


def test_every_dependency_has_its_reason():
    tables = re.findall(
        r"^(?:dependencies|\[project\.optional-dependencies\]).*?(?=^\[|\Z)", TEXT, re.M | re.S
    )
    lines = [
        line for table in tables for line in table.splitlines() if re.search(r'"[\w.-]+(\[.*\])?[<>=]', line)
    ]
    assert len(lines) > 30
    assert [line for line in lines if "#" not in line] == []
