"""What a type checker says: of the package itself, of its public types, and of three mistakes."""

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("mypy")
ROOT = Path(__file__).parents[1]


def checked(*arguments, cache):
    command = [sys.executable, "-m", "mypy", "--cache-dir", str(cache), *arguments]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, env={"MYPYPATH": "sim", "PATH": ""}
    )
    return [line for line in done.stdout.splitlines() if ": error: " in line]


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("mypy")


def own(errors, name):
    return [line for line in errors if line.startswith(f"tests/typing/{name}")]


def test_the_public_types_are_what_they_are_said_to_be(cache):
    errors = checked("tests/typing/public.py", "tests/typing/wrong.py", cache=cache)
    assert own(errors, "public.py") == []
    wrong = own(errors, "wrong.py")
    assert len(wrong) == 3
    for word in ('"Outcomes" has no attribute "adoptd"', '"runs" to "compare"', 'keyword argument "sede"'):
        assert any(word in line for line in wrong), word


CLEAN = (
    "__init__.py",
    "arguments.py",
    "errors.py",
    "defaults.py",
    "nearest.py",
    "vocabulary.py",
    "results/",
    "scenario/",
)
"""The parts in which a type checker finds nothing."""
OPEN = ("scenario/exchange/", "scenario/resolve.py")
"""Parts of them in which it still does."""


def test_the_public_face_is_clean(cache):
    errors = checked(cache=cache)
    parts = [line.removeprefix("sim/nacsim/") for line in errors]
    face = [part for part in parts if part.startswith(CLEAN) and not part.startswith(OPEN)]
    assert face == []
