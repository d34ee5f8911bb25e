"""Which module may know which, and what must not be loaded before it is needed."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "sim" / "nacsim").rglob("*.py"))

RANK = {
    "errors": -3, "needs": -2, "commit": -2, "nearest": -2, "defaults": -2,  # what stands by itself
    "arguments": -1,  # of public functions
    "offers": -1,  # what installed packages add
    "vocabulary": 0,  # the words
    "files": 0,  # the doors: how all files are read and all texts written
    "scale": 0,  # points and shares
    "colours": 1,  # every colour that means something
    "anchors": 0,  # what numbers of a stance mean, in words
    "data": 1,  # who are the allies, what is calibrated
    "rules": 1,  # the theory
    "scenario": 2,  # what is a file
    "results": 3,  # what came out
    "narrate": 4,  # all sentences and text tables
    "engine": 4,  # how it is played
    "council": 5,  # one council
    "explore": 6,  # questions
    "history": 6,  # trust
    "plots": 7,  # pictures, and what each takes
    "doubts": 7,  # what qualifies an answer
    "codings": 7,  # two codings of one decision
    "reporting": 8,  # all of it on one page
    "cli": 9, "web": 9,  # faces
}  # fmt: skip
"""The wings of the house: a wing imports from those of lower rank, and from itself."""

HOME = {
    "mesa": ("council",),
    "matplotlib": ("plots",),
    "textalloc": ("plots",),
    "anyascii": ("plots",),
    "click": ("cli",),
    "tqdm": ("cli",),
    "pydantic": ("scenario",),
    "pandas": ("scenario", "results"),
    "pyarrow": ("files",),
    "openpyxl": ("scenario",),
    "babel": ("scenario",),
    "pycountry": ("scenario",),
    "distributed": ("engine",),
    "starlette": ("web",),
    "uvicorn": ("web", "cli"),
    "jinja2": ("reporting",),
    "docx": ("reporting",),
    "weasyprint": ("reporting",),
}
"""Every framework has one home, but for the server, which the command line starts."""


SCENARIO = {
    "names": 0, "quantity": 0, "network": 0,
    "resolved": 1,
    "format": 2, "whole": 2, "exits": 2,
    "seating": 3,
    "mistakes": 4, "pooling": 4,
    "reading": 5, "resolve": 5,
    "bodies": 5.5,
    "build": 6, "start": 9, "grounds": 9, "tying": 8, "elicit": 10, "recode": 10,
    "exchange": 7,
}  # fmt: skip
"""Within the wing of scenarios, likewise; but for `resolved`, whose `with_values` has the scenario built anew."""


def part_of(path: Path) -> str:
    """The wing that a file belongs to: sim/nacsim/rules/gain.py is 'rules'."""
    return path.relative_to(ROOT / "sim" / "nacsim").parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    """Dotted names of everything a file imports, wherever in it."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def test_imports_go_one_way():
    for path in FILES:
        part = part_of(path)
        if part in ("__init__", "__main__"):
            continue
        for name in imports(path):
            head, _, rest = name.partition(".")
            if head == "nacsim" and (known := rest.partition(".")[0]) not in ("__version__", part):
                assert RANK[known] < RANK[part] or {part, known} == {"cli", "web"}, f"{path} imports {known}"
            assert part in HOME.get(head, (part,)), f"{path}: {head} outside {HOME.get(head)}"


@pytest.mark.parametrize("path", [p for p in FILES if part_of(p) == "scenario"], ids=lambda p: p.name)
def test_scenarios_are_made_in_one_direction(path):
    part = path.relative_to(ROOT / "sim" / "nacsim" / "scenario").parts[0].removesuffix(".py")
    known = {n.split(".")[2] for n in imports(path) if n.startswith("nacsim.scenario.")} - {part}
    if part not in ("__init__", "resolved"):
        assert not [name for name in known if SCENARIO.get(name, 0) >= SCENARIO[part]]


def test_nothing_is_cyclic_between_cli_and_web():
    assert not any("nacsim.cli" in name for p in FILES if part_of(p) == "web" for name in imports(p))


def test_pyplot_is_never_used():
    assert not any("pyplot" in name for p in FILES for name in imports(p))


def loaded(*arguments: str) -> set[str]:
    """Top-level modules loaded after a command has run, in a fresh interpreter."""
    code = (
        "import sys\nfrom nacsim.cli import main\n"
        "try: main(sys.argv[1:])\nexcept SystemExit as end: assert not end.code, end.code\n"
        "print('LOADED', *{m.partition('.')[0] for m in sys.modules})"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stdout.rpartition("LOADED")[2].split())


def test_help_loads_nothing_slow():
    slow = {"numpy", "mesa", "matplotlib", "pandas", "scipy", "pydantic", "tqdm", "starlette"}
    assert not loaded("--help") & slow


@pytest.mark.parametrize("options", [("--json",), ()])
def test_run_loads_no_more_than_it_needs(options):
    assert not loaded("run", "minimal", "--runs", "10", *options) & {"mesa", "matplotlib", "pandas", "scipy"}


def test_version_is_that_of_the_package():
    import tomllib

    from nacsim import __version__

    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"] == __version__


def test_random_numbers_have_one_source():
    sources = [
        p.name for p in FILES if "np.random" in p.read_text(encoding="utf-8") or "random" in imports(p)
    ]
    assert sources == ["luck.py"]


READERS = {
    "files/reading.py",  # the door
    "files/commit.py",  # of the checkout itself
    "scenario/bodies.py",  # tables in somebody's package
    "data/members.py", "data/calibrated.py", "data/build_ties.py", "history/record.py",  # tables of ours, in the package
    "colours.py",  # writes the style sheet
    "files/ledger.py",  # read and written at once, line by line
    "scenario/format/schema.py", "plots/saving.py",  # write, and read what they wrote themselves
    "cli/files.py", "files/writing.py", "files/tables.py",  # write
    "results/files.py", "results/chunks.py",  # an archive, and chunks, whose certificate, rows and sums are checked
    "explore/sweep.py",  # writes its result
    "results/described.py", "results/answer.py",  # write the schema, and results
}  # fmt: skip
OPENING = {"open", "read_text", "read_bytes", "write_text", "ZipFile", "load_npz"}


def calls(path: Path) -> set[str]:
    """Names of everything a file calls, methods by their own name."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            found.add(getattr(node.func, "attr", getattr(node.func, "id", "")))
    return found


def test_files_have_one_door():
    for path in FILES:
        name = path.relative_to(ROOT / "sim" / "nacsim").as_posix()
        uses = calls(path) & OPENING
        if name in ("cli/web.py", "cli/__init__.py"):
            uses -= {"open"}  # of a browser, and of the device that takes everything
        assert (
            not uses
            or name in READERS
            or "from nacsim.files.reading import" in path.read_text(encoding="utf-8")
        ), f"{name}: {uses}"


def test_lots_have_one_way_to_the_terminal():
    for path in FILES:
        name = path.relative_to(ROOT / "sim" / "nacsim").as_posix()
        if part_of(path) == "cli" and name != "cli/say.py":
            assert not calls(path) & {"echo", "secho", "print"}, name
