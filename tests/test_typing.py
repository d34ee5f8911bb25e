"""What a type checker says: of the package itself, of its public types, and of three mistakes."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("mypy")
ROOT = Path(__file__).parents[1]
VERSION = tuple(int(part) for part in np.__version__.split(".")[:2])


@pytest.fixture(scope="module")
def errors(pytestconfig, tmp_path_factory):
    """What mypy says of the package and of the two files in tests/typing.

    It keeps what it knows of files in pytest's cache, where there is one (`-p no:cacheprovider` leaves it out), and
    reads again those that have changed and what uses them.
    """
    kept = getattr(pytestconfig, "cache", None)
    folder = kept.mkdir("mypy") if kept else tmp_path_factory.mktemp("mypy")
    command = [sys.executable, "-m", "mypy", "--cache-dir", str(folder)]
    paths = ["sim/nacsim", *(f"tests/typing/{name}.py" for name in ("public", "wrong"))]
    settings = {"MYPYPATH": "sim", "PATH": ""}
    done = subprocess.run([*command, *paths], cwd=ROOT, capture_output=True, text=True, env=settings)
    return [line for line in done.stdout.splitlines() if ": error: " in line]


def own(errors, name):
    return [line for line in errors if line.startswith(f"tests/typing/{name}")]


MISTAKES = {"mypy": ('"Outcomes" has no attribute "adoptd"', '"runs" to "compare"', '"sede" to "compare"'),
            "pyright": ('"adoptd" for class "Outcomes"', 'parameter "runs"', 'parameter "sede"')}  # fmt: skip
"""What the two say of the three mistakes in wrong.py."""


def test_the_public_types_are_what_they_are_said_to_be(errors):
    assert own(errors, "public.py") == []
    wrong = own(errors, "wrong.py")
    assert len(wrong) == 3
    for word in MISTAKES["mypy"]:
        assert any(word in line for line in wrong), word


def test_pyright_says_the_same(tmp_path):
    """With Microsoft's type checker too, where it is there: `pip install basedpyright` brings all that it needs."""
    found = next((path for name in ("basedpyright", "pyright") if (path := installed(name))), None)
    if found is None:
        pytest.skip("neither pyright nor basedpyright is installed")
    files = [str(ROOT / "tests" / "typing" / name) for name in ("public.py", "wrong.py")]
    settings = tmp_path / "pyrightconfig.json"
    told = {"extraPaths": [str(ROOT / "sim")], "typeCheckingMode": "standard", "include": files}
    settings.write_text(json.dumps(told), encoding="utf-8")
    command = [found, "--outputjson", "--pythonpath", sys.executable, "-p", str(settings)]
    done = subprocess.run(command, capture_output=True, text=True)
    errors = [e for e in json.loads(done.stdout)["generalDiagnostics"] if e["severity"] == "error"]
    assert {Path(error["file"]).name for error in errors} == {"wrong.py"}
    assert len(errors) == 3
    for word in MISTAKES["pyright"]:
        assert any(word in error["message"] for error in errors), word


def installed(name):
    """The path of a program beside this Python, or elsewhere."""
    beside = Path(sys.executable).with_name(name)
    return str(beside) if beside.exists() else shutil.which(name)


@pytest.mark.skipif(VERSION < (2, 2), reason="arrays of before NumPy 2.2 want their types spelt out")
def test_the_package_is_clean(errors):
    """Everywhere under plain mypy, and under all that `mypy --strict` asks for where pyproject.toml says so."""
    assert [line for line in errors if line.startswith("sim/")] == []
