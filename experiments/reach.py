"""Which tests reach which function, and whether some of them pass: every run in a process forked from this one.

What tests need of other packages is loaded once, before the first fork; each run reads the package under test anew. Works in
the folder of the copy that is being mutated.
"""

import ast
import gc
import json
import os
import resource
import signal
import sys
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import _lru_cache_wrapper
from hashlib import sha256
from importlib import import_module
from multiprocessing import Pipe, get_context
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

import pytest

OPTIONS = (
    "-q", "-p", "no:cacheprovider", "-p", "no:randomly", "-p", "no:xdist", "--hypothesis-seed=0",
    "-W", "ignore::pytest.PytestAssertRewriteWarning",
)  # fmt: skip
LONG = 5.0
"""Seconds from which on a test is too long to be asked of every mutant; following calls takes a good part of it."""
TOLD = "told.txt"
"""What the last run printed."""
FINE = (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)


class Function(NamedTuple):
    """Where a function stands in its file: its first line, decorators included, and its last."""

    first: int
    last: int


class Reach:
    """What a run of all tests has shown: how long each that passes takes, and which of them call which function."""

    def __init__(self, parts: Iterable[dict[str, Any]]):
        self.seconds: dict[str, float] = {}
        self.slowest: dict[str, float] = {}
        """Of each file of tests: what it prepares for all of them is in the time of one."""
        self.tests: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        """File -> first line of a function -> tests that reach it; those that reach any of the file stand under nought."""
        for part in parts:
            self.seconds |= part["seconds"]
            for test, seconds in part["seconds"].items():
                file = test.partition("::")[0]
                self.slowest[file] = max(seconds, self.slowest.get(file, 0))
            for file, called in part["tests"].items():
                for first, tests in called.items():
                    self.tests[file][first] += tests

    def of(self, path: Path, line: int) -> list[str]:
        """The tests that reach the function around a line; else those that reach the file; else all."""
        here = self.tests[str(path)]
        return here[str(around(path, line))] or here["0"] or list(self.seconds)

    def beside(self, path: Path, line: int) -> list[str]:
        """All other tests where a line stands outside functions: who reads a name of the file calls nothing of it."""
        return [] if around(path, line) else sorted(self.seconds.keys() - self.of(path, line))


class Watch:
    """A plugin of pytest: chooses and orders tests, and remembers how each went."""

    def __init__(self, chosen: Iterable[str] = ()):
        self.order = {test: place for place, test in enumerate(chosen)}
        self.failed, self.seconds = list[str](), defaultdict[str, float](float)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """The chosen tests in their order; all where none is named."""
        if self.order:
            items[:] = sorted(
                (i for i in items if i.nodeid in self.order), key=lambda i: self.order[i.nodeid]
            )

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """How long it took, and whether it failed."""
        self.seconds[report.nodeid] += report.duration
        if report.failed:
            self.failed.append(report.nodeid)


class Follow(Watch):
    """One that remembers which functions of some files each test calls, too."""

    def __init__(self, files: Iterable[Path]):
        super().__init__()
        self.names = {str(file.resolve()): str(file) for file in files}
        self.called: dict[str, dict[int, set[str]]] = {name: defaultdict(set) for name in self.names.values()}
        self.test = ""

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Another test; what is remembered from the one before would hide what this one reaches."""
        self.test = nodeid
        for found in gc.get_objects():
            if isinstance(found, _lru_cache_wrapper) and "nacsim" in str(found.__module__):
                found.cache_clear()

    def __call__(self, frame: FrameType, event: str, told: Any) -> None:
        """What Python calls on every call of a function."""
        name = self.names.get(frame.f_code.co_filename)
        if name is not None:
            self.called[name][frame.f_code.co_firstlineno].add(self.test)


def functions(path: Path) -> list[Function]:
    """All functions of a file."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            first = min(part.lineno for part in (node, *node.decorator_list))
            found.append(Function(first, node.end_lineno))
    return found


def around(path: Path, line: int) -> int:
    """The first line of the innermost function around a line; nought outside functions."""
    return max((f.first for f in functions(path) if f.first <= line <= f.last), default=0)


def load(paths: list[str]) -> None:
    """Load what the tests import of other packages, once for all runs, and compile all that is read anew in each."""
    for name in forked(None, _imported, paths) or ():
        with suppress(Exception):  # what needs to be imported by another comes with that
            import_module(name)


def _imported(paths: list[str]) -> list[str]:
    sys.dont_write_bytecode = False  # of healthy source, which is older than any mutant
    pytest.main([*OPTIONS, "--collect-only", *paths])
    here = str(Path.cwd())
    return [name for name, one in sys.modules.items() if here not in str(getattr(one, "__file__", here))]


def forked(seconds: int | None, function: Callable[..., Any], *given: Any) -> Any:
    """What a function gives in a process of its own; None where that needs more seconds, or ends without an answer.

    Seconds of work count, for a busy machine takes longer; who does nothing is waited for six times as long.
    """
    receiver, sender = Pipe(duplex=False)
    process = get_context("fork").Process(target=_answer, args=(sender, seconds, function, given))
    process.start()
    sender.close()
    try:
        return receiver.recv() if receiver.poll(seconds and 6 * seconds) else None
    except EOFError:
        return None
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # and whatever it has started
        process.join()


def _answer(sender: Any, seconds: int | None, function: Callable[..., Any], given: tuple[Any, ...]) -> None:
    os.setsid()
    if seconds is not None:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    for name in [name for name in sys.modules if name.partition(".")[0] == "nacsim"]:
        del sys.modules[name]
    with open(TOLD, "w", encoding="utf-8") as told:
        os.dup2(told.fileno(), 1)
        os.dup2(told.fileno(), 2)
    sender.send(function(*given))


def killer(tests: list[str]) -> str:
    """The first of these tests that fails, run in their order; "import" if they cannot even be read; or nothing."""
    watch = Watch(tests)
    files = sorted({test.partition("::")[0] for test in tests})
    code = pytest.main([*OPTIONS, "-x", *files], plugins=[watch])
    return next(iter(watch.failed), "" if code in FINE else "import")


def measured(path: str, files: list[Path]) -> dict[str, Any]:
    """Who reaches what among the tests of a file or folder; those that fail as it is, or take long, are left out."""
    watch = Follow(files)
    sys.settrace(watch)
    threading.settrace(watch)
    pytest.main([*OPTIONS, path], plugins=[watch])
    sys.settrace(None)
    quick = {t: took for t, took in watch.seconds.items() if t not in watch.failed and took < LONG}
    tests = {str(file): _by_function(file, watch.called[str(file)], set(quick)) for file in files}
    return {"seconds": quick, "tests": tests, "failed": watch.failed, "long": len(watch.seconds) - len(quick)}


def _by_function(file: Path, called: dict[int, set[str]], passed: set[str]) -> dict[str, list[str]]:
    """Lines at which code was called, told by the function that they belong to: a line within it may be a lambda's."""
    found = {str(f.first): _of(called, f.first, f.last) & passed for f in functions(file)}
    found["0"] = set().union(*found.values())
    return {first: sorted(tests) for first, tests in found.items()}


def _of(called: dict[int, set[str]], first: int, last: int) -> set[str]:
    return set().union(*(tests for line, tests in called.items() if first <= line <= last))


def reached(paths: list[str], files: list[Path], memory: Path) -> Reach:
    """Who reaches what: of each file of tests as it was measured before on the same source, else measured now."""
    source = [*Path("sim").rglob("*.py"), *Path("scenarios").rglob("*.toml"), *Path("tests").glob("*.py")]
    common = digest(file for file in source if not file.name.startswith("test_"))
    memory.parent.mkdir(exist_ok=True)
    known = json.loads(memory.read_text(encoding="utf-8")) if memory.exists() else {}
    for path in paths:
        key = common + digest([Path(path), *Path(path).rglob("*.py")])
        if known.get(path, {}).get("key") != key:
            found = forked(None, measured, path, files)
            if found is None:
                raise SystemExit(Path(TOLD).read_text(encoding="utf-8")[-2000:])
            known[path] = {"key": key, **found}
            memory.write_text(json.dumps(known), encoding="utf-8")
            left = f"left out: {found['long']} that fail or take long {' '.join(found['failed'])}"
            print(f"{path}: {len(found['seconds'])} tests; {left}", file=sys.stderr, flush=True)
    return Reach(known[path] for path in paths)


def digest(files: Iterable[Path]) -> str:
    """What some files say, shortened."""
    total = sha256()
    for file in sorted(file for file in files if file.is_file()):
        total.update(file.read_bytes())
    return total.hexdigest()
