"""Whatever goes wrong on the way to a file: old or new and never mixed, one sentence, the right code, no debris.

Every command that writes is run with its first write failing, its last and one between; then the same with moves, folders
and what else can fail (`faulty.py`). `experiments/faults.py` does so for every one.
"""

import contextlib
import errno
import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import BrokenExecutor
from pathlib import Path

import click
import faulty
import pytest
from faulty import FEW, KINDS, READING, SHARING, chosen, complaint, counted, tree

import nacsim
from nacsim.cli import COMMANDS, faults, main
from nacsim.cli.files import MANIFEST

linux = pytest.mark.skipif(sys.platform != "linux", reason="needs /dev/full and /proc")


def code_of(*arguments):
    with pytest.raises(SystemExit) as end:
        main(list(arguments))
    return end.value.code


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with what the commands read, and little to do: one figure a command, nothing that qualifies the answer."""
    monkeypatch.chdir(tmp_path)
    with faulty.lightly():
        faulty.furnish(tmp_path)
        yield tmp_path


def prepared(name):
    """An older result of a command, and a file of the user's."""
    faulty.prepared(name, faulty.COMMANDS[name])


def quickly(words):
    """A command with one form of its figures."""
    return (*words, "--format", "svg") if "o" in words and "parquet" not in words else words


def unpainted(self, name, **_):
    """A figure is opened and written as if it were painted, which takes most of a command's time."""
    with open(name, "w", encoding="utf-8") as file:
        file.write("<svg/>")


FAULTS = [
    *((name, kind) for kind in ("writes", "moves") for name in faulty.COMMANDS),
    *(
        (name, kind)
        for kind in ("folders", "syncs", "memory")
        for name in ("run", "csv", "sweep", "pivots", "report")
    ),
]
"""Commands and kinds; one figure is enough."""


@linux
@pytest.mark.parametrize(("name", "kind"), FAULTS)
def test_no_failure_leaves_anything_mixed_or_behind(name, kind, place, monkeypatch):
    if name == "parquet":
        pytest.importorskip("pyarrow")
    if name != "plot":
        monkeypatch.setattr("matplotlib.figure.Figure.savefig", unpainted)
    words = quickly(faulty.commands(kind)[name])
    faulty.prepared(name, words)
    most = counted(kind, words, place)
    assert most or (kind == "moves" and name in faulty.ONE_FILE)
    for k in chosen(most):
        assert not complaint(name, kind, k, words, place), f"number {k} of {most} {kind}"


def test_every_command_that_writes_is_tried():
    assert {words[0] for words in faulty.COMMANDS.values()} | {*READING} == {
        n for s in COMMANDS.values() for n in s
    }
    assert {kind for _, kind in FAULTS} == {*KINDS} - {*SHARING}


@linux
@pytest.mark.parametrize("kind", SHARING)
def test_workers_that_cannot_be_started_leave_nothing_and_nobody_waits(kind):
    """In a process of its own: workers are forked where there are no other threads, as under pytest there are."""
    script = Path(__file__).parents[1] / "experiments" / "faults.py"
    env = {**os.environ, "PYTHONPATH": str(Path(nacsim.__file__).parents[1])}
    command = [sys.executable, str(script), kind, "sweep"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert ", 0 wrong" in done.stdout.splitlines()[-1]
    assert not done.stdout.startswith("0 failures")


def test_a_folder_in_the_way_of_a_file_changes_nothing(place, capsys):
    prepared("run")
    Path("o/outcomes.svg").unlink()
    Path("o/outcomes.svg").mkdir()
    before = tree(place)
    assert code_of(*faulty.COMMANDS["run"]) == 1
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


@pytest.fixture
def heard():
    """Signals reach those that a test starts: what a shell runs in the background, or under nohup, ignores some of them."""
    deaf = [name for name in (signal.SIGINT, signal.SIGHUP) if signal.getsignal(name) is signal.SIG_IGN]
    for name in deaf:
        signal.signal(name, signal.SIG_DFL)
    yield
    for name in deaf:
        signal.signal(name, signal.SIG_IGN)


@linux
@pytest.mark.usefixtures("heard")
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


@linux
@pytest.mark.usefixtures("heard")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_worker_that_was_forked_a_moment_ago_has_nothing_to_say(name):
    """It still has the handlers of its parent: it is ended by the signal itself, or leaves it to its parent."""
    code = f"""if True:
        import os, signal
        from nacsim.cli.faults import heed_signals
        heed_signals()
        if not (worker := os.fork()):
            os.kill(os.getpid(), signal.{name})
            os._exit(0)
        print(os.waitpid(worker, 0)[1])"""
    env = {**os.environ, "PYTHONPATH": str(Path(nacsim.__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True)
    assert done.stderr == ""
    assert int(done.stdout) == (0 if name == "SIGINT" else getattr(signal, name))


def test_what_a_dead_command_left_is_cleared_away(place):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    from nacsim.cli.files import HIDDEN, _here

    for left in (f"{HIDDEN}{_here()}-{gone.pid}-x", f"{HIDDEN}elsewhere-{gone.pid}-x"):
        Path("o", left).mkdir(parents=True)
    assert code_of(*faulty.COMMANDS["compare"]) == 0
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


@pytest.mark.parametrize(
    "error", [RuntimeError("can't start new thread"), OSError(errno.EAGAIN, "x"), BrokenExecutor("x")]
)
def test_workers_that_cannot_be_had_are_no_fault_of_ours(error):
    code, words = faults.judged(error)
    assert code == 1
    assert words.endswith("ask for fewer --jobs.")


def test_leaving_a_prompt_is_no_fault():
    abort = click.Abort()
    assert faults.judged(abort) == (130, faults.STOPPED)
    with contextlib.suppress(ValueError):
        assert faults.judged(faults.Stop(signal.SIGTERM))[0] == 143
