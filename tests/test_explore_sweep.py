"""Sweeps: the right points, the same bytes however they were played, killed or not."""

import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

import nacsim
from nacsim.engine.workers import AtOnce, Crew, Unreachable, crew
from nacsim.errors import WrongValue
from nacsim.explore.design import axis, design, read_axis, read_experiment
from nacsim.files.ledger import Foreign, Ledger
from nacsim.plots.explore_data import curve, surface
from nacsim.scenario import ScenarioError, load

FRANCE = {"members.HUN.position": (0, 100, 5), "members.HUN.resolve": (0, 100, 3)}


def files(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_points_are_what_runs_alone_would_give():
    told = nacsim.sweep("minimal", FRANCE, runs=300)
    assert told["inputs"] == list(FRANCE)
    assert len(told["points"]) == 15
    for point in told["points"][::4]:
        alone = load("minimal").with_values(dict(zip(told["inputs"], point["inputs"], strict=True)))
        summary = nacsim.summary(nacsim.tally(alone, 300), nacsim.__version__)
        assert point["adopted"] == summary["adopted"]
        assert point["outcomes"] == summary["outcomes"]
        assert point["days"] == pytest.approx(summary["days"]["mean"], abs=1e-4)
        assert point["text"]["proposal"] == pytest.approx(summary["text"]["proposal"]["mean"], abs=1e-4)


def test_more_runs_than_a_block_add_up():
    told = nacsim.sweep("minimal", {"members.HUN.position": (0, 40, 2)}, runs=5_000)
    alone = nacsim.tally(load("minimal", ["members.HUN.position=40"]), 5_000)
    assert round(told["points"][1]["adopted"]["share"] * 5_000) == alone.adopted


def test_workers_do_not_show():
    one = nacsim.sweep("minimal", FRANCE, runs=200, jobs=1)
    assert nacsim.sweep("minimal", FRANCE, runs=200, jobs=3) == one
    assert nacsim.sweep("minimal", FRANCE, runs=200, executor=AtOnce()) == one
    with crew(2, processes=True) as team:
        assert nacsim.sweep("minimal", FRANCE, runs=200, executor=team) == one


def test_a_finished_sweep_is_not_played_again(tmp_path):
    first = nacsim.sweep("minimal", FRANCE, runs=100, out=tmp_path)
    before = files(tmp_path)
    assert nacsim.sweep("minimal", FRANCE, runs=100, out=tmp_path, executor=Crew(None, 1)) == first
    assert files(tmp_path) == before


def test_another_sweep_is_not_overwritten(tmp_path):
    nacsim.sweep("minimal", FRANCE, runs=100, out=tmp_path)
    with pytest.raises(Foreign, match="another sweep"):
        nacsim.sweep("minimal", FRANCE, runs=100, seed=1, out=tmp_path)


class Dies(AtOnce):
    """Workers that are gone after some tasks."""

    def __init__(self, after):
        self.left = after

    def submit(self, function, /, *args, **kwargs):
        if self.left == 0:
            raise KeyboardInterrupt
        self.left -= 1
        return super().submit(function, *args, **kwargs)


def test_an_interrupted_sweep_goes_on_where_it_was(tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules["nacsim.explore.sweep"], "TASK", 200)
    whole, torn = tmp_path / "whole", tmp_path / "torn"
    nacsim.sweep("minimal", FRANCE, runs=100, out=whole)
    with pytest.raises(KeyboardInterrupt):
        nacsim.sweep("minimal", FRANCE, runs=100, out=torn, executor=Crew(Dies(5), 1))
    ledger = torn / "unfinished.jsonl"
    done = ledger.read_bytes().count(b"\n") - 1
    assert done >= 1
    ledger.write_bytes(ledger.read_bytes()[:-7])  # the last line was cut short
    counted = Counted()
    nacsim.sweep("minimal", FRANCE, runs=100, out=torn, executor=Crew(counted, 1))
    assert counted.tasks == 8 - (done - 1)
    assert files(torn) == files(whole)


class Counted(AtOnce):
    """Counts its tasks."""

    tasks = 0

    def submit(self, function, /, *args, **kwargs):
        self.tasks += 1
        return super().submit(function, *args, **kwargs)


def test_a_ledger_refuses_that_of_another(tmp_path):
    with Ledger(tmp_path, "a") as ledger:
        ledger.add(0, [1])
    with pytest.raises(Foreign, match="another unfinished"), Ledger(tmp_path, "b"):
        pass
    with Ledger(tmp_path, "a") as again:
        assert again.done == {0: [1]}


def test_killed_at_random_moments_it_ends_with_the_same_bytes(tmp_path):
    """kill -9, again and again, and the same command once more."""
    command = [
        sys.executable, "-m", "nacsim", "sweep", "minimal", "--runs", "2000", "--grid", "members.HUN.position=0:100:40",
        "--grid", "members.HUN.salience=10:90:4", "--jobs", "1", "--out",
    ]  # fmt: skip
    whole, torn = tmp_path / "whole", tmp_path / "torn"
    subprocess.run([*command, str(whole)], check=True, capture_output=True)
    dice, killed = random.Random(5), 0
    for _attempt in range(3):
        process = subprocess.Popen(
            [*command, str(torn)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + 60
        while not torn.exists() and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(dice.random() * 0.3)
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
            killed += 1
        process.wait()
    assert killed
    subprocess.run([*command, str(torn)], check=True, capture_output=True)
    assert files(torn) == files(whole)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_workers_do_not_outlive_a_parent_that_is_killed():
    code = (
        "import os, time\nfrom nacsim.engine.workers import crew\nwith crew(2) as team:\n"
        "    print(*{f.result() for f in [team.executor.submit(os.getpid) for _ in range(20)]}, flush=True)\n"
        "    time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as parent:
        workers = [int(word) for word in parent.stdout.readline().split()]
        parent.kill()
    deadline = time.monotonic() + 20
    while any(map(alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert workers
    assert not any(map(alive, workers))


def alive(process):
    """Whether a process runs; one that has ended and waits to be collected does not."""
    try:
        with open(f"/proc/{process}/stat", encoding="utf-8") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_designs():
    grid = design("grid", [axis("a", (0, 1, 3)), axis("b", {"values": ["x", "y"]})])
    assert grid.points == ((0, "x"), (0, "y"), (0.5, "x"), (0.5, "y"), (1, "x"), (1, "y"))
    for kind in ("lhs", "sobol"):
        found = design(kind, [axis("a", (0, 10)), axis("b", (-1, 1))], 64, seed=3)
        assert found.points == design(kind, [axis("a", (0, 10)), axis("b", (-1, 1))], 64, seed=3).points
        low, high = zip(*((min(c), max(c)) for c in zip(*found.points, strict=True)), strict=True)
        assert max(low[0], low[1] + 1) < 1
        assert min(high[0] - 9, high[1] - 0.8) > 0
        bins = {int(p[0] // (10 / 8)) for p in found.points}
        assert len(bins) == 8


@pytest.mark.parametrize("text", ["a", "a=1:0", "a=0:1:1", "a=0:nan", "a=:", "a=0:1:2:3", "a=0:1:2.5"])
def test_wrong_axes_are_named(text):
    with pytest.raises(ValueError, match="a"):
        read_axis(text)


@pytest.mark.parametrize(
    ("told", "values"),
    [
        ((0, 100, 3), (0, 50, 100)),
        ([0, 100, 3], (0, 50, 100)),
        (range(0, 101, 50), (0, 50, 100)),
        (np.linspace(0, 1, 3), (0, 0.5, 1)),
        ([0, 10, 20, 95], (0, 10, 20, 95)),
        (["unanimity", "simple_majority"], ("unanimity", "simple_majority")),
    ],
)
def test_limits_and_how_many_or_the_values_themselves(told, values):
    assert axis("a", told).values == values


@pytest.mark.parametrize("told", [[3, 1, 2, 0], [True, 1, 2, 3], [0, "x", 2], [], (5,), (1, 0)])
def test_what_is_neither_limits_nor_values_is_refused(told):
    with pytest.raises(WrongValue, match=r'or \{"values"'):
        axis("a", told)


def test_an_axis_of_words_sweeps_rules():
    told = nacsim.sweep("minimal", {"procedure.rule": {"values": ["unanimity", "simple_majority"]}}, runs=100)
    assert [p["inputs"] for p in told["points"]] == [["unanimity"], ["simple_majority"]]


def test_a_whole_group_can_be_swept():
    firm = nacsim.load("minimal").with_values(
        {"groups.baltic_3.resolve": 80.0, "groups.baltic_3.salience": 60.0}
    )
    told = nacsim.sweep(firm, {"groups.baltic_3.position": (0, 100, 2)}, runs=200)
    worst, best = (p["adopted"]["share"] for p in told["points"])
    assert worst < best


def test_values_off_the_scale_are_refused_before_anything_is_played(tmp_path):
    with pytest.raises(ScenarioError, match="outside the limits"):
        nacsim.sweep("minimal", {"members.HUN.position": (0, 120, 3)}, runs=100, out=tmp_path / "no")
    assert not (tmp_path / "no").exists()


def test_experiment_files(tmp_path):
    path = tmp_path / "study.toml"
    path.write_text(
        'scenario = "minimal"\nruns = 50\n[inputs]\nmembers.HUN.position = [0, 100, 3]\n'
        'procedure.rule = { values = ["unanimity"] }\n'
    )
    told = read_experiment(path)
    assert [a.key for a in told.axes] == ["members.HUN.position", "procedure.rule"]
    assert (told.scenario, told.runs, told.kind) == ("minimal", 50, "grid")
    path.write_text('scenario = 3\nrnus = 50\ndesign = "cube"\npoints = -1\n[inputs]\na = [3]\n')
    with pytest.raises(ScenarioError) as caught:
        read_experiment(path)
    assert len(caught.value.problems) == 5


def test_figures_get_their_tables():
    scenario = load("minimal")
    one = curve(nacsim.sweep(scenario, {"members.HUN.position": (0, 100, 3)}, runs=50), scenario)
    assert (one["x"], one["own"]) == ([0, 50, 100], 20)
    two = surface(nacsim.sweep(scenario, FRANCE, runs=50), scenario)
    assert (len(two["z"]), len(two["z"][0]), two["own"]) == (3, 5, (20, 60))


def test_a_cluster_out_of_reach_is_one_line(monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr("nacsim.engine.workers.PATIENCE", 1)
    with (
        pytest.raises(Unreachable, match="No Dask scheduler answers"),
        crew(scheduler="tcp://127.0.0.1:9"),
    ):
        pass


def test_any_executor_will_do():
    with ThreadPoolExecutor(2) as pool:
        told = nacsim.sweep("minimal", FRANCE, runs=50, executor=pool)
    assert told == nacsim.sweep("minimal", FRANCE, runs=50)
