"""Whatever goes wrong on the way to a file: old or new and never mixed, one sentence, the right code, no debris.

Every command that writes is run with its first write failing, then its second, and so on until none is left; then the same
with moves. A write fails as on a full disk: the file is opened on /dev/full in its place.
"""

import builtins
import contextlib
import errno
import io
import json
import os
import signal
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

import click
import pytest

import nacsim
from nacsim.cli import faults, main
from nacsim.cli.files import MANIFEST, write_json
from nacsim.council.seat import play
from nacsim.reporting.door import reported
from nacsim.scenario import load

linux = pytest.mark.skipif(sys.platform != "linux", reason="needs /dev/full and /proc")
FEW = "--runs", "30"
SMALL = 'title = "x"\nroster = ["A", "B", "C"]\n[issues.a]\nstatus_quo = 0\nproposed = 80\n' + (
    "[default]\nposition = { low = 0, high = 100 }\nsalience = 20\nresolve = 10\n"
)
PAST = '[observed]\noutcome = "approved"\ntext = { a = 80 }\ndays = 20\n'
GRID = "--grid", "default.salience=10:90:2"
COMMANDS = {
    "run": ("run", "s.toml", *FEW, "--rounds", "--out", "o"),
    "parquet": ("run", "s.toml", *FEW, "--format", "parquet", "--out", "o"),
    "compare": ("compare", "s.toml", "--set", "default.salience=60", *FEW, "--out", "o"),
    "csv": ("compare", "s.toml", "--set", "default.salience=60", *FEW, "--csv", "o/t.csv"),
    "sweep": ("sweep", "s.toml", *GRID, *FEW, "--jobs", "1", "--out", "o"),
    "pivots": ("pivots", "s.toml", *FEW, "--out", "o"),
    "bridge": ("bridge", "s.toml", *FEW, "--out", "o"),
    "validate": ("validate", "past", *FEW, "--out", "o"),
    "report": ("report", "s.toml", *FEW, "--out", "o/r.html"),
    "plot": ("plot", "saved", "outcomes", "--out", "o"),
    "new": ("new", "n"),
    "convert": ("convert", "s.toml", "c.csv"),
    "agree": ("agree", "s.toml", "s.toml", *FEW, "--out", "o"),
    "roles": ("roles", "s.toml", "--out", "o.html"),
    "play": ("play", "s.toml", "--replay", "log.json", "--log", "o.json"),
}
RESUMED = "unfinished.jsonl"  # what a sweep leaves on purpose


class Failing:
    """Opening for writing, or moving, of which the k-th one fails."""

    def __init__(self, k, monkeypatch, moves):
        self.left, self.failed = k, False
        self.open, self.replace = builtins.open, os.replace
        if moves:
            monkeypatch.setattr(os, "replace", self.moved)
        else:
            monkeypatch.setattr(io, "open", self.opened)
            monkeypatch.setattr(builtins, "open", self.opened)

    def due(self):
        self.left -= 1
        self.failed |= self.left == 0
        return self.left == 0

    def opened(self, file, mode="r", *rest, **options):
        ours = isinstance(file, str | Path) and not str(file).startswith(("/dev", "/proc"))
        if ours and set(mode) & set("wxa") and "nacsim-fault" not in str(file) and self.due():
            if "x" in mode:  # the name is taken all the same
                self.open(file, mode, *rest, **options).close()
                return self.open("/dev/full", mode.replace("x", "w"), *rest, **options)
            return self.open("/dev/full", mode, *rest, **options)
        return self.open(file, mode, *rest, **options)

    def moved(self, source, target, **options):
        if self.due():
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return self.replace(source, target, **options)


def tree(folder):
    """Every file below a folder with its bytes, and every folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
        if path.name != RESUMED
    }


def code_of(*arguments):
    with pytest.raises(SystemExit) as end:
        main(list(arguments))
    return end.value.code


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with what the commands read, and little to do: one figure a command, nothing that qualifies the answer."""
    monkeypatch.chdir(tmp_path)
    import_module("nacsim.cli.plot")  # before: its choices are those of all figures
    monkeypatch.setattr("nacsim.vocabulary.FIGURES", {"outcomes": ""})
    monkeypatch.setattr("nacsim.reporting.picture.svg", lambda report, width: "<svg></svg>")
    monkeypatch.setattr("nacsim.reporting.door.reported", once_for_each_size(reported))
    from nacsim.plots.answers import FIGURES

    monkeypatch.setitem(FIGURES, "Validation", {"brier": FIGURES["Validation"]["brier"]})
    monkeypatch.setattr("nacsim.doubts.doubts", lambda *_: {})
    Path("s.toml").write_text(SMALL, encoding="utf-8")
    Path("past").mkdir()
    for name in "ab":
        Path(f"past/{name}.toml").write_text(SMALL + PAST, encoding="utf-8")
    write_json(Path("log.json"), play(load("s.toml"), "chair", lambda sight: {}, 0, 0))
    return tmp_path


def once_for_each_size(work):
    """A report's numbers are the same at every attempt to write them."""
    found = {}

    def remembered(question, runs, *rest):
        if runs not in found:
            found[runs] = work(question, runs, *rest)
        return found[runs]

    return remembered


def prepared(name):
    """An older result of the same command, where there can be one; and a file of the user's."""
    if name == "plot":
        assert code_of("run", "s.toml", *FEW, "--out", "saved") == 0
    if name in ("new", "convert", "play", "sweep", "roles"):
        return
    older = [part if part != "30" else "20" for part in COMMANDS[name]]
    assert code_of(*older) == 0
    Path("o/mine.txt").write_text("kept", encoding="utf-8")


FAULTS = [(name, False) for name in COMMANDS] + [(name, True) for name in COMMANDS if name != "parquet"]
"""Commands, and whether a move fails or a write; the tables of a run are moved like the rest of it."""


@linux
@pytest.mark.parametrize(
    ("name", "moves"), FAULTS, ids=lambda told: {False: "writes", True: "moves"}.get(told, told)
)
def test_no_failure_leaves_anything_mixed_or_behind(name, moves, place, monkeypatch, capsys):
    if name == "parquet":
        pytest.importorskip("pyarrow")
    if name == "parquet" or (name == "run" and moves):
        monkeypatch.setattr("nacsim.vocabulary.FIGURES", {})
    prepared(name)
    capsys.readouterr()
    before = tree(place)
    for k in range(1, 60):
        with monkeypatch.context() as patch:
            failing = Failing(k, patch, moves)
            code = code_of(*COMMANDS[name])
        told = capsys.readouterr().err
        if not failing.failed:
            assert code == 0
            break
        assert code == 1, told
        assert "Traceback" not in told
        assert "fault of nacsim" not in told
        assert len([line for line in told.splitlines() if line and "is not calibrated" not in line]) == 1, (
            told
        )
        after = tree(place)
        if (
            name == "sweep"
        ):  # a result that was written stands, with no figures yet; the ledger is taken up again
            after = {path: data for path, data in after.items() if path not in ("o", "o/sweep.json")}
        assert after == before, set(after.keys() ^ before.keys())
    else:
        raise AssertionError("more than 60 writes")
    assert k > 1 or (moves and name in ("new", "convert"))


def test_a_folder_in_the_way_of_a_file_changes_nothing(place, capsys):
    prepared("run")
    Path("o/outcomes.svg").unlink()
    Path("o/outcomes.svg").mkdir()
    before = tree(place)
    assert code_of(*COMMANDS["run"]) == 1
    assert "o/outcomes.svg: is a folder" in capsys.readouterr().err
    assert tree(place) == before


def test_a_run_that_was_changed_or_is_not_whole_is_not_drawn(place, capsys):
    assert code_of("run", "s.toml", *FEW, "--out", "o") == 0
    manifest = json.loads(Path("o", MANIFEST).read_text(encoding="utf-8"))
    assert set(manifest["sha256"]) == {p.name for p in Path("o").iterdir()} - {MANIFEST}
    assert code_of("plot", "o", "outcomes") == 0
    text = Path("o/scenario.toml").read_text(encoding="utf-8")
    Path("o/scenario.toml").write_text(text.replace("80", "90"), encoding="utf-8")
    assert code_of("plot", "o", "outcomes") == 2
    assert "scenario.toml: was changed" in capsys.readouterr().err
    Path("o", MANIFEST).unlink()
    assert code_of("plot", "o", "outcomes") == 2
    assert "is not whole" in capsys.readouterr().err


def test_what_an_earlier_run_left_and_this_one_has_not_is_gone(place, monkeypatch):
    assert code_of("run", "s.toml", *FEW, "--out", "o") == 0
    Path("o/mine.txt").write_text("kept", encoding="utf-8")
    monkeypatch.setattr("nacsim.cli.saving.LISTED", 10)
    assert code_of("run", "s.toml", *FEW, "--out", "o") == 0
    assert not Path("o/outcomes.csv").exists()
    assert Path("o/mine.txt").exists()


# the system


SAID = {"full": faults.SYSTEM[errno.ENOSPC], "closed": faults.SYSTEM[errno.EBADF]}


def nacsim_process(*arguments, **options):
    code = "from nacsim import vocabulary\nfrom nacsim.cli import main\nvocabulary.FIGURES = {'outcomes': ''}\nmain()"
    env = {**os.environ, "PYTHONPATH": str(Path(nacsim.__file__).parents[1])}
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=env, **options)


@linux
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_every_way_to_be_stopped_cleans_up(name, jobs, place):
    asked = ("run", "s.toml", "--runs", "30000000", "--jobs", jobs, "--out", "deep/o", "--yes")
    process = nacsim_process(*asked, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 20
    while not list(place.glob("deep/o/.nacsim-*")) and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(0.3)
    process.send_signal(getattr(signal, name))
    told = process.communicate(timeout=60)[1]
    assert process.returncode == 128 + getattr(signal, name)
    assert told.splitlines()[-1] == faults.STOPPED
    assert not Path("deep").exists()


def test_what_a_dead_command_left_is_cleared_away(place):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    from nacsim.cli.files import HIDDEN, _here

    for left in (f"{HIDDEN}{_here()}-{gone.pid}-x", f"{HIDDEN}elsewhere-{gone.pid}-x"):
        Path("o", left).mkdir(parents=True)
    assert code_of(*COMMANDS["compare"]) == 0
    assert [p.name for p in Path("o").glob(".nacsim-*")] == [f"{HIDDEN}elsewhere-{gone.pid}-x"]


@linux
@pytest.mark.parametrize("output", SAID)
@pytest.mark.parametrize("command", [("run", "s.toml", *FEW), ("run", "s.toml", *FEW, "--json"), ("--help",)])
def test_output_that_takes_nothing_is_one_sentence(command, output, place):
    with open("/dev/full", "w", encoding="utf-8") as full:
        close = {"preexec_fn": lambda: os.close(1)} if output == "closed" else {"stdout": full}
        process = nacsim_process(*command, **close)
        told = process.communicate()[1]
    assert process.returncode == 1, told
    assert [line for line in told.splitlines() if line] == [f"Not written: {SAID[output]}."]


@linux
def test_a_limit_on_the_size_of_files_is_one_sentence(place):
    import resource

    def limited():
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    process = nacsim_process("run", "s.toml", "--runs", "30000", "--out", "o", preexec_fn=limited)
    told = process.communicate()[1]
    assert process.returncode == 1
    assert "larger than the system allows" in told
    assert len(told.splitlines()) == 1
    assert not Path("o").exists()


@pytest.mark.parametrize(
    "error", [EOFError("x"), KeyError("x"), RecursionError(), ValueError("x"), OSError("x")]
)
def test_a_fault_of_ours_says_so_and_keeps_its_traceback(error, place, monkeypatch, capsys):
    def broken(*_, **__):
        raise error

    monkeypatch.setattr("nacsim.scenario.load", broken)
    assert code_of("show", "minimal") == faults.FAULT
    told = capsys.readouterr().err
    assert "please report" in told
    assert "Stopped" not in told
    saved = Path(told.split("traceback in ")[1].splitlines()[0])
    assert "in broken" in saved.read_text(encoding="utf-8")
    saved.unlink()


def test_too_little_memory_is_one_sentence(monkeypatch, capsys):
    def broken(*_, **__):
        raise MemoryError

    monkeypatch.setattr("nacsim.scenario.load", broken)
    assert code_of("show", "minimal") == 1
    assert "not enough memory" in capsys.readouterr().err


def test_leaving_a_prompt_is_no_fault():
    abort = click.Abort()
    assert faults.judged(abort) == (130, faults.STOPPED)
    with contextlib.suppress(ValueError):
        assert faults.judged(faults.Stop(signal.SIGTERM))[0] == 143
