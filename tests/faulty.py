"""Whatever can fail on the way to a file, failing: the k-th write, move, folder, sync, fork, thread or allocation.

What is asked of a command then: old or new and never mixed, one sentence, code 1, nothing left. `tests/test_faults.py`
asks for some k, `experiments/faults.py` for every k. A write fails as on a full disk: the file is opened on /dev/full in
its place.
"""

import builtins
import contextlib
import errno
import io
import os
import sys
import threading
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
from edge_cases import said

import nacsim
from nacsim.cli.files import write_json
from nacsim.council.seat import play
from nacsim.engine.luck import BLOCK
from nacsim.reporting.door import reported

FEW = "--runs", "30", "--jobs", "1"
SHARED = "--runs", str(20 * BLOCK + 1), "--jobs", "2"
SMALL = 'title = "x"\nroster = ["A", "B", "C"]\n[issues.a]\nstatus_quo = 0\nproposed = 80\n' + (
    "[default]\nposition = { low = 0, high = 100 }\nsalience = 20\nresolve = 10\n"
)
PAST = '[observed]\noutcome = "approved"\ntext = { a = 80 }\ndays = 20\n'
GRID = "--grid", "default.salience=10:90:2"
INPUT = "--input", "default.salience=10:90"
COMMANDS: dict[str, tuple[str, ...]] = {
    "run": ("run", "s.toml", *FEW, "--rounds", "--out", "o"),
    "parquet": ("run", "s.toml", *FEW, "--format", "parquet", "--out", "o"),
    "compare": ("compare", "s.toml", "--set", "default.salience=60", *FEW, "--out", "o"),
    "csv": ("compare", "s.toml", "--set", "default.salience=60", *FEW, "--csv", "o/t.csv"),
    "agenda": ("agenda", "s.toml", "t.toml", *FEW, "--out", "o"),
    "agenda write": ("agenda", "s.toml", "t.toml", *FEW, "--write", "tied.toml"),
    "sweep": ("sweep", "s.toml", *GRID, *FEW, "--out", "o"),
    "sensitivity": ("sensitivity", "s.toml", "--points", "2", *INPUT, *FEW, "--out", "o"),
    "discover": ("discover", "s.toml", "--points", "32", *INPUT, *FEW, "--out", "o"),
    "pivots": ("pivots", "s.toml", *FEW, "--out", "o"),
    "bridge": ("bridge", "s.toml", *FEW, "--out", "o"),
    "validate": ("validate", "past", *FEW, "--out", "o"),
    "agree": ("agree", "s.toml", "t.toml", *FEW, "--out", "o"),
    "report": ("report", "s.toml", *FEW, "--out", "o/r.html"),
    "plot": ("plot", "saved", "outcomes", "--out", "o"),
    "new": ("new", "n"),
    "new sheet": ("new", "n", "--from", "s.toml", "--sheet"),
    "elicit": ("elicit", "s.toml", "--to", "n.csv"),
    "elicit read": ("elicit", "s.toml", "answers.csv", "--read", "--to", "n.toml"),
    "convert": ("convert", "s.toml", "c.csv"),
    "convert decide": ("convert", "s.toml", "c.txt"),
    "convert in": ("convert", "actors.csv", "c.toml"),
    "roles": ("roles", "s.toml", "--out", "o.html"),
    "play": ("play", "s.toml", "--replay", "log.json", "--log", "o.json"),
}
"""Every command that writes."""
READING = "show", "trace", "web", "cite", "list", "check"
"""Commands that write nothing."""
FORKING: dict[str, tuple[str, ...]] = {
    "run": ("run", "s.toml", *SHARED, "--out", "o"),
    "sweep": ("sweep", "s.toml", "--grid", "default.salience=10:90:20", *SHARED, "--out", "o"),
    "validate": ("validate", "past", *SHARED, "--out", "o"),
}
"""Commands with work for two."""
ONE_FILE = (
    "new",
    "new sheet",
    "elicit",
    "elicit read",
    "convert",
    "convert decide",
    "convert in",
    "agenda write",
)
"""Commands that write one file, which must not be there."""
RESUMED = "unfinished.jsonl"  # what a sweep leaves on purpose
START = "_start_joinable_thread" if sys.version_info >= (3, 13) else "_start_new_thread"
"""What the standard library asks for a thread."""
ALLOCATIONS = "empty", "zeros", "ones", "full", "concatenate", "stack"


class Failing:
    """What of one kind is asked of the system, counted, of which the k-th fails; use as a context manager."""

    def __init__(self, kind: str, k: int):
        self.left, self.failed, self.count = k, False, 0
        self._undo = contextlib.ExitStack()
        self._replaced = KINDS[kind](self)

    def __enter__(self) -> "Failing":
        for owner, name, replaced in self._replaced:
            self._undo.enter_context(mock.patch.object(owner, name, replaced))
        return self

    def __exit__(self, *_: object) -> None:
        self._undo.close()

    def due(self) -> bool:
        """Whether this one is to fail."""
        self.count += 1
        self.left -= 1
        self.failed |= self.left == 0
        return self.left == 0

    def instead(self, function: Callable[..., Any], error: BaseException) -> Callable[..., Any]:
        """A function that raises an error when its turn has come."""

        def called(*arguments: Any, **named: Any) -> Any:
            if self.due():
                raise error
            return function(*arguments, **named)

        return called

    def opened(self) -> Callable[..., Any]:
        """Open, with a full disk under the file whose turn has come."""
        open_ = builtins.open

        def opened(file: Any, mode: str = "r", *rest: Any, **options: Any) -> Any:
            ours = isinstance(file, str | Path) and not str(file).startswith(("/dev", "/proc"))
            if ours and set(mode) & set("wxa") and "nacsim-fault" not in str(file) and self.due():
                if "x" in mode:  # the name is taken all the same
                    open_(file, mode, *rest, **options).close()
                    return open_("/dev/full", mode.replace("x", "w"), *rest, **options)
                return open_("/dev/full", mode, *rest, **options)
            return open_(file, mode, *rest, **options)

        return opened


def of_system(number: int) -> OSError:
    return OSError(number, os.strerror(number))


Replaced = list[tuple[Any, str, Callable[..., Any]]]


def _writes(failing: Failing) -> Replaced:
    opened = failing.opened()
    return [(io, "open", opened), (builtins, "open", opened)]


def _calls(owner: Any, names: tuple[str, ...], error: BaseException) -> Callable[[Failing], Replaced]:
    return lambda failing: [(owner, name, failing.instead(getattr(owner, name), error)) for name in names]


KINDS: dict[str, Callable[[Failing], Replaced]] = {
    "writes": _writes,
    "moves": _calls(os, ("replace",), of_system(errno.EIO)),
    "folders": _calls(os, ("mkdir",), of_system(errno.ENOSPC)),
    "syncs": _calls(os, ("fsync",), of_system(errno.EIO)),
    "forks": _calls(os, ("fork",), of_system(errno.EAGAIN)),
    "threads": _calls(threading, (START,), RuntimeError("can't start new thread")),
    "memory": _calls(np, ALLOCATIONS, MemoryError()),
}
"""Kinds of what can fail."""
SHARING = "forks", "threads"
"""Kinds that only commands with work for two ask for."""


def commands(kind: str) -> dict[str, tuple[str, ...]]:
    """The commands that a kind is tried on."""
    return FORKING if kind in SHARING else COMMANDS


def tree(folder: Path) -> dict[str, bytes | None]:
    """Every file below a folder with its bytes, and every folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
        if path.name != RESUMED
    }


def once_for_each_size(work: Callable[..., Any]) -> Callable[..., Any]:
    """A report's numbers are the same at every attempt to write them."""
    found: dict[int, Any] = {}

    def remembered(question: Any, runs: int, *rest: Any) -> Any:
        if runs not in found:
            found[runs] = work(question, runs, *rest)
        return found[runs]

    return remembered


@contextlib.contextmanager
def lightly() -> Iterator[None]:
    """With little to do: one figure a command, nothing that qualifies the answer."""
    for name in ("nacsim.cli.plot", "nacsim.plots.offered"):  # before: they know all figures
        import_module(name)
    from nacsim.plots.answers import FIGURES

    with contextlib.ExitStack() as stack:
        for name, value in (
            ("nacsim.vocabulary.FIGURES", {"outcomes": ""}),
            ("nacsim.reporting.picture.svg", lambda report, width: "<svg></svg>"),
            ("nacsim.reporting.door.reported", once_for_each_size(reported)),
            ("nacsim.doubts.doubts", lambda *_: {}),
        ):
            stack.enter_context(mock.patch(name, value))
        for kind, drawn in list(FIGURES.items()):
            one = next(iter(drawn))
            stack.enter_context(mock.patch.dict(FIGURES, {kind: {one: drawn[one]}}))
        yield


def furnish(folder: Path) -> None:
    """Write what the commands read into a folder, which is the current one."""
    for name, text in (("s", SMALL), ("t", SMALL.replace("80", "70"))):
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    (folder / "past").mkdir()
    for name in "ab":
        (folder / "past" / f"{name}.toml").write_text(SMALL + PAST, encoding="utf-8")
    scenario = nacsim.load("s.toml")
    write_json(folder / "log.json", play(scenario, "chair", lambda sight: {}, 0, 0))
    sheet = nacsim.write_sheet(scenario, filled=True).replace("your name here", "Ann")
    (folder / "answers.csv").write_text(sheet, encoding="utf-8", newline="")
    (folder / "actors.csv").write_text("name,position\nA,10\nB,90\n", encoding="utf-8")


def prepared(name: str, words: tuple[str, ...]) -> None:
    """An older result of the same command, where there can be one; and a file of the user's."""
    if name == "plot":
        assert said(("run", "s.toml", *FEW, "--out", "saved")).code == 0
    if name in (*ONE_FILE, "play", "sweep", "roles"):
        return
    older = ["20" if part == "30" else "3000" if part == SHARED[1] else part for part in words]
    assert said(older).code == 0
    Path("o/mine.txt").write_text("kept", encoding="utf-8")


def counted(kind: str, words: tuple[str, ...], folder: Path) -> int:
    """How many of a kind a command asks for when none fails; the folder is put back."""
    before = tree(folder)
    with Failing(kind, 0) as failing:
        found = said(words)
    assert found.code == 0, found.err
    put_back(folder, before)
    return failing.count


def put_back(folder: Path, before: dict[str, bytes | None]) -> None:
    """A folder as it was."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if str(path.relative_to(folder)) not in before:
            path.rmdir() if path.is_dir() else path.unlink()
    for name, data in before.items():
        path = folder / name
        if data is None:
            path.mkdir(exist_ok=True)
        elif not path.is_file() or path.read_bytes() != data:
            path.write_bytes(data)


def complaint(name: str, kind: str, k: int, words: tuple[str, ...], folder: Path) -> str:
    """What is wrong with how a command takes the k-th failure of a kind; nothing if nothing is."""
    before = tree(folder)
    with Failing(kind, k) as failing:
        found = said(words)
    after = tree(folder)
    put_back(folder, before)
    if not failing.failed:
        return "" if found.code == 0 else f"code {found.code} without a failure: {found.err}"
    if found.code == 0:  # it could do without
        return ""
    if name == "sweep":  # a result that was written stands, with no figures yet; the ledger is taken up again
        after = {path: data for path, data in after.items() if path not in ("o", "o/sweep.json")}
        before = {path: data for path, data in before.items() if path not in ("o", "o/sweep.json")}
    lines = [line for line in found.err.splitlines() if line and "is not calibrated" not in line]
    if kind == "threads":  # one that the standard library starts aside tells of itself, too
        lines = lines[-1:]
    if found.code != 1 or "fault of nacsim" in found.err or any("Traceback" in line for line in lines):
        return f"code {found.code}: {found.err}"
    if len(lines) != 1:
        return f"{len(lines)} lines: {found.err}"
    changed = sorted(path for path in {*after, *before} if after.get(path, 0) != before.get(path, 0))
    return f"left or changed: {changed}" if changed else ""


def chosen(most: int, all_: bool = False) -> list[int]:
    """Which k to try of so many: all, or the first, the last and some between."""
    if all_ or most <= 3:
        return list(range(1, most + 1))
    return sorted({1, most // 2, most})
