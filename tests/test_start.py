"""What must not be loaded before it is needed: in the package and on the way to a result."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SLOW = {
    "numpy",
    "mesa",
    "matplotlib",
    "pandas",
    "scipy",
    "pydantic",
    "tqdm",
    "starlette",
    "uvicorn",
    "distributed",
}
HEAVY = {"mesa", "pandas", "scipy", "networkx", "starlette", "uvicorn", "distributed", "sklearn", "SALib"}


def loaded(code: str, *arguments: str) -> set[str]:
    """Modules loaded by a program in a fresh interpreter, dotted and top-level names."""
    tail = "\nimport json, sys\nprint('LOADED' + json.dumps(list(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code + tail, *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stdout.rpartition("LOADED")[2]))


def commanded(*arguments: str) -> set[str]:
    """Modules loaded by a command."""
    code = "import sys\nfrom nacsim.cli import main\ntry: main(sys.argv[1:])\nexcept SystemExit as e: assert not e.code"
    return loaded(code, *arguments)


def test_importing_the_package_loads_nothing():
    modules = loaded("import nacsim")
    assert not modules & (SLOW | HEAVY | {"click"})
    assert {m for m in modules if m.startswith("nacsim.")} == set()


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("run", "--help"), ("plot", "--help")])
def test_help_loads_nothing_slow(arguments):
    assert not commanded(*arguments) & (SLOW | HEAVY)


@pytest.mark.parametrize("command", ["check", "show"])
def test_reading_a_scenario_draws_nothing(command):
    assert not commanded(command, "tokyo_liaison_office") & (HEAVY | {"matplotlib", "nacsim.engine.ensemble"})


def test_counting_needs_no_figures():
    modules = loaded("from nacsim import load, tally\ntally(load('minimal'), 10)")
    assert not modules & (
        HEAVY
        | {"matplotlib", "tqdm", "nacsim.plots", "nacsim.council.agents", "nacsim.explore", "nacsim.history"}
    )


def test_a_run_with_figures_needs_no_window_and_no_mesa(tmp_path):
    modules = commanded("run", "minimal", "--runs", "10", "--out", str(tmp_path / "out"))
    assert "matplotlib" in modules
    assert not modules & (HEAVY | {"matplotlib.pyplot", "tkinter", "nacsim.council.agents"})
