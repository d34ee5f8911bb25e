"""Names in prose mean something: what a docstring, a comment or a page calls `nacsim.x.y` is there."""

import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

import nacsim

ROOT = Path(__file__).parents[1]
PROSE = [
    *sorted((ROOT / "sim").rglob("*.py")),
    *sorted((ROOT / "experiments").rglob("*.py")),
    *sorted((ROOT / "docs").glob("*.md")),
    ROOT / "README.md",
    ROOT / "scenarios" / "README.md",
]


OFFERED = {"nacsim.metrics", "nacsim.figures", "nacsim.bodies", "nacsim.plots.ladder"}
"""Entry points that packages offer something under, and what the example of a package is called then."""


def found(name: str) -> bool:
    """Whether a dotted name is a module, or something in one."""
    module, _, rest = name, "", ""
    while module and not is_module(module):
        module, _, part = module.rpartition(".")
        rest = f"{part}.{rest}".rstrip(".")
    thing = import_module(module) if module else None
    for part in filter(None, rest.split(".")):
        if not hasattr(thing, part):
            return False
        thing = getattr(thing, part)
    return thing is not None


def is_module(name: str) -> bool:
    """Whether a module of that name can be imported."""
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def quoted(pattern):
    """What every page and docstring quotes that looks so, with where it stands."""
    for path in PROSE:
        for name in set(re.findall(pattern, path.read_text(encoding="utf-8"))):
            yield name, str(path.relative_to(ROOT))


def test_names_in_prose_resolve():
    names = list(quoted(r"`+(nacsim(?:\.\w+)+)`"))
    assert len(names) > 50
    assert [(name, where) for name, where in names if name not in OFFERED and not found(name)] == []


def test_paths_in_prose_exist():
    paths = list(quoted(r"`+(sim/[\w/.]+)`"))
    assert len(paths) > 10
    assert [(path, where) for path, where in paths if not (ROOT / path).exists()] == []


def test_no_name_that_a_wing_exports_is_that_of_a_module_in_it():
    """Or importing the module would put it in the place of what is exported."""
    for package in sorted((ROOT / "sim" / "nacsim").rglob("__init__.py")):
        name = ".".join(package.parent.relative_to(ROOT / "sim").parts)
        exported = set(getattr(import_module(name), "__all__", ()))
        assert not exported & {p.stem for p in package.parent.glob("*.py")}, name


@pytest.mark.parametrize("name", nacsim.__all__)
def test_every_public_name_is_there(name):
    assert getattr(nacsim, name) is not None
